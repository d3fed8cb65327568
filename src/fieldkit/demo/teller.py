"""Tells a story through the desks: officers with notebooks, a clock that is turned, and meetings at the
server.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldkit.casebook.casebook import Casebook
from fieldkit.demo.people import Officer
from fieldkit.demo.story_clock import StoryClock


@dataclass
class Teller:
    """Lets officers act at given times.

    `meet` sends and receives for these officers, or for everybody; names stand for record ids.
    """

    books: Mapping[str, Casebook]
    clock: StoryClock
    meet: Callable[..., None]
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

    def key(self, said: str) -> str:
        """What a page is asked for: names of the story, parted by strokes, as record ids."""
        return "/".join(self.ids.get(part, part) for part in said.split("/"))

    def _known(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: self.ids.get(said, said) if isinstance(said, str) else said for name, said in typed.items()
        }
