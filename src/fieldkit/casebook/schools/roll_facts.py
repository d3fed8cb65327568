"""Turns what is recorded of a school's roll and its register into the facts that CME-01 to CME-06, CME-14 and
CME-15 take.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from fieldkit.casebook.facts import CaseFile, day_of, made_at, word_of
from fieldkit.casebook.legal.facts import whole_register
from fieldkit.rules.finding import in_uk
from fieldkit.rules.legal.facts import (
    Deletion,
    GroundI,
    NewPupil,
    OutsideMeeting,
    SchoolReturns,
    SevereAbsence,
)
from fieldkit.rules.school.marks import Register
from fieldkit.store.records import Held

KINDS = ("new-pupil", "roll-deletion", "school-return", "support-meeting", "outside-meeting")
"""What a school's roll and its returns are written down in, and the meetings about them."""

_HOME_EDUCATED, _SOUGHT = "F", "I"
#: What a return gives: a code of `deletion-return-content`, and the fields that must all be there for it.
_CONTENTS = {
    "name": ("full_name",),
    "address": ("address",),
    "parents": ("first_parent", "first_address"),
    "phone": ("emergency_phone",),
    "ground": ("ground",),
    "new-address": ("new_address",),
    "new-school": ("new_school",),
}


def of_case(file: CaseFile, extract: Held | None) -> tuple[object, ...]:
    """What CME-01 to CME-06 and CME-15 ask of a case: of what is written down, and of the register if there
    is one.

    Ground I is asked of a child who is being traced, and where a school named it.
    """
    found = [one for held in file.parts if held.kind in KINDS for one in of_record(file, held)]
    sought = _latest(file, ground=_SOUGHT)
    if extract is not None:
        found += [school_returns(file, extract), severe_absence(file, extract)]
    if sought is not None or (extract is not None and file.case.value("case_type") == "CME"):
        found.append(ground_i(file, extract, sought))
    return tuple(found)


def of_record(file: CaseFile, held: Held) -> tuple[object, ...]:
    """The facts of one record of the roll, without those of the register."""
    made = {"new-pupil": new_pupil, "roll-deletion": deletion}.get(held.kind)
    return () if made is None else (made(file, held),)


def with_register(file: CaseFile, held: Held, extract: Held | None) -> tuple[object, ...]:
    """The facts of one record of the roll and those of the register that it is about."""
    own = of_record(file, held)
    if held.kind == "roll-deletion" and held.value("ground") == _SOUGHT:
        return (*own, ground_i(file, extract, held))
    if held.kind == "school-return":
        return (school_returns(file, extract),)
    if held.kind == "support-meeting":
        return (severe_absence(file, extract),)
    return (meeting(file, held),) if held.kind == "outside-meeting" else own


def new_pupil(file: CaseFile, held: Held) -> NewPupil:
    """A name added, and its return (CME-01)."""
    return NewPupil(
        added_on=day_of(held, "added_on"),
        returned_on=day_of(held, "returned_on"),
        normal_intake=word_of(held, "normal_intake"),
        council_asks=word_of(held, "council_asks"),
        today=file.today,
    )


def deletion(file: CaseFile, held: Held) -> Deletion:
    """A name deleted or to be deleted, and its return (CME-02, CME-05)."""
    returned = day_of(held, "returned_on")
    return Deletion(
        ground=word_of(held, "ground"),
        deleted_from=day_of(held, "deleted_from"),
        written_on=day_of(held, "written_on"),
        evidence_held=_evidence(file, held),
        notice_written=word_of(held, "notice_written"),
        leaves_on=day_of(held, "leaves_on"),
        returned_on=returned,
        contents=None if returned is None else _contents(held),
        senior_class_leaves=word_of(held, "senior_class"),
        council_asks=word_of(held, "council_asks"),
        today=file.today,
    )


def ground_i(file: CaseFile, extract: Held | None, held: Held | None) -> GroundI:
    """The absence by the register, and what people found and signed (CME-06)."""
    whole = _register(file, extract)
    absent = day_of(file.child, "last_attended") if file.child else None
    first = file.calendar.school_day_after(absent, 1) if file.calendar and absent else None

    def said(name: str) -> Any:
        return word_of(held, name) if held is not None else None

    return GroundI(
        register=None if whole is None else replace(whole, first=first),
        today=file.today,
        sick_or_prevented=said("sick_or_prevented"),
        school_enquired=said("school_enquired"),
        council_enquired=said("council_enquired"),
        signed_for_school=said("signed_for_school"),
        signed_for_council=said("signed_for_council"),
        enquiries_found=said("enquiries_found"),
    )


def school_returns(file: CaseFile, extract: Held | None) -> SchoolReturns:
    """The register, and the school's latest returns of absence and of sickness (CME-03, CME-04)."""
    sickness = _returns(file, "sickness")
    expected = sickness[-1].value("days_expected") if sickness else None
    return SchoolReturns(
        register=_register(file, extract),
        absence_returned_on=_received(_returns(file, "absence")),
        sickness_returned_on=_received(sickness),
        illness_days_expected=expected if isinstance(expected, int) else None,
    )


def severe_absence(file: CaseFile, extract: Held | None) -> SevereAbsence:
    """The register, and whether a meeting with the school asked about missing education (CME-15)."""
    looked = [word_of(held, "missing_education") for held in file.of_kind("support-meeting")]
    return SevereAbsence(
        _register(file, extract), "yes" if "yes" in looked else looked[-1] if looked else None
    )


def meetings(file: CaseFile) -> tuple[object, ...]:
    """The meetings of social care and MASH; of a file whose sign-offs are those of managers."""
    return tuple(meeting(file, held) for held in file.of_kind("outside-meeting"))


def meeting(file: CaseFile, held: Held) -> OutsideMeeting:
    """A social care or MASH meeting and who signed it off (CME-14)."""
    goes = held.value("attends")
    given = [item for item in file.of_kind("signoff", held.record) if item.value("decision") == "approve"]
    by = given[-1].value("by") if given else None
    at = made_at(given[-1]) if given else None
    return OutsideMeeting(
        held_on=day_of(held, "held_on"),
        attends=str(goes["name"]) if isinstance(goes, dict) else None,
        signed_off_by=str(by["name"]) if isinstance(by, dict) else None,
        signed_off_on=in_uk(at).date() if at else None,
    )


def _register(file: CaseFile, extract: Held | None) -> Register | None:
    return None if extract is None else whole_register(file, extract)


def _returns(file: CaseFile, kind: str) -> list[Held]:
    return [held for held in file.of_kind("school-return") if held.value("return_kind") == kind]


def _received(returns: Sequence[Held]) -> date | None:
    return max((day for held in returns if (day := day_of(held, "received_on"))), default=None)


def _latest(file: CaseFile, *, ground: str) -> Held | None:
    found = [held for held in file.of_kind("roll-deletion") if held.value("ground") == ground]
    return found[-1] if found else None


def _contents(held: Held) -> tuple[str, ...]:
    """What the return gives, as codes; a second parent without an address leaves the parents wanting."""
    given = [code for code, fields in _CONTENTS.items() if all(held.value(name) for name in fields)]
    if held.value("second_parent") and not held.value("second_address"):
        given = [code for code in given if code != "parents"]
    return tuple(given)


def _evidence(file: CaseFile, held: Held) -> str | None:
    """Whether the evidence is here. Of ground F it is the notice itself: an officer's yes is not enough."""
    attached = bool(held.value("evidence")) or bool(file.of_kind("exhibit", held.record))
    if attached:
        return "yes"
    said = word_of(held, "evidence_held")
    return None if said == "yes" and held.value("ground") == _HOME_EDUCATED else said
