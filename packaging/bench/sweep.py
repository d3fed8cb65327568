"""The figures of a sweep: a stop from the confirm key to the disk, and two thousand of them reported."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.figure import Figure, Pair, Reach, timed
from bench.sample import ROOT, made
from fieldkit.casebook.casebook import Casebook
from fieldkit.keys.slots import database_key
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Type
from fieldkit.reference.codes import code_list
from fieldkit.store.connecting import connect
from fieldkit.store.notebook import Notebook

_STOPS, _AT_ONCE, _CONFIRMED = 2_000, 100, 20
_SWEEP = "00000000-0000-7000-a000-000000000001"
_OFFICER: dict[str, Any] = {"id": "o-1", "name": "Dilys Farthing"}
_DAY_MS = 1_795_082_400_000
_PLAN: dict[str, Any] = {
    "reference": "SWP-2026-L07-001", "sort": "truancy", "mode": "engagement", "name": "Mereham centre",
    "starts_at": "2026-11-19T09:30:00+00:00", "ends_at": "2026-11-19T12:30:00+00:00",
    "streets": "Market Square\nBus station", "@state": "live",
}  # fmt: skip
_SCHOOLS = ("Larkspur Academy", "Quayside High", "Mereham Primary", "Rookery Lane School")
_TYPED: dict[str, Any] = {
    "place": "Market Square", "dob": "8 12 2012", "year_group": "9", "school_stated": "Larkspur Academy",
    "with_adult": "none", "reason": "shopping", "proof": "none", "school_says": "expected-in",
    "register_code": "O", "classification": "unauthorised", "actions": ["advice"], "welfare": "no",
}  # fmt: skip


@contextmanager
def _confirm(folder: Path) -> Iterator[Pair]:
    """Stops that are typed, from the press of the key to the disk, beside commits of one row as long."""
    casebook = _sweep(folder / "n", 200)
    numbers = itertools.count()
    plain = connect(folder / "raw.db", database_key(ROOT))
    plain.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words BLOB)")

    def ours() -> float:
        taken = 0.0
        for _ in range(_CONFIRMED):
            opened = casebook.stops.begin(_SWEEP)
            typed = {**opened.typed, **_TYPED, "child_name": f"Odessa Brandreth {next(numbers)}"}
            taken += timed(lambda: casebook.stops.confirm(opened, typed))()  # noqa: B023
        return taken / _CONFIRMED

    def commit() -> None:
        for number in range(_CONFIRMED):
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO said (words) VALUES (?)", (bytes([number]) * 1_500,))
            plain.execute("COMMIT")

    whole = timed(commit)
    yield Pair(ours, lambda: whole() / _CONFIRMED)
    plain.close()
    casebook.notebook.close()


@contextmanager
def _report(folder: Path) -> Iterator[Pair]:
    """Counted, hidden where small, as CSV and as pages; beside reading the same rows."""
    casebook = _sweep(folder / "n", _STOPS)
    plain = connect(casebook.notebook.vault.database.path, database_key(ROOT))

    def ours() -> None:
        found = casebook.sweep_returns.open(_SWEEP)
        casebook.sweep_returns.csv(found)
        casebook.sweep_returns.sheet(found)

    def baseline() -> None:
        plain.execute("SELECT * FROM current WHERE parent = ?", (_SWEEP,)).fetchall()

    yield Pair(timed(ours), timed(baseline))
    plain.close()
    casebook.notebook.close()


def _sweep(folder: Path, count: int) -> Casebook:
    """A live sweep with so many stops."""
    notebook = made(folder)
    notebook.write([_act("operation", _SWEEP, _PLAN)], Moment(wall_ms=_DAY_MS))
    _fill(notebook, count)
    return Casebook(notebook, lambda: Moment(wall_ms=_DAY_MS), lambda: str(uuid.uuid4()))


def _fill(notebook: Notebook, count: int) -> None:
    for start in range(0, count, _AT_ONCE):
        acts = [_stop(number) for number in range(start, min(start + _AT_ONCE, count))]
        notebook.write(acts, Moment(wall_ms=_DAY_MS + start))


def _stop(number: int) -> Act:
    def one(codes: str) -> str:
        listed = code_list(codes)
        return listed[number * 7 % len(listed)].code

    return _act(
        "stop",
        f"00000000-0000-7000-b000-{number:012x}",
        {
            "parent": _SWEEP,
            "stop_no": f"L07-{number:04}",
            "officer": _OFFICER,
            "stopped_at": f"2026-11-19T{9 + number % 3:02}:{number % 60:02}:00+00:00",
            "place": "Market Square",
            "child_name": f"Odessa Brandreth {number}",
            "dob": f"{2010 + number % 8}-03-{1 + number % 28:02}",
            "age": 8 + number % 8,
            "sex": "FM"[number % 2],
            "year_group": one("year-group"),
            "school_stated": _SCHOOLS[number % len(_SCHOOLS)],
            "with_adult": one("stop-with"),
            "reason": one("stop-reason"),
            "classification": one("stop-class"),
            "actions": ["advice", "phoned-parent"],
            "words": "“We only need ten minutes.”",
            "welfare": "no",
        },
    )


def _act(kind: str, record: str, fields: dict[str, Any]) -> Act:
    return Act(type=Type.EDIT, kind=kind, record=record, home=_SWEEP, fields=fields)


FIGURES = (
    Figure(
        what="stop: confirm key to durable",
        baseline="one-row durable commit with the raw driver",
        reach=Reach(most=0.1),
        prepare=_confirm,
        rounds=5,
    ),
    Figure(
        what=f"a sweep of {_STOPS:,} stops tallied and reported",
        baseline="reading its rows with the raw driver",
        reach=Reach(most=2),
        prepare=_report,
        rounds=5,
    ),
)
