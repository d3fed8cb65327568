"""Who may do what to a child on a sweep: section 16 and its limits (rules SWP-03 to SWP-09)."""

from __future__ import annotations

from fieldkit.reference import Code, Reference
from fieldkit.rules.elements import lacking, weighed
from fieldkit.rules.finding import Finding
from fieldkit.rules.registry import rule
from fieldkit.rules.school.hours import of_school_age
from fieldkit.rules.sweeps.elements import (
    absent,
    excluded_elements,
    found_there,
    holds_power,
    police,
    public,
    within_reach,
    without_authority,
)
from fieldkit.rules.sweeps.exclusion import says_excluded
from fieldkit.rules.sweeps.facts import Stop

_SECTION_16 = "Crime and Disorder Act 1998 s.16"


@rule("SWP-03", about="stop", authority=f"{_SECTION_16}(3)")
def child_may_be_removed(facts: Stop, book: Reference) -> Finding | None:
    """A constable may remove the child.

    With reasonable cause to believe that a child found in a public place, in the area and period of the
    direction, is of compulsory school age and absent from school without lawful authority. To the designated
    premises, or to the school from which the child is absent.
    """
    if says_excluded(facts):
        return None
    elements = [*found_there(facts, book), of_school_age(facts, book), *absent(facts, book)]
    says = "May be removed to school or to the designated premises, by the constable or PCSO alone."
    return weighed(elements, says, _used(facts))


@rule("SWP-04", about="stop", authority=f"{_SECTION_16}; Police and Justice Act 2006 s.8")
def officer_holds_the_power(facts: Stop, book: Reference) -> Finding:
    """The constable, or a PCSO who is designated with this power, may remove a child; no other PCSO may."""
    used = {"power": facts.police_power, "collar_no": facts.collar_no, "name": facts.police_name}
    says = f"{police(facts, book)} holds this power."
    return weighed([holds_power(facts, book)], says, used)


@rule("SWP-05", about="stop", authority=f"{_SECTION_16}(4); Education Act 1996 s.444(3)")
def absent_without_authority(facts: Stop, book: Reference) -> Finding:
    """The absence counts as without authority.

    Unless the child was prevented by sickness or an unavoidable cause, had leave, or it is a day of religious
    observance.
    """
    used = {"reason": facts.reason, "school_says": facts.school_says, "register_code": facts.register_code}
    return weighed([without_authority(facts, book)], "The absence is without lawful authority.", used)


@rule("SWP-06", about="stop", authority=f"{_SECTION_16} as amended by EIA 2006 s.108 [V]")
def excluded_child_may_be_removed(facts: Stop, book: Reference) -> Finding | None:
    """A constable may remove an excluded child, to the designated premises only.

    Found in school hours, excluded on disciplinary grounds and still so, not admitted elsewhere, with no
    reasonable justification for being in the public place.
    """
    if says_excluded(facts) is False:
        return None
    elements = [*found_there(facts, book), of_school_age(facts, book), *excluded_elements(facts, book)]
    says = "May be removed to the designated premises only, by the constable or PCSO alone."
    return weighed(elements, says, _used(facts))


@rule("SWP-07", about="stop", authority=f"{_SECTION_16}(5)")
def found_in_a_public_place(facts: Stop, _book: Reference) -> Finding:
    """The child was found in a public place.

    A highway, or a place open to the public, by right, payment or permission; a shopping centre is one.
    """
    return weighed([public(facts)], "A public place.", {"public_place": facts.public_place})


@rule("SWP-08", about="stop", authority=f"{_SECTION_16} by omission")
def nobody_removed_without_power(facts: Stop, book: Reference) -> Finding:
    """Nobody was stopped, held or removed without power.

    An officer of the council has no such power: they ask, check and record beside the constable. Adults need
    not answer. There is no power over a child who is educated at home, elsewhere or at a college and is not
    absent from a school, nor over somebody past compulsory school age.
    """
    used = {"actions": facts.actions, "power": facts.police_power, "school_says": facts.school_says}
    beyond = [holds_power(facts, book), of_school_age(facts, book), within_reach(facts, book)]
    if facts.actions is None:
        return Finding.cannot_tell("Enter what was done.", **used)
    if not removals(facts, book):
        unmet = lacking(beyond)
        why = f" {unmet.says}." if unmet is not None and unmet.holds is False else ""
        return Finding.passed(f"Nobody was removed.{why}", **used)
    return weighed(beyond, "Removed by an officer who holds the power.", used)


@rule("SWP-09", about="stop", authority=_SECTION_16)
def removal_names_the_constable(facts: Stop, book: Reference) -> Finding | None:
    """A removal names the constable or PCSO who used the power, never the officer of the council."""
    if facts.actions is None:
        return Finding.cannot_tell("Enter what was done.", actions=None)
    if not removals(facts, book):
        return None
    used = {"removed_by": facts.removed_by}
    if not (facts.removed_by or "").strip():
        return Finding.cannot_tell("Name the constable or PCSO who removed the child.", **used)
    if facts.officer is None:
        return Finding.cannot_tell("Say which officer of the council made this record.", **used)
    if _same(facts.removed_by, facts.officer):
        return Finding.failed("Name the constable or PCSO: an officer of the council has no power.", **used)
    return Finding.passed(f"{facts.removed_by} used the power.", **used)


def removals(stop: Stop, book: Reference) -> tuple[Code, ...]:
    """The removals among what was done."""
    return tuple(
        code
        for code in book.codes("stop-action")
        if code.has("removes") and code.code in (stop.actions or ())
    )


def _used(stop: Stop) -> dict[str, object]:
    direction = stop.operation.direction if stop.operation else None
    return {
        "stopped": stop.stopped_at,
        "in_area": stop.in_area,
        "directed": (direction.since, direction.until) if direction else None,
        "public_place": stop.public_place,
        "born": stop.dob,
        "age_stated": stop.age,
        "school": stop.school,
        "school_says": stop.school_says,
        "reason": stop.reason,
        "power": stop.police_power,
    }


def _same(one: str | None, other: str | None) -> bool:
    return " ".join((one or "").split()).casefold() == " ".join((other or "").split()).casefold()
