"""What a sweep operation needs: premises, a direction and approval (rules SWP-01, SWP-02 and SWP-20)."""

from __future__ import annotations

from datetime import date

from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, weighed, yes_no
from fieldkit.rules.finding import Finding, in_uk, shown
from fieldkit.rules.registry import rule
from fieldkit.rules.sweeps.elements import approval, direction_elements, period_given, rank_suffices
from fieldkit.rules.sweeps.facts import Operation

_SECTION_16 = "Crime and Disorder Act 1998 s.16"
POWERLESS = ("engagement", "employment")


@rule("SWP-01", about="operation", authority=f"{_SECTION_16}(1); practice guidance [V]")
def premises_designated(facts: Operation, _book: Reference) -> Finding | None:
    """Premises are designated for children to be taken to, and the chief officer of police was told.

    A police station is never such premises.
    """
    if facts.sort == "employment" or facts.mode in POWERLESS:
        return None
    premises = facts.premises
    if premises is None or not premises.name or facts.mode is None:
        return Finding.cannot_tell("Enter the power used and the designated premises.", premises=None)
    used: dict[str, object] = {
        "premises": premises.name,
        "designated": premises.designated_on,
        "chief_officer_told": premises.chief_officer_told_on,
    }
    elements = [
        Element("police station" not in premises.name.casefold(), "A police station cannot be designated"),
        _before(premises.designated_on, facts, "designated", "the premises were designated"),
        _before(premises.chief_officer_told_on, facts, "told of", "the chief officer was told"),
    ]
    says = f"{premises.name}: designated on {shown(premises.designated_on)}."
    return weighed(elements, says, used)


@rule("SWP-02", about="operation", authority=f"{_SECTION_16}(2)")
def superintendent_directed(facts: Operation, book: Reference) -> Finding | None:
    """An officer of the rank of superintendent or above directed it.

    The direction specifies an area and a period, and the council holds a copy.
    """
    if facts.sort == "employment" or facts.mode in POWERLESS:
        return None
    direction = facts.direction
    if direction is None or facts.mode is None:
        return Finding.cannot_tell("Enter the power used and the direction.", direction=None)
    used: dict[str, object] = {
        "by": direction.name,
        "rank": direction.rank,
        "force": direction.force,
        "area": direction.area,
        "period": (direction.since, direction.until),
        "copy_held": direction.copy_held,
    }
    copy = yes_no(direction.copy_held) or None
    elements = [
        rank_suffices(direction, book),
        Element(
            bool(direction.name and direction.force) or None, "Enter who gave the direction, of which force"
        ),
        Element(bool(direction.area) or None, "Enter the area of the direction"),
        period_given(direction),
        Element(copy, "Hold a copy of the direction: what it says cannot be checked"),
    ]
    rank = book.label("police-rank", direction.rank or "")
    return weighed(elements, f"Directed by {rank} {direction.name}, {direction.force}.", used)


@rule("SWP-20", about="operation", authority=f"{_SECTION_16}(2), (3); FieldKit SWP-20")
def may_go_live(facts: Operation, book: Reference) -> Finding:
    """The operation may go live.

    With a manager's approval, and with a direction whose area and period cover it; without a direction only
    as an engagement patrol, which needs the approval too and where nobody may be removed.
    """
    used: dict[str, object] = {"approved": facts.approved, "mode": facts.mode}
    if facts.sort == "employment":
        return weighed([approval(facts)], "Approved.", used)
    if facts.mode is None:
        return weighed([approval(facts), Element(None, "Say under which power the operation runs")], "", used)
    if facts.mode in POWERLESS:
        says = "Approved. Nobody may be removed." if facts.mode == "engagement" else "Approved."
        return weighed([approval(facts)], says, used)
    used["period"] = (facts.starts, facts.ends)
    if facts.direction is not None:
        used["directed"] = (facts.direction.since, facts.direction.until)
        used["covers_area"] = facts.direction.covers
    elements = [approval(facts), *direction_elements(facts, book)]
    return weighed(elements, "Approved, and the direction covers its area and time.", used)


def _before(day: date | None, operation: Operation, verb: str, when: str) -> Element:
    if day is None or operation.starts is None:
        return Element(None, f"Enter when {when}, and when the operation starts")
    says = f"Only {verb} on {shown(day)}, after the operation starts"
    return Element(day <= in_uk(operation.starts).date(), says)
