"""The order of measures, the parties, the deadline and what is written before court (REF-10 to REF-16)."""

from __future__ import annotations

from datetime import timedelta

from fieldkit.reference import Reference
from fieldkit.rules.age import birthday, csa_ends, csa_starts, known_birth, school_leaving_date
from fieldkit.rules.elements import Element, weighed, yes_no
from fieldkit.rules.finding import Finding, shown
from fieldkit.rules.legal.facts import BeforeCourt, MeasureAsked, Offence, PastSanction, WhoIsProsecuted
from fieldkit.rules.legal.limits import limits_of
from fieldkit.rules.registry import rule

NOTICE_TIER, SINGLE_JUSTICE_TIER, OPEN_COURT_TIER = 1, 2, 3


@rule("REF-10", about="referral", authority="local; Cambridgeshire Attendance Service 7.1")
def order_of_measures(facts: MeasureAsked, book: Reference) -> Finding:
    """The order of measures is kept.

    A penalty notice comes first unless this parent was already prosecuted for this child; the single justice
    after a notice or a prosecution; open court after a prosecution. Sanctions for a sibling or for leave in
    term time, and withdrawn ones, do not count.
    """
    used: dict[str, object] = {"asked_for": facts.tier and book.label("legal-tier", facts.tier)}
    tiers = {code.code: code.mark("tier") for code in book.codes("legal-tier")}
    if facts.tier not in tiers:
        return Finding.cannot_tell("Enter the measure that is asked for.", **used)
    if facts.sanctions is None or not facts.person or not facts.child:
        return Finding.cannot_tell("Enter the earlier sanctions of this parent for this child.", **used)
    noticed = _had(facts, book, "notice")
    prosecuted = _had(facts, book, "prosecution")
    used |= {"earlier_notice": noticed, "earlier_prosecution": prosecuted}
    match int(tiers[facts.tier]):
        case 1:
            earlier = None if prosecuted is None else not prosecuted
            order = Element(earlier, "Already prosecuted: a penalty notice is not the first sanction")
        case 2:
            order = Element(_either(noticed, prosecuted), "No penalty notice came before")
        case 3:
            order = Element(prosecuted, "No prosecution came before open court")
        case _:
            return Finding.passed("This measure may be taken at any stage.", **used)
    if order.holds is None:
        return Finding.cannot_tell("Find out what the earlier sanctions were for and came to.", **used)
    return weighed([order], "The order of measures is kept.", used)


@rule("REF-11", about="referral", authority="Education Act 1996 s.444, s.576")
def parties_made_out(facts: WhoIsProsecuted, book: Reference) -> Finding:
    """The child and the parent are who the offence asks for.

    Of compulsory school age and on the roll throughout the period; a parent whose status is evidenced, with
    an address for service.
    """
    used: dict[str, object] = {"from": facts.first, "to": facts.last, "born": facts.born}
    if facts.first is None or facts.last is None or facts.last < facts.first:
        return Finding.cannot_tell("Enter the first and the last day of the period.", **used)
    used |= {
        "on_roll_from": facts.on_roll_from,
        "off_roll": facts.off_roll_on,
        "parent": facts.parent,
        "status_evidenced": facts.evidenced,
        "address_for_service": facts.address_for_service,
    }
    elements = [
        _of_age(facts, book),
        _on_roll(facts),
        _answered(facts.parent, "Not a parent of the child", "Find out whether this is a parent"),
        _answered(facts.evidenced, "Parent status is not evidenced", "Find out what shows the parent status"),
        _answered(
            facts.address_for_service, "There is no address for service", "Find an address for service"
        ),
    ]
    return weighed(elements, "Child and parent are made out.", used)


@rule("REF-12", about="referral", authority="Magistrates' Courts Act 1980 s.127; local")
def time_enough_left(facts: Offence, book: Reference) -> Finding:
    """The deadline leaves time enough.

    At least eight weeks to the cautious date, six months from the first day of the period.
    """
    limits = limits_of(facts, book)
    used: dict[str, object] = {"today": facts.today, "cautious": limits and limits.cautious}
    if limits is None or facts.today is None:
        return Finding.cannot_tell("Enter the first and the last day of the period.", **used)
    weeks = book.number("referral.weeks_to_deadline")
    left = (limits.cautious - facts.today).days
    used["days_left"] = max(left, 0)
    if left >= timedelta(weeks=weeks).days:
        return Finding.passed(f"{left} days are left to {shown(limits.cautious)}.", **used)
    says = f"{left} days are left to" if left >= 0 else "Past the cautious date of"
    return Finding.failed(f"{says} {shown(limits.cautious)}: {weeks} weeks are needed.", **used)


@rule("REF-14", about="referral", authority="Education Act 1996 s.447(1)")
def supervision_order_considered(facts: BeforeCourt, _book: Reference) -> Finding:
    """An education supervision order was considered, and the reason is recorded."""
    reason = bool((facts.eso_reason or "").strip())
    considered = yes_no(facts.eso_considered)
    used = {"considered": facts.eso_considered, "reason_recorded": reason}
    if considered is None:
        return Finding.cannot_tell("Say whether an education supervision order was considered.", **used)
    elements = [
        Element(considered, "Consider an education supervision order before proceedings"),
        Element(reason, "Write what was decided about an education supervision order, and why"),
    ]
    return weighed(elements, "An education supervision order was considered.", used)


@rule("REF-15", about="referral", authority="local; Hillingdon attendance support 2023")
def social_worker_knows(facts: BeforeCourt, _book: Reference) -> Finding:
    """The social worker of a vulnerable child was told, and the plan covers attendance."""
    used: dict[str, object] = {"vulnerable": facts.vulnerable}
    if facts.vulnerable == "no":
        return Finding.passed("No social worker and no plan.", **used)
    if facts.vulnerable != "yes":
        return Finding.cannot_tell("Ask whether there is a social worker or a plan.", **used)
    used |= {"social_worker_told": facts.social_worker_told, "plan_covers": facts.plan_covers_attendance}
    elements = [
        _answered(facts.social_worker_told, "Tell the social worker", "Ask whether the social worker knows"),
        _answered(
            facts.plan_covers_attendance,
            "The plan does not cover attendance",
            "Ask whether the plan covers attendance",
        ),
    ]
    return weighed(elements, "The social worker knows, and the plan covers attendance.", used)


@rule("REF-16", about="referral", authority="Equality Act 2010 s.149; Code for Crown Prosecutors")
def public_interest_written(facts: BeforeCourt, _book: Reference) -> Finding:
    """A note on the Equality Act and the public interest is written."""
    if facts.equality_note is None:
        return Finding.cannot_tell("Write the note on the Equality Act and the public interest.", note=None)
    if not facts.equality_note.strip():
        return Finding.failed("Write the note on the Equality Act and the public interest.", note="empty")
    return Finding.passed("The note on the Equality Act and the public interest is written.", note="written")


def _had(facts: MeasureAsked, book: Reference, mark: str) -> bool | None:
    """Whether this parent had a notice or a prosecution for this child's attendance; None if that is open."""
    sorts = {code.code for code in book.codes("sanction-kind") if code.has(mark)}
    answers = {
        _counts(past, book)
        for past in facts.sanctions or ()
        if past.kind in sorts and (past.person, past.child) == (facts.person, facts.child)
    }
    return True if True in answers else None if None in answers else False


def _counts(past: PastSanction, book: Reference) -> bool | None:
    """Whether a sanction counts towards the next measure; a prosecution does when it ended in conviction."""
    if past.for_leave == "yes" or past.withdrawn_on is not None:
        return False
    sorts = {code.code: code for code in book.codes("sanction-kind")}
    if past.kind in sorts and sorts[past.kind].has("prosecution"):
        results = {code.code: code for code in book.codes("court-result")}
        if past.result not in results or results[past.result].has("open"):
            return None
        if not results[past.result].has("convicted"):
            return False
    return None if past.for_leave != "no" else True


def _either(one: bool | None, other: bool | None) -> bool | None:
    return True if True in (one, other) else None if None in (one, other) else False


def _of_age(facts: WhoIsProsecuted, book: Reference) -> Element:
    if facts.born is None or not known_birth(facts.born) or facts.first is None or facts.last is None:
        return Element(None, "Enter the child's date of birth")
    if facts.first < csa_starts(facts.born, book):
        return Element(False, "Not yet of compulsory school age on the first day")
    end = csa_ends(facts.born, facts.calendar, book)
    if end.assumed and facts.last > school_leaving_date(birthday(facts.born, 16, book).year):
        return Element(None, "No calendar says when the school year begins in which the child turns 16")
    if facts.last > end.day:
        return Element(False, f"Compulsory school age ended on {shown(end.day)}")
    return Element(True, "")


def _on_roll(facts: WhoIsProsecuted) -> Element:
    if facts.on_roll_from is None or facts.first is None or facts.last is None:
        return Element(None, "Ask the school since when the pupil is on its roll")
    if facts.on_roll_from > facts.first:
        return Element(False, f"On the roll only from {shown(facts.on_roll_from)}")
    if facts.off_roll_on is not None and facts.off_roll_on <= facts.last:
        return Element(False, f"Off the roll from {shown(facts.off_roll_on)}")
    return Element(True, "")


def _answered(answer: str | None, fails: str, asks: str) -> Element:
    holds = yes_no(answer)
    return Element(holds, asks if holds is None else fails)
