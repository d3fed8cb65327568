"""What a referral's register has to show before a sanction (rules REF-01 to REF-04 and REF-13)."""

from __future__ import annotations

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, counted, shown
from fieldkit.rules.legal.facts import Certificate
from fieldkit.rules.registry import rule
from fieldkit.rules.school.attendance import NOT_YET, SessionMark, Totals, reading, totals
from fieldkit.rules.school.marks import Register
from fieldkit.rules.school.weeks import school_weeks

NO_MARKS = "Import the register: there are no marks to count."
NO_PERIOD = "Enter the first and the last day of the period."
_NO_CALENDAR = "No calendar of the child's school: school weeks cannot be counted."
_TOO_FAR = "The school's calendar does not reach that far."
_MOST_NAMED = 5


def not_yet_marks(facts: Register) -> tuple[SessionMark, ...]:
    """The sessions of the days looked at whose reason is not yet established (code N)."""
    return tuple(mark for mark in reading(facts).sessions if mark.mark.strip().upper() == NOT_YET)


def named(marks: tuple[SessionMark, ...]) -> str:
    """The first of some sessions by day, and how many more: "Fri 16 Oct 2026 AM and 1 more"."""
    words = ", ".join(mark.when for mark in marks[:_MOST_NAMED])
    return words if len(marks) <= _MOST_NAMED else f"{words} and {len(marks) - _MOST_NAMED} more"


def uncountable(facts: Register) -> str | None:
    """Why the sessions cannot be counted by the school's calendar (rule SCH-01); None when they can."""
    if facts.calendar is None:
        return _NO_CALENDAR
    return _TOO_FAR if totals(facts).beyond else None


@rule("REF-01", about="referral", authority="local; SI 2024/208 reg.10(7)-(9)")
def no_open_reasons(facts: Register, _book: Reference) -> Finding:
    """The certificate has no N codes.

    N becomes the right code, or O, within five school days; with an N the referral goes back to the school.
    """
    if not facts.marks:
        return Finding.cannot_tell(NO_MARKS, n_codes=None)
    found = not_yet_marks(facts)
    if found:
        says = f"Return to school: code N on {named(found)}."
        return Finding.failed(says, n_codes=len(found))
    return Finding.passed("No code N in the register.", n_codes=0)


@rule("REF-02", about="referral", authority="local; Cambridgeshire Attendance Service")
def long_enough(facts: Register, book: Reference) -> Finding:
    """The prosecution period is long enough.

    At least ten school weeks; a week counts when it has a session within the period.
    """
    used: dict[str, object] = {"from": facts.first, "to": facts.last}
    if facts.first is None or facts.last is None:
        return Finding.cannot_tell(NO_PERIOD, **used)
    weeks = school_weeks(facts.calendar, facts.first, facts.last)
    least = book.number("referral.period_weeks")
    if weeks is None:
        return Finding.cannot_tell(_no_calendar(facts), **used)
    used |= {"school_weeks": len(weeks), "at_least": least}
    says = f"{counted(len(weeks), 'school week')} from {shown(facts.first)} to {shown(facts.last)}"
    if len(weeks) < least:
        return Finding.failed(f"Too short: {says}, {least} are needed.", **used)
    return Finding.passed(f"{says}.", **used)


@rule("REF-03", about="referral", authority="local; Cambridgeshire Attendance Service")
def enough_unauthorised(facts: Register, book: Reference) -> Finding:
    """The period has enough unauthorised absence.

    At least ten sessions. Sessions with code N, an unknown mark or none may still turn out otherwise.
    """
    if not facts.marks:
        return Finding.cannot_tell(NO_MARKS, unauthorised=None)
    if facts.first is None or facts.last is None:
        return Finding.cannot_tell(NO_PERIOD, **{"from": facts.first, "to": facts.last})
    if why := uncountable(facts):
        return Finding.cannot_tell(why, calendar=None)
    found, least = totals(facts), book.number("referral.unauthorised_sessions")
    used = _figures(found) | {"at_least": least}
    if found.settled >= least:
        says = f"{counted(found.settled, 'unauthorised session')} in the period."
        return Finding.passed(says, **used)
    if found.unauthorised + found.open_sessions >= least:
        return Finding.cannot_tell(_open(found), **used)
    says = f"{counted(found.unauthorised, 'unauthorised session')} in the period: {least} are needed."
    return Finding.failed(says, **used)


@rule("REF-04", about="referral", authority="local; Cambridgeshire Attendance Service")
def more_than_half_unauthorised(facts: Register, book: Reference) -> Finding:
    """In a longer period more than half of the absence is unauthorised.

    Asked only of a period longer than ten school weeks; exactly half is not more than half.
    """
    if facts.first is None or facts.last is None:
        return Finding.cannot_tell(NO_PERIOD, **{"from": facts.first, "to": facts.last})
    weeks = school_weeks(facts.calendar, facts.first, facts.last)
    if weeks is None:
        return Finding.cannot_tell(_no_calendar(facts), calendar=None)
    least = book.number("referral.period_weeks")
    if not facts.marks:
        return Finding.cannot_tell(NO_MARKS, school_weeks=len(weeks))
    found = totals(facts)
    used = _figures(found) | {"school_weeks": len(weeks)}
    if len(weeks) <= least:
        return Finding.passed(f"Not asked: the period is not longer than {least} school weeks.", **used)
    says = f"{found.unauthorised} of {counted(found.absent, 'absence')} unauthorised"
    if found.settled * 2 > found.absent + found.open_sessions:
        return Finding.passed(f"{says}.", **used)
    if (found.unauthorised + found.open_sessions) * 2 > found.absent + found.open_sessions:
        return Finding.cannot_tell(_open(found), **used)
    return Finding.failed(f"{says}: more than half is needed.", **used)


@rule("REF-13", about="referral", authority="Education Act 1996 s.566")
def certificate_in_order(facts: Certificate, _book: Reference) -> Finding:
    """The head teacher signed the certificate and its totals recompute equal."""
    if facts.register is None or not facts.register.marks:
        return Finding.cannot_tell(NO_MARKS, signed_by_head=facts.signed_by_head)
    if why := uncountable(facts.register):
        return Finding.cannot_tell(why, signed_by_head=facts.signed_by_head)
    found = totals(facts.register)
    pairs = {
        "possible": (facts.possible, found.possible),
        "authorised": (facts.authorised, found.authorised),
        "unauthorised": (facts.unauthorised, found.unauthorised),
    }
    used: dict[str, object] = {"signed_by_head": facts.signed_by_head}
    for name, (stated, recomputed) in pairs.items():
        used[name] = f"{recomputed} counted, {'none' if stated is None else stated} stated"
    if found.outside or found.repeated:
        used["not_counted"] = len(found.outside) + len(found.repeated)
    unequal = [
        f"{name} {stated} stated, {recomputed} counted"
        for name, (stated, recomputed) in pairs.items()
        if stated not in (None, recomputed)
    ]
    if unequal:
        return Finding.failed(f"The totals differ: {'; '.join(unequal)}.", **used)
    if facts.signed_by_head == "no":
        return Finding.failed("The head teacher has not signed the certificate.", **used)
    if any(stated is None for stated, _ in pairs.values()):
        return Finding.cannot_tell("Enter the totals that the certificate states.", **used)
    if found.open_sessions:
        return Finding.cannot_tell(_open(found), **used)
    if facts.signed_by_head != "yes":
        return Finding.cannot_tell("Say whether the head teacher signed the certificate.", **used)
    return Finding.passed("Signed by the head teacher, and its totals are right.", **used)


def _figures(found: Totals) -> dict[str, object]:
    return {
        "possible": found.possible,
        "absent": found.absent,
        "unauthorised": found.unauthorised,
        "of_these_n": found.not_yet,
        "cannot_be_counted": found.open_sessions,
    }


def _open(found: Totals) -> str:
    """What has to be settled before the register can be counted."""
    parts = [
        f"code N on {counted(found.not_yet, 'session')}" if found.not_yet else "",
        f"unknown marks on {named(found.unknown)}" if found.unknown else "",
        f"no mark on {named(found.missing)}" if found.missing else "",
    ]
    return f"Ask the school about {'; '.join(part for part in parts if part)}."


def _no_calendar(facts: Register) -> str:
    return _NO_CALENDAR if facts.calendar is None else _TOO_FAR
