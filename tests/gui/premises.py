"""An employment sweep of the sample caseload: The Salted Kipper, entered by consent, Ignatius in the
kitchen.
"""

from __future__ import annotations

from typing import Any

import sample

PLAN = {
    "sort": "employment", "name": "Harbour Street",
    "starts_at": "19 11 2026 15:30", "ends_at": "19 11 2026 20:30",
    "objectives": "Children at work keep to their hours.", "basis": "Two reports from parents.",
    "equality_note": "Every cafe of the street is visited.", "area": "Harbour Street and the Quay",
    "streets": "Harbour Street\nThe Quay",
    "council_lead": f"{sample.DILYS.officer} {sample.DILYS.name}",
    "safeguarding_on_call": "Petra Ashlock 01632 960101",
    "briefing_at": "19 11 2026 15:00", "briefing_place": "Mereham library",
    "risk_assessment": "Hot kitchens: stay out of the way.", "lone_working": "Always in pairs.",
}  # fmt: skip
PAIR = {
    "officer": f"{sample.DILYS.officer} {sample.DILYS.name}",
    "second_officer": "o-omar Omar Teasel",
    "police_power": "none",
}
KIPPER = {
    "premises_name": "The Salted Kipper", "business_type": "cafe", "address": "22 Harbour St",
    "postcode": "ZZ2 1EF",
}  # fmt: skip
BY_CONSENT = {
    "entry_basis": "consent", "consent_of": "Mr A. Tolliver", "in_charge": "Mr A. Tolliver",
    "in_charge_role": "owner", "id_shown": "yes",
}  # fmt: skip
IGNATIUS = {
    "name": "Ignatius Vell", "dob": "3 3 2012", "dob_verified_by": "register",
    "school": "999001 Larkspur Academy", "required_to_attend": "yes", "occupation": "kitchen",
    "task": "Seen washing pans beside the fryer", "light_work": "yes", "permit": "none",
    "notified": "no", "job_began_on": "30 9 2026",
    "job_began_words": "Mr Tolliver says he started in September", "week_hours": "14",
    "week_hours_source": "rota", "risk_assessed": "yes", "parent_told_risks": "yes", "harms": "no",
}  # fmt: skip
SEEN = {
    "papers_shown": ["rota"], "seen": "A boy washing pans beside the fryer",
    "next_steps": ["advice", "permit"], "permit_by": "3 12 2026", "safeguarding": "E0",
}  # fmt: skip
HOURS = {"started_at": "16:00", "finished_at": "19:40", "rests": "None", "source": "as-said"}


def live(load: sample.Caseload) -> str:
    """A live employment sweep; says the operation."""
    load.clock.set("2026-11-18 10:00")
    book = load.book
    terms = "2026-09-03 2026-12-18 Autumn\n2027-01-04 2027-03-24 Spring\n2027-04-12 2027-07-20 Summer"
    calendar, _ = book.schools.add_calendar(
        {"name": "2026/27", "terms": terms, "closures": "2026-10-26 2026-10-30 Half term"}
    )
    book.schools.add_school({"name": "Larkspur Academy", "school_urn": "999001", "calendar": calendar,
                             "opens": "08:45", "closes": "15:15", "school_type": "academy"})  # fmt: skip
    operation, _ = book.operations.plan(PLAN)
    book.operations.pair(operation, PAIR)
    book.operations.submit(operation)
    sample.exchange(book, load.petra)
    load.petra.approvals.decide(operation, "approve")
    sample.exchange(load.petra, book)
    book.operations.brief(operation)
    load.clock.set("2026-11-19 15:31")
    book.operations.go_live(operation)
    load.clock.set("2026-11-19 19:28")
    return operation


def planned(load: sample.Caseload, operation: str = "") -> str:
    """A visit that nobody has gone on yet; says the visit."""
    return load.book.workplaces.plan(operation or live(load), KIPPER)[0]


def entered(load: sample.Caseload, **child: Any) -> tuple[str, str]:
    """The officer inside, by consent, and Ignatius written down; says the visit and the child."""
    visit = planned(load)
    load.book.workplaces.arrive(visit, BY_CONSENT)
    load.clock.set("2026-11-19 19:52")
    return visit, load.book.workplaces.add_child(visit, {**IGNATIUS, **child})[0]


def worked(load: sample.Caseload) -> tuple[str, str]:
    """The same with his hours of that day."""
    visit, child = entered(load)
    load.book.workplaces.add_shift(child, HOURS)
    return visit, child


def write_up(load: sample.Caseload, visit: str) -> None:
    """The officer outside again, with every section answered."""
    if load.book.held(visit).state == "on_site":
        load.book.workplaces.leave(visit)
    load.book.records.correct(visit, SEEN)
