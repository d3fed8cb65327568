"""Case 2 of the sample: Corin Halloway, two officers, a bruise, MASH the same day (domain 11)."""

from __future__ import annotations

from fieldkit.assets import asset
from fieldkit.demo.people import DILYS, OMAR, PETRA
from fieldkit.demo.teller import Teller
from fieldkit.reference.codes import code_list

CASE = "CME-2026-0102"
WRITTEN = {
    "light": "daylight",
    "approach_notes": "Dog tied up behind the gate. Father came out at once.",
    "answered_by": "parent",
    "answered_name": "Bram Halloway",
    "identity_seen": "driving-licence",
    "id_shown": "yes",
    "purpose_explained": "yes",
    "admitted": "consent",
    "child_spoken_to": "alone",
    "child_seen_at": "10:51",
    "child_seen_where": "The kitchen",
    "child_language": "en",
    "child_words": "“I fell.”",
    "child_condition": "Bruise on outer left forearm, about 3 cm, yellow at the edge. "
    "School jumper, clean. Bare feet.",
    "child_judgement": "Not sure a fall explains it. Tell MASH today.",
    "exterior": "Semi-detached house. Yard with a dog on a chain.",
    "home_condition": "safe",
    "home_facts": "Kitchen warm and tidy. Food in the cupboard.",
    "parent_words": "“He has been poorly. I was going to ring them.”",
    "education_account": "Father wants him back at Quayside High after Christmas.",
    "card": "handed-over",
    "safeguarding": "E2",
    "outcome_code": "V02",
}
"""What Dilys writes up of the visit, by question."""


def tell(story: Teller) -> None:
    """From the referral to the approved plan, on the eve of the visit."""
    _referral(story)
    _family(story)
    _flag(story)
    _enquiries(story)
    _plan(story)


def visit(story: Teller) -> None:
    """Friday 20 November: the visit itself, from the flag to what was written up, all offline."""
    _go(story)
    story.at("2026-11-20 12:20")
    people(story)
    story.correct(DILYS, "visit", WRITTEN)
    papers(story)
    tell_mash(story)


def _referral(story: Teller) -> None:
    story.at("2026-11-09 09:20")
    case, _ = story.book(DILYS).cases.new(
        {
            "case_type": "CME",
            "received_at": "9 11 2026 09:00",
            "referrer_kind": "school",
            "referrer": "Ms R. Pell, Quayside High",
            "reason": "In school for two days since half term. Father says he is ill; no note seen.",
            "priority": "urgent",
            "retention_class": "cme-case",
        },
        {
            "forenames": "Corin",
            "surname": "Halloway",
            "dob": "2 5 2011",
            "dob_verified_by": "register",
            "upn": "U999400118002",
            "school": "999003 Quayside High",
            "year_group": "11",
            "roll_status": "main",
            "last_attended": "6 11 2026",
            "sex": "M",
        },
        reference=CASE,
    )
    story.ids["corin_case"] = case
    story.ids["corin"] = str(story.book(DILYS).held(case).value("child"))


def _family(story: Teller) -> None:
    father = {"forenames": "Bram", "surname": "Halloway", "role": "parent", "phone": "07700 900102"}
    story.new(DILYS, "person", father, parent="corin_case", called="bram")
    tie = {
        "person": "bram",
        "relationship": "father",
        "has_pr": "yes",
        "pr_evidence": "birth-entry",
        "has_care": "yes",
        "lives_with_child": "yes",
        "natural_parent": "yes",
        "data_subject": "witness-or-other",
    }
    story.new(DILYS, "relationship", tie, parent="corin")
    home = {"address_kind": "home", "lines": "14 Sluice Lane", "town": "Mereham", "postcode": "ZZ1 4CD"}
    story.new(DILYS, "address", home | {"access": ["dogs"]}, parent="corin_case", called="sluice_lane")
    for who in ("corin", "bram"):
        story.new(DILYS, "residence", {"address": "sluice_lane"}, parent=who)
    story.at("2026-11-10 09:05")
    me, case = story.book(DILYS), story.id("corin_case")
    me.cases.allocate(case, {"id": me.me.officer, "name": DILYS.name}, at="2026-11-10T09:05:00+00:00")
    told = {
        "told_at": "10 11 2026 09:30",
        "told_to": "Ms R. Pell",
        "how": "phone",
        "occasion": "allocation",
        "text_sent": "The case is with Dilys Farthing. Send the register each Friday.",
    }
    story.new(DILYS, "school-told", told, parent="corin_case")
    me.records.move(case, "remote_investigation")


def _flag(story: Teller) -> None:
    story.at("2026-11-10 11:00")
    flag = {
        "applies_to": "address",
        "categories": ["dangerous-animal", "violence"],
        "level": "two-officers",
        "facts": "Dangerous dog loose in the yard. Father threatened a housing officer on 3 September 2026.",
        "source": "Housing, incident report 3 September 2026",
        "incident_on": "3 9 2026",
        "review_on": "3 3 2027",
        "person_told": "not-told",
        "not_told_reason": "Telling him would add to the risk",
        "approved_by": story.named(PETRA),
        "approved_on": "10 11 2026",
    }
    story.new(DILYS, "risk-flag", flag, parent="sluice_lane", called="flag")


def _enquiries(story: Teller) -> None:
    desk = story.book(DILYS)
    story.at("2026-11-17 11:00")
    needed = [code.code for code in code_list("enquiry-line") if code.has("required")]
    for number, line in enumerate(needed):
        story.at(f"2026-11-17 {11 + number // 6}:{(number % 6) * 10:02}")
        answers = {"result": "done", "made_on": "17 11 2026", "result_notes": "No new address."}
        desk.enquiries.record(story.id("corin_case"), line, answers)
    story.at("2026-11-17 14:02")
    note = {
        "note_kind": "decision",
        "happened_at": "17 11 2026 14:02",
        "subject": "Remote checks complete",
        "facts": "All required lines have a result. School admissions, housing and health: no new address.",
    }
    story.new(DILYS, "note", note, parent="corin_case", called="note")
    desk.records.move(story.id("corin_case"), "field_visit_needed", "He has to be seen")


def _plan(story: Teller) -> None:
    story.at("2026-11-18 15:48")
    desk = story.book(DILYS)
    planned = {
        "purpose": "see-child",
        "visit_kind": "unannounced",
        "address": story.id("sluice_lane"),
        "planned_for": "20 11 2026 10:30",
        "who_to_see": "Corin, alone if he agrees",
        "legal_basis": "s436A",
        "known_already": "At home since 6 November. Father says illness; no doctor's note.",
        "questions_to_ask": "What happened on Monday? What would help him back to school?",
        "second_officer": story.named(OMAR),
    }
    safety = {
        "buddy": story.named(PETRA),
        "buddy_phone": PETRA.phone,
        "phone": DILYS.phone,
        "expected_arrival": "20 11 2026 10:30",
        "expected_finish": "20 11 2026 11:30",
        "car": "Silver Corsa, AB12 CDE",
        "known_risks": "Dog in the yard",
        "escalation_order": "Petra Ashlock, then 999",
    }
    story.ids["visit"], _ = desk.visits.plan(story.id("corin_case"), planned, safety)
    story.meet()
    story.at("2026-11-18 16:20")
    story.book(PETRA).approvals.decide(
        story.id("visit"), "approve", {"conditions": "Two officers at all times", "until": "27 11 2026"}
    )
    story.meet()


def _go(story: Teller) -> None:
    desk, visit = story.book(DILYS), story.id("visit")
    story.at("2026-11-20 09:05")
    desk.visits.read_flag(visit, story.id("flag"))
    story.at("2026-11-20 10:02")
    desk.visits.set_off(visit)
    desk.safety.start(visit)
    story.at("2026-11-20 10:34")
    desk.visits.arrive(visit)
    story.at("2026-11-20 11:12")
    desk.visits.leave(visit)
    story.at("2026-11-20 11:44")
    plan = desk.safety.running()[0].plan
    desk.safety.tell_buddy(plan, "Rang Petra Ashlock: both safe")
    desk.safety.all_clear(plan, "safe")


def people(story: Teller) -> None:
    """Who was there."""
    for name, relation, age in (("Bram Halloway", "Father", "41"), ("Corin Halloway", "The child", "15")):
        person = {"name": name, "relation": relation, "age": age, "source": "stated"}
        story.new(DILYS, "person-present", person, parent="visit")


def papers(story: Teller) -> None:
    """A photograph of the front of the house, and the letter that the father showed."""
    desk = story.book(DILYS).exhibits
    photo = {
        "exhibit_kind": "photo",
        "description": "Front of 14 Sluice Lane",
        "reason": "premises-exterior",
        "reason_note": "Shows the yard and the gate",
        "place": "Sluice Lane, from the pavement",
        "disclosure": "used",
    }
    desk.attach_file(story.id("visit"), asset("resources", "sample", "14-sluice-lane.jpg"), photo)
    letter = {
        "exhibit_kind": "paper",
        "description": "Letter from Quayside High, 16 November 2026",
        "reason": "document-seen",
        "produced_at": "11:05",
        "place": "14 Sluice Lane",
        "from_whom": "Bram Halloway",
        "copy_kind": "copy",
        "disclosure": "used",
    }
    desk.attach_file(story.id("visit"), asset("resources", "sample", "school-letter.pdf"), letter)


def tell_mash(story: Teller) -> None:
    """The bruise is told to MASH the same day, by telephone."""
    story.at("2026-11-20 12:25")
    concern = {
        "level": "E2",
        "noticed_at": "20 11 2026 10:51",
        "words": "“I fell.”",
        "facts": "Bruise on left forearm, described as seen.",
        "told": "mash",
        "told_name": "Priya Lanham",
        "told_at": "20 11 2026 12:05",
        "reference": "M-1184",
        "advice": "Visit by a social worker today. Do not tell the father first.",
        "consent": "not-safe",
        "consent_reason": "It could put him at more risk",
    }
    story.new(DILYS, "escalation", concern, parent="visit")


def lock(story: Teller) -> None:
    desk, visit = story.book(DILYS), story.id("visit")
    story.at("2026-11-20 15:12")
    desk.records.correct(visit, {"departed_at": "11:21"}, "read from the timer")
    desk.records.correct(visit, {"made_up_at": "15:12"})
    task = {"action": "Update Quayside High", "owner": story.named(DILYS), "due_on": "24 11 2026"}
    story.new(DILYS, "follow-up", task, parent="visit")
    story.at("2026-11-20 15:31")
    desk.visits.lock(visit)
    desk.records.move(story.id("corin_case"), "field_visit_done")
    asked = {"next_action": "Update Quayside High", "next_action_due": "24 11 2026"}
    story.correct(DILYS, "corin_case", asked)
