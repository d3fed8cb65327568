"""From referral to home visit: allocation and remote enquiries first (rules CME-10 to CME-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.reference import Code, Reference
from fieldkit.rules.finding import Finding, counted, shown
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class Referral:
    """When a referral came and was allocated, the day looked at, and the calendar to count by."""

    received: date | None = None
    allocated: date | None = None
    today: date | None = None
    calendar: SchoolCalendar | None = None


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One line of the enquiries checklist as it stands: codes of `enquiry-line` and `enquiry-result`."""

    line: str
    result: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RemoteWork:
    """What was done without a visit, and a manager's urgency if one was recorded.

    `lines` is None when the checklist is not to hand; a required line that it lacks counts as not started.
    """

    lines: tuple[Enquiry, ...] | None = None
    child_found: bool | None = None
    urgent_by: str | None = None
    urgent_reason: str | None = None


def allocate_by(facts: Referral, book: Reference) -> date | None:
    """The last day for allocating a referral, or None where it cannot be counted."""
    if facts.received is None or facts.calendar is None:
        return None
    days = book.number("referral.allocate_within_school_days")
    return facts.calendar.school_day_after(facts.received, days)


def required_lines(book: Reference) -> tuple[Code, ...]:
    """The enquiries that a home visit waits for: the council's own choice, else those the list marks."""
    chosen = str(book.local("enquiry.required_lines")).split()
    return tuple(
        line
        for line in book.codes("enquiry-line")
        if (line.code in chosen if chosen else line.has("required"))
    )


def unsettled(lines: tuple[Enquiry, ...], book: Reference) -> tuple[Code, ...]:
    """The required enquiries that have no result yet, or lack the reason that their result asks for."""
    results = {code.code: code for code in book.codes("enquiry-result")}
    settled = {
        line.line
        for line in lines
        if (result := results.get(line.result or "")) is not None
        and result.has("settles")
        and ((line.reason or "").strip() or not result.has("asks_reason"))
    }
    return tuple(line for line in required_lines(book) if line.code not in settled)


@rule("CME-10", about="case", authority="local; Cambridgeshire Attendance Service offer 2023/24")
def allocated_in_time(facts: Referral, book: Reference) -> Finding:
    """A referral is allocated in time.

    Within the local number of school days of receipt; the day of receipt is not counted.
    """
    used: dict[str, object] = {"received": facts.received, "allocated": facts.allocated}
    if facts.received is None:
        return Finding.cannot_tell("Enter the day on which the referral was received.", **used)
    due = allocate_by(facts, book)
    if due is None:
        return Finding.cannot_tell("No calendar reaches that far: school days cannot be counted.", **used)
    used["due"] = due
    if facts.allocated is not None and facts.allocated <= due:
        return Finding.passed(f"Allocated on {shown(facts.allocated)}, due by {shown(due)}.", **used)
    if facts.allocated is not None:
        return Finding.failed(f"Allocated on {shown(facts.allocated)}, after {shown(due)}.", **used)
    if facts.today is None:
        return Finding.cannot_tell(f"Allocate by {shown(due)}.", **used)
    if facts.today > due:
        return Finding.failed(f"Not allocated: it was due by {shown(due)}.", **used)
    left = days_left(facts, book)
    ending = (
        "" if left is None else f": {counted(left, 'school day')} left" if left else ": today is the last day"
    )
    return Finding.cannot_tell(f"Allocate by {shown(due)}{ending}.", **used, school_days_left=left)


def days_left(facts: Referral, book: Reference) -> int | None:
    """School days left after today for allocation; 0 on the last day, which the screen shows in red."""
    due = allocate_by(facts, book)
    if due is None or facts.today is None or facts.calendar is None:
        return None
    through = facts.calendar.school_days(facts.today, due)
    return None if through is None else max(through - bool(facts.calendar.is_school_day(facts.today)), 0)


@rule("CME-11", about="visit", authority="local; DfE Children missing education [V list]")
def remote_work_first(facts: RemoteWork, book: Reference) -> Finding:
    """Remote enquiries come before a home visit.

    Every required line has a result (done, not possible, refused with its reason), or a manager recorded
    urgency.
    """
    if facts.urgent_by and (facts.urgent_reason or "").strip():
        return Finding.passed("A manager recorded urgency.", by=facts.urgent_by, reason=facts.urgent_reason)
    if facts.lines is None:
        return Finding.cannot_tell("The enquiries checklist is not on this laptop.", lines=None)
    missing = unsettled(facts.lines, book)
    used = {"required": len(required_lines(book)), "without_a_result": tuple(line.label for line in missing)}
    if missing:
        says = f"Enter a result for {counted(len(missing), 'required enquiry', 'required enquiries')}."
        return Finding.failed(says, **used)
    return Finding.passed("Every required enquiry has a result.", **used)


@rule("CME-12", about="visit", authority="local; Cambridgeshire Attendance Service offer 2023/24")
def visit_is_appropriate(facts: RemoteWork, _book: Reference) -> Finding:
    """A home visit is made when remote work does not find the child."""
    if facts.child_found is None:
        return Finding.cannot_tell("Say whether remote enquiries found the child.", child_found=None)
    if facts.child_found:
        says = "Remote enquiries found the child: write why a visit is still needed."
        return Finding.failed(says, child_found=True)
    return Finding.passed("Remote enquiries did not find the child.", child_found=False)
