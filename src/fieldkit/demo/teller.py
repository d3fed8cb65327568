"""Tells a story through the desks: officers with notebooks, a clock that is turned, and meetings at the
server.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fieldkit.casebook.casebook import Casebook
from fieldkit.demo.people import Officer
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.chain import Moment


@dataclass
class StoryClock:
    """The clock of every laptop in the story; each look at it moves it on by a moment."""

    wall_ms: int = 0
    mono_ms: int = 0

    def __call__(self) -> Moment:
        self.wall_ms += 40
        self.mono_ms += 40
        offset = datetime.fromtimestamp(self.wall_ms / 1000, LONDON).utcoffset()
        return Moment(
            wall_ms=self.wall_ms,
            mono_ms=self.mono_ms,
            offset_ms=int(offset.total_seconds() * 1000) if offset else 0,
        )

    def set(self, text: str) -> None:
        """Turn it to a UK time such as 2026-11-20 10:34."""
        wall = int(datetime.fromisoformat(text).replace(tzinfo=LONDON).timestamp() * 1000)
        self.mono_ms += max(wall - self.wall_ms, 0)
        self.wall_ms = wall


@dataclass
class Teller:
    """Lets officers act at given times.

    `meet` sends and receives for everybody; names stand for record ids.
    """

    books: Mapping[str, Casebook]
    clock: StoryClock
    meet: Callable[[], None]
    ids: dict[str, str] = field(default_factory=dict)

    def at(self, when: str) -> Teller:
        """Turn the clock."""
        self.clock.set(when)
        return self

    def book(self, officer: Officer) -> Casebook:
        """The casebook of an officer."""
        return self.books[officer.short]

    def named(self, officer: Officer) -> str:
        """An officer as forms take them: id and name."""
        return f"{self.book(officer).me.officer} {officer.name}"

    def new(
        self,
        officer: Officer,
        kind: str,
        typed: Mapping[str, Any],
        *,
        parent: str = "",
        called: str = "",
    ) -> str:
        """An officer makes a record; `called` remembers its id, and any answer or parent may be such a
        name.
        """
        desk = self.book(officer).records
        record, _ = desk.new(kind, self._known(typed), parent=self.ids.get(parent, parent))
        if called:
            self.ids[called] = record
        return record

    def correct(self, officer: Officer, called: str, typed: Mapping[str, Any], why: str = "") -> None:
        """An officer gives new answers."""
        self.book(officer).records.correct(self.ids[called], self._known(typed), why)

    def id(self, called: str) -> str:
        """The id of a record that was given a name."""
        return self.ids[called]

    def _known(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: self.ids.get(said, said) if isinstance(said, str) else said for name, said in typed.items()
        }
