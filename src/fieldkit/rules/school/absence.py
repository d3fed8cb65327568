"""The 10th and the 20th school day of a continuous absence (rule CME-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, counted, shown
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class Absence:
    """When a child was last at school, the school's calendar, and the day looked at."""

    last_attended: date | None = None
    today: date | None = None
    calendar: SchoolCalendar | None = None


@dataclass(frozen=True, slots=True)
class Milestones:
    """The school days on which an absence becomes due for the return and for a look at ground I."""

    return_day: date | None
    ground_i_day: date | None


def milestones(facts: Absence, book: Reference) -> Milestones:
    """The 10th and 20th school day after the last attended one, or None where they cannot be counted."""
    if facts.last_attended is None or facts.calendar is None:
        return Milestones(None, None)
    after = facts.calendar.school_day_after
    return Milestones(
        after(facts.last_attended, book.number("absence.return_after_school_days")),
        after(facts.last_attended, book.number("absence.ground_i_after_school_days")),
    )


@rule("CME-07", about="case", authority="SI 2024/208 reg.9(1) ground I, reg.13 [V para]")
def tenth_and_twentieth_school_day(facts: Absence, book: Reference) -> Finding:
    """The 10th and 20th school day of absence are known.

    Counted by the school's calendar from the school day after the last one attended.
    """
    if facts.last_attended is None:
        return Finding.cannot_tell("Enter the day on which the child was last at school.", last_attended=None)
    if facts.calendar is None:
        says = "No calendar of the child's school: school days cannot be counted."
        return Finding.cannot_tell(says, last_attended=facts.last_attended, calendar=None)
    days = milestones(facts, book)
    first, second = (book.number(f"absence.{key}_after_school_days") for key in ("return", "ground_i"))
    used = {
        "last_attended": facts.last_attended,
        f"day_{first}": days.return_day,
        f"day_{second}": days.ground_i_day,
    }
    if days.return_day is None or days.ground_i_day is None:
        return Finding.cannot_tell("The school's calendar does not reach that far.", **used)
    says = (
        f"School day {first} is {shown(days.return_day)}, school day {second} is {shown(days.ground_i_day)}."
    )
    gone = _gone(facts)
    return Finding.passed(f"{says}{gone}", **used, today=facts.today)


def _gone(facts: Absence) -> str:
    if facts.today is None or facts.last_attended is None or facts.calendar is None:
        return ""
    through = facts.calendar.school_days(facts.last_attended, facts.today)
    attended = facts.calendar.is_school_day(facts.last_attended)
    return (
        "" if through is None else f" {counted(max(through - bool(attended), 0), 'school day')} up to today."
    )
