"""What bars a sanction while it is open: help that has just begun (rules REF-05 to REF-09)."""

from __future__ import annotations

from datetime import date, timedelta

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, Verdict, counted, shown
from fieldkit.rules.legal.facts import SupportGiven, SupportHistory
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import months_after

BLOCKERS = ("REF-05", "REF-06", "REF-07", "REF-08", "REF-09")
#: What every open blocker says.
NO_SANCTION = "No sanction for attendance while this is open; the contract path may go on."
_ASK = "Ask the school what support there is and when it began."


def open_blockers(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The blockers among some findings that are open: those that failed."""
    return tuple(one for one in found if one.rule in BLOCKERS and one.verdict is Verdict.FAIL)


@rule("REF-05", about="referral", authority="local; Cambridgeshire Attendance Service")
def early_help_has_had_its_time(facts: SupportHistory, book: Reference) -> Finding:
    """Early help and targeted support have had their time.

    An early help assessment blocks for twelve weeks from its submission; targeted support while the family is
    open to it for less than that.
    """
    return _had_its_time(facts, book, "REF-05")


@rule("REF-06", about="referral", authority="local; Cambridgeshire Attendance Service")
def early_help_offered(facts: SupportHistory, _book: Reference) -> Finding:
    """An early help assessment was offered.

    A letter, a call, a meeting or a visit counts as offered.
    """
    used = {"offered": facts.eha_offered}
    if facts.eha_offered == "yes":
        return Finding.passed("An early help assessment was offered.", **used)
    if facts.eha_offered == "no":
        return Finding.failed(f"An early help assessment was not offered. {NO_SANCTION}", **used)
    return Finding.cannot_tell("Ask the school whether an early help assessment was offered.", **used)


@rule("REF-07", about="referral", authority="local; Cambridgeshire Attendance Service")
def specialists_have_had_their_time(facts: SupportHistory, book: Reference) -> Finding:
    """Specialist teaching, psychology and SEN casework have had their time.

    Each blocks while it runs for less than twelve weeks.
    """
    return _had_its_time(facts, book, "REF-07")


@rule("REF-08", about="referral", authority="local; Cambridgeshire Attendance Service")
def alternative_plan_reviewed(facts: SupportHistory, book: Reference) -> Finding:
    """An individual alternative education plan has been through its review cycles."""
    least = book.number("referral.iaep_reviews")
    used: dict[str, object] = {"on_a_plan": facts.on_iaep}
    if facts.on_iaep == "no":
        return Finding.passed("Not on an individual alternative education plan.", **used)
    if facts.on_iaep != "yes":
        return Finding.cannot_tell("Ask whether there is an individual alternative education plan.", **used)
    used |= {"review_cycles": facts.iaep_reviews, "at_least": least}
    if facts.iaep_reviews is None:
        return Finding.cannot_tell("Ask how many review cycles the plan has been through.", **used)
    says = counted(facts.iaep_reviews, "review cycle")
    if facts.iaep_reviews < least:
        return Finding.failed(f"{says} of the plan so far, {least} are needed. {NO_SANCTION}", **used)
    return Finding.passed(f"{says} of the plan.", **used)


@rule("REF-09", about="referral", authority="local; Cambridgeshire Attendance Service")
def ehcp_recently_reviewed(facts: SupportHistory, book: Reference) -> Finding:
    """An EHCP was recently reviewed.

    Within the local number of months; a review exactly so many months ago is recent.
    """
    used: dict[str, object] = {"ehcp": facts.ehcp}
    if facts.ehcp == "no":
        return Finding.passed("There is no EHCP.", **used)
    if facts.ehcp != "yes":
        return Finding.cannot_tell("Ask whether there is an EHCP.", **used)
    used |= {"reviewed": facts.ehcp_last_review, "on": facts.on}
    if facts.ehcp_last_review is None or facts.on is None:
        return Finding.cannot_tell("Ask when the EHCP was last reviewed.", **used)
    if facts.ehcp_last_review > facts.on:
        return Finding.cannot_tell("Correct the day of the review: it is still to come.", **used)
    months = book.number("referral.ehcp_months")
    says = f"The EHCP was last reviewed on {shown(facts.ehcp_last_review)}"
    if months_after(facts.ehcp_last_review, months) < facts.on:
        return Finding.failed(f"{says}, over {counted(months, 'month')} ago. {NO_SANCTION}", **used)
    return Finding.passed(f"{says}.", **used)


def _had_its_time(facts: SupportHistory, book: Reference, blocker: str) -> Finding:
    """Whether the supports that a blocker is about are over, or have run for long enough."""
    sorts = {code.code: code for code in book.codes("support-kind") if code.mark("blocker") == blocker}
    used: dict[str, object] = {"on": facts.on}
    if facts.on is None or facts.supports is None:
        return Finding.cannot_tell(_ASK, **used)
    weeks = book.number("referral.support_weeks")
    about = [one for one in facts.supports if one.kind in sorts]
    unknown = False
    for one in about:
        label, stays = sorts[one.kind].label, sorts[one.kind].has("submitted")
        used[label.lower().replace(" ", "_")] = one.began
        until = _blocks_until(one, weeks, stays, facts.on)
        if until is not None and facts.on < until:
            used["open_until"] = until
            says = f"{label} from {shown(one.began)}: under {counted(weeks, 'week')} until {shown(until)}."
            return Finding.failed(f"{says} {NO_SANCTION}", **used)
        unknown |= one.began is None and (stays or one.ended is None or one.ended > facts.on)
    if unknown:
        return Finding.cannot_tell(_ASK, **used)
    if about:
        return Finding.passed(f"No such support is under {counted(weeks, 'week')}.", **used)
    return Finding.passed("There is no such support.", **used)


def _blocks_until(one: SupportGiven, weeks: int, stays: bool, on: date) -> date | None:
    """The day from which a support blocks no more; None when it does not block."""
    if one.began is None or (not stays and one.ended is not None and one.ended <= on):
        return None
    days = timedelta(weeks=weeks)
    return date.max if date.max - one.began < days else one.began + days
