"""A pupil's register as facts: marks day by day, the school's calendar and the days looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.rules.school.calendar import SchoolCalendar

#: How a session without a mark is written.
UNMARKED = "-"


@dataclass(frozen=True, slots=True)
class DayMarks:
    """The two marks of one day, as the school wrote them; `-` where there is none."""

    day: date
    am: str = UNMARKED
    pm: str = UNMARKED


@dataclass(frozen=True, slots=True)
class Register:
    """One pupil's marks by the calendar of the school where the pupil is registered.

    `marks` is None while no extract is to hand. `first` and `last` are the days looked at, such as the period
    of a referral; without them every mark counts.
    """

    calendar: SchoolCalendar | None = None
    marks: tuple[DayMarks, ...] | None = None
    first: date | None = None
    last: date | None = None


def marks_of(rows: Sequence[Sequence[str]]) -> tuple[DayMarks, ...]:
    """Marks from the rows that a register extract keeps: day, morning, afternoon.

    Raises `ValueError` for a day that is no date.
    """
    return tuple(sorted((DayMarks(date.fromisoformat(d), am, pm) for d, am, pm in rows), key=_day))


def _day(marks: DayMarks) -> date:
    return marks.day
