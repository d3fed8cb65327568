"""Whether attendance can be counted for a school at all (rule SCH-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class Attendance:
    """The school where the pupil is registered, its calendar, and the days to be counted."""

    school: str | None = None
    calendar: SchoolCalendar | None = None
    first: date | None = None
    last: date | None = None


@rule("SCH-01", about="child", authority="Education Act 1996 s.579; FieldKit SCH-01")
def calendar_of_the_school(facts: Attendance, _book: Reference) -> Finding:
    """Attendance is counted by the calendar of the school where the pupil is registered."""
    used = {"school": facts.school, "from": facts.first, "to": facts.last}
    if facts.school is None or facts.calendar is None:
        return Finding.cannot_tell(
            "No calendar of the child's school: school days cannot be counted.", **used
        )
    if facts.first is None or facts.last is None:
        return Finding.cannot_tell("Say from when to when attendance is looked at.", **used)
    if not facts.calendar.covers(facts.first, facts.last):
        return Finding.cannot_tell("The school's calendar does not reach that far.", **used)
    return Finding.passed("Counted by the school's own calendar.", **used)
