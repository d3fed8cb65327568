"""A truancy sweep of the sample caseload: planned, approved, live, with a pair and schools standing by."""

from __future__ import annotations

from typing import Any

import sample

from fieldkit.store import records

SCHOOLS = (
    ("Larkspur Academy", "999401", "01632 960104"),
    ("Quayside High", "999402", "01632 960105"),
    ("Mereham Primary", "999403", "01632 960106"),
)
PLAN = {
    "sort": "truancy", "name": "Mereham centre",
    "starts_at": "20 11 2026 09:30", "ends_at": "20 11 2026 12:30",
    "objectives": "Speak with children seen in the centre in school hours.",
    "basis": "Two schools report afternoon truancy near the bus station.",
    "equality_note": "No community is stopped more than another: tallies are read by the lead.",
    "area": "Mereham town centre, inside the ring road.",
    "streets": "Market Square\nBus station\nSluice Lane\nThe Arcade\nRiverside Park",
    "designated_premises": "Mereham Youth Centre", "premises_designated_on": "1 9 2026",
    "chief_officer_told_on": "2 9 2026", "mode": "section-16",
    "direction_by": "Supt Imara Holt", "direction_rank": "superintendent",
    "direction_force": "Fenmarch Police", "direction_area": "Mereham town centre, inside the ring road.",
    "direction_from": "20 11 2026 09:00", "direction_until": "20 11 2026 13:00",
    "direction_copy_held": "yes", "direction_covers": "yes",
    "council_lead": f"{sample.DILYS.officer} {sample.DILYS.name}",
    "safeguarding_on_call": "Petra Ashlock 01632 960101",
    "briefing_at": "20 11 2026 09:00", "briefing_place": "Mereham police station",
    "risk_assessment": "Traffic at the bus station: stay on the pavement.",
    "lone_working": "Pairs stay within sight of each other.",
    "school_contacts": "\n".join(f"{name} {phone}" for name, _urn, phone in SCHOOLS),
}  # fmt: skip
PAIR = {
    "officer": f"{sample.DILYS.officer} {sample.DILYS.name}", "police_power": "pcso-not-designated",
    "police_name": "Fen Aldous", "collar_no": "7714", "patch": "Market Square",
}  # fmt: skip


def plan(load: sample.Caseload, **other: Any) -> str:
    """A sweep that is planned, with its pair; says the operation."""
    load.clock.set("2026-11-18 10:00")
    book = load.book
    for name, urn, phone in SCHOOLS:
        book.schools.add_school({"name": name, "school_urn": urn, "phone": phone})
    operation, _ = book.operations.plan({**PLAN, **other})
    book.operations.pair(operation, PAIR)
    return operation


def submitted(load: sample.Caseload, **other: Any) -> str:
    """The sweep as it waits for the manager, on her laptop too."""
    operation = plan(load, **other)
    load.book.operations.submit(operation)
    sample.exchange(load.book, load.petra)
    load.clock.set("2026-11-19 16:00")
    return operation


def approved(load: sample.Caseload, **other: Any) -> str:
    """The sweep as approved by the manager, on the morning of the day."""
    operation = submitted(load, **other)
    load.petra.approvals.decide(operation, "approve", {"conditions": "Nobody works alone"})
    sample.exchange(load.petra, load.book)
    load.clock.set("2026-11-20 09:10")
    return operation


def live(load: sample.Caseload, **other: Any) -> str:
    """The sweep on the morning itself: briefed and live, at 10:42."""
    operation = approved(load, **other)
    load.book.operations.brief(operation)
    load.clock.set("2026-11-20 09:35")
    load.book.operations.go_live(operation)
    load.clock.set("2026-11-20 10:42")
    return operation


SAID = {
    "place": "Market Square", "child_name": "Odessa Brandreth", "age": "13", "year_group": "9",
    "school": "999401 Larkspur Academy", "with_adult": "other-adult", "adult_relation": "aunt",
    "reason": "shopping", "proof": "none", "school_says": "expected-in", "register_code": "O",
    "classification": "unauthorised",
}  # fmt: skip
_ORDER = (
    "place",
    "name",
    "age",
    "year",
    "school",
    "with",
    "adult",
    "reason",
    "proof",
    "says",
    "class",
    "done",
)
_ASKS = {"name": "child_name", "year": "year_group", "with": "with_adult", "adult": "adult_relation",
         "says": "school_says", "class": "classification"}  # fmt: skip


def said(load: sample.Caseload, step: str, **more: Any) -> str:
    """A stop that was begun and said up to a step; says the stop. The sweep is made when it is not there."""
    book = load.book
    opened = book.stops.begin(here(load))
    before = [_ASKS.get(name, name) for name in _ORDER[: _ORDER.index(step)]]
    if "school_says" in before:
        before.append("register_code")
    book.stops.save(opened, {name: SAID[name] for name in before} | more)
    load.clock.set("2026-11-20 10:43")
    return opened.record


def stopped(load: sample.Caseload, operation: str, **more: Any) -> str:
    """A stop that is saved; says the stop."""
    typed = {**SAID, "actions": ["advice"], **more}
    return load.book.stops.log(operation, typed)[0]


def here(load: sample.Caseload) -> str:
    """The sweep of this caseload, live; made when it is not there yet."""
    with load.book.notebook.reading() as book:
        made = records.listed(book, kinds=["operation"])
    return made[0].record if made else live(load)


def counted(load: sample.Caseload) -> str:
    """A live sweep with sixteen stops of all sorts, for its return."""
    operation = live(load)
    reasons = ("shopping", "appointment", "travelling", "shopping", "unwell", "ehe", "shopping", "late")
    for number in range(16):
        legitimate = number % 3 == 1
        stopped(
            load,
            operation,
            child_name=f"Odessa Brandreth {number}",
            age=str(9 + number % 7),
            year_group=str(5 + number % 6),
            reason=reasons[number % len(reasons)],
            classification="legitimate" if legitimate else "unauthorised",
            actions=["no-action"] if legitimate else ["advice", "phoned-parent"],
        )
    return operation
