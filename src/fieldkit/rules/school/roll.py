"""A school's admission register: new pupils, deletions and returns (rules CME-01, CME-02 and CME-05)."""

from __future__ import annotations

from datetime import date, timedelta

from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, weighed
from fieldkit.rules.finding import Finding, shown
from fieldkit.rules.legal.facts import Deletion, NewPupil
from fieldkit.rules.registry import rule

_REG_13 = "SI 2024/208 reg.13"
HOME_EDUCATED, ABSENT = "F", "I"


def new_pupil_return_by(facts: NewPupil, book: Reference) -> date | None:
    """The last day for the return of a new pupil, or None while it is not known when the name was added."""
    days = book.number("attendance.new_pupil_return_days")
    if facts.added_on is None or (date.max - facts.added_on).days < days:
        return None
    return facts.added_on + timedelta(days=days)


@rule("CME-01", about="roll", authority=f"{_REG_13}(1)-(3)")
def new_pupil_returned(facts: NewPupil, book: Reference) -> Finding:
    """A new pupil is returned to the council in time.

    By the end of the fifth day after the name goes on the admission register; not for the normal intake,
    unless the council asks.
    """
    used: dict[str, object] = {
        "added": facts.added_on,
        "normal_intake": facts.normal_intake,
        "council_asks": facts.council_asks,
        "returned": facts.returned_on,
    }
    due = new_pupil_return_by(facts, book)
    if due is None:
        return Finding.cannot_tell("Ask the school when the name went on its register.", **used)
    used["due"] = due
    if facts.normal_intake == "yes" and facts.council_asks == "no":
        return Finding.passed("No return is due for the normal intake.", **used)
    if facts.returned_on is not None and facts.returned_on <= due:
        return Finding.passed(f"Returned on {shown(facts.returned_on)}, due by {shown(due)}.", **used)
    if facts.normal_intake != "no" and facts.council_asks != "yes":
        return Finding.cannot_tell("Ask whether the pupil came with the normal intake.", **used)
    if facts.returned_on is not None:
        return Finding.failed(f"Returned on {shown(facts.returned_on)}, after {shown(due)}.", **used)
    if facts.today is not None and facts.today > due:
        return Finding.failed(f"Not returned: it was due by {shown(due)}.", **used)
    return Finding.cannot_tell(f"To be returned by {shown(due)}.", **used)


@rule("CME-02", about="roll", authority=f"{_REG_13}(4)-(6)")
def deletion_returned(facts: Deletion, book: Reference) -> Finding:
    """A deletion is returned to the council, whole.

    Name, address, parents and theirs, emergency telephone and the ground, with the new address and school
    where known. Not for the most senior class at the year's end, unless the council asks.
    """
    used: dict[str, object] = {
        "deleted_from": facts.deleted_from,
        "senior_class_leaves": facts.senior_class_leaves,
        "council_asks": facts.council_asks,
        "returned": facts.returned_on,
    }
    if facts.deleted_from is None:
        return Finding.cannot_tell("Ask the school from when the name is deleted.", **used)
    if facts.senior_class_leaves == "yes" and facts.council_asks == "no":
        return Finding.passed("No return is due for the most senior class at the year's end.", **used)
    asked = {code.code: code for code in book.codes("deletion-return-content")}
    given = facts.contents or ()
    lacks = [code.label for code in asked.values() if not code.has("if_known") and code.code not in given]
    if facts.returned_on is not None and facts.contents is not None and not lacks:
        return Finding.passed(f"Returned on {shown(facts.returned_on)}.", **used)
    if facts.senior_class_leaves != "no" and facts.council_asks != "yes":
        says = "Ask whether the pupil left with the most senior class at the year's end."
        return Finding.cannot_tell(says, **used)
    if facts.returned_on is None:
        return Finding.failed("The school has not returned the deletion.", **used)
    if facts.contents is None:
        return Finding.cannot_tell("Enter what the return gives.", **used)
    return Finding.failed(f"The return lacks: {'; '.join(lacks).lower()}.", **used)


@rule("CME-05", about="roll", authority="SI 2024/208 reg.9")
def deleted_on_a_ground(facts: Deletion, book: Reference) -> Finding:
    """A name is deleted only on a ground of regulation 9, and never backwards.

    Ground F needs the parent's written notice, and the day that it states has to be past.
    """
    grounds = {code.code: code for code in book.codes("roll-deletion-ground")}
    used: dict[str, object] = {
        "ground": facts.ground and book.label("roll-deletion-ground", facts.ground),
        "deleted_from": facts.deleted_from,
        "written": facts.written_on,
        "evidence_held": facts.evidence_held,
    }
    if facts.ground is None:
        return Finding.cannot_tell("Enter the ground on which the name is to be deleted.", **used)
    ground = grounds.get(facts.ground)
    if ground is None:
        return Finding.failed("This is no ground of regulation 9: the name stays on the register.", **used)
    elements = [_not_backwards(facts)]
    if facts.ground == HOME_EDUCATED:
        used |= {"notice_written": facts.notice_written, "leaves": facts.leaves_on, "today": facts.today}
        elements += _written_notice(facts)
    held = {"yes": True, "no": False}.get(facts.evidence_held or "")
    asks = f"Ask for the evidence: {ground.mark('evidence')}"
    elements.append(
        Element(held, asks if held is None else f"Evidence is missing: {ground.mark('evidence')}")
    )
    return weighed(elements, f"Recorded on ground {ground.code}, not backwards.", used)


def _not_backwards(facts: Deletion) -> Element:
    if facts.deleted_from is None or facts.written_on is None:
        return Element(None, "Enter from when the name is deleted, and when that was written")
    says = f"Never backwards: written on {shown(facts.written_on)} from {shown(facts.deleted_from)}"
    return Element(facts.deleted_from >= facts.written_on, says)


def _written_notice(facts: Deletion) -> list[Element]:
    written = {"yes": True, "no": False}.get(facts.notice_written or "")
    asks = "Ask for the parent's written notice"
    notice = Element(written, asks if written is None else "Ground F is not met: oral word is not enough")
    if facts.leaves_on is None:
        return [notice, Element(None, "Enter the day that the notice states")]
    says = f"Ground F is not met before {shown(facts.leaves_on)} has passed"
    days = (facts.today, facts.deleted_from)
    return [notice, *(Element(day > facts.leaves_on, says) for day in days if day is not None)]
