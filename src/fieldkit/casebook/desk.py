"""What every desk stands on: the open notebook, the reference book, the clock, and who is writing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import uuid_utils

from fieldkit.casebook.shop import Shop
from fieldkit.errors import Trouble
from fieldkit.kinds.answers import Context
from fieldkit.kinds.times import LONDON, moment_of
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Moment
from fieldkit.reference import Reference
from fieldkit.store import records
from fieldkit.store.identity import Identity
from fieldkit.store.notebook import Notebook
from fieldkit.store.records import Held

Clock = Callable[[], Moment]
AnyDesk = TypeVar("AnyDesk", bound="Desk")


def system_clock() -> Moment:
    """What this computer's clocks say now, with the UK zone offset in force."""
    wall = datetime.now(UTC)
    offset = wall.astimezone(LONDON).utcoffset()
    return Moment(
        wall_ms=int(wall.timestamp() * 1000),
        mono_ms=time.monotonic_ns() // 1_000_000,
        offset_ms=int(offset.total_seconds() * 1000) if offset else 0,
    )


def new_id() -> str:
    """A new record id: UUID version 7 (RFC 9562)."""
    return str(uuid_utils.uuid7())


@dataclass(frozen=True)
class Desk:
    """The base of all desks. Time and ids come from outside, so that a day can be played again."""

    notebook: Notebook
    clock: Clock = system_clock
    new_id: Callable[[], str] = new_id
    council_values: Path | None = None
    shop: Shop = field(default_factory=Shop, repr=False, compare=False)

    def beside(self, desk: type[AnyDesk]) -> AnyDesk:
        """Another desk on the same notebook and clock."""
        return desk(self.notebook, self.clock, self.new_id, self.council_values, self.shop)

    @property
    def me(self) -> Identity:
        """Whose notebook this is."""
        return self.notebook.who()

    def now(self) -> Moment:
        """What the clocks say."""
        return self.clock()

    def now_text(self) -> str:
        """Now, as a record keeps it."""
        return moment_of(self.now().wall_ms)

    def today(self) -> date:
        """Today in the United Kingdom."""
        return self.day_at(self.now().wall_ms)

    def day_at(self, wall_ms: int) -> date:
        """The UK day of a time in UTC milliseconds."""
        return datetime.fromtimestamp(wall_ms / 1000, LONDON).date()

    def reference(self, on: date | None = None) -> Reference:
        """The reference book as of a day, today by default."""
        return Reference.load(on or self.today(), self.council_values)

    def context(self, day: date | None = None) -> Context:
        """What reading an answer leans on."""
        return Context(day or self.today(), self.now().offset_ms // 60_000)

    def held(self, record: str) -> Held:
        """A record as it stands. Raises `Trouble` when it is not in this notebook."""
        with self.notebook.reading() as book:
            found = records.get(book, record)
        if found is None:
            raise Trouble("That record is not in this notebook.", "Send and receive, then look again.")
        return found

    def my_name(self) -> dict[str, Json]:
        """This officer, as records name officers."""
        me = self.me
        return {"id": me.officer, "name": me.name}
