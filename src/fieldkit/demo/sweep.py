"""Cases 5 to 7 of the sample: the truancy sweep of Mereham centre on 19 November (domain 11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldkit.demo.people import DILYS, PETRA, ROWAN, Officer
from fieldkit.demo.teller import Teller

REFERENCE = "SWP-2026-0201"
STREETS = """Market Square
Bus station
High Street
Example Row
Riverside Park
Corn Exchange shopping centre"""
PLAN = {
    "sort": "truancy",
    "name": "Mereham centre",
    "starts_at": "19 11 2026 09:30",
    "ends_at": "19 11 2026 13:00",
    "objectives": "Find children who should be in school, learn why they are not, and get them back today.",
    "basis": "Larkspur and Quayside report 31 pupils seen in the centre in school hours since half term.",
    "equality_note": "Officers ask everybody who looks of school age, and note nothing by appearance.",
    "area": "Mereham centre inside the ring road, with Riverside Park",
    "streets": STREETS,
    "designated_premises": "Mereham Library, room 2",
    "premises_designated_on": "1 9 2026",
    "chief_officer_told_on": "2 9 2026",
    "mode": "section-16",
    "direction_by": "T. Ledbury",
    "direction_rank": "superintendent",
    "direction_force": "Fenmarch Police",
    "direction_reference": "FP/2026/1144",
    "direction_area": "Mereham centre inside the ring road, with Riverside Park",
    "direction_covers": "yes",
    "direction_from": "19 11 2026 09:00",
    "direction_until": "19 11 2026 15:00",
    "direction_copy_held": "yes",
    "police_lead": "Sgt M. Orme, Fenmarch Police",
    "partners": ["school", "security"],
    "safeguarding_on_call": "Petra Ashlock, 07700 900163",
    "briefing_at": "19 11 2026 09:00",
    "briefing_place": "Mereham Library, room 2",
    "transport": "On foot; council car at the library",
    "risk_assessment": "Traffic at the bus station: keep to the pavement. Hostility: the pair leaves.",
    "lone_working": "Pairs stay in sight of each other. Nobody goes on alone when a pair parts.",
    "school_contacts": "Larkspur Academy 01632 960101\nQuayside High 01632 960103",
}
MALL = "Corn Exchange shopping centre"
LARKSPUR, QUAYSIDE = "999001 Larkspur Academy", "999003 Quayside High"
_EXPECTED = {
    "school_says": "expected-in",
    "register_code": "O",
    "classification": "unauthorised",
    "welfare": "no",
}
_FINE = {
    "school_says": "authorised",
    "classification": "legitimate",
    "actions": ["no-action"],
    "welfare": "no",
}

ODESSA: dict[str, Any] = _EXPECTED | {
    "place": "Market Square",
    "child_name": "Odessa Brandreth",
    "dob": "8 12 2012",
    "sex": "F",
    "school": LARKSPUR,
    "year_group": "9",
    "with_adult": "relative",
    "adult_relation": "Aunt",
    "reason": "shopping",
    "words": "“We just came in for her shoes.”",
    "proof": "none",
    "school_person": "Mrs J. Ambler",
    "actions": ["advice", "phoned-parent"],
}
CASPIAN: dict[str, Any] = {
    "place": "Bus station",
    "child_name": "Caspian Drury",
    "dob": "26 8 2011",
    "sex": "M",
    "school": QUAYSIDE,
    "year_group": "10",
    "with_adult": "none",
    "reason": "excluded",
    "words": "“I’m excluded, I can go where I like.”",
    "proof": "letter",
    "school_says": "suspended",
    "school_person": "Ms R. Pell",
    "register_code": "E",
    "suspended_from": "17 11 2026",
    "suspended_until": "20 11 2026",
    "s104_notice_seen": "yes",
    "classification": "excluded",
    "actions": ["excluded-letter", "phoned-parent", "pn-considered"],
    "welfare": "no",
}
FENELLA: dict[str, Any] = {
    "place": "Riverside Park",
    "child_name": "Fenella Rook",
    "dob": "1 2 2013",
    "sex": "F",
    "with_adult": "parent",
    "adult_relation": "Father",
    "reason": "ehe",
    "proof": "none",
    "school_says": "home-educated",
    "classification": "legitimate",
    "actions": ["no-action"],
    "welfare": "no",
}


MERRIN: dict[str, Any] = _EXPECTED | {
    "place": "High Street",
    "public_place": "yes",
    "child_name": "Merrin Sorrell",
    "dob": "14 2 2013",
    "sex": "F",
    "school": QUAYSIDE,
    "year_group": "9",
    "with_adult": "none",
    "reason": "shopping",
    "proof": "none",
    "school_person": "Ms R. Pell",
    "actions": ["removed-to-school"],
    "removed_by": "PC L. Marsh 2206",
}


def tell(story: Teller, look: Callable[[], None] = lambda: None) -> None:
    """From the plan to the debrief; the pairs are offline from the briefing to the stand-down.

    `look` is called while Odessa's stop is on the screen, before it is saved.
    """
    _plan(story)
    _approve(story)
    _walk(story, look)
    _debrief(story)


def _plan(story: Teller) -> None:
    story.at("2026-11-12 10:20")
    rowan = story.book(ROWAN)
    plan = PLAN | {"council_lead": story.named(ROWAN)}
    story.ids["sweep"], _ = rowan.operations.plan(plan, reference=REFERENCE)
    pair = {"police_power": "pcso-not-designated", "police_name": "K. Adair", "collar_no": "7714"}
    rowan.operations.pair(story.id("sweep"), pair | {"officer": story.named(ROWAN), "phone": ROWAN.phone})
    pair = {"police_power": "constable", "police_name": "L. Marsh", "collar_no": "2206"}
    rowan.operations.pair(story.id("sweep"), pair | {"officer": story.named(DILYS), "phone": DILYS.phone})
    rowan.operations.submit(story.id("sweep"))
    story.meet(ROWAN, PETRA)


def _approve(story: Teller) -> None:
    story.at("2026-11-13 09:15")
    until = {"conditions": "Stand down at once if the library is not free.", "until": "19 11 2026"}
    story.book(PETRA).approvals.decide(story.id("sweep"), "approve", until)
    story.meet(ROWAN, PETRA)


def _walk(story: Teller, look: Callable[[], None]) -> None:
    story.at("2026-11-19 09:00")
    story.meet(ROWAN, DILYS)
    desk = story.book(ROWAN).operations
    desk.brief(story.id("sweep"))
    story.at("2026-11-19 09:30")
    desk.go_live(story.id("sweep"))
    story.meet(ROWAN, DILYS)
    for clock, officer, said in _stops():
        story.at(f"2026-11-19 {clock}")
        stops = story.book(officer).stops
        opened = stops.begin(story.id("sweep"))
        said = {**opened.typed, **said}
        record = story.ids["stop"] = opened.record
        if said["child_name"] == ODESSA["child_name"]:
            stops.save(opened, said)
            look()
        stops.confirm(opened, said)
        story.ids[str(said["child_name"]).split()[0].lower()] = record
    story.at("2026-11-19 13:05")
    desk.stand_down(story.id("sweep"))


def _debrief(story: Teller) -> None:
    story.at("2026-11-19 14:00")
    story.meet(ROWAN, DILYS)
    told = {
        "police_hours": "7 h",
        "went_well": "Both schools answered within two minutes. Six children were in lessons by noon.",
        "lessons": "Ask for a constable, or a PCSO designated with the power, in both pairs.",
    }
    story.book(ROWAN).operations.debrief(story.id("sweep"), told)
    story.at("2026-11-19 14:20")
    tie = {"action": "Ring Odessa's mother about the pattern of Thursdays", "due_on": "27 11 2026"}
    story.new(ROWAN, "follow-up", tie | {"owner": story.named(ROWAN)}, parent="odessa")
    story.meet(ROWAN, DILYS, PETRA)


def _stops() -> list[tuple[str, Officer, dict[str, Any]]]:
    """Every stop of the day by the clock: the three of the sample, and those around them."""
    rowan = [
        ("09:41", _child("Rafferty Coyle", 12, "8", LARKSPUR, "M", "late", "Bus station")),
        ("09:52", _ill("Sunniva Dacre", 14, "10", QUAYSIDE, "F", "High Street")),
        ("10:03", _child("Torquil Bane", 15, "11", QUAYSIDE, "M", "shopping", MALL)),
        ("10:11", _child("Isaura Penn", 15, "11", QUAYSIDE, "F", "shopping", MALL)),
        ("10:20", _ill("Peregrine Lowe", 9, "5", "999002 Mereham Primary", "M", "High Street")),
        ("10:33", _child("Ottoline Vane", 13, "9", LARKSPUR, "F", "bullying", "Example Row")),
        ("10:42", ODESSA),
        ("10:51", _ill("Lysander Holt", 16, "11", QUAYSIDE, "M", "Market Square")),
        ("10:58", _child("Corisande Flint", 12, "7", LARKSPUR, "F", "late", "Market Square")),
        ("11:06", _ill("Barnaby Quince", 7, "2", "999002 Mereham Primary", "M", "High Street")),
        ("11:27", _child("Jocasta Reed", 14, "10", LARKSPUR, "F", "refused", "Bus station")),
        ("11:40", _ill("Alaric Stone", 11, "6", "999002 Mereham Primary", "M", "Example Row")),
        ("11:55", FENELLA),
    ]  # fmt: skip
    dilys = [
        ("10:07", MERRIN),
        ("10:36", _child("Evander Pyke", 14, "10", QUAYSIDE, "M", "holiday", "Riverside Park")),
        ("11:15", CASPIAN),
        ("11:31", _ill("Clemency Ward", 15, "11", LARKSPUR, "F", "Riverside Park")),
        ("11:49", _nowhere("Zennor Hale", 10)),
    ]  # fmt: skip
    told = [(at, ROWAN, said) for at, said in rowan] + [(at, DILYS, said) for at, said in dilys]
    return sorted(told, key=lambda stop: stop[0])


def _child(name: str, age: int, year: str, school: str, sex: str, reason: str, place: str) -> dict[str, Any]:
    said: dict[str, Any] = _EXPECTED | {"place": place, "child_name": name, "age": str(age), "sex": sex}
    said |= {"year_group": year, "school": school, "with_adult": "none", "reason": reason, "proof": "none"}
    return said | {"actions": ["advice", "phoned-parent"]}


def _ill(name: str, age: int, year: str, school: str, sex: str, place: str) -> dict[str, Any]:
    said: dict[str, Any] = _FINE | {"place": place, "child_name": name, "age": str(age), "sex": sex}
    said |= {"year_group": year, "school": school, "with_adult": "parent", "reason": "appointment"}
    return said | {"proof": "card", "register_code": "M"}


def _nowhere(name: str, age: int) -> dict[str, Any]:
    """A child on no roll: a referral follows in one act (SWP-23)."""
    return {
        "place": "Riverside Park", "child_name": name, "age": str(age), "sex": "F", "with_adult": "parent",
        "reason": "no-place", "words": "“We moved here in September. Nobody has found us a school.”",
        "school_says": "not-on-roll", "classification": "not-on-roll",
        "actions": ["words-with-adult", "referred-cme"], "welfare": "no",
    }  # fmt: skip
