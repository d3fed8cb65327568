"""Case 12 goes on: Agnieszka Ebbage is interviewed under caution on 19 November (domain 6, 11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldkit.demo.people import PETRA, ROWAN
from fieldkit.demo.teller import Teller

_PROPOSED: dict[str, Any] = {
    "offences": ["s444-1a"],
    "period_from": "3 9 2026",
    "period_to": "13 11 2026",
    "grounds": "Lorcan missed 41 sessions without leave, and two letters about it were not answered.",
    "points": ["knew", "failed-to-cause", "d1", "d6"],
    "lines_both_ways": "Illness, transport, and what support was offered",
    "documents": "Register extract RQ/2",
    "planned_for": "19 11 2026 13:45",
    "venue": "Mereham Library, room 2",
    "language": "pl",
}
_WRITTEN = {
    "record_mode": "written",
    "mode_reason": "device-failed",
    "mode_words": "The recorder showed a fault at 13:41, and there was no other.",
}
_PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "Agnieszka Ebbage", "room_role": "suspect"},
    {"name": "Rowan Quillon", "room_role": "interviewer"},
    {
        "name": "Halina Brzeska",
        "room_role": "interpreter",
        "organisation": "Fen Languages",
        "language": "pl",
        "role_explained": "yes",
    },
)
_BEFORE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("13:49", "free-to-leave", {"understood": "yes"}),
    ("13:50", "legal-advice", {"answer": "declined", "words": "I do not need that."}),
    ("13:50", "interpreter", {"answer": "yes"}),
    ("13:51", "recording", {}),
    ("13:51", "offence", {"note": "Disclosed: register extract RQ/2"}),
    ("13:52", "caution", {"understood": "yes", "words": "I can be quiet, but then it can go against me."}),
    ("13:54", "significant", {"note": "None"}),
    ("13:54", "agreement", {"answer": "agreed"}),
)
_ASKED = (
    ("13:56", "13:57", "What time does school begin for Lorcan?", "At a quarter to nine."),
    ("13:59", "14:00", "How does he get there?", "By the bus from the end of Ferry Row."),
    ("14:02", "14:03", "Is he ill often?", "He had a bad chest in October. Not so much now."),
    ("14:18", "14:19", "Who gets Lorcan ready in the morning?", "He gets himself ready. I am at work."),
    (
        "14:21",
        "14:22",
        "When did you first know that Lorcan was not in school?",
        "The school sent me a text, I think in September. I told him to go.",
    ),
    (
        "14:24",
        "14:26",
        "I am showing you the register extract, exhibit RQ/2. It shows 41 unauthorised sessions between "
        "3 September and 13 November. What do you say about that?",
        "I leave for work at five. I cannot see if he gets on the bus.",
    ),
    (
        "14:28",
        "14:29",
        "Did anyone offer you help with that?",
        "A lady from the school. She said about a family worker. Nobody came.",
    ),
)
_INK = [[100, 300, 180, 120, 260, 320], [300, 200, 420, 240]]


def tell(
    story: Teller, look: Callable[[], None] = lambda: None, planned: Callable[[], None] = lambda: None
) -> None:
    """Proposed, approved, invited, held and sealed.

    `planned` is called when it is proposed, `look` between two questions.
    """
    _arrange(story, planned)
    _questions(story, look)
    _close(story)


def _arrange(story: Teller, look: Callable[[], None]) -> None:
    desk = story.book(ROWAN).interviews
    story.at("2026-11-16 14:40")
    made, _ = desk.propose(story.id("lorcan_case"), _PROPOSED | {"person": story.id("agnieszka")})
    story.ids["interview"] = made
    look()
    desk.request_panel(made)
    story.meet(ROWAN, PETRA)
    story.at("2026-11-16 15:10")
    story.book(PETRA).panel.decide(made, "approve", "Her account has to be heard.", "With an interpreter")
    story.meet(ROWAN, PETRA)
    story.at("2026-11-16 15:40")
    desk.invite(made, {"invited_how": "letter"})
    story.at("2026-11-18 09:15")
    desk.reply(made, "confirmed", "I will come.")
    story.meet(ROWAN, PETRA)
    story.at("2026-11-19 13:40")
    for code in ("approval", "plan", "invitation", "vulnerability", "place"):
        desk.step(made, code)
    for person in _PEOPLE:
        desk.add_person(made, person)
    story.at("2026-11-19 13:48")
    desk.begin(made, _WRITTEN)


def _questions(story: Teller, look: Callable[[], None]) -> None:
    made, desk = story.id("interview"), story.book(ROWAN)
    for at, code, said in _BEFORE:
        story.at(f"2026-11-19 {at}")
        desk.interviews.step(made, code, said)
    for asked, answered, question, answer in _ASKED:
        story.at(f"2026-11-19 {asked}")
        shown = (story.id("certificate"),) if "RQ/2" in question else ()
        row, _ = desk.questioning.ask(made, question, desk.now().wall_ms, exhibits=shown)
        story.at(f"2026-11-19 {answered}")
        desk.questioning.answer(row.line, answer, desk.now().wall_ms)
        if "first know" in question:
            desk.questioning.put_point(row.line, "knew")
    story.at("2026-11-19 14:31")
    look()


def _close(story: Teller) -> None:
    made, desk = story.id("interview"), story.book(ROWAN)
    story.at("2026-11-19 14:48")
    desk.interviews.step(made, "questions")
    desk.interviews.not_applicable(made, "breaks", "No break was taken or asked for")
    story.at("2026-11-19 14:51")
    desk.interviews.step(made, "anything-to-add", {"words": "I told him to go."})
    story.at("2026-11-19 14:53")
    desk.interviews.conclude(made)
    story.at("2026-11-19 15:05")
    desk.signing.read_over(made, "through-interpreter")
    desk.signing.refuse(made, "suspect", "Agnieszka Ebbage", "I do not sign anything.")
    desk.signing.sign(made, "interpreter", "Halina Brzeska", _INK)
    desk.signing.sign(made, "interviewer", "Rowan Quillon", _INK)
    desk.signing.seal(made)
    story.meet(ROWAN, PETRA)
