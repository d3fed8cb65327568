"""A referral as an officer types it, kept as a draft."""

from __future__ import annotations

from collections.abc import Mapping

from fieldkit.casebook.casebook import Casebook

ANSWERS = {
    "child_forenames": "Wilfrid", "child_surname": "Tolliver", "child_known_as": "Wilf",
    "child_dob": "3 June 2014", "child_school": "137001 Larkspur Academy",
    "case_case_type": "CME", "case_received_at": "19 11 2026 15:20", "case_referrer": "Larkspur Academy",
    "case_reason": "Not seen at school since 2 November.",
    "person_1_forenames": "Ada", "person_1_surname": "Tolliver", "person_1_phone": "07700 900 140",
    "tie_1_relationship": "mother", "tie_1_lives_with_child": "yes",
    "address_1_address_kind": "home", "address_1_lines": "8 Osier Walk", "address_1_town": "Mereham",
    "address_1_postcode": "zz1 5ef",
}  # fmt: skip


def typed(book: Casebook, answers: Mapping[str, str] = ANSWERS) -> str:
    """The draft of a new referral with these answers."""
    draft = book.new_id()
    book.drafts.save(book.drafts.open(draft, kind="case", home=draft), answers, "The child")
    return draft
