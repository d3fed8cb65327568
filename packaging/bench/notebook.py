"""The figures of the encrypted notebook: open, confirm, search and rebuild, each beside the raw driver."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.figure import Figure, Pair, Reach, Taking, timed
from bench.sample import ROOT, correct, fill, made, opened, person
from fieldkit.keys.slots import database_key
from fieldkit.ledger.chain import Moment
from fieldkit.store import records, search
from fieldkit.store.connecting import connect

_SAVES = 60
_EVERY_LINE = "SELECT r.raw, r.sig, p.raw FROM revisions r LEFT JOIN payloads p ON p.n = r.n ORDER BY r.n"
_RECORDS = 10_000
_LINES = 5
_TYPED = ("q", "qu", "quill", "isolde q", "bram", "07700", "rook tam", "merriweather jory")


@contextmanager
def _confirm(folder: Path) -> Iterator[Pair]:
    """Saves of one record of six fields, beside commits of one row as long."""
    notebook = made(folder / "n")
    numbers = itertools.count()
    plain = connect(folder / "raw.db", database_key(ROOT))
    plain.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words BLOB)")

    def save() -> None:
        for _ in range(_SAVES):
            notebook.write([person(next(numbers))], Moment(wall_ms=1_000))

    def commit() -> None:
        for number in range(_SAVES):
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO said (words) VALUES (?)", (bytes([number]) * 1_500,))
            plain.execute("COMMIT")

    yield Pair(_each(save), _each(commit))
    plain.close()
    notebook.close()


@contextmanager
def _typing(count: int, folder: Path) -> Iterator[Pair]:
    """The answers to eight beginnings of words, beside the same query of the index alone."""
    notebook = made(folder / "n")
    fill(notebook, count)
    plain = connect(notebook.vault.database.path, database_key(ROOT))
    asked = [(search.match(typed), 1, "", search.MOST) for typed in _TYPED]
    with notebook.reading() as book:
        yield Pair(
            timed(lambda: [search.find(book, typed) for typed in _TYPED]),
            timed(lambda: [plain.execute(search.FIND, values).fetchall() for values in asked]),
        )
    plain.close()
    notebook.close()


@contextmanager
def _unlock(count: int, folder: Path) -> Iterator[Pair]:
    """From the root key to the newest fifty records, and the same rows by a bare connection."""
    _written(folder / "n", count)

    def ours() -> None:
        notebook = opened(folder / "n")
        with notebook.reading() as book:
            records.listed(book, kinds=["person"], order="changed_ms", newest_first=True, limit=50)
            records.total(book)
        notebook.close()

    def baseline() -> None:
        plain = connect(folder / "n" / "notebook.db", database_key(ROOT))
        plain.execute("SELECT * FROM current ORDER BY changed_ms DESC LIMIT 50").fetchall()
        plain.close()

    yield Pair(timed(ours), timed(baseline))


@contextmanager
def _rebuild(count: int, folder: Path) -> Iterator[Pair]:
    """`current` and the search words from the ledger, beside reading the ledger; both open the file first."""
    _written(folder / "n", count // _LINES, _LINES)

    def ours() -> None:
        notebook = opened(folder / "n")
        notebook.rebuild()
        notebook.close()

    def baseline() -> None:
        plain = connect(folder / "n" / "notebook.db", database_key(ROOT))
        for _ in plain.execute(_EVERY_LINE):
            pass
        plain.close()

    yield Pair(timed(ours), timed(baseline))


def _written(folder: Path, count: int, lines: int = 1) -> None:
    """A notebook of `count` people, each said something of as often as `lines`; closed again."""
    notebook = made(folder)
    fill(notebook, count)
    for turn in range(1, lines):
        correct(notebook, turn)
    notebook.close()


def _each(work: Callable[[], None]) -> Taking:
    """A taking of one save out of many."""
    whole = timed(work)
    return lambda: whole() / _SAVES


def _unlocked(count: int) -> Figure:
    return Figure(
        what=f"unlock to home, {count:,} records, key derivation apart",
        baseline="opening the file with the raw driver, 50 rows",
        reach=Reach(more=0.5),
        prepare=partial(_unlock, count),
        rounds=9,
    )


def _typed(count: int) -> Figure:
    return Figure(
        what=f"search as you type, eight times, {count:,} records",
        baseline="the same FTS5 queries with the raw driver",
        reach=Reach(times=1.5, most=0.4),
        prepare=partial(_typing, count),
        rounds=15,
    )


def _rebuilt(count: int) -> Figure:
    return Figure(
        what=f"rebuild current from {count:,} revisions, {_LINES} a record",
        baseline="reading them with the raw driver",
        reach=Reach(times=10),
        prepare=partial(_rebuild, count),
        rounds=3,
        tenth_of=f"rebuild current from {10 * count:,} revisions, {_LINES} a record",
    )


FIGURES = (
    _unlocked(_RECORDS),
    Figure(
        what="confirm a record",
        baseline="one-row durable commit with the raw driver",
        reach=Reach(times=3),
        prepare=_confirm,
        rounds=9,
    ),
    _typed(_RECORDS),
    _rebuilt(_RECORDS // 10),
    _rebuilt(_RECORDS),
)
