"""Case 11 goes on: each parent warned apart, no sanction while early help is young, then a notice each."""

from __future__ import annotations

from typing import Any

from fieldkit.demo.people import PETRA, ROWAN
from fieldkit.demo.teller import Teller
from fieldkit.errors import Trouble

RUTH, DEV = "ruth_action", "dev_action"
_PARENTS = ((RUTH, "ruth"), (DEV, "dev"))
_IMPROVE: dict[str, Any] = {
    "improve_from": "23 11 2026",
    "improve_to": "18 12 2026",
    "sufficient": "No unauthorised absence in these four weeks.",
    "support_tried": "A family worker since 12 October; a later start on Mondays, offered and not taken up.",
}
_NOTICE: dict[str, Any] = {
    "support_tried": "Twelve weeks of early help, and four weeks to improve in which 6 sessions were missed.",
    "change_expected": "yes",
}
_DECIDED = {
    "tier": "penalty-notice",
    "decision_reason": "Early help has run for twelve weeks, and the four weeks to improve changed nothing.",
}


def warn(story: Teller) -> str:
    """Friday 20 November: a Notice to Improve to each; a sanction is refused, in the words that are given."""
    story.at("2026-11-20 14:10")
    desk = story.book(ROWAN)
    for action, parent in _PARENTS:
        story.ids[action], _ = desk.pathway.consider(story.id("perdita_case"), story.id(parent))
        notice, _ = desk.pathway.issue(story.id(action), "notice-to-improve", _IMPROVE)
        story.ids[f"{parent}_improve"] = notice
    try:
        desk.legal_referrals.accept(story.id("perdita_referral"), "Ten unauthorised sessions in ten weeks.")
    except Trouble as trouble:
        return f"{trouble.say} {trouble.do}"
    raise RuntimeError("the early help assessment of 12 October bars a sanction")


def fine(story: Teller) -> None:
    """Monday 4 January, twelve weeks after early help began: a second notice for Ruth, a first for Dev."""
    story.at("2027-01-04 09:05")
    story.meet(ROWAN, PETRA)
    desk, panel = story.book(ROWAN), story.book(PETRA).panel
    for _, parent in _PARENTS:
        desk.pathway.improved(story.id(f"{parent}_improve"), "no")
    referral = story.id("perdita_referral")
    desk.legal_referrals.accept(referral, "Early help is twelve weeks old, and attendance did not improve.")
    story.meet(ROWAN, PETRA)
    story.at("2027-01-04 10:30")
    panel.decide(
        referral, "approve", "A notice to each parent: both were warned, and neither asked for help."
    )
    story.meet(ROWAN, PETRA)
    panel.allocate(referral, story.named(ROWAN))
    story.meet(ROWAN, PETRA)
    story.at("2027-01-05 09:30")
    for action, parent in _PARENTS:
        desk.pathway.decide(story.id(action), _DECIDED)
        notice, _ = desk.pathway.issue(story.id(action), "penalty-notice", _NOTICE)
        story.ids[f"{parent}_penalty"] = notice
    story.at("2027-01-08 09:10")
    story.meet(ROWAN, PETRA)
    for _, parent in _PARENTS:
        desk.pathway.received(story.id(f"{parent}_penalty"), "7 1 2027")


def paid(story: Teller) -> None:
    """Ruth pays in time, so that nothing more is done about her period; her way is closed."""
    story.at("2027-01-21 09:15")
    story.meet(ROWAN, PETRA)
    desk = story.book(ROWAN)
    desk.pathway.paid(story.id("ruth_penalty"), "20 1 2027")
    desk.pathway.no_further_action(story.id(RUTH), "Paid in time: no prosecution for this period (s.444A).")
