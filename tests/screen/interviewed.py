"""A notebook with two interviews under way, for the desktop: one that waits for an answer, one read over."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from tests.unit.casebook.conftest import SEEDS, Clock
from tests.unit.casebook.interviewing import JUNO, PROPOSED, TO_QUESTIONS, WRITTEN
from tests.unit.casebook.sweeping import exchange

from fieldkit.casebook import notebooks
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.errors import Trouble
from fieldkit.keys.signing import SigningKey
from fieldkit.kinds.times import LONDON
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

QUESTION, ANSWER = "Who gets Lorcan ready for school?", "He gets himself ready."


def no_keyring() -> None:
    """The passphrase alone opens it."""
    raise Trouble("This computer has no keyring that FieldKit can use.")


def prepare(folder: Path, passphrase: str) -> None:
    """Make it in `folder`, with the panel's approvals from a notebook of its own beside it."""
    now = datetime.now(LONDON).replace(microsecond=0)
    clock = Clock(now - timedelta(days=now.weekday() + 7))
    seed = SEEDS.get(JUNO.officer, bytes([9] * 32))
    panel_notebook = Notebook(open_by_root(folder.parent / "panel", seed, SigningKey(seed), create=True))
    panel_notebook.begin(JUNO, clock().wall_ms, new_id)
    made = notebooks.create(
        folder, passphrase, None, name="Dilys Farthing", mark="L07", roles=("AIO",), clock=clock
    )
    book, panel = Casebook(made, clock), Casebook(panel_notebook, clock)
    try:
        case = _case(book, clock)
        waits = [_proposed(book, clock, case, name) for name in ("Agnieszka", "Marek")]
        for interview in waits:
            book.interviews.request_panel(interview)
        exchange(book, panel)
        for interview in waits:
            panel.approvals.decide(interview, "approve", {"conditions": "None"})
        exchange(panel, book)
        clock.at = now - timedelta(days=1)
        for interview in waits:
            _asked(book, clock, interview)
        _read_over(book, clock, waits[1])
    finally:
        panel.notebook.close()
        made.close()


def _case(book: Casebook, clock: Clock) -> str:
    case, _ = book.cases.new(
        {"case_type": "ATT", "received_at": f"{clock.at:%d %m %Y %H:%M}", "referrer": "Quayside High"},
        {"forenames": "Lorcan", "surname": "Ebbage", "dob": "9 4 2012", "school": "999003 Quayside High"},
    )
    book.regimes.to_enforcement(case, "An offence is investigated.")
    return case


def _proposed(book: Casebook, clock: Clock, case: str, forename: str) -> str:
    person, _ = book.records.new("person", {"forenames": forename, "surname": "Ebbage"}, home=case)
    first, last = clock.at - timedelta(days=70), clock.at - timedelta(days=10)
    period = {"period_from": f"{first:%d %m %Y}", "period_to": f"{last:%d %m %Y}",
              "planned_for": f"{clock.at + timedelta(days=5):%d %m %Y %H:%M}"}  # fmt: skip
    return book.interviews.propose(case, {**PROPOSED, **period, "person": person})[0]


def _asked(book: Casebook, clock: Clock, interview: str) -> None:
    """Begun, cautioned, and one question put."""
    book.interviews.invite(interview, {"invited_how": "letter"})
    book.interviews.reply(interview, "confirmed", "I will come.")
    for code in ("approval", "plan", "invitation", "vulnerability", "place"):
        book.interviews.step(interview, code)
    book.interviews.begin(interview, WRITTEN)
    for code, typed in TO_QUESTIONS:
        book.interviews.step(interview, code, typed)
    clock.ahead(minutes=1)
    book.questioning.ask(interview, QUESTION, clock().wall_ms)


def _read_over(book: Casebook, clock: Clock, interview: str) -> None:
    """Answered, concluded and read over, to be put right and signed."""
    (line,) = (row.line for row in book.interviews.page(interview).lines)
    book.questioning.answer(line, ANSWER, clock().wall_ms)
    book.interviews.step(interview, "questions")
    book.interviews.not_applicable(interview, "breaks", "No break was taken")
    book.interviews.step(interview, "anything-to-add", {"answer": "no"})
    book.interviews.conclude(interview)
    book.signing.read_over(interview, "read-to-person")
