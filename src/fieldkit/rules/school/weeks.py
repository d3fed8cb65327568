"""The school weeks of a register: ten-week windows, the rolling count, and a year week by week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from fieldkit.reference import Reference
from fieldkit.rules.school.attendance import (
    CLOSED,
    MISSING,
    NOT_YET,
    TO_COME,
    UNAUTHORISED,
    UNKNOWN,
    SessionMark,
    days_of,
    reach,
    reading,
)
from fieldkit.rules.school.calendar import SchoolCalendar, Session, week_of
from fieldkit.rules.school.marks import UNMARKED, Register

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
_JULY = 7


@dataclass(frozen=True, slots=True)
class Window:
    """A run of school weeks: `mondays` the earliest first, with the sessions counted in them.

    `counted` are the codes of NF-01 (G, O, U), `not_yet` the N beside them, `unknown` marks that no list
    knows and sessions without one. `whole` is False where the calendar does not reach back
    over all the weeks.
    """

    mondays: tuple[date, ...]
    counted: int
    not_yet: int
    unknown: int
    whole: bool

    @property
    def first(self) -> date:
        """Its first Monday."""
        return self.mondays[0]

    @property
    def last(self) -> date:
        """The Sunday it ends with."""
        return self.mondays[-1] + 6 * _DAY


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a year's picture, Monday to Sunday, two sessions a day, with the ten weeks that end here.

    `school_week` is None where the calendar does not reach; `reaches` says that its window comes to the
    threshold of NF-01.
    """

    monday: date
    sessions: tuple[tuple[SessionMark | None, SessionMark | None], ...]
    school_week: bool | None
    counted: int
    window: Window | None
    reaches: bool = False


def school_weeks(calendar: SchoolCalendar | None, first: date, last: date) -> tuple[date, ...] | None:
    """The Mondays of the weeks with at least one session from `first` to `last`, both counted.

    A period that begins on a weekend has no session in that week, which therefore does not count. None when
    there is no calendar or it does not reach.
    """
    if calendar is None or not calendar.covers(first, last):
        return None
    known = days_of(calendar)
    return tuple(sorted({week_of(day) for day in reach(calendar, first, last) if known[day]}))


def window_ending(register: Register, day: date, book: Reference) -> Window | None:
    """The ten school weeks that end with the week of a day; on a holiday, with the last school week.

    None when the calendar does not reach that far.
    """
    if register.calendar is None:
        return None
    mondays = register.calendar.school_weeks_ending(day, book.number("framework.weeks"))
    if mondays is None:
        return None
    return _window(tuple(reversed(mondays)), *_by_week(register, book), whole=True)


def windows(register: Register, book: Reference) -> tuple[Window, ...]:
    """A window for every school week from the first mark to the last, each with the weeks before it."""
    sessions = reading(register).sessions
    if register.calendar is None or not sessions:
        return ()
    by_week = _by_week(register, book)
    number = book.number("framework.weeks")
    weeks = _weeks_between(register.calendar, sessions[0].day, sessions[-1].day, number)
    first = week_of(sessions[0].day)
    return tuple(
        _window(weeks[max(0, at - number + 1) : at + 1], *by_week, whole=at + 1 >= number)
        for at, monday in enumerate(weeks)
        if monday >= first
    )


def fullest(register: Register, book: Reference) -> Window | None:
    """The window with the most sessions counted, the latest of equals; None without calendar or marks."""
    return max(windows(register, book), key=lambda window: (window.counted, window.last), default=None)


def year_of_weeks(register: Register, book: Reference) -> tuple[Week, ...]:
    """Every week from the first session to the end of the last one's school year, for drawing.

    Holidays are there, with no sessions; those of the calendar after the last mark are still to come. Without
    a calendar it ends with the last session.
    """
    sessions = reading(register).sessions
    if not sessions:
        return ()
    days: dict[date, list[SessionMark]] = {}
    for mark in (*sessions, *_to_come(register.calendar, sessions[-1].day)):
        days.setdefault(mark.day, []).append(mark)
    last = max(days)
    ending = {window.mondays[-1]: window for window in windows(register, book)}
    counted, least = _by_week(register, book)[0], book.number("framework.sessions")
    calendar = register.calendar
    found: list[Week] = []
    monday = week_of(sessions[0].day)
    while monday <= last:
        of_week = tuple(_pair(days.get(monday + _DAY * offset)) for offset in range(7))
        school_week = calendar.is_school_week(monday) if calendar else None
        ten = ending.get(monday)
        reaches = ten is not None and ten.counted >= least
        found.append(Week(monday, of_week, school_week, counted[monday], ten, reaches))
        if date.max - monday < 2 * _WEEK:
            break
        monday += _WEEK
    return tuple(found)


def _to_come(calendar: SchoolCalendar | None, last: date) -> Iterator[SessionMark]:
    """The sessions of the school year after its last mark: up to July, as far as the calendar knows."""
    if calendar is None or last.year == date.max.year:
        return
    end = date(last.year + (last.month > _JULY), _JULY, 31)
    known = days_of(calendar)
    for day in reach(calendar, last + _DAY, end):
        held = known[day]
        for session in Session if held else ():
            yield SessionMark(day, session, UNMARKED, TO_COME if session in (held or ()) else CLOSED)


def _pair(marks: list[SessionMark] | None) -> tuple[SessionMark | None, SessionMark | None]:
    return (None, None) if marks is None else (marks[0], marks[1])


def _weeks_between(calendar: SchoolCalendar, first: date, last: date, before: int) -> tuple[date, ...]:
    """The school weeks from `first` to `last`, and so many before them as the calendar knows."""
    mondays = [monday for monday in _mondays(calendar) if monday <= last]
    at = sum(monday < week_of(first) for monday in mondays)
    return tuple(mondays[max(0, at - before + 1) :])


@lru_cache(maxsize=32)
def _mondays(calendar: SchoolCalendar) -> tuple[date, ...]:
    """The Mondays of all its school weeks, kept for the next register of the same school."""
    known = days_of(calendar)
    days = reach(calendar, date.min, date.max)
    return tuple(sorted({week_of(day) for day in days if known[day]}))


def _window(
    mondays: tuple[date, ...],
    counted: Counter[date],
    not_yet: Counter[date],
    unknown: Counter[date],
    whole: bool,
) -> Window:
    first, second, third = (sum(of[monday] for monday in mondays) for of in (counted, not_yet, unknown))
    return Window(mondays, first, second, third, whole)


def _by_week(register: Register, book: Reference) -> tuple[Counter[date], Counter[date], Counter[date]]:
    """Sessions counted, not yet established, and not to be told, by the Monday of their week."""
    codes = str(book.local("framework.counted_codes")).split()
    counted, not_yet, unknown = Counter[date](), Counter[date](), Counter[date]()
    for mark in reading(register).sessions:
        if mark.counts_as in (UNKNOWN, MISSING):
            unknown[week_of(mark.day)] += 1
        elif mark.counts_as == UNAUTHORISED:
            code = mark.mark.strip().upper()
            counted[week_of(mark.day)] += code in codes
            not_yet[week_of(mark.day)] += code == NOT_YET
    return counted, not_yet, unknown
