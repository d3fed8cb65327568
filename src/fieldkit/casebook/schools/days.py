"""The desk for one day at every school of the council: open, closed and why, or no calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.schools.schools import Schools, calendar_in, spans_in
from fieldkit.store import records
from fieldkit.store.records import Held

WEEKEND = 5


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """A school on one day. `is_open` is None where no calendar reaches; `why` says why it is closed."""

    school: str
    name: str
    urn: str
    phone: str
    is_open: bool | None
    why: str


class SchoolDays(Desk):
    """Worked out from the calendars, never typed (domain 4.2)."""

    def on(self, day: date) -> Sequence[SchoolDay]:
        """Every school of the council on a day, by name."""
        held = self.beside(Schools).list()
        with self.notebook.reading() as book:
            calendars = records.some(book, [school.text("calendar") for school in held])
        return [_on(school, calendars.get(school.text("calendar")), day) for school in held]


def closed_words(schools: Sequence[SchoolDay]) -> str:
    """The schools closed that day, one on each line, and those of which it is not known."""
    closed = [f"{school.name}: {school.why}" for school in schools if school.is_open is False]
    unknown = [f"{school.name}: no calendar for that day" for school in schools if school.is_open is None]
    return "\n".join([*closed, *unknown])


def _on(school: Held, calendar: Held | None, day: date) -> SchoolDay:
    known = calendar_in(calendar)
    is_open = known.is_school_day(day) if known else None
    why = _why(calendar, day) if calendar is not None and is_open is False else ""
    return SchoolDay(
        school.record, school.title, school.text("school_urn"), school.text("phone"), is_open, why
    )


def _why(calendar: Held, day: date) -> str:
    if day.weekday() >= WEEKEND:
        return "weekend"
    named = [
        name
        for first, last, name in spans_in(calendar, "closures")
        if date.fromisoformat(first) <= day <= date.fromisoformat(last)
    ]
    return next(filter(None, named), "closed" if named else "holiday")
