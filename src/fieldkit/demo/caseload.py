"""The sample caseload as it stands on the morning of Friday 20 November 2026."""

from __future__ import annotations

from collections.abc import Callable

from fieldkit.demo import corin, register, sweep, tamsin, workplaces, wren
from fieldkit.demo.people import DILYS
from fieldkit.demo.teller import Teller

MORNING = "2026-11-20 08:47"


def _look_away() -> None:
    """Nobody looks."""


def tell(
    story: Teller, at_the_kerb: Callable[[], None] = _look_away, in_the_cafe: Callable[[], None] = _look_away
) -> None:
    """Everything up to the morning of the visit to Sluice Lane.

    `at_the_kerb` sees a stop being written, `in_the_cafe` a child's hours being checked.
    """
    register.tell(story)
    story.meet()
    tamsin.tell(story)
    wren.tell(story)
    corin.tell(story)
    sweep.tell(story, at_the_kerb)
    workplaces.tell(story, in_the_cafe)
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
