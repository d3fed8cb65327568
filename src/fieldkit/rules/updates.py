"""Keeping the school informed as a case goes on (rule CME-13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, shown
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class SchoolUpdates:
    """What the school should hear of, when it was told, and the calendar to count by.

    `told`, `visits` and `outcomes` are None when they are not to hand. `closed` is the day the case closed,
    from which no regular update is due.
    """

    school: str | None = None
    allocated: date | None = None
    visits: tuple[date, ...] | None = None
    outcomes: tuple[date, ...] | None = None
    told: tuple[date, ...] | None = None
    closed: date | None = None
    today: date | None = None
    calendar: SchoolCalendar | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """One update: for what, by when, and the day on which the school was told, if it was."""

    why: str
    since: date
    by: date | None
    told: date | None


def updates_due(facts: SchoolUpdates, book: Reference) -> tuple[Due, ...]:
    """Every update that the case called for, the oldest first; nothing when the facts are not to hand."""
    if facts.calendar is None or facts.told is None or facts.visits is None or facts.outcomes is None:
        return ()
    if facts.allocated is None:
        return ()
    soon, regular = (book.number(f"school.update_{key}_school_days") for key in ("after_event", "every"))
    told = tuple(sorted(facts.told))
    events = [("allocation", facts.allocated)]
    events += [("visit", day) for day in facts.visits] + [("outcome", day) for day in facts.outcomes]
    due = [_due(f"after the {why}", day, soon, told, facts.calendar) for why, day in events]
    for day in (facts.allocated, *told):
        later = tuple(other for other in told if other > day)
        regularly = _due("regular", day, regular, later, facts.calendar)
        if facts.closed is None or later or (regularly.by is not None and regularly.by < facts.closed):
            due.append(regularly)
    return tuple(sorted(due, key=lambda update: (update.since, update.why)))


@rule("CME-13", about="case", authority="local; Cambridgeshire Attendance Service offer 2023/24")
def school_kept_informed(facts: SchoolUpdates, book: Reference) -> Finding:
    """The school is kept informed.

    Told at allocation, after each visit and at every outcome, and at least every local number of school days.
    """
    used: dict[str, object] = {"school": facts.school, "told": facts.told}
    if facts.allocated is None or facts.told is None or facts.visits is None or facts.outcomes is None:
        return Finding.cannot_tell("Enter when the case was allocated and when the school was told.", **used)
    if facts.calendar is None:
        return Finding.cannot_tell(
            "No calendar of the child's school: school days cannot be counted.", **used
        )
    if facts.today is None:
        return Finding.cannot_tell("Say on which day this is looked at.", **used)
    due = updates_due(facts, book)
    school = facts.school or "the school"
    for update in due:
        if update.by is not None and (update.told or facts.today) > update.by:
            done = f"told on {shown(update.told)}" if update.told else "not told yet"
            says = f"The {_named(update, school)} was due by {shown(update.by)}: {done}."
            return Finding.failed(says, **used, due=update.by)
    if any(update.by is None for update in due if update.told is None):
        return Finding.cannot_tell("The school's calendar does not reach that far.", **used)
    return _waiting_or_passed(due, school, used)


def _waiting_or_passed(due: tuple[Due, ...], school: str, used: dict[str, object]) -> Finding:
    waiting = [update for update in due if update.told is None]
    after_event = [update for update in waiting if update.why != "regular"]
    if after_event:
        first = min(after_event, key=lambda update: update.by or date.max)
        says = f"No {_named(first, school)} yet. Due {shown(first.by)}."
        return Finding.cannot_tell(says, **used, due=first.by)
    following = min((update.by for update in waiting if update.by is not None), default=None)
    ending = "" if following is None else f" Next update due {shown(following)}."
    return Finding.passed(f"Every update to {school} was made in time.{ending}", **used, next=following)


def _named(update: Due, school: str) -> str:
    return f"regular update to {school}" if update.why == "regular" else f"update to {school} {update.why}"


def _due(why: str, since: date, days: int, told: tuple[date, ...], calendar: SchoolCalendar) -> Due:
    heard = next((day for day in told if day >= since), None)
    return Due(why, since, calendar.school_day_after(since, days), heard)
