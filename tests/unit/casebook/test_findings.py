"""What the rules make of cases 1 to 3 of the sample, written at the desks (domain 11)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.unit.casebook.caseload import ME, remote_checks, schools, tamsin, visit, wren
from tests.unit.casebook.conftest import OMAR, PETRA, Clock

from fieldkit.casebook.casebook import Casebook
from fieldkit.keys.certificates import Holder
from fieldkit.rules.finding import Finding
from fieldkit.store import certificates, revisions

SEEN = {
    "answered_by": "parent", "answered_name": "Bram Halloway", "id_shown": "yes", "purpose_explained": "yes",
    "admitted": "consent", "child_spoken_to": "alone", "child_seen_at": "10:51", "child_words": "“I fell.”",
    "child_condition": "Bruise on the left forearm, about 3 cm.", "home_condition": "safe", "card": "none",
    "safeguarding": "E2", "outcome_code": "V02", "made_up_at": "15:12",
}  # fmt: skip


def verdicts(found: tuple[Finding, ...]) -> dict[str, str]:
    """The gravest verdict of each rule."""
    said: dict[str, str] = {}
    for finding in found:
        said.setdefault(finding.rule, finding.verdict.value)
    return said


def about(found: tuple[Finding, ...], rule: str) -> Finding:
    return next(finding for finding in found if finding.rule == rule)


def exchange(sender: Casebook, receiver: Casebook) -> None:
    """Hand everything one notebook holds to the other, as sync does."""
    with sender.notebook.reading() as book:
        told, _ = revisions.everything(book)
        known = certificates.all_of(book)
    with receiver.notebook.writing() as book:
        for certificate in known.values():
            certificates.put(book, certificate)
    receiver.notebook.receive(told, receiver.now().wall_ms)


def corin(casebook: Casebook, clock: Clock) -> tuple[str, str, str]:
    """Case 2 up to its visit: Corin Halloway, a dangerous dog and threats."""
    clock.set("2026-11-16 09:00")
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "16 11 2026 09:00"},
        {"forenames": "Corin", "surname": "Halloway", "dob": "2 May 2011", "upn": "U999400118002",
         "school": "999003 Quayside High", "year_group": "11", "last_attended": "6 11 2026"},
        reference="CME-2026-0102",
    )  # fmt: skip
    child = str(casebook.held(case).value("child"))
    father, _ = casebook.records.new("person", {"forenames": "Bram", "surname": "Halloway"}, parent=case)
    casebook.records.new(
        "relationship", {"person": father, "relationship": "father", "has_pr": "unknown"}, parent=child
    )
    address, _ = casebook.records.new(
        "address", {"address_kind": "home", "lines": "14 Sluice Lane", "postcode": "ZZ1 4CD"}, parent=case
    )
    for parent, category in ((father, "violence"), (address, "dangerous-animal")):
        casebook.records.new(
            "risk-flag",
            {"applies_to": "person", "categories": [category], "level": "two-officers", "source": "Housing",
             "facts": "Threatened a housing officer.", "review_on": "3 March 2027"},
            parent=parent,
        )  # fmt: skip
    clock.set("2026-11-17 09:00")
    casebook.cases.allocate(case, ME)
    casebook.records.new(
        "school-told",
        {"told_at": "09:30", "told_to": "Attendance lead", "how": "phone", "occasion": "allocation"},
        parent=case,
    )
    casebook.records.move(case, "remote_investigation")
    remote_checks(casebook, case)
    casebook.records.move(case, "field_visit_needed")
    return case, child, address


def test_case_1_tamsin_was_not_found(casebook: Casebook, clock: Clock) -> None:
    schools(casebook)
    case = tamsin(casebook, clock)
    clock.set("2026-11-20 09:00")
    found = casebook.findings.of_case(case)
    said = verdicts(found)
    for rule in ("CME-07", "CME-10", "CME-11", "CME-12", "CSA-01", "CSA-02", "UPN-04", "PAR-01", "SCH-01",
                 "CME-16", "RSK-01", "RSK-02", "LW-01", "LW-02", "LW-03", "LW-04"):  # fmt: skip
        assert said[rule] == "pass", (rule, about(found, rule).says)
    assert (said["CME-13"], said["CME-22"], said["CME-20"]) == ("fail", "fail", "cannot_tell")
    absence = about(found, "CME-07").facts
    assert ("day 10", "Fri 23 Oct 2026") in absence
    assert ("day 20", "Fri 13 Nov 2026") in absence
    assert about(found, "PAR-01").facts[0] == ("person", "Isolde Quillfeather")
    assert about(found, "LW-01").facts[0] == ("visit", "Home visit 3: told family moved, no address")
    assert all(finding.authority for finding in found)
    dates = casebook.findings.dates(case)
    assert (dates.tenth_school_day, dates.twentieth_school_day) == (date(2026, 10, 23), date(2026, 11, 13))
    assert (dates.allocate_by, dates.school_age_ends) == (date(2026, 11, 5), date(2030, 6, 28))
    assert dates.next_school_update == date(2026, 11, 3)


def test_a_managers_review_answers_three_failed_visits(
    casebook_of: Callable[[Holder], Casebook], casebook: Casebook, clock: Clock
) -> None:
    schools(casebook)
    case = tamsin(casebook, clock)
    petra = casebook_of(PETRA)
    exchange(casebook, petra)
    clock.set("2026-11-13 09:00")
    petra.records.new(
        "signoff",
        {"about": "failed-visits", "decision": "approve", "conditions": "Try the aunt in Larkspur"},
        parent=case,
        machine={"by": {"id": PETRA.officer, "name": PETRA.name}},
    )
    exchange(petra, casebook)
    assert verdicts(casebook.findings.of_case(case))["CME-22"] == "pass"


def test_case_2_corin_was_seen_by_two_officers_and_mash_was_told(
    casebook_of: Callable[[Holder], Casebook], casebook: Casebook, clock: Clock
) -> None:
    schools(casebook)
    case, child, address = corin(casebook, clock)
    dates = casebook.findings.dates(case)
    assert (dates.tenth_school_day, dates.twentieth_school_day) == (date(2026, 11, 20), date(2026, 12, 4))
    assert dates.school_age_ends == date(2027, 6, 25)
    clock.set("2026-11-20 08:30")
    made, _ = casebook.visits.plan(
        case,
        {"purpose": "see-child", "visit_kind": "unannounced", "address": address, "who_to_see": "Corin",
         "planned_for": "10:30"},
        {"buddy": "o-petra Petra Ashlock", "phone": "07700900102", "expected_finish": "11:10"},
    )  # fmt: skip
    said = verdicts(casebook.findings.of_visit(made))
    assert (said["RSK-01"], said["RSK-02"], said["LW-01"]) == ("fail", "fail", "cannot_tell")
    casebook.records.correct(made, {"second_officer": f"{OMAR.officer} {OMAR.name}"})
    for flag in casebook.risk.of_visit(made):
        casebook.visits.read_flag(made, flag.held.record)
    petra = casebook_of(PETRA)
    exchange(casebook, petra)
    petra.approvals.decide(made, "approve")
    exchange(petra, casebook)
    casebook.visits.set_off(made)
    casebook.safety.start(made)
    plan = casebook.safety.running()[0].plan
    clock.set("2026-11-20 10:34")
    casebook.visits.arrive(made)
    clock.set("2026-11-20 11:21")
    assert verdicts(casebook.findings.of_visit(made))["LW-02"] == "fail"
    casebook.safety.tell_buddy(plan)
    casebook.safety.all_clear(plan, "safe")
    casebook.visits.leave(made)
    clock.set("2026-11-20 12:10")
    assert about(casebook.findings.of_visit(made), "CME-16").verdict == "cannot_tell"
    casebook.records.new(
        "escalation",
        {"level": "E2", "noticed_at": "10:51", "facts": "Bruise on the left forearm.", "told": "mash",
         "told_name": "Priya Lanham", "told_at": "12:05", "reference": "M-1184"},
        parent=made,
        machine={"said_words": "safeguarding-level E2"},
    )  # fmt: skip
    clock.set("2026-11-20 15:12")
    casebook.records.correct(made, SEEN)
    casebook.visits.lock(made)
    found = casebook.findings.of_case(case)
    said = verdicts(found)
    for rule in ("RSK-01", "RSK-02", "RSK-03", "CME-16", "CME-25", "LW-01", "LW-02", "LW-03", "CME-10"):
        assert said[rule] == "pass", (rule, about(found, rule).says)
    school = about(found, "CME-13")
    assert school.says == "No update to Quayside High after the visit yet. Due Tue 24 Nov 2026."
    assert casebook.findings.dates(case).next_school_update == date(2026, 11, 24)
    assert verdicts(casebook.findings.of_child(child)).keys() >= {"UPN-04", "CSA-02", "SCH-01", "PAR-01"}


def test_case_3_wren_closes_when_northmoor_acknowledges(casebook: Casebook, clock: Clock) -> None:
    schools(casebook)
    case = wren(casebook, clock)
    assert verdicts(casebook.findings.of_case(case))["CME-20"] == "fail"
    casebook.records.correct(case, {"acknowledged_on": "18 11 2026"})
    found = casebook.findings.of_case(case)
    assert about(found, "CME-20").says == "Northmoor acknowledged on Wed 18 Nov 2026."
    assert "CME-21" not in verdicts(found)
    assert verdicts(found)["UPN-04"] == "pass"
    casebook.records.correct(case, {"case_outcome": "left-country", "left_country_evidence": "3"})
    assert verdicts(casebook.findings.of_case(case))["CME-21"] == "fail"


def test_what_is_missing_or_disputed_gives_cannot_tell(
    casebook_of: Callable[[Holder], Casebook], casebook: Casebook, clock: Clock
) -> None:
    case, child, _ = corin(casebook, clock)
    said = verdicts(casebook.findings.of_case(case))
    assert {said[rule] for rule in ("CME-07", "CME-10", "CME-13", "SCH-01")} == {"cannot_tell"}
    assert casebook.findings.dates(case).tenth_school_day is None
    schools(casebook)
    assert verdicts(casebook.findings.of_case(case))["CME-07"] == "pass"
    omar = casebook_of(OMAR)
    exchange(casebook, omar)
    casebook.records.correct(child, {"last_attended": "5 11 2026"})
    omar.records.correct(child, {"last_attended": "4 11 2026"})
    exchange(omar, casebook)
    assert verdicts(casebook.findings.of_case(case))["CME-07"] == "cannot_tell"


def test_urgency_counts_only_when_a_manager_wrote_it(
    casebook_of: Callable[[Holder], Casebook], casebook: Casebook, clock: Clock
) -> None:
    clock.set("2026-11-16 09:00")
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "09:00"}, {"forenames": "Una", "surname": "Vane"}
    )
    address, _ = casebook.records.new(
        "address", {"address_kind": "home", "lines": "1 Quay", "postcode": "ZZ1 4CD"}, parent=case
    )
    made = visit(
        casebook, clock, case, address, "2026-11-17", ("10:00", "10:20"),
        {**SEEN, "child_seen_at": "10:05", "outcome_code": "V01", "safeguarding": "E0"},
    )  # fmt: skip
    casebook.records.correct(case, {"urgency_reason": "A neighbour heard cries"})
    assert verdicts(casebook.findings.of_visit(made))["CME-11"] == "fail"
    petra = casebook_of(PETRA)
    exchange(casebook, petra)
    petra.records.correct(case, {"urgency_reason": "A neighbour heard cries in the night"})
    exchange(petra, casebook)
    found = about(casebook.findings.of_visit(made), "CME-11")
    assert found.says == "A manager recorded urgency."
    assert ("by", PETRA.name) in found.facts


def test_an_address_kept_from_the_other_parent_is_never_shown(casebook: Casebook) -> None:
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "09:00"}, {"forenames": "Una", "surname": "Vane"}
    )
    ruth, _ = casebook.records.new(
        "person", {"surname": "Vane", "forenames": "Ruth", "confidential_contact": "no"}, parent=case
    )
    dev, _ = casebook.records.new(
        "person", {"surname": "Vane", "forenames": "Dev", "confidential_contact": "no"}, parent=case
    )
    said = verdicts(casebook.findings.of_letter([ruth], [dev]))
    assert said == {"PAR-02": "pass", "PAR-03": "pass"}
    refuge, _ = casebook.records.new(
        "address", {"address_kind": "refuge", "alias": "A safe place", "lines": "9 Hidden Way"}, parent=case
    )
    casebook.records.new("residence", {"address": refuge}, parent=dev)
    assert verdicts(casebook.findings.of_letter([ruth], [dev]))["PAR-03"] == "fail"
    assert verdicts(casebook.findings.of_letter([ruth, dev]))["PAR-02"] == "fail"


def test_a_concern_that_nobody_was_told_of_stays_on_the_case_after_a_later_visit(
    casebook: Casebook, clock: Clock
) -> None:
    clock.set("2026-11-16 09:00")
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "09:00"}, {"forenames": "Una", "surname": "Vane"}
    )
    address, _ = casebook.records.new(
        "address", {"address_kind": "home", "lines": "1 Quay", "postcode": "ZZ1 4CD"}, parent=case
    )
    for day, level in (("2026-11-17", "E1"), ("2026-11-18", "E0")):
        said = {**SEEN, "child_seen_at": "10:05", "outcome_code": "V02", "safeguarding": level}
        visit(casebook, clock, case, address, day, ("10:00", "10:20"), said)
    found = [one for one in casebook.findings.of_case(case) if one.rule == "CME-16"]
    assert [one.verdict.value for one in found] == ["cannot_tell", "pass"]
    assert found[0].facts[0] == ("visit", "Home visit 1: child seen and spoken to, not in education")


def test_a_decision_that_no_manager_signed_decides_nothing(casebook: Casebook, clock: Clock) -> None:
    schools(casebook)
    case = tamsin(casebook, clock)
    casebook.records.new("signoff", {"about": "failed-visits", "decision": "approve"}, parent=case)
    casebook.records.new(
        "signoff", {"about": "urgent-visit", "decision": "approve", "reason": "Soon"}, parent=case
    )
    found = casebook.findings.of_case(case)
    assert verdicts(found)["CME-22"] == "fail"
    assert about(found, "CME-11").says == "Every required enquiry has a result."


def test_a_parent_by_birth_is_one_whatever_the_relationship_and_a_written_reason_turns_it_round(
    casebook: Casebook,
) -> None:
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "08:00"}, {"forenames": "Una", "surname": "Vane"}
    )
    child = str(casebook.held(case).value("child"))
    person, _ = casebook.records.new("person", {"surname": "Vane", "forenames": "Ruth"}, parent=case)
    tie, _ = casebook.records.new(
        "relationship",
        {"person": person, "relationship": "other-relative", "has_pr": "no", "has_care": "no"},
        parent=child,
    )
    assert verdicts(casebook.findings.of_child(child))["PAR-01"] == "fail"
    casebook.records.correct(tie, {"natural_parent": "yes"})
    assert verdicts(casebook.findings.of_child(child))["PAR-01"] == "pass"
    casebook.records.correct(tie, {"liable_override": "Adopted by others in 2019"})
    assert verdicts(casebook.findings.of_child(child))["PAR-01"] == "fail"
