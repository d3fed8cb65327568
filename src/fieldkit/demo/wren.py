"""Case 3 of the sample: Wren Okonedo-Pyle, moved to Northmoor, who acknowledged it (domain 11)."""

from __future__ import annotations

from fieldkit.demo.people import DILYS
from fieldkit.demo.teller import Teller

CASE = "CME-2026-0103"


def tell(story: Teller) -> None:
    """From the referral to the other council's acknowledgement."""
    story.at("2026-11-02 10:00")
    desk = story.book(DILYS)
    case, _ = desk.cases.new(
        {
            "case_type": "CME",
            "received_at": "2 11 2026 09:40",
            "referrer_kind": "school",
            "referrer": "Mr T. Oakes, Mereham Primary",
            "reason": "The family moved at half term. No new school named.",
            "priority": "routine",
            "retention_class": "cme-case",
        },
        {
            "forenames": "Wren",
            "surname": "Okonedo-Pyle",
            "dob": "30 3 2016",
            "dob_verified_by": "register",
            "upn": "P999200115003",
            "school": "999002 Mereham Primary",
            "year_group": "6",
            "roll_status": "main",
            "last_attended": "23 10 2026",
        },
        reference=CASE,
    )
    story.ids["wren_case"] = case
    story.ids["wren"] = str(desk.held(case).value("child"))
    mother = {"forenames": "Adaeze", "surname": "Okonedo-Pyle", "role": "parent", "phone": "07700 900103"}
    story.new(DILYS, "person", mother, parent="wren_case", called="adaeze")
    tie = {"person": "adaeze", "relationship": "mother", "has_pr": "yes", "lives_with_child": "yes"}
    story.new(DILYS, "relationship", tie | {"natural_parent": "yes", "has_care": "yes"}, parent="wren")
    refuge = {"address_kind": "refuge", "alias": "A safe place in Northmoor", "confidential_address": "yes"}
    story.new(DILYS, "address", refuge, parent="wren_case", called="refuge")
    story.at("2026-11-03 09:00")
    desk.cases.allocate(case, {"id": desk.me.officer, "name": DILYS.name}, at="2026-11-03T09:00:00+00:00")
    desk.records.move(case, "remote_investigation")
    _handed_over(story)


def _handed_over(story: Teller) -> None:
    desk = story.book(DILYS)
    for when, said in (
        (
            "4 11 2026 11:15",
            "Mother gave the new address by phone. She has applied to a school in Northmoor.",
        ),
        ("11 11 2026 14:30", "Handed over to Northmoor's CME officer, with the school file."),
        (
            "18 11 2026 10:05",
            "Northmoor acknowledged the handover. The school confirms a start on 23 November.",
        ),
    ):
        story.at(f"2026-11-{when.split()[0]:0>2} {when.split()[3]}")
        note = {"note_kind": "phone-call", "happened_at": when, "subject": "Northmoor", "facts": said}
        story.new(DILYS, "note", note, parent="wren_case")
    story.at("2026-11-18 10:20")
    outcome = {
        "case_outcome": "moved-council",
        "outcome_on": "18 11 2026",
        "other_council": "Northmoor",
        "other_council_officer": "Jo Hale",
        "handover_on": "11 11 2026",
        "acknowledged_on": "18 11 2026",
        "new_school_start": "23 11 2026",
        "next_action": "Starts at new school in Northmoor",
        "next_action_due": "23 11 2026",
    }
    story.correct(DILYS, "wren_case", outcome)
    desk.records.move(story.id("wren_case"), "outcome")
