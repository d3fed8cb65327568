"""Case 1 of the sample: Tamsin Quillfeather, not seen since 9 October; three visits, nobody found (domain
11).
"""

from __future__ import annotations

from fieldkit.demo.people import DILYS, OMAR
from fieldkit.demo.teller import Teller

CASE = "CME-2026-0101"
ENQUIRIES = (
    ("school-first-day-calls", "12 10 2026", "Mrs J. Ambler", "Rang on 12, 13 and 14 October. No answer."),
    ("school-emergency-contacts", "14 10 2026", "Mrs J. Ambler", "Both numbers rung at three times of day."),
    ("school-siblings", "14 10 2026", "Mrs J. Ambler", "No brother or sister known."),
    ("school-letter", "15 10 2026", "Mrs J. Ambler", "First-class letter. No reply."),
    ("school-ctf", "22 10 2026", "Larkspur Academy", "No file asked for by another school."),
    ("school-last-address", "22 10 2026", "Larkspur Academy", "3 Example Row, Mereham."),
    ("school-leave-requests", "22 10 2026", "Larkspur Academy", "None made."),
    ("council-admissions", "23 10 2026", "Admissions", "No application anywhere in Fenmarch."),
    ("council-ehe", "23 10 2026", "Elective home education", "Not on the register."),
    ("council-s2s", "23 10 2026", "s2s lost-pupil area", "Nothing found."),
    ("council-social-care", "2 11 2026", "Children's social care", "Not known."),
    ("council-early-help", "2 11 2026", "Early help", "Not known."),
    ("council-tax", "2 11 2026", "Council tax", "Account at 3 Example Row closed on 16 October."),
    ("council-housing", "3 11 2026", "Housing", "Private let. Agent says notice was given."),
    ("council-other-cme", "3 11 2026", "Neighbouring councils", "No child of that name and date of birth."),
    ("council-health", "3 11 2026", "School nursing", "Still registered in Mereham. No new practice."),
)
VISITS = (
    (
        "2026-11-04",
        "10:15",
        "10:32",
        "V05",
        "curtains-closed",
        "Curtains drawn. Two bags of post in the porch.",
    ),
    (
        "2026-11-10",
        "16:40",
        "16:52",
        "V06",
        "no-curtains",
        "No curtains. Front room empty through the window.",
    ),
    ("2026-11-12", "18:20", "18:41", "V08", "none", "House dark. Neighbour at number 5 came out."),
)


def tell(story: Teller) -> None:
    """From the referral to the third visit; then two officers change one telephone number."""
    _referral(story)
    _family(story)
    _allocated(story)
    _enquiries(story)
    for number, visit in enumerate(VISITS, 1):
        _visit(story, number, *visit)
    story.meet()
    _two_numbers(story)


def _referral(story: Teller) -> None:
    story.at("2026-10-22 11:05")
    case, _ = story.book(DILYS).cases.new(
        {
            "case_type": "CME",
            "received_at": "22 10 2026 10:40",
            "referrer_kind": "school",
            "referrer": "Mrs J. Ambler, Larkspur Academy",
            "reason": "Not in school since 9 October. No contact with home.",
            "priority": "soon",
            "retention_class": "cme-case",
        },
        {
            "forenames": "Tamsin",
            "surname": "Quillfeather",
            "dob": "14 1 2014",
            "dob_verified_by": "register",
            "upn": "N999400121001",
            "school": "999001 Larkspur Academy",
            "year_group": "8",
            "roll_status": "main",
            "last_attended": "9 10 2026",
            "last_seen_date": "9 10 2026",
            "last_seen_by": "Form tutor, Larkspur Academy",
        },
        reference=CASE,
    )
    story.ids["tamsin_case"] = case
    story.ids["tamsin"] = str(story.book(DILYS).held(case).value("child"))


def _family(story: Teller) -> None:
    mother = {
        "prefix": "Ms",
        "forenames": "Isolde",
        "surname": "Quillfeather",
        "role": "parent",
        "phone": "01632 960108",
        "phone_source": "From the referral of 22 October",
    }
    story.new(DILYS, "person", mother, parent="tamsin_case", called="isolde")
    tie = {
        "person": "isolde",
        "relationship": "mother",
        "has_pr": "yes",
        "pr_evidence": "school-record",
        "has_care": "yes",
        "lives_with_child": "yes",
        "natural_parent": "yes",
        "contact_allowed": "yes",
        "data_subject": "witness-or-other",
    }
    story.new(DILYS, "relationship", tie, parent="tamsin")
    home = {
        "address_kind": "home",
        "lines": "3 Example Row",
        "town": "Mereham",
        "postcode": "ZZ1 2AB",
        "source": "Larkspur Academy",
    }
    story.new(DILYS, "address", home, parent="tamsin_case", called="example_row")
    for who in ("tamsin", "isolde"):
        story.new(DILYS, "residence", {"address": "example_row"}, parent=who)


def _allocated(story: Teller) -> None:
    story.at("2026-10-23 09:10")
    me, case = story.book(DILYS), story.id("tamsin_case")
    me.cases.allocate(case, {"id": me.me.officer, "name": DILYS.name}, at="2026-10-23T09:10:00+01:00")
    told = {
        "told_at": "23 10 2026 09:25",
        "told_to": "Mrs J. Ambler",
        "how": "email",
        "occasion": "allocation",
        "text_sent": "The case is with Dilys Farthing. Keep the register open; do not take Tamsin off roll.",
    }
    story.new(DILYS, "school-told", told, parent="tamsin_case")


def _enquiries(story: Teller) -> None:
    story.at("2026-10-23 10:00")
    desk = story.book(DILYS)
    desk.records.move(story.id("tamsin_case"), "remote_investigation")
    for number, (line, day, source, found) in enumerate(ENQUIRIES):
        done_on = "2026-10-23" if number < 10 else "2026-11-03"
        story.at(f"{done_on} {10 + number // 4}:{10 + number:02}")
        answers = {"result": "done", "made_on": day, "source": source, "result_notes": found}
        desk.enquiries.record(story.id("tamsin_case"), line, answers)
    story.at("2026-11-03 15:30")
    desk.records.move(story.id("tamsin_case"), "field_visit_needed", "Remote work did not find her")


def _visit(
    story: Teller, number: int, day: str, arrived: str, left: str, outcome: str, sign: str, facts: str
) -> None:
    desk = story.book(DILYS)
    story.at(f"{day} 08:50")
    planned = {
        "purpose": "find-child",
        "visit_kind": "unannounced",
        "address": story.id("example_row"),
        "planned_for": f"{day} {arrived}",
        "who_to_see": "Tamsin and her mother",
        "legal_basis": "s436A",
    }
    safety = {
        "buddy": story.named(OMAR),
        "buddy_phone": OMAR.phone,
        "phone": DILYS.phone,
        "expected_finish": f"{day} {int(left[:2]) + 1}:00",
    }
    visit, _ = desk.visits.plan(story.id("tamsin_case"), planned, safety)
    story.at(f"{day} {int(arrived[:2]) - 1:02}:50")
    desk.visits.set_off(visit)
    desk.safety.start(visit)
    story.at(f"{day} {arrived}")
    desk.visits.arrive(visit)
    story.at(f"{day} {left}")
    desk.visits.leave(visit)
    desk.safety.all_clear(desk.safety.running()[0].plan, "safe")
    story.at(f"{day} {int(left[:2]) + 1}:05")
    desk.records.correct(visit, _written(day, left, outcome, sign, facts))
    desk.visits.lock(visit)
    if number == 1:
        desk.records.move(story.id("tamsin_case"), "field_visit_done")
    told = {
        "told_at": f"{day} {int(left[:2]) + 1}:20",
        "told_to": "Mrs J. Ambler",
        "how": "email",
        "occasion": "visit",
        "text_sent": f"Visited on {day[8:].lstrip('0')} November. Nobody was found.",
    }
    story.new(DILYS, "school-told", told, parent="tamsin_case")


def _written(day: str, left: str, outcome: str, sign: str, facts: str) -> dict[str, object]:
    neighbour = "The family went three weeks ago with a van. She does not know where."
    return {
        "light": "dark-lit" if left > "17" else "daylight",
        "answered_by": "nobody",
        "admitted": "no-answer",
        "child_spoken_to": "not-seen",
        "not_seen_reason": "Nobody answered",
        "child_condition": "Not observed",
        "household_signs": [sign],
        "exterior": facts,
        "neighbour_account": neighbour if outcome == "V08" else "",
        "card": "posted" if outcome == "V05" else "none",
        "safeguarding": "E0",
        "outcome_code": outcome,
        "made_up_at": f"{day} {int(left[:2]) + 1}:05",
    }


def _two_numbers(story: Teller) -> None:
    """Both officers change the number without having seen the other's change."""
    story.at("2026-11-12 15:58")
    source = "From the neighbour at 5 Example Row, not yet tried"
    story.correct(OMAR, "isolde", {"phone": "07700 900118", "phone_source": source})
    story.at("2026-11-12 16:05")
    source = "From the school's contact sheet, checked by call: no answer"
    story.correct(DILYS, "isolde", {"phone": "07700 900101", "phone_source": source})
    story.meet()
    story.at("2026-11-13 09:15")
    asked = {
        "next_action": "20th school day, three visits: manager's review",
        "next_action_due": "13 11 2026",
    }
    story.correct(DILYS, "tamsin_case", asked)
