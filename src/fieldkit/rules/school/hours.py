"""Whether it is school hours at a moment, and whether a child is of compulsory school age then."""

from __future__ import annotations

from datetime import date, time, timedelta

from fieldkit.reference import Reference
from fieldkit.rules.age import ChildAge, compulsory_school_age_begun, compulsory_school_age_not_over
from fieldkit.rules.elements import Element
from fieldkit.rules.finding import Verdict, in_uk
from fieldkit.rules.school.calendar import SchoolCalendar, Session
from fieldkit.rules.sweeps.facts import Stop

# A calendar says which half of a half day is school, not to the minute: between these it cannot be told.
MORNING_OVER, AFTERNOON_BEGUN = time(12), time(13)
_YEARS = range(1900, 2200)


def in_school_hours(stop: Stop) -> Element:
    """Whether the child's own school has a session, or a break between two, at the moment of the stop."""
    school = stop.school or "The school"
    if stop.stopped_at is None:
        return Element(None, "Enter the time")
    if stop.calendar is None:
        return Element(None, f"No calendar of {stop.school or 'the school of the child'}")
    moment = in_uk(stop.stopped_at)
    sessions = stop.calendar.sessions(moment.date())
    if sessions is None:
        return Element(None, "The school's calendar does not reach that far")
    if not sessions:
        return Element(False, f"{school} is closed today")
    if stop.opens is None or stop.closes is None:
        return Element(None, "Enter when the school opens and closes")
    if not stop.opens <= moment.time() <= stop.closes:
        return Element(False, "Outside school hours")
    return _of_half_day(sessions, moment.time(), school)


def closed_that_day(stop: Stop) -> bool | None:
    """Whether the child's school is closed on the day of the stop, by its calendar."""
    if stop.stopped_at is None or stop.calendar is None:
        return None
    school_day = stop.calendar.is_school_day(in_uk(stop.stopped_at).date())
    return None if school_day is None else not school_day


def of_school_age(stop: Stop, book: Reference) -> Element:
    """Whether the child is of compulsory school age: by the date of birth, else by the age stated.

    An age in years holds when every date of birth that it allows gives the same answer.
    """
    if stop.stopped_at is None:
        return Element(None, "Enter the time")
    on = in_uk(stop.stopped_at).date()
    if stop.dob is not None:
        return _verdict(_of_age(stop.dob, on, stop.calendar, book))
    if stop.age is None or on.year - stop.age - 1 not in _YEARS:
        return Element(None, "Enter the child's date of birth or age")
    youngest = _years_before(on, stop.age)
    oldest = _years_before(on, stop.age + 1) + timedelta(days=1)
    answers = {_of_age(born, on, stop.calendar, book) for born in (youngest, oldest)}
    return _verdict(answers.pop() if len(answers) == 1 else None)


def _of_age(born: date, on: date, calendar: SchoolCalendar | None, book: Reference) -> bool | None:
    facts = ChildAge(born, on, calendar)
    begun = compulsory_school_age_begun(facts, book).verdict
    over = compulsory_school_age_not_over(facts, book).verdict
    if Verdict.FAIL in (begun, over):
        return False
    return True if begun is over is Verdict.PASS else None


def _verdict(answer: bool | None) -> Element:
    says = "Not of compulsory school age" if answer is False else "Enter the child's date of birth"
    return Element(answer, says)


def _years_before(on: date, years: int) -> date:
    day = min(on.day, 28) if on.month == 2 else on.day
    return on.replace(year=on.year - years, day=day)


def _of_half_day(sessions: tuple[Session, ...], clock: time, school: str) -> Element:
    if len(set(sessions)) > 1:
        return Element(True, "")
    morning_only = sessions[0] is Session.AM
    if (clock >= AFTERNOON_BEGUN) if morning_only else (clock < MORNING_OVER):
        return Element(False, f"{school} has no session at this time")
    known = (clock < MORNING_OVER) if morning_only else (clock >= AFTERNOON_BEGUN)
    return Element(known or None, "Ask the school when its half day begins and ends")
