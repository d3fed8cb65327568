"""Cases 1 to 3 of the sample caseload (domain 11), written at the desks on the days they happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.unit.casebook.conftest import DILYS, Clock

from fieldkit.casebook.casebook import Casebook

ME = {"id": DILYS.officer, "name": DILYS.name}
CALENDAR = {
    "name": "Fenmarch 2026/27",
    "terms": "2026-09-03 2026-12-18 Autumn\n2027-01-04 2027-03-24 Spring\n2027-04-12 2027-07-20 Summer",
    "closures": "2026-10-26 2026-10-30 Half term\n2027-02-15 2027-02-19 Half term\n"
    "2027-05-03 2027-05-03 Bank holiday\n2027-05-31 2027-06-04 Half term",
    "year_begins": "3 9 2026",
}
SCHOOLS = (
    ("999001", "Larkspur Academy", "999/4001"),
    ("999002", "Mereham Primary", "999/2001"),
    ("999003", "Quayside High", "999/4002"),
)
NO_REPLY = {
    "answered_by": "nobody", "admitted": "no-answer", "child_spoken_to": "not-seen",
    "child_condition": "Not observed", "not_seen_reason": "Nobody answered", "card": "posted",
    "safeguarding": "E0",
}  # fmt: skip


def schools(casebook: Casebook) -> None:
    """The schools of Fenmarch with their calendar."""
    calendar, _ = casebook.schools.add_calendar(CALENDAR)
    for urn, name, number in SCHOOLS:
        casebook.schools.add_school(
            {"name": name, "school_urn": urn, "dfe_number": number, "calendar": calendar}
        )


def remote_checks(casebook: Casebook, case: str) -> None:
    """Every enquiry that a visit waits for, with its result."""
    for line in casebook.enquiries.list(case):
        if line.required:
            casebook.enquiries.record(case, line.code, {"result": "done", "result_notes": "No news"})


def visit(
    casebook: Casebook, clock: Clock, case: str, address: str, day: str, times: tuple[str, str],
    said: Mapping[str, Any], **plan: Any,
) -> str:  # fmt: skip
    """A visit from plan to lock, at the times given."""
    clock.set(f"{day} 08:30")
    typed = {
        "purpose": "find-child", "visit_kind": "unannounced", "address": address, "who_to_see": "The family",
        "planned_for": times[0], **plan,
    }  # fmt: skip
    safety = {"buddy": "o-petra Petra Ashlock", "phone": "07700900107", "expected_finish": times[1]}
    made, _ = casebook.visits.plan(case, typed, safety)
    for flag in casebook.risk.of_visit(made):
        casebook.visits.read_flag(made, flag.held.record)
    casebook.visits.set_off(made)
    casebook.safety.start(made)
    timer = casebook.safety.running()[0]
    casebook.safety.tell_buddy(timer.plan)
    clock.set(f"{day} {times[0]}")
    casebook.visits.arrive(made)
    clock.set(f"{day} {times[1]}")
    casebook.visits.leave(made)
    casebook.safety.all_clear(timer.plan, "safe")
    casebook.records.correct(made, {**said, "made_up_at": times[1]})
    casebook.visits.lock(made)
    return made


def tamsin(casebook: Casebook, clock: Clock) -> str:
    """Case 1: Tamsin Quillfeather was not found."""
    clock.set("2026-10-22 09:00")
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "22 10 2026 09:00", "referrer": "Larkspur Academy"},
        {
            "forenames": "Tamsin", "surname": "Quillfeather", "dob": "14 1 2014", "upn": "N999400121001",
            "school": "999001 Larkspur Academy", "year_group": "8", "last_attended": "9 10 2026",
        },
        reference="CME-2026-0101",
    )  # fmt: skip
    child = str(casebook.held(case).value("child"))
    mother, _ = casebook.records.new(
        "person", {"forenames": "Isolde", "surname": "Quillfeather", "phone": "07700900101"}, parent=case
    )
    casebook.records.new("relationship", {"person": mother, "relationship": "mother"}, parent=child)
    address, _ = casebook.records.new(
        "address",
        {"address_kind": "home", "lines": "3 Example Row", "town": "Mereham", "postcode": "ZZ1 2AB"},
        parent=case,
    )
    clock.set("2026-10-23 10:00")
    casebook.cases.allocate(case, ME)
    casebook.records.move(case, "remote_investigation")
    clock.set("2026-11-03 15:00")
    remote_checks(casebook, case)
    casebook.records.move(case, "field_visit_needed")
    for day, times, outcome in (
        ("2026-11-04", ("09:10", "09:25"), "V05"),
        ("2026-11-10", ("13:30", "13:44"), "V06"),
        ("2026-11-12", ("15:52", "16:10"), "V08"),
    ):
        visit(casebook, clock, case, address, day, times, NO_REPLY | {"outcome_code": outcome})
    return case


def wren(casebook: Casebook, clock: Clock) -> str:
    """Case 3: Wren Okonedo-Pyle moved to Northmoor, which has acknowledged it."""
    clock.set("2026-11-02 09:00")
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "2 11 2026 09:00", "referrer": "Mereham Primary"},
        {
            "forenames": "Wren", "surname": "Okonedo-Pyle", "dob": "30 3 2016", "upn": "P999200115003",
            "school": "999002 Mereham Primary", "year_group": "6", "last_attended": "23 10 2026",
        },
        reference="CME-2026-0103",
    )  # fmt: skip
    casebook.cases.allocate(case, ME)
    casebook.records.move(case, "remote_investigation")
    remote_checks(casebook, case)
    clock.set("2026-11-18 15:00")
    casebook.records.correct(case, {
        "case_outcome": "moved-council", "outcome_on": "18 11 2026", "other_council": "Northmoor",
        "handover_on": "16 11 2026", "new_school": "888001 Northmoor First School",
        "new_school_start": "23 11 2026",
    })  # fmt: skip
    return case
