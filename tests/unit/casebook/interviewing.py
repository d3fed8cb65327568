"""Case 12 of the sample caseload: Agnieszka Ebbage, interviewed about Lorcan on Thursday 19 November 2026."""

from __future__ import annotations

from typing import Any

from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.sweeping import exchange

from fieldkit.casebook.casebook import Casebook
from fieldkit.keys.certificates import Holder

ROWAN = Holder("o-rowan", "Rowan Quillon", "RQ", ("AIO",), "North", "L14")
JUNO = Holder("o-juno", "Juno Thatch", "JT", ("PANEL",), "Legal", "D09")
INK = [[100, 300, 180, 120, 260, 320], [300, 200, 420, 240]]
PROPOSED: dict[str, Any] = {
    "offences": ["s444-1a"], "period_from": "3 9 2026", "period_to": "13 11 2026",
    "grounds": "Lorcan missed 41 sessions without leave and two letters were not answered.",
    "points": ["knew", "failed-to-cause", "d1", "d6"],
    "lines_both_ways": "Illness, transport, and what support was offered",
    "documents": "Register extract RQ/2", "planned_for": "19 11 2026 13:45",
    "venue": "Mereham library, room 2", "contact_phone": "01632 960140",
}  # fmt: skip
WRITTEN = {
    "record_mode": "written", "mode_reason": "device-failed",
    "mode_words": "The recorder showed a fault at 13:40 and no other was there.",
}  # fmt: skip
PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "Agnieszka Ebbage", "room_role": "suspect"},
    {"name": "Rowan Quillon", "room_role": "interviewer"},
    {
        "name": "Halina Brzeska", "room_role": "interpreter", "organisation": "Fen Languages",
        "language": "pl", "role_explained": "yes",
    },
)  # fmt: skip
TO_QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("free-to-leave", {"understood": "yes"}),
    ("legal-advice", {"answer": "declined", "words": "I do not need one."}),
    ("interpreter", {"answer": "yes"}),
    ("recording", {}),
    ("offence", {"note": "Disclosed: register extract RQ/2"}),
    ("caution", {"understood": "yes", "words": "I can be quiet, but it can go against me."}),
    ("significant", {"note": "None"}),
    ("agreement", {"answer": "agreed"}),
)


def proposed(casebook: Casebook) -> str:
    """The interview as it is proposed, on a case of its own."""
    case, _ = casebook.cases.new(
        {"case_type": "ATT", "received_at": "14 11 2026 09:00", "referrer": "Quayside High"},
        {"forenames": "Lorcan", "surname": "Ebbage", "dob": "9 4 2012", "school": "999003 Quayside High"},
    )
    person, _ = casebook.records.new(
        "person", {"forenames": "Agnieszka", "surname": "Ebbage", "interpreter_language": "pl"}, home=case
    )
    casebook.regimes.to_enforcement(case, "An offence is investigated.")
    return casebook.interviews.propose(case, PROPOSED | {"person": person})[0]


def approved(officer: Casebook, panel: Casebook, **decided: Any) -> str:
    """The interview as the panel approved it."""
    made = proposed(officer)
    officer.interviews.request_panel(made)
    exchange(officer, panel)
    panel.approvals.decide(made, "approve", {"conditions": "With an interpreter", **decided})
    exchange(panel, officer)
    return made


def confirmed(officer: Casebook, panel: Casebook, clock: Clock, **decided: Any) -> str:
    """Invited and confirmed, with the first five steps recorded on the day."""
    made = approved(officer, panel, **decided)
    officer.interviews.invite(made, {"invited_how": "letter"})
    officer.interviews.reply(made, "confirmed", "I will come.")
    clock.set("2026-11-19 13:40")
    for code in ("approval", "plan", "invitation", "vulnerability", "place"):
        officer.interviews.step(made, code)
    for person in PEOPLE:
        officer.interviews.add_person(made, person)
    return made


def begun(officer: Casebook, panel: Casebook, clock: Clock) -> str:
    """Begun at 13:48."""
    made = confirmed(officer, panel, clock)
    clock.set("2026-11-19 13:48")
    officer.interviews.begin(made, WRITTEN)
    return made


def cautioned(officer: Casebook, panel: Casebook, clock: Clock) -> str:
    """Cautioned at 13:52 and agreed to."""
    made = begun(officer, panel, clock)
    for code, typed in TO_QUESTIONS:
        clock.set("2026-11-19 13:52" if code == "caution" else f"{clock.at:%Y-%m-%d %H:%M}")
        officer.interviews.step(made, code, typed)
    return made


def ms(clock: Clock) -> int:
    """What the clock says, as the first key of a question."""
    return clock().wall_ms


def put(officer: Casebook, clock: Clock, interview: str, question: str, answer: str) -> str:
    """A question and its answer, each a minute after what came before."""
    clock.ahead(minutes=1)
    row, _ = officer.questioning.ask(interview, question, ms(clock))
    clock.ahead(minutes=1)
    officer.questioning.answer(row.line, answer, ms(clock))
    return row.line
