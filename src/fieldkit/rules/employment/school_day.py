"""A day and a week by the calendar of the child's school, as the employment rules count them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from fieldkit.rules.employment.declare import Work
from fieldkit.rules.employment.facts import HalfDay
from fieldkit.rules.employment.hours import Stretch, minute
from fieldkit.rules.finding import shown
from fieldkit.rules.school.calendar import Session

_SUNDAY = 6
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\b")
NO_CALENDAR = "No calendar of the child's school reaches that day."


def is_sunday(day: date) -> bool:
    """Whether a day is a Sunday."""
    return day.weekday() == _SUNDAY


def is_school_day(work: Work) -> bool | None:
    """Whether the school has a session on the day; None when no calendar says."""
    return work.facts.calendar.is_school_day(work.day) if work.facts.calendar else None


def attendance_unknown(work: Work) -> str:
    """Why the limits of a school day cannot be told for this pupil; empty when they can."""
    if work.facts.required == "yes":
        return ""
    if work.facts.required == "no":
        return f"Did not have to be in school on {shown(work.day)}: decide which limit applies."
    return f"Say whether the pupil had to be in school on {shown(work.day)}."


def did_not_have_to_attend(work: Work) -> bool:
    """Whether it is a school day on which this pupil did not have to attend."""
    return work.facts.required == "no" and is_school_day(work) is True


def school_hours(work: Work) -> Stretch | None:
    """When the school opened and closed on the day; None while either is not known.

    A half day closes when the calendar says, so that the usual hours do not stand for it.
    """
    hours, calendar = work.facts.hours, work.facts.calendar
    if hours is None or calendar is None:
        return None
    opens, closes = hours.opens, hours.closes
    sessions = calendar.sessions(work.day) or ()
    if set(sessions) == {Session.AM}:
        closes = None
    elif set(sessions) == {Session.PM}:
        opens = None
    for half in hours.half_days:
        if half.day == work.day:
            opens, closes = half.opens or opens, half.closes or closes
    if opens is None or closes is None or closes <= opens:
        return None
    return minute(opens), minute(closes)


def half_days_of(rows: Sequence[Sequence[str]]) -> tuple[HalfDay, ...]:
    """The hours of half days from a calendar record's rows of first day, last day and name.

    "am, closes 12:30" gives the close of a morning, "pm from 13:15" the opening of an afternoon, and two
    times give both. A name without a time leaves the hours open. Raises `ValueError` for text that is not a
    date.
    """
    return tuple(
        HalfDay(day, *_times(name))
        for first, last, name in rows
        for day in _days(date.fromisoformat(first), date.fromisoformat(last))
    )


def week_of_work(work: Work) -> tuple[date, ...]:
    """The seven days of the week of the day; a week begins on the weekday that the council has set."""
    back = (work.day.isoweekday() - work.book.number("employment.week_starts")) % 7
    first = work.day.toordinal() - back
    last = min(first + 6, date.max.toordinal())
    return tuple(date.fromordinal(number) for number in range(max(first, 1), last + 1))


def is_school_week(work: Work) -> bool | None:
    """Whether the week has at least one session that took place; None when no calendar says."""
    if work.facts.calendar is None:
        return None
    answers = {work.facts.calendar.is_school_day(day) for day in week_of_work(work)}
    return True if True in answers else None if None in answers else False


def _times(name: str) -> tuple[time | None, time | None]:
    found = [time(int(hour), int(minutes)) for hour, minutes in _CLOCK.findall(name)]
    if len(found) == 1:
        return (found[0], None) if name.strip().lower().startswith("pm") else (None, found[0])
    return (found[0], found[1]) if len(found) == 2 else (None, None)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
