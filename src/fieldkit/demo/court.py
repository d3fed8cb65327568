"""Case 12 goes to court: decided on, charged within the deadline, listed, heard (domain 7, 8, 11)."""

from __future__ import annotations

from collections.abc import Callable

from fieldkit.casebook.bundles.plan import Built
from fieldkit.demo import evidence
from fieldkit.demo.people import PETRA, ROWAN, SUNIL
from fieldkit.demo.teller import Teller

_DECIDED = {
    "tier": "open-court",
    "offence": "s444-1a",
    "costs": "312",
    "costs_items": "Investigation, 4 hours, 120\nInterpreter, 92\nPreparation for court, 100",
    "orders_asked": ["parenting-order"],
    "decision_reason": "She was convicted by the single justice on 3 June 2025. The school wrote twice this "
    "term and met her with an interpreter, and she says herself that she knew.",
}
_ESO = "Mrs Ebbage does not turn help away; an order over Lorcan would not change who is at home at eight."
_HEARING = {
    "court": "Fenmarch Magistrates' Court",
    "listed_for": "14 1 2027 10:00",
    "hearing_kind": "first",
    "room": "Court 2",
    "authority_held": "yes",
    "witnesses": "Rowan Quillon: any day. Dr M. Sayle: any day but Wednesday.",
}
_SERVED = {
    "served_papers": "requisition",
    "described": "Charge and requisition",
    "served_how": "recorded-post",
    "served_on": "27 11 2026",
    "proof": "ZZ 1234 5678 9GB",
}
_EVIDENCE = {
    "served_papers": "initial-details",
    "described": "Initial details of the case",
    "served_how": "recorded-post",
    "served_on": "8 1 2027",
    "proof": "ZZ 1234 5679 2GB",
}
_HEARD = {
    "plea": "guilty",
    "outcome": "Guilty plea, through the interpreter. She said that a family worker now comes twice a week.",
}
_RESULT = {
    "result": "convicted",
    "result_on": "14 1 2027",
    "fine": "120",
    "costs_ordered": "150",
    "orders": ["parenting-order"],
}


def decide(story: Teller, look: Callable[[], None] = lambda: None) -> None:
    """Monday 23 November: each parent apart; what she raised is weighed, and the measure decided on.

    `look` is called before the head teacher signs.
    """
    story.at("2026-11-23 09:20")
    story.meet(ROWAN, PETRA)
    desk, case = story.book(ROWAN), story.id("lorcan_case")
    story.ids["action"], _ = desk.pathway.consider(case, story.id("agnieszka"))
    father, _ = desk.pathway.consider(case, story.id("piotr"))
    desk.pathway.no_further_action(father, "Nothing shows that he is a parent of Lorcan (PAR-01).")
    evidence.defences(story)
    story.at("2026-11-23 10:05")
    desk.pathway.decide(story.id("action"), _DECIDED)
    desk.records.move(story.id("referral"), "decision")
    evidence.statements(story, look)
    evidence.points(story)


def charge(story: Teller) -> None:
    """An order is considered first (s.447); then the information is laid, in time by either date (LIM-01)."""
    desk = story.book(ROWAN)
    story.at("2026-11-26 09:40")
    desk.pathway.consider_eso(story.id("action"), "not-applied", _ESO)
    story.at("2026-11-27 11:15")
    story.meet(ROWAN, PETRA)
    desk.pathway.charge(story.id("action"), {"court_urn": "99FM1144126"})
    desk.services.serve(story.id("action"), _SERVED)
    typed = _HEARING | {"presenter": story.named(SUNIL)}
    story.ids["hearing"], _ = desk.hearings.list_hearing(story.id("action"), typed)
    story.at("2026-12-03 15:30")
    story.meet(ROWAN, SUNIL)
    evidence.disclose(story)
    story.meet(ROWAN, SUNIL)


def file(story: Teller) -> Built:
    """The open-court file; the initial details are posted six days before the hearing."""
    story.at("2027-01-08 14:20")
    story.meet(ROWAN, SUNIL)
    desk = story.book(ROWAN)
    desk.services.serve(story.id("action"), _EVIDENCE)
    evidence.disclose(story)
    built, _ = desk.bundles.build(story.id("action"), pack="open-court", hearing="2027-01-14")
    return built


def hear(story: Teller, look: Callable[[], None] = lambda: None) -> None:
    """Thursday 14 January: `look` is called in the courtroom; then what came of it."""
    story.at("2027-01-14 09:40")
    story.meet(ROWAN, SUNIL)
    look()
    story.at("2027-01-14 11:10")
    desk = story.book(SUNIL)
    desk.records.correct(story.id("hearing"), _HEARD)
    desk.pathway.result(story.id("action"), _RESULT)
    story.meet(ROWAN, SUNIL)


def close(story: Teller) -> None:
    """When the days for an appeal are over."""
    story.at("2027-02-05 09:00")
    story.meet(ROWAN, SUNIL)
    story.book(ROWAN).pathway.close(story.id("action"))
    story.book(ROWAN).records.move(story.id("referral"), "closed")
