"""A truancy sweep like those of the sample caseload: case 5 to 7, on Thursday 19 November 2026."""

from __future__ import annotations

from typing import Any

from tests.unit.casebook.conftest import Clock

from fieldkit.casebook.casebook import Casebook
from fieldkit.store import certificates, receipts, revisions

PLAN: dict[str, Any] = {
    "sort": "truancy", "name": "Mereham centre", "starts_at": "19 11 2026 09:30",
    "ends_at": "19 11 2026 12:30", "objectives": "Fewer pupils in the centre in school hours",
    "basis": "Eleven reports from shops since half term", "equality_note": "No group is singled out",
    "area": "Mereham town centre inside the ring road", "streets": "Market Square\nBus station\nPark Lane",
    "designated_premises": "Mereham Youth Hub", "premises_designated_on": "1 9 2026",
    "chief_officer_told_on": "2 9 2026", "mode": "section-16", "direction_by": "A. Harrow",
    "direction_rank": "superintendent", "direction_force": "Fenmarch Constabulary",
    "direction_area": "Mereham town centre", "direction_covers": "yes",
    "direction_from": "19 11 2026 09:00", "direction_until": "19 11 2026 15:00",
    "direction_copy_held": "yes", "council_lead": "o-dilys Dilys Farthing",
    "safeguarding_on_call": "Dana Reed 01632 960150", "briefing_at": "19 11 2026 09:00",
    "briefing_place": "Mereham library", "risk_assessment": "Traffic: stay on the pavement",
    "lone_working": "Always in pairs",
}  # fmt: skip
DESIGNATED = {
    "officer": "o-dilys Dilys Farthing", "police_power": "pcso-designated", "police_name": "Kemp",
    "collar_no": "7714",
}  # fmt: skip
NOT_DESIGNATED = DESIGNATED | {"police_power": "pcso-not-designated"}
ODESSA: dict[str, Any] = {
    "stopped_at": "19 11 2026 10:42", "place": "Market Square", "public_place": "yes",
    "child_name": "Odessa Brandreth", "dob": "8 12 2012", "year_group": "9",
    "school": "999001 Larkspur Academy", "sex": "F", "with_adult": "relative", "adult_relation": "aunt",
    "reason": "shopping", "words": "“We only need ten minutes.”", "proof": "none",
    "school_says": "expected-in", "school_person": "Mrs Lamb", "register_code": "O",
    "classification": "unauthorised", "actions": ["advice", "phoned-parent"], "welfare": "no",
}  # fmt: skip
FENELLA: dict[str, Any] = {
    "stopped_at": "19 11 2026 11:30", "place": "Park Lane", "public_place": "yes",
    "child_name": "Fenella Rook", "dob": "1 2 2013", "year_group": "9", "sex": "F",
    "address_stated": "7 Rook Row", "with_adult": "parent", "adult_name": "Piers Rook", "reason": "ehe",
    "words": "“We do maths in the evening.”", "proof": "none", "school_says": "home-educated",
    "classification": "legitimate", "actions": ["no-action"], "welfare": "no",
}  # fmt: skip
REMOVED: dict[str, Any] = ODESSA | {"actions": ["removed-to-school"]}


def schools(casebook: Casebook) -> None:
    """Larkspur Academy, open that day, and Mereham Primary, which has an INSET day."""
    terms = "2026-09-03 2026-12-18 Autumn"
    for name, urn, closures in (
        ("Larkspur Academy", "999001", "2026-10-26 2026-10-30 Half term"),
        ("Mereham Primary", "999002", "2026-11-19 2026-11-19 INSET"),
    ):
        calendar, _ = casebook.schools.add_calendar({"name": name, "terms": terms, "closures": closures})
        casebook.schools.add_school(
            {"name": name, "school_urn": urn, "calendar": calendar, "opens": "08:45", "closes": "15:15",
             "phone": "01632 960101"}
        )  # fmt: skip


def submitted(casebook: Casebook, pairing: dict[str, Any] = DESIGNATED, **more: Any) -> str:
    """A sweep whose plan waits for a manager."""
    sweep, _ = casebook.operations.plan(PLAN | more)
    casebook.operations.pair(sweep, pairing)
    casebook.operations.submit(sweep)
    return sweep


def live(casebook: Casebook, manager: Casebook, clock: Clock, **more: Any) -> str:
    """A sweep that a manager approved, on the streets at 10:40."""
    sweep = submitted(casebook, **more)
    exchange(casebook, manager)
    manager.approvals.decide(sweep, "approve", {"conditions": "Hi-vis at all times"})
    exchange(manager, casebook)
    casebook.operations.brief(sweep)
    clock.set("2026-11-19 09:31")
    casebook.operations.go_live(sweep)
    clock.set("2026-11-19 10:40")
    return sweep


def exchange(sender: Casebook, receiver: Casebook) -> None:
    """Hand everything one notebook holds to the other, as sync does."""
    with sender.notebook.reading() as book:
        told, _ = revisions.everything(book)
        known = certificates.all_of(book)
    with receiver.notebook.writing() as book:
        for certificate in known.values():
            certificates.put(book, certificate)
        receipts.put(book, [])
    receiver.notebook.receive(told, receiver.now().wall_ms)
