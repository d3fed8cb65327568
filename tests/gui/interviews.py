"""The interview of the picture, on the sample caseload: Agnieszka Ebbage about Lorcan, 19 November 2026."""

from __future__ import annotations

from typing import Any

import sample

INK = [[100, 300, 180, 120, 260, 320], [300, 200, 420, 240]]
PROPOSED: dict[str, Any] = {
    "offences": ["s444-1a"], "period_from": "3 9 2026", "period_to": "13 11 2026",
    "grounds": "Lorcan missed 41 sessions without leave and two letters were not answered.",
    "points": ["knew", "d1", "d6"],
    "lines_both_ways": "Illness, transport, and what support was offered",
    "documents": "Register extract DF/1", "planned_for": "19 11 2026 13:45",
    "venue": "Mereham library, room 2",
}  # fmt: skip
PREPARED = ("approval", "plan", "invitation", "vulnerability", "place")
WRITTEN = {
    "record_mode": "written", "mode_reason": "device-failed",
    "mode_words": "The recorder showed a fault at 13:40 and no other was there.",
}  # fmt: skip
AUDIO = {"record_mode": "audio", "device": "Recorder 2"}
PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "Halina Brzeska", "room_role": "interpreter", "organisation": "Fen Languages",
     "language": "pl", "role_explained": "yes"},
)  # fmt: skip
TO_QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("free-to-leave", {"understood": "yes"}),
    ("legal-advice", {"answer": "declined", "words": "I do not need one."}),
    ("interpreter", {"answer": "yes"}),
    ("recording", {}),
    ("offence", {"note": "Disclosed: register extract DF/1"}),
    ("caution", {"understood": "yes", "words": "I can be quiet, but it can go against me."}),
    ("significant", {"note": "None"}),
    ("agreement", {"answer": "agreed"}),
)
SAID = (
    ("14:18", "Who gets Lorcan ready for school in the morning?", "He gets himself ready. I am at work."),
    ("14:21", "When did you first know that Lorcan was not in school?",
     "The school sent me a text, I think in September. I told him to go."),
    ("14:24", "I am showing you the register extract, exhibit DF/1. It shows 41 unauthorised sessions "
     "between 3 September and 13 November. What do you say about that?",
     "I leave for work at five. I cannot see if he gets on the bus."),
    ("14:28", "Did anyone offer you help with that?",
     "A lady from the school. She said about a family worker. Nobody came."),
)  # fmt: skip


def proposed(load: sample.Caseload, **other: Any) -> str:
    """The interview as it is proposed, on a case of its own."""
    load.clock.set("2026-11-14 09:00")
    book = load.book
    case, _ = book.cases.new(
        {"case_type": "ATT", "received_at": "14 11 2026 09:00", "referrer": "Quayside High"},
        {"forenames": "Lorcan", "surname": "Ebbage", "dob": "9 4 2012", "school": "999402 Quayside High"},
        reference="ATT-2026-0402",
    )
    person, _ = book.records.new(
        "person", {"forenames": "Agnieszka", "surname": "Ebbage", "interpreter_language": "pl"}, home=case
    )
    book.regimes.to_enforcement(case, "An offence is investigated.")
    return book.interviews.propose(case, PROPOSED | other | {"person": person})[0]


def requested(load: sample.Caseload) -> str:
    """Waiting for the panel, on its own laptop too."""
    made = proposed(load)
    load.book.interviews.request_panel(made)
    sample.exchange(load.book, load.petra)
    return made


def approved(load: sample.Caseload) -> str:
    """Approved by the panel on Monday 16 November."""
    made = requested(load)
    load.clock.set("2026-11-16 10:05")
    load.petra.approvals.decide(made, "approve", {"conditions": "With an interpreter"})
    sample.exchange(load.petra, load.book)
    return made


def confirmed(load: sample.Caseload) -> str:
    """Invited and confirmed; the first step comes."""
    made = approved(load)
    load.book.interviews.invite(made, {"invited_how": "letter"})
    load.book.interviews.reply(made, "confirmed", "I will come.")
    load.clock.set("2026-11-19 13:40")
    return made


def prepared(load: sample.Caseload) -> str:
    """The five steps before the start are recorded."""
    made = confirmed(load)
    for code in PREPARED:
        load.book.interviews.step(made, code)
    for person in PEOPLE:
        load.book.interviews.add_person(made, person)
    return made


def begun(load: sample.Caseload, mode: dict[str, str] = WRITTEN) -> str:
    """Begun at 13:48."""
    made = prepared(load)
    load.clock.set("2026-11-19 13:48")
    load.book.interviews.begin(made, mode)
    return made


def up_to(load: sample.Caseload, step: str, mode: dict[str, str] = WRITTEN) -> str:
    """Begun, and taken as far as one of the steps 7 to 14."""
    made = begun(load, mode)
    for code, typed in TO_QUESTIONS:
        if code == step:
            break
        load.clock.set("2026-11-19 13:50" if code == "free-to-leave" else "2026-11-19 13:52")
        load.book.interviews.step(made, code, typed)
    return made


def asking(load: sample.Caseload, said: int = 0, more: int = 0, mode: dict[str, str] = WRITTEN) -> str:
    """At step 15, with `said` questions of the picture put and `more` plain ones before them."""
    made = up_to(load, "", mode)
    for number in range(more):
        load.clock.set(f"2026-11-19 14:{number % 18:02}")
        put(load, made, f"Plain question {number + 1}?", "I do not know.")
    for time, question, answer in SAID[:said]:
        load.clock.set(f"2026-11-19 {time}")
        row = put(load, made, question, answer)
        if "know that" in question:
            load.book.questioning.put_point(row, "knew")
    load.clock.set("2026-11-19 14:31")
    return made


def put(load: sample.Caseload, interview: str, question: str, answer: str) -> str:
    """A question and its answer."""
    now = load.clock().wall_ms
    row, _ = load.book.questioning.ask(interview, question, now)
    load.book.questioning.answer(row.line, answer, now + 60_000)
    return row.line


def concluded(load: sample.Caseload, mode: dict[str, str] = WRITTEN) -> str:
    """Closed after four questions, to be read over."""
    made = asking(load, len(SAID), mode=mode)
    load.book.interviews.step(made, "questions")
    load.book.interviews.not_applicable(made, "breaks", "No break was taken")
    load.book.interviews.step(made, "anything-to-add", {"answer": "no"})
    load.book.interviews.conclude(made)
    return made


def to_invite(load: sample.Caseload) -> str:
    """Approved, with the first two steps recorded."""
    made = approved(load)
    for code in PREPARED[:2]:
        load.book.interviews.step(made, code)
    return made


def to_sign(load: sample.Caseload, mode: dict[str, str] = WRITTEN) -> str:
    """Read over to the person, with nothing signed yet."""
    made = concluded(load, mode)
    load.book.signing.read_over(made, "read-to-person")
    return made


def to_seal(load: sample.Caseload, mode: dict[str, str] = WRITTEN) -> str:
    """Signed by everybody; the last step comes."""
    made = to_sign(load, mode)
    for role, name in (("suspect", "Agnieszka Ebbage"), ("interviewer", "Dilys Farthing")):
        load.book.signing.sign(made, role, name, INK)
    load.book.signing.finish(made)
    load.book.signing.comment(made, "")
    return made


def sealed(load: sample.Caseload) -> str:
    """Sealed."""
    made = to_seal(load)
    load.book.signing.seal(made)
    return made


def sealed_in_sound(load: sample.Caseload) -> str:
    """Recorded, its master sealed with a signed label, then the interview sealed."""
    made = to_seal(load, AUDIO)
    recording, _ = load.book.recordings.add(made, {"copy_kind": "master", "media_no": "C 12"})
    load.book.recordings.without_file(recording, "The card stays in the sealed bag.")
    load.book.recordings.seal_up(recording, "S 41", signed=True)
    load.book.signing.seal(made)
    return made


def stating(load: sample.Caseload) -> str:
    """At step 17, with a statement under caution that an officer writes down begun."""
    made = asking(load, 2)
    load.book.interviews.step(made, "questions")
    load.book.interviews.not_applicable(made, "breaks", "No break was taken")
    load.book.caution_statements.begin(made, "by-officer")
    return made
