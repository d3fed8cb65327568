"""A school's calendar: which days and weeks are school days and weeks, and how to count them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

Rows = Sequence[Sequence[str]]

_DAY = timedelta(days=1)


class Session(StrEnum):
    """One morning or one afternoon."""

    AM = "AM"
    PM = "PM"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both counted."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The days of one school. It knows only the days from its first term to its last: others are None.

    `weekdays` are the days it opens (Monday 0 to Sunday 6); `closures` within a term, such as half terms,
    INSET days and bank holidays, have no session; a half day names the session that does take place;
    `year_begins` is the start of a school year where the council has entered it.
    """

    terms: tuple[Span, ...]
    weekdays: frozenset[int]
    closures: tuple[Span, ...] = ()
    half_days: tuple[tuple[date, Session], ...] = ()
    year_begins: date | None = None

    def sessions(self, day: date) -> tuple[Session, ...] | None:
        """The sessions of a day; None when the calendar does not reach that far."""
        if not self.covers(day, day):
            return None
        if day.weekday() not in self.weekdays or not any(day in term for term in self.terms):
            return ()
        if any(day in closed for closed in self.closures):
            return ()
        halves = tuple(session for half, session in self.half_days if half == day)
        return halves or (Session.AM, Session.PM)

    def is_school_day(self, day: date) -> bool | None:
        """Whether a day has at least one session; None when the calendar does not reach that far."""
        sessions = self.sessions(day)
        return None if sessions is None else bool(sessions)

    def covers(self, first: date, last: date) -> bool:
        """Whether `first` to `last` lies between the first term's start and the last one's end."""
        if not self.terms:
            return False
        return min(term.first for term in self.terms) <= first and last <= max(t.last for t in self.terms)

    def school_day_after(self, day: date, number: int) -> date | None:
        """The school day that is `number` school days after a day, which itself is not counted."""
        counted = 0
        while counted < number:
            if day == date.max:
                return None
            day += _DAY
            school_day = self.is_school_day(day)
            if school_day is None:
                return None
            counted += school_day
        return day

    def school_days(self, first: date, last: date) -> int | None:
        """How many school days lie from `first` to `last`, both counted; 0 if `last` comes before `first`."""
        if last < first:
            return 0
        if not self.covers(first, last):
            return None
        return sum(bool(self.sessions(day)) for day in _days(first, last))

    def is_school_week(self, day: date) -> bool | None:
        """Whether the week of a day, Monday to Sunday, has at least one session."""
        monday = week_of(day)
        answers = {self.is_school_day(monday + _DAY * offset) for offset in range(7)}
        return True if True in answers else None if None in answers else False

    def school_weeks_ending(self, day: date, number: int) -> tuple[date, ...] | None:
        """The Mondays of the last `number` school weeks up to that of a day, the latest first."""
        found: list[date] = []
        monday = week_of(day)
        while len(found) < number:
            school_week = self.is_school_week(monday)
            if school_week is None or monday - date.min < 7 * _DAY:
                return None
            found += [monday] if school_week else []
            monday -= 7 * _DAY
        return tuple(found)

    def school_year_begins(self, year: int) -> date | None:
        """The start of the first term after July of a year (Education Act 1996 s.579), if it is known."""
        if self.year_begins is not None and self.year_begins.year == year:
            return self.year_begins
        starts = [term.first for term in self.terms if term.first.year == year and term.first.month > 7]
        return min(starts, default=None)


def calendar_of(
    terms: Rows,
    closures: Rows = (),
    half_days: Rows = (),
    year_begins: str | None = None,
    opens: str = "12345",
) -> SchoolCalendar:
    """A calendar from plain rows of first day, last day and name, as a calendar record keeps them.

    The name of a half day says which half there is school, "am" or "pm"; without it, the morning. `opens` has
    a digit for each weekday, Monday 1 to Sunday 7. Raises `ValueError` for text that is not a date.
    """
    halves = [
        (day, Session.PM if name.strip().lower().startswith("pm") else Session.AM)
        for first, last, name in half_days
        for day in _days(date.fromisoformat(first), date.fromisoformat(last))
    ]
    return SchoolCalendar(
        terms=_spans(terms),
        weekdays=frozenset(int(day) - 1 for day in opens),
        closures=_spans(closures),
        half_days=tuple(halves),
        year_begins=date.fromisoformat(year_begins) if year_begins else None,
    )


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - _DAY * day.weekday()


def months_after(day: date, months: int) -> date:
    """The corresponding date so many months later, or the last day of that month if it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def _spans(rows: Rows) -> tuple[Span, ...]:
    return tuple(Span(date.fromisoformat(first), date.fromisoformat(last)) for first, last, _ in rows)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * offset for offset in range((last - first).days + 1))
