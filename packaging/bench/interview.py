"""The figures of an interview of three hundred questions: typing, an answer, its page, and the sealed one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.figure import Figure, Pair, Reach, timed
from bench.sample import ROOT, made
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.casebook.interviews.room import line_id, step_id
from fieldkit.keys.signing import SigningKey
from fieldkit.keys.slots import database_key
from fieldkit.kinds.times import moment_of
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Type
from fieldkit.reference.codes import code_list
from fieldkit.store.connecting import connect
from fieldkit.store.notebook import Notebook

_QUESTIONS, _AT_ONCE, _ANSWERED = 300, 50, 10
_CASE, _PERSON = "00000000-0000-7000-a000-000000000011", "00000000-0000-7000-a000-000000000012"
_INTERVIEW = "00000000-0000-7000-a000-000000000013"
_BEGAN_MS = 1_795_096_080_000
_SAID = (
    "He gets himself ready. I am at work when he leaves, and I hear it from the school in the evening. " * 2
)
_ABOUT: dict[str, Any] = {
    "parent": _CASE, "person": _PERSON, "offences": ["s444-1a"], "period_from": "2026-09-03",
    "period_to": "2026-11-13", "record_mode": "written", "mode_reason": "no-device", "mode_words": "None",
    "points": ["knew", "d1"], "started_at": moment_of(_BEGAN_MS), STATE: "in_progress",
}  # fmt: skip


@contextmanager
def _typing(folder: Path) -> Iterator[Pair]:
    """What is typed of an answer, saved; beside commits of one row as long."""
    casebook = _running(folder / "n")
    row, _ = casebook.questioning.ask(_INTERVIEW, "And then?", _now(casebook))

    def ours() -> None:
        for number in range(_ANSWERED):
            casebook.questioning.type_answer(row.line, _SAID[: 20 + number], _now(casebook))

    whole = timed(ours)
    with _commits(folder) as plain:
        yield Pair(lambda: whole() / _ANSWERED, plain)
    casebook.notebook.close()


@contextmanager
def _answer(folder: Path) -> Iterator[Pair]:
    """An answer, from the press of the key to the disk; beside commits of one row as long."""
    casebook = _running(folder / "n")

    def ours() -> float:
        taken = 0.0
        for _ in range(_ANSWERED):
            row, _ = casebook.questioning.ask(_INTERVIEW, "And then?", _now(casebook))
            taken += timed(lambda: casebook.questioning.answer(row.line, _SAID, _now(casebook)))()  # noqa: B023
        return taken / _ANSWERED

    with _commits(folder) as plain:
        yield Pair(ours, plain)
    casebook.notebook.close()


@contextmanager
def _page(folder: Path) -> Iterator[Pair]:
    """All that its page shows, read; beside reading the same rows."""
    casebook = _running(folder / "n")
    plain = connect(casebook.notebook.vault.database.path, database_key(ROOT))

    def baseline() -> None:
        plain.execute("SELECT * FROM current WHERE parent = ?", (_INTERVIEW,)).fetchall()

    yield Pair(timed(lambda: casebook.interviews.page(_INTERVIEW)), timed(baseline))
    plain.close()
    casebook.notebook.close()


@contextmanager
def _sealed(folder: Path) -> Iterator[Pair]:
    """The page of a sealed one, every line and signature checked; beside checking as many signatures."""
    casebook = _running(folder / "n")
    casebook.notebook.write([_act("interview", _INTERVIEW, {STATE: "signed"}, Type.STATE)], casebook.now())
    held, parts = casebook.held(_INTERVIEW), casebook.records.parts(_INTERVIEW)
    heads = tuple(head for part in (held, *parts) for head in part.folded.heads)
    seal = Act(
        type=Type.SEAL, kind="interview", record=_INTERVIEW, home=_CASE, bases=held.folded.heads,
        targets=heads,
    )  # fmt: skip
    casebook.notebook.write([seal], casebook.now())
    key, lines = SigningKey(ROOT), 2 * _QUESTIONS
    signed = [(key.sign(bytes([n % 256]) * 32), bytes([n % 256]) * 32) for n in range(lines)]

    def baseline() -> None:
        for signature, message in signed:
            key.public.verify(signature, message)

    yield Pair(timed(lambda: casebook.interviews.page(_INTERVIEW)), timed(baseline))
    casebook.notebook.close()


@contextmanager
def _commits(folder: Path) -> Iterator[Any]:
    plain = connect(folder / "raw.db", database_key(ROOT))
    plain.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words BLOB)")

    def commit() -> None:
        for number in range(_ANSWERED):
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO said (words) VALUES (?)", (bytes([number]) * 1_500,))
            plain.execute("COMMIT")

    whole = timed(commit)
    yield lambda: whole() / _ANSWERED
    plain.close()


def _running(folder: Path) -> Casebook:
    """An interview that runs, its steps up to the questions recorded, with 300 questions answered."""
    notebook = made(folder)
    chain = notebook.who().chain
    notebook.write(
        [
            _act("case", _CASE, {"case_type": "ATT", "reference": "ATT-2026-L07-001",
                                 "processing_regime": "LEP"}),
            _act("person", _PERSON, {"forenames": "Agnieszka", "surname": "Ebbage"}),
            _act("interview", _INTERVIEW, _ABOUT),
            *_steps(),
        ],
        Moment(wall_ms=_BEGAN_MS),
    )  # fmt: skip
    _ask(notebook, chain)
    ticks = iter(range(10**9))
    return Casebook(notebook, lambda: Moment(wall_ms=_BEGAN_MS + 6_000_000 + next(ticks)), new_id)


def _steps() -> Iterator[Act]:
    for code in code_list("interview-step")[:14]:
        words = code.mark("wording")
        said: dict[str, Any] = {
            "parent": _INTERVIEW, "step": code.code, "applies": "yes", "done_at": moment_of(_BEGAN_MS),
            "wording": f"{words} 1" if words else "", "answer": "agreed" if code.code == "agreement" else "",
        }  # fmt: skip
        given = {name: value for name, value in said.items() if value}
        yield _act("interview-step", step_id(_INTERVIEW, code.code), given)


def _ask(notebook: Notebook, chain: str) -> None:
    for start in range(1, _QUESTIONS + 1, _AT_ONCE):
        acts = [_line(number, chain) for number in range(start, start + _AT_ONCE)]
        notebook.write(acts, Moment(wall_ms=_BEGAN_MS + start * 10_000))


def _line(number: int, chain: str) -> Act:
    at = _BEGAN_MS + number * 20_000
    said = {
        "parent": _INTERVIEW, "number": number, "question": f"What happened on day {number}?",
        "asked_at": moment_of(at), "answer": _SAID, "answered_at": moment_of(at + 9_000),
        "point": "knew" if number == 9 else "",
    }  # fmt: skip
    given = {name: value for name, value in said.items() if value}
    return _act("interview-line", line_id(_INTERVIEW, number, chain), given)


def _now(casebook: Casebook) -> int:
    return casebook.now().wall_ms


def _act(kind: str, record: str, fields: dict[str, Any], type: Type = Type.EDIT) -> Act:
    return Act(type=type, kind=kind, record=record, home=_CASE, fields=fields)


FIGURES = (
    Figure(
        what=f"typing saved in an interview of {_QUESTIONS} questions",
        baseline="one-row durable commit with the raw driver",
        reach=Reach(most=0.02),
        prepare=_typing,
    ),
    Figure(
        what=f"an answer confirmed in an interview of {_QUESTIONS} questions",
        baseline="one-row durable commit with the raw driver",
        reach=Reach(most=0.05),
        prepare=_answer,
    ),
    Figure(
        what=f"the page of an interview of {_QUESTIONS} questions read",
        baseline="reading its rows with the raw driver",
        reach=Reach(most=0.2),
        prepare=_page,
    ),
    Figure(
        what=f"a sealed interview of {_QUESTIONS} questions read, every line and signature checked",
        baseline="checking as many signatures",
        reach=Reach(most=1),
        prepare=_sealed,
    ),
)
