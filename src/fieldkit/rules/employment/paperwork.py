"""What an employer owes on paper: permit, notice, risk assessment, no harm (EMP-14 to 16, 19, 20)."""

from __future__ import annotations

from datetime import date, timedelta

from fieldkit.reference import Code
from fieldkit.rules.employment.declare import Answer, Work, check
from fieldkit.rules.employment.facts import Permit
from fieldkit.rules.finding import Finding, counted, shown


@check("EMP-14", authority="Byelaws, part 6")
def permit_for_the_job(work: Work) -> Finding:
    """There is a permit for this job, place and hours.

    It ends when the child changes jobs. The byelaws ask for it now; the 2026 Act will ask for it itself.
    """
    permit = work.facts.permit or Permit()
    state, seen = _code(work, "permit-state", permit.state), _code(work, "permit-seen", permit.seen)
    used: dict[str, object] = {
        "permit": state.label if state else None,
        "shown": seen.label if seen else None,
        "covers_it": permit.covers,
        "number": permit.number,
    }
    lacking = state is not None and not state.has("holds")
    if lacking or (state is None and seen is not None and seen.has("none")):
        told = seen if seen is not None and seen.has("none") else state
        return Finding.failed(f"{told.label if told else ''}.", **used).titled("No permit for this job")
    if state is None and (seen is None or not seen.has("produced")):
        says = "Ask the employer for the permit, or look in the council's record of permits."
        return Finding.cannot_tell(says, **used)
    if permit.covers == "no":
        says = "It is not for this job, this place or these hours."
        return Finding.failed(says, **used).titled("Permit does not cover the work")
    if permit.covers == "yes":
        says = f"Permit {permit.number} covers the work." if permit.number else "The permit covers the work."
        return Finding.passed(says, **used)
    return Finding.cannot_tell("Say whether the permit covers this job, place and hours.", **used)


@check("EMP-15", authority="Byelaws, part 5")
def council_told_in_time(work: Work) -> Finding:
    """The employer told the council within one week.

    The seventh day after the work began is in time.
    """
    notice = work.facts.notice
    if notice is None or notice.given not in ("yes", "no"):
        return Finding.cannot_tell("Say whether the employer told the council.", told=None)
    used: dict[str, object] = {"told": notice.given, "told_on": notice.given_on, "work_began": notice.began}
    if notice.began is None:
        return Finding.cannot_tell("Ask on what day the work began.", **used)
    within = timedelta(days=work.book.number("employment.notice_within_days"))
    due = notice.began + min(within, date.max - notice.began)
    late = f"{(notice.words or f'Work began on {shown(notice.began)}').rstrip('.')}."
    title = f"Council not told within {'one week' if within.days == 7 else counted(within.days, 'day')}"
    if notice.given == "yes":
        if notice.given_on is None:
            return Finding.cannot_tell("Enter on what day the council was told.", **used)
        if notice.given_on > due:
            says = f"Told on {shown(notice.given_on)}, after {shown(due)}."
            return Finding.failed(says, **used).titled(title)
        return Finding.passed(f"Told on {shown(notice.given_on)}, by {shown(due)}.", **used)
    if work.day <= due:
        return Finding.cannot_tell(f"The employer has until {shown(due)} to tell the council.", **used)
    return Finding.failed(late, **used).titled(title)


@check("EMP-16", authority="Byelaws, part 6")
def permit_produced(work: Work) -> Answer:
    """The permit is produced on request."""
    permit = work.facts.permit or Permit()
    state, seen = _code(work, "permit-state", permit.state), _code(work, "permit-seen", permit.seen)
    if (seen is not None and seen.has("none")) or (state is not None and not state.has("holds")):
        return None
    used: dict[str, object] = {"shown": seen.label if seen else None}
    if seen is None or not (seen.has("produced") or seen.has("refused")):
        return Finding.cannot_tell("Ask to see the permit.", **used)
    if seen.has("refused"):
        return Finding.failed(f"{seen.label}.", **used).titled("Permit not produced on request")
    return Finding.passed(f"{seen.label}.", **used)


@check("EMP-19", authority="MHSW Regulations 1999 regs 3, 10")
def risks_assessed_and_told(work: Work) -> Finding:
    """The risks are assessed, and a parent is told of them."""
    facts = work.facts
    used: dict[str, object] = {"risk_assessment": facts.risk_assessed, "parent_told": facts.parent_told}
    if facts.risk_assessed == "no":
        return Finding.failed("The employer has made none.", **used).titled("No risk assessment")
    if facts.parent_told == "no":
        return Finding.failed("No parent was told.", **used).titled("Parent not told of the risks")
    if facts.risk_assessed != "yes":
        return Finding.cannot_tell("Ask for the risk assessment.", **used)
    if facts.parent_told != "yes":
        return Finding.cannot_tell("Ask whether a parent was told of the risks.", **used)
    return Finding.passed("Assessed, and a parent was told.", **used)


@check("EMP-20", authority="Education Act 1996 s.559")
def harms_neither_health_nor_schooling(work: Work) -> Finding:
    """The work does not harm the pupil's health or education.

    If it does, consider a notice under s.559, which is for pupils of maintained schools.
    """
    facts = work.facts
    used: dict[str, object] = {"harms": facts.harms, "maintained_school": facts.maintained}
    if facts.harms == "no":
        return Finding.passed("The officer finds no harm.", **used)
    if facts.harms != "yes":
        return Finding.cannot_tell("Say whether the work harms the pupil's health or schooling.", **used)
    if facts.maintained is None:
        return Finding.cannot_tell("Say whether the pupil's school is a maintained one.", **used)
    if not facts.maintained:
        says = "Section 559 is for pupils of maintained schools: decide what else to do."
        return Finding.cannot_tell(says, **used)
    return Finding.failed("Consider a notice under section 559.", **used).titled(
        "Work harms health or education"
    )


def _code(work: Work, name: str, code: str | None) -> Code | None:
    """A code of a list; None when nobody chose one, or a newer FieldKit did."""
    return next((entry for entry in work.book.codes(name) if entry.code == code), None)
