"""An employment sweep like that of the sample caseload: cases 8 to 10, on 17, 19 and 21 November 2026."""

from __future__ import annotations

from typing import Any

from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.sweeping import exchange

from fieldkit.casebook.casebook import Casebook

SWEEP: dict[str, Any] = {
    "sort": "employment", "name": "Harbour Street", "starts_at": "19 11 2026 15:30",
    "ends_at": "19 11 2026 20:30", "objectives": "Children at work keep to their hours",
    "basis": "Two reports from parents", "equality_note": "Every cafe of the street is visited",
    "area": "Harbour Street and the Quay", "streets": "Harbour Street\nThe Quay",
    "council_lead": "o-dilys Dilys Farthing", "safeguarding_on_call": "Dana Reed 01632 960150",
    "briefing_at": "19 11 2026 15:00", "briefing_place": "Mereham library",
    "risk_assessment": "Hot kitchens: stay out of the way", "lone_working": "Always in pairs",
}  # fmt: skip
PAIR = {"officer": "o-dilys Dilys Farthing", "second_officer": "o-omar Omar Teasel", "police_power": "none"}
KIPPER: dict[str, Any] = {
    "premises_name": "The Salted Kipper", "business_type": "cafe", "address": "22 Harbour Street",
    "postcode": "ZZ2 1EF",
}  # fmt: skip
BY_CONSENT: dict[str, Any] = {
    "entry_basis": "consent", "consent_of": "Mr A. Tolliver", "in_charge": "Mr A. Tolliver",
    "in_charge_role": "owner", "id_shown": "yes",
}  # fmt: skip
IGNATIUS: dict[str, Any] = {
    "name": "Ignatius Vell", "dob": "3 3 2012", "dob_verified_by": "register",
    "school": "999001 Larkspur Academy", "required_to_attend": "yes", "occupation": "kitchen",
    "task": "Seen washing pans beside the fryer", "light_work": "yes", "permit": "none",
    "notified": "no", "job_began_on": "30 9 2026",
    "job_began_words": "Mr Tolliver says he started in September", "week_hours": "14",
    "week_hours_source": "rota", "risk_assessed": "yes", "parent_told_risks": "yes", "harms": "no",
}  # fmt: skip
BRIONY: dict[str, Any] = {
    "name": "Briony Askew", "dob": "17 6 2013", "dob_verified_by": "register",
    "school": "999003 Quayside High", "required_to_attend": "yes", "occupation": "papers",
    "light_work": "yes", "permit": "produced", "permit_covers": "yes", "permit_no": "P-118",
    "notified": "yes", "notified_on": "8 9 2026", "job_began_on": "5 9 2026", "week_complete": "yes",
    "risk_assessed": "yes", "parent_told_risks": "yes", "harms": "no", "free_weeks": "2",
}  # fmt: skip
SORREL: dict[str, Any] = {
    **BRIONY, "name": "Sorrel Dane", "dob": "12 9 2010", "school": "999001 Larkspur Academy",
    "occupation": "shop", "permit_no": "P-130",
}  # fmt: skip
LEOPOLD = {"name": "Leopold Marsh", "dob": "11 2 2010", "occupation": "shop"}


def school(casebook: Casebook) -> None:
    """Larkspur Academy and Quayside High, which is maintained, under the calendar of 2026/27."""
    terms = "2026-09-03 2026-12-18 Autumn\n2027-01-04 2027-03-24 Spring\n2027-04-12 2027-07-20 Summer"
    calendar, _ = casebook.schools.add_calendar(
        {"name": "Fenmarch 2026/27", "terms": terms, "closures": "2026-10-26 2026-10-30 Half term",
         "year_begins": "3 9 2026"}
    )  # fmt: skip
    for name, urn, sort in (
        ("Larkspur Academy", "999001", "academy"),
        ("Quayside High", "999003", "maintained"),
    ):
        casebook.schools.add_school(
            {"name": name, "school_urn": urn, "calendar": calendar, "opens": "08:45", "closes": "15:15",
             "school_type": sort, "phone": "01632 960101"}
        )  # fmt: skip


def live(casebook: Casebook, manager: Casebook, clock: Clock, at: str = "2026-11-19 15:35") -> str:
    """An employment sweep that a manager approved, live at that time."""
    clock.set("2026-11-16 10:00")
    school(casebook)
    sweep, _ = casebook.operations.plan(SWEEP)
    casebook.operations.pair(sweep, PAIR)
    casebook.operations.submit(sweep)
    exchange(casebook, manager)
    manager.approvals.decide(sweep, "approve")
    exchange(manager, casebook)
    casebook.operations.brief(sweep)
    casebook.operations.go_live(sweep)
    clock.set(at)
    return sweep


def entered(casebook: Casebook, sweep: str, **place: Any) -> str:
    """A visit by consent, the officer inside now."""
    visit, _ = casebook.workplaces.plan(sweep, KIPPER | place)
    casebook.workplaces.arrive(visit, BY_CONSENT)
    return visit
