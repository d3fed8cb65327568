"""The sample caseload as it stands on the morning of Friday 20 November 2026."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fieldkit.demo import corin, interview, referrals, register, roll, sweep, tamsin, workplaces, wren
from fieldkit.demo.people import DILYS
from fieldkit.demo.teller import Teller

MORNING = "2026-11-20 08:47"


def _look_away() -> None:
    """Nobody looks."""


@dataclass(frozen=True)
class Onlookers:
    """Who sees the story where something is under way: a referral, a stop, a child's hours, an interview."""

    at_the_checks: Callable[[], None] = _look_away
    at_the_panel: Callable[[], None] = _look_away
    at_the_plan: Callable[[], None] = _look_away
    at_the_proposal: Callable[[], None] = _look_away
    at_the_kerb: Callable[[], None] = _look_away
    in_the_cafe: Callable[[], None] = _look_away
    at_the_interview: Callable[[], None] = _look_away


def tell(story: Teller, seen: Onlookers = Onlookers()) -> None:
    """Everything up to the morning of the visit to Sluice Lane."""
    register.tell(story)
    story.meet()
    tamsin.tell(story)
    roll.tamsin(story)
    wren.tell(story)
    roll.wren(story)
    roll.jasper(story)
    corin.tell(story)
    sweep.tell(story, seen.at_the_kerb)
    workplaces.tell(story, seen.in_the_cafe)
    referrals.tell(story, seen.at_the_checks)
    referrals.decide(story, seen.at_the_panel, seen.at_the_plan)
    interview.tell(story, seen.at_the_interview, seen.at_the_proposal)
    story.at("2026-11-19 16:40")
    me = story.book(DILYS)
    call = {
        "subject": "Call Larkspur Academy about Tamsin",
        "note_kind": "phone-call",
        "with_whom": "Mrs J. Ambler",
    }
    case = story.id("tamsin_case")
    me.drafts.save(me.drafts.open(me.new_id(), kind="note", home=case, parent=case), call, "Note")
    story.at(MORNING)
    story.meet()
