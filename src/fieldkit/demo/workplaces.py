"""Cases 8 to 10 of the sample: a cafe, a newsagent and a supermarket on one employment sweep (domain 11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldkit.demo.people import DILYS, PETRA, ROWAN
from fieldkit.demo.sweep import LARKSPUR, QUAYSIDE
from fieldkit.demo.teller import Teller

PLAN = {
    "sort": "employment",
    "name": "Harbour and market",
    "starts_at": "14 11 2026 09:00",
    "ends_at": "19 11 2026 21:00",
    "objectives": "See that children who work do so lawfully, with a permit, and safely.",
    "basis": "Two complaints about a cafe in Harbour Street, and permits that fall due.",
    "equality_note": "Family businesses of every community are visited alike.",
    "area": "Harbour Street, Market Square and the retail park",
    "streets": "Harbour Street\nMarket Square\nRetail park",
    "safeguarding_on_call": "Petra Ashlock, 07700 900163",
    "briefing_at": "14 11 2026 08:45",
    "briefing_place": "County Hall, room 12",
    "risk_assessment": "Hot kitchens and wet floors: stay on the customers' side unless let in.",
    "lone_working": "Two officers at each place; the buddy holds the plan.",
}
CAFE = {
    "premises_name": "The Salted Kipper",
    "business_type": "cafe",
    "address": "22 Harbour Street",
    "postcode": "ZZ2 1EF",
    "planned_for": "19 11 2026 19:25",
}
NEWSAGENT = {
    "premises_name": "Fenmarch News",
    "business_type": "newsagent",
    "address": "3 Market Square",
    "postcode": "ZZ1 3GH",
    "planned_for": "17 11 2026 06:45",
}
SUPERMARKET = {
    "premises_name": "Fenway supermarket",
    "business_type": "supermarket",
    "address": "Unit 4, Retail park",
    "postcode": "ZZ2 3JK",
    "planned_for": "14 11 2026 17:00",
}
IGNATIUS: dict[str, Any] = {
    "name": "Ignatius Vell",
    "dob": "3 3 2012",
    "dob_verified_by": "register",
    "school": LARKSPUR,
    "required_to_attend": "yes",
    "occupation": "kitchen",
    "task": "Seen washing pans beside the fryer",
    "light_work": "yes",
    "job_began_on": "21 9 2026",
    "pay": "cash",
    "permit": "none",
    "notified": "no",
    "risk_assessed": "yes",
    "parent_told_risks": "yes",
    "week_hours": "14 h",
    "week_hours_source": "rota",
    "harms": "no",
    "spoken_alone": "yes",
    "words": "“I wash up. Thursdays and the weekend.”",
}
BRIONY: dict[str, Any] = {
    "name": "Briony Askew",
    "dob": "17 6 2013",
    "dob_verified_by": "register",
    "school": QUAYSIDE,
    "required_to_attend": "yes",
    "occupation": "papers",
    "task": "Sorting and delivering newspapers",
    "light_work": "yes",
    "job_began_on": "7 9 2026",
    "pay": "bank",
    "permit": "produced",
    "permit_no": "P-118",
    "permit_covers": "yes",
    "notified": "yes",
    "notified_on": "9 9 2026",
    "risk_assessed": "yes",
    "parent_told_risks": "yes",
    "week_hours": "5 h 10",
    "week_hours_source": "permit",
    "free_weeks": "3",
    "harms": "no",
}
LEOPOLD = {"name": "Leopold Marsh", "dob": "11 2 2010", "occupation": "shop"}
SORREL: dict[str, Any] = {
    "name": "Sorrel Dane",
    "dob": "12 9 2010",
    "dob_verified_by": "register",
    "school": QUAYSIDE,
    "occupation": "shop",
    "task": "Stacking shelves",
    "light_work": "yes",
    "permit": "displayed",
    "permit_covers": "yes",
    "notified": "yes",
    "notified_on": "1 9 2026",
    "job_began_on": "29 8 2026",
    "risk_assessed": "yes",
    "parent_told_risks": "yes",
    "week_hours": "8 h 30",
    "week_hours_source": "rota",
    "free_weeks": "2",
    "harms": "no",
}


def tell(story: Teller, look: Callable[[], None] = lambda: None) -> None:
    """Planned and approved, then three places on three days; `look` is called in the cafe."""
    story.at("2026-11-11 11:00")
    desk = story.book(ROWAN)
    plan = PLAN | {"council_lead": story.named(ROWAN)}
    story.ids["harbour"], _ = desk.operations.plan(plan)
    pair = {"officer": story.named(ROWAN), "second_officer": story.named(DILYS), "police_power": "none"}
    desk.operations.pair(story.id("harbour"), pair)
    desk.operations.submit(story.id("harbour"))
    story.meet(ROWAN, PETRA)
    story.at("2026-11-12 09:00")
    story.book(PETRA).approvals.decide(story.id("harbour"), "approve")
    story.at("2026-11-14 08:30").meet(ROWAN, PETRA)
    story.at("2026-11-14 08:50")
    desk.operations.brief(story.id("harbour"))
    story.at("2026-11-14 09:00")
    desk.operations.go_live(story.id("harbour"))
    _supermarket(story)
    _newsagent(story)
    _cafe(story, look)
    story.at("2026-11-19 21:00")
    desk.operations.stand_down(story.id("harbour"))
    story.meet(ROWAN, PETRA)


def _arrive(story: Teller, place: dict[str, str], called: str, at: str, who: str, role: str) -> str:
    desk = story.book(ROWAN).workplaces
    visit, _ = desk.plan(story.id("harbour"), place)
    story.ids[called] = visit
    story.at(at)
    desk.arrive(visit, {"entry_basis": "consent", "consent_of": who})
    said = {"in_charge": who, "in_charge_role": role, "id_shown": "yes"}
    story.book(ROWAN).records.correct(visit, said)
    return visit


def _supermarket(story: Teller) -> None:
    """Leopold is no child for this purpose; Sorrel is until June, and works half an hour too long."""
    visit = _arrive(story, SUPERMARKET, "supermarket", "2026-11-14 17:05", "Ms D. Hurst", "Duty manager")
    desk = story.book(ROWAN).workplaces
    story.ids["leopold"], _ = desk.add_child(visit, LEOPOLD)
    story.ids["sorrel"], _ = desk.add_child(visit, SORREL)
    day = {"started_at": "08:00", "finished_at": "17:30", "rests": "12:30 to 13:30", "source": "rota"}
    desk.add_shift(story.id("sorrel"), day)
    said = {"seen": "Two young people on the shop floor, both in uniform.", "papers_shown": ["rota"]}
    _leave(story, visit, "2026-11-14 17:40", said, ["advice"])


def _newsagent(story: Teller) -> None:
    """Briony's permit is in order; she began ten minutes early."""
    visit = _arrive(story, NEWSAGENT, "newsagent", "2026-11-17 06:50", "Mr P. Lall", "Owner")
    desk = story.book(ROWAN).workplaces
    story.ids["briony"], _ = desk.add_child(visit, BRIONY)
    day = {"started_at": "06:50", "finished_at": "07:45", "rests": "None", "source": "seen"}
    desk.add_shift(story.id("briony"), day)
    said = {"seen": "Briony sorting papers at the counter at 06:50.", "papers_shown": ["permits-displayed"]}
    _leave(story, visit, "2026-11-17 07:05", said, ["warning"])


def _cafe(story: Teller, look: Callable[[], None]) -> None:
    """Ignatius in the kitchen on a school night, with no permit."""
    visit = _arrive(story, CAFE, "cafe", "2026-11-19 19:28", "Mr A. Tolliver", "Owner")
    desk = story.book(ROWAN).workplaces
    story.ids["ignatius"], _ = desk.add_child(visit, IGNATIUS)
    story.at("2026-11-19 19:40")
    day = {"started_at": "16:00", "finished_at": "19:40", "rests": "None", "source": "as-said"}
    desk.add_shift(story.id("ignatius"), day)
    story.at("2026-11-19 19:52")
    look()
    said = {
        "papers_shown": ["rota", "risk-assessment"],
        "seen": "Ignatius at the sink beside the fryer. The rota gives him 14 hours this week.",
        "words": "“He started in September. I did not know I had to tell anybody.”",
        "advice": "No kitchen work, nothing after 19:00, two hours on a school day, a permit first.",
        "leaflet": "yes",
        "permit_by": "27 11 2026",
    }
    _leave(story, visit, "2026-11-19 20:10", said, ["advice", "permit"])


def _leave(story: Teller, visit: str, at: str, said: dict[str, Any], steps: list[str]) -> None:
    desk = story.book(ROWAN)
    story.at(at)
    desk.workplaces.leave(visit)
    desk.records.correct(visit, said | {"next_steps": steps, "safeguarding": "E0"})
    desk.workplaces.lock(visit)
