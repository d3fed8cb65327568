"""A school roll as it is written down: grounds, returns, ground I and meetings (CME-01 to CME-06, 14, 15)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.legal import long_file, lorcans_marks
from tests.unit.casebook.sweeping import exchange

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.rules.finding import Finding

MEREHAM, QUAYSIDE = "999002 Mereham Primary", "999003 Quayside High"
WHOLE = {
    "returned_on": "20 11 2026", "senior_class": "no", "full_name": "Jasper Finch-Loame",
    "emergency_phone": "07700900104",
}  # fmt: skip


@pytest.fixture
def jasper(casebook: Casebook, clock: Clock) -> str:
    """Case 4, on 20 November 2026; says the case."""
    schools(casebook)
    clock.set("2026-11-20 09:00")
    case, _ = casebook.cases.new(
        {"case_type": "EHE", "received_at": "9 11 2026 11:00"},
        {"forenames": "Jasper", "surname": "Finch-Loame", "dob": "19 7 2018", "upn": "L999200118004",
         "school": MEREHAM},
    )  # fmt: skip
    return case


def said(casebook: Casebook, record: str) -> dict[str, Finding]:
    return {found.rule: found for found in casebook.findings.of_roll(record)}


def told(finding: Finding) -> tuple[str, str]:
    return finding.verdict.value, finding.says


def deletion(casebook: Casebook, case: str, **typed: Any) -> str:
    return casebook.records.new("roll-deletion", {"school": MEREHAM} | typed, parent=case)[0]


def exhibit(casebook: Casebook, case: str) -> str:
    machine = {"mark": "DF/1"}
    typed = {"exhibit_kind": "paper", "description": "Mother's notice", "reason": "document-seen"}
    return casebook.records.new("exhibit", typed, parent=case, machine=machine)[0]


def test_case_4_oral_word_alone_is_not_ground_f(casebook: Casebook, jasper: str) -> None:
    made = deletion(casebook, jasper, ground="F", deleted_from="9 11 2026", written_on="9 11 2026",
                    notice_written="no", evidence_held="no")  # fmt: skip
    assert told(said(casebook, made)["CME-05"]) == ("fail", "Ground F is not met: oral word is not enough.")
    # The same stands on the page of the case and on that of its register, with no register there at all.
    for found in (casebook.findings.of_case(jasper), casebook.registers.findings(jasper)):
        assert "CME-05" in [one.rule for one in found if one.verdict == "fail"]


@pytest.mark.parametrize(
    ("today", "deleted_from", "verdict"),
    [
        ("2026-11-20", "1 12 2026", "fail"),
        ("2026-11-30", "1 12 2026", "fail"),
        ("2026-12-01", "30 11 2026", "fail"),
        ("2026-12-01", "1 12 2026", "pass"),
    ],
)
def test_case_4_the_written_notice_is_met_only_when_its_day_is_past(
    casebook: Casebook, clock: Clock, jasper: str, today: str, deleted_from: str, verdict: str
) -> None:
    made = deletion(casebook, jasper, ground="F", deleted_from=deleted_from, written_on="23 11 2026",
                    notice_written="yes", notice_on="16 11 2026", leaves_on="30 11 2026",
                    evidence=exhibit(casebook, jasper))  # fmt: skip
    clock.set(f"{today} 10:00")
    found = said(casebook, made)["CME-05"]
    assert found.verdict == verdict
    if verdict == "fail":
        assert found.says == "Ground F is not met before Mon 30 Nov 2026 has passed."


def test_the_notice_itself_is_the_evidence_of_ground_f(casebook: Casebook, clock: Clock, jasper: str) -> None:
    clock.set("2026-12-02 09:00")
    made = deletion(casebook, jasper, ground="F", deleted_from="1 12 2026", written_on="1 12 2026",
                    notice_written="yes", leaves_on="30 11 2026", evidence_held="yes")  # fmt: skip
    assert told(said(casebook, made)["CME-05"]) == (
        "cannot_tell", "Ask for the evidence: The written notice; oral word is not enough."
    )  # fmt: skip
    casebook.records.correct(made, {"evidence": exhibit(casebook, jasper)}, "Came by post")
    assert said(casebook, made)["CME-05"].verdict == "pass"


def test_no_ground_and_never_backwards(casebook: Casebook, jasper: str) -> None:
    made = deletion(casebook, jasper, deleted_from="1 11 2026", written_on="9 11 2026")
    assert said(casebook, made)["CME-05"].verdict == "cannot_tell"
    casebook.records.correct(made, {"ground": "A", "evidence_held": "yes"}, "Said by telephone")
    found = said(casebook, made)["CME-05"]
    assert told(found) == ("fail", "Never backwards: written on Mon 9 Nov 2026 from Sun 1 Nov 2026.")
    casebook.records.correct(made, {"deleted_from": "9 11 2026"}, "Put right by the school")
    assert said(casebook, made)["CME-05"].verdict == "pass"
    assert [line.why for line in casebook.pages.show(made).lines][1:] == [
        "Said by telephone", "Put right by the school"
    ]  # fmt: skip


def test_a_deletion_return_is_whole_with_its_parents_and_addresses(casebook: Casebook, jasper: str) -> None:
    made = deletion(casebook, jasper, ground="A", deleted_from="20 11 2026", **WHOLE)
    assert told(said(casebook, made)["CME-02"]) == (
        "fail",
        "The return lacks: address; parents the pupil normally lives with, and their addresses.",
    )
    mother, father = (
        casebook.records.new("person", {"forenames": name, "surname": "Loame"}, parent=jasper)[0]
        for name in ("Ada", "Ben")
    )
    home, _ = casebook.records.new("address", {"address_kind": "home", "lines": "4 Weir Row"}, parent=jasper)
    more = {"address": home, "first_parent": mother, "first_address": home, "second_parent": father}
    casebook.records.correct(made, more, "From the return")
    assert "parents" in said(casebook, made)["CME-02"].says
    casebook.records.correct(made, {"second_address": home}, "From the return")
    assert said(casebook, made)["CME-02"].verdict == "pass"
    with pytest.raises(Problems):
        casebook.records.correct(made, {"second_parent": mother}, "A slip")


def test_a_new_pupil_return_is_due_by_the_end_of_the_fifth_day(
    casebook: Casebook, clock: Clock, jasper: str
) -> None:
    typed = {"school": MEREHAM, "added_on": "16 11 2026", "normal_intake": "no"}
    made, _ = casebook.records.new("new-pupil", typed, parent=jasper)
    assert told(said(casebook, made)["CME-01"]) == ("cannot_tell", "To be returned by Sat 21 Nov 2026.")
    clock.set("2026-11-22 09:00")
    assert said(casebook, made)["CME-01"].verdict == "fail"
    casebook.records.correct(made, {"returned_on": "21 11 2026"}, "Found in the post")
    assert said(casebook, made)["CME-01"].verdict == "pass"


def traced(casebook: Casebook, clock: Clock, days: int) -> str:
    """A child of Quayside away for so many school days up to 13 November, who is being traced."""
    schools(casebook)
    clock.set("2026-11-16 09:00")
    away = [day for day, *_ in lorcans_marks()][-days:]
    before = [day for day, *_ in lorcans_marks() if day < away[0]][-1]
    year, month, day = before.split("-")
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "16 11 2026 08:00"},
        {"forenames": "Lorcan", "surname": "Ebbage", "upn": "M999400122011", "school": QUAYSIDE,
         "last_attended": f"{int(day)} {int(month)} {year}"},
    )  # fmt: skip
    marks = [(on, "O", "O") if on in away else (on, "/", "\\") for on, *_ in lorcans_marks()]
    casebook.registers.take_in(case, casebook.registers.examine(case, long_file(marks).encode(), "r.csv"))
    return case


def test_ground_i_is_met_only_with_twenty_days_joint_enquiries_and_both_signatures(
    casebook: Casebook, clock: Clock
) -> None:
    case = traced(casebook, clock, 20)
    made = deletion(casebook, case, ground="I", school=QUAYSIDE, sick_or_prevented="no",
                    school_enquired="yes", council_enquired="yes", enquiries_found="not-found",
                    enquiry_log="All contacts called; council tax, GP and s2s asked.",
                    signed_for_school="Ms R. Pell")  # fmt: skip
    found = said(casebook, made)["CME-06"]
    assert told(found) == ("cannot_tell", "Conditions not all recorded. Say who signed for the council.")
    assert {("school days", "20"), ("coded otherwise", "0")} <= set(found.facts)
    casebook.records.correct(made, {"signed_for_council": "Dilys Farthing"}, "Signed today")
    whole = {one.rule: one for one in casebook.registers.findings(case)}["CME-06"]
    assert whole.says.startswith("Conditions recorded as met. 20 school days from")
    assert "delete" not in whole.says.casefold()


def test_nineteen_days_are_not_enough_for_ground_i(casebook: Casebook, clock: Clock) -> None:
    case = traced(casebook, clock, 19)
    found = {one.rule: one for one in casebook.registers.findings(case)}["CME-06"]
    assert told(found)[0] == "fail"
    assert "19 school days so far, 20 are needed" in found.says


def test_the_return_of_absence_and_the_meeting_are_heard(casebook: Casebook, clock: Clock) -> None:
    case = traced(casebook, clock, 40)

    def verdicts() -> dict[str, str]:
        return {one.rule: one.verdict.value for one in casebook.registers.findings(case)}

    before = verdicts()
    assert (before["CME-03"], before["CME-15"]) == ("fail", "cannot_tell")
    early, _ = casebook.records.new(
        "school-return", {"return_kind": "absence", "received_on": "1 9 2026"}, parent=case
    )
    assert verdicts()["CME-03"] == "fail"
    casebook.records.correct(early, {"received_on": "10 11 2026"}, "Read again")
    assert verdicts()["CME-03"] == "pass"
    meeting, _ = casebook.records.new(
        "support-meeting", {"held_on": "12 11 2026", "missing_education": "yes"}, parent=case
    )
    assert (verdicts()["CME-15"], said(casebook, meeting)["CME-15"].verdict) == ("pass", "pass")


def test_a_meeting_with_social_care_is_signed_off_by_a_manager(
    casebook_of: Callable[[Holder], Casebook], clock: Clock
) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    case, _ = dilys.cases.new(
        {"case_type": "CME", "received_at": "16 11 2026 08:00"}, {"forenames": "Wren", "surname": "Pyle"}
    )
    typed = {"meeting_kind": "mash", "held_on": "24 11 2026", "attends": f"{DILYS.officer} {DILYS.name}"}
    made, _ = dilys.records.new("outside-meeting", typed, parent=case)
    assert said(dilys, made)["CME-14"].verdict == "fail"
    with pytest.raises(Trouble, match="A manager signs"):
        dilys.records.move(made, "agreed")
    exchange(dilys, petra)
    assert [one.record for one in petra.approvals.waiting()] == [made]
    petra.approvals.decide(made, "approve")
    exchange(petra, dilys)
    assert (dilys.held(made).state, dilys.approvals.why_not(made)) == ("agreed", "")
    assert told(said(dilys, made)["CME-14"]) == ("pass", "Signed off by Petra Ashlock.")


def test_a_meeting_that_was_refused_may_be_asked_for_again(
    casebook_of: Callable[[Holder], Casebook],
) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    case, _ = dilys.cases.new(
        {"case_type": "CME", "received_at": "16 11 2026 08:00"}, {"forenames": "Wren", "surname": "Pyle"}
    )
    typed = {"meeting_kind": "mash", "held_on": "24 11 2026", "attends": f"{DILYS.officer} {DILYS.name}"}
    made, _ = dilys.records.new("outside-meeting", typed, parent=case)
    exchange(dilys, petra)
    petra.approvals.decide(made, "refuse", {"reason": "Send the notes instead."})
    exchange(petra, dilys)
    assert (dilys.held(made).state, said(dilys, made)["CME-14"].verdict) == ("refused", "fail")
    dilys.records.move(made, "asked", "The child protection plan is reviewed there")
    exchange(dilys, petra)
    assert [one.record for one in petra.approvals.waiting()] == [made]
