"""The figures of the encrypted notebook: open, confirm, search and rebuild, each beside the raw driver."""

from __future__ import annotations

import itertools
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.figure import Figure, Pair, Reach, timed
from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.keys.slots import database_key
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Type
from fieldkit.store import records, search
from fieldkit.store.connecting import connect
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

_ROOT = bytes(range(32))
_WHO = Holder("o-1", "Dilys Farthing", "DF", ("CME",), "North", "L07")
_SAVES = 60
_EVERY_LINE = "SELECT r.raw, r.sig, p.raw FROM revisions r LEFT JOIN payloads p ON p.id = r.id ORDER BY r.n"
_RECORDS = 10_000
_LINES = 5
_SURNAMES = ("Quillfeather", "Rook", "Halloway", "Ostler", "Pennyfarthing", "Vane", "Ashdown", "Merriweather")
_FORENAMES = ("Isolde", "Bram", "Dilys", "Corin", "Tamsin", "Edric", "Maud", "Jory", "Wren", "Piers")
_TYPED = ("q", "qu", "quill", "isolde q", "bram", "07700", "rook tam", "merriweather jory")


@contextmanager
def _confirm(folder: Path) -> Iterator[Pair]:
    """Saves of one record of six fields, beside commits of one row as long."""
    notebook = _made(folder / "n")
    numbers = itertools.count()
    plain = connect(folder / "raw.db", database_key(_ROOT))
    plain.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, words BLOB)")

    def save() -> None:
        for _ in range(_SAVES):
            notebook.write([_person(next(numbers))], Moment(wall_ms=1_000))

    def commit() -> None:
        for number in range(_SAVES):
            plain.execute("BEGIN IMMEDIATE")
            plain.execute("INSERT INTO said (words) VALUES (?)", (bytes([number]) * 1_500,))
            plain.execute("COMMIT")

    yield Pair(_each(save), _each(commit))
    plain.close()
    notebook.close()


@contextmanager
def _typing(folder: Path) -> Iterator[Pair]:
    """The answers to eight beginnings of words, beside the same query of the index alone."""
    notebook = _filled(folder / "n", _RECORDS)
    plain = connect(notebook.vault.database.path, database_key(_ROOT))
    asked = [(search.match(typed), 1, "", search.MOST) for typed in _TYPED]
    with notebook.reading() as book:
        yield Pair(
            timed(lambda: [search.find(book, typed) for typed in _TYPED]),
            timed(lambda: [plain.execute(search.FIND, values).fetchall() for values in asked]),
        )
    plain.close()
    notebook.close()


@contextmanager
def _unlock(folder: Path) -> Iterator[Pair]:
    """From the root key to the newest fifty records, and the same rows by a bare connection."""
    _filled(folder / "n", _RECORDS).close()

    def ours() -> None:
        notebook = Notebook(open_by_root(folder / "n", _ROOT, SigningKey(_ROOT)))
        with notebook.reading() as book:
            records.listed(book, kinds=["person"], order="changed_ms", newest_first=True, limit=50)
            records.total(book)
        notebook.close()

    def baseline() -> None:
        plain = connect(folder / "n" / "notebook.db", database_key(_ROOT))
        plain.execute("SELECT * FROM current ORDER BY changed_ms DESC LIMIT 50").fetchall()
        plain.close()

    yield Pair(timed(ours), timed(baseline))


@contextmanager
def _rebuild(folder: Path) -> Iterator[Pair]:
    """`current` and the search words from the ledger, beside reading the ledger; both open the file first."""
    notebook = _filled(folder / "n", _RECORDS // _LINES)
    _correct(notebook, _RECORDS // _LINES)
    notebook.close()

    def ours() -> None:
        opened = Notebook(open_by_root(folder / "n", _ROOT, SigningKey(_ROOT)))
        opened.rebuild()
        opened.close()

    def baseline() -> None:
        plain = connect(folder / "n" / "notebook.db", database_key(_ROOT))
        for _ in plain.execute(_EVERY_LINE):
            pass
        plain.close()

    yield Pair(timed(ours), timed(baseline))


def _made(folder: Path) -> Notebook:
    notebook = Notebook(open_by_root(folder, _ROOT, SigningKey(_ROOT), create=True))
    notebook.begin(_WHO, 0, lambda: str(uuid.uuid4()))
    return notebook


def _filled(folder: Path, count: int) -> Notebook:
    """A notebook of `count` records, written a hundred a transaction."""
    notebook = _made(folder)
    for start in range(0, count, 100):
        acts = [_person(number) for number in range(start, min(start + 100, count))]
        notebook.write(acts, Moment(wall_ms=1_000 + start))
    return notebook


def _correct(notebook: Notebook, count: int) -> None:
    """Say something new of each record until it has as many lines as a record has as a rule."""
    for turn in range(1, _LINES):
        with notebook.reading() as book:
            held = records.listed(book)
        for start in range(0, count, 100):
            acts = [
                Act(
                    type=Type.EDIT,
                    kind="person",
                    record=here.record,
                    home="h",
                    fields={"notes": f"Visit {turn}: nobody in. " * 12, "phone": f"07700 9{turn:05}"},
                    bases=here.folded.heads,
                )
                for here in held[start : start + 100]
            ]
            notebook.write(acts, Moment(wall_ms=1_000_000 * turn))


def _person(number: int) -> Act:
    chance = random.Random(number)  # noqa: S311
    fields: dict[str, Any] = {
        "forenames": chance.choice(_FORENAMES),
        "surname": f"{chance.choice(_SURNAMES)} {number}",
        "phone": f"07700 9{number % 100_000:05}",
        "email": f"person{number}@example.org",
        "notes": "Called at the door and was told that the family had moved. " * 8,
    }
    record = f"00000000-0000-7000-8000-{number:012x}"
    return Act(type=Type.EDIT, kind="person", record=record, home="h", fields=fields)


def _each(work: Any) -> Any:
    """A taking of one save out of many."""
    whole = timed(work)
    return lambda: whole() / _SAVES


FIGURES = (
    Figure(
        what=f"unlock to home, {_RECORDS:,} records, key derivation apart",
        baseline="opening the file with the raw driver, 50 rows",
        reach=Reach(more=0.5),
        prepare=_unlock,
    ),
    Figure(
        what="confirm a record",
        baseline="one-row durable commit with the raw driver",
        reach=Reach(times=3),
        prepare=_confirm,
        rounds=9,
    ),
    Figure(
        what=f"search as you type, eight times, {_RECORDS:,} records",
        baseline="the same FTS5 queries with the raw driver",
        reach=Reach(times=1.5, most=0.4),
        prepare=_typing,
        rounds=9,
    ),
    Figure(
        what=f"rebuild current from {_RECORDS:,} revisions, {_LINES} a record",
        baseline="reading them with the raw driver",
        reach=Reach(times=10),
        prepare=_rebuild,
        rounds=3,
    ),
)
