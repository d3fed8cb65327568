"""The records that are measured with: people of an invented council, written into a real notebook."""

from __future__ import annotations

import random
import uuid
from pathlib import Path
from typing import Any

from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Type
from fieldkit.store import records
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

ROOT = bytes(range(32))
HOME = "00000000-0000-7000-9000-000000000001"
_WHO = Holder("o-1", "Dilys Farthing", "DF", ("CME",), "North", "L07")
_AT_ONCE = 100
_SURNAMES = ("Quillfeather", "Rook", "Halloway", "Ostler", "Pennyfarthing", "Vane", "Ashdown", "Merriweather")
_FORENAMES = ("Isolde", "Bram", "Dilys", "Corin", "Tamsin", "Edric", "Maud", "Jory", "Wren", "Piers")


def made(folder: Path, key: SigningKey | None = None) -> Notebook:
    """A new notebook in `folder`, opened by its root key, so that no passphrase is stretched."""
    notebook = Notebook(open_by_root(folder, ROOT, key or SigningKey(ROOT), create=True))
    notebook.begin(_WHO, 0, lambda: str(uuid.uuid4()))
    return notebook


def opened(folder: Path) -> Notebook:
    """The notebook in `folder` again."""
    return Notebook(open_by_root(folder, ROOT, SigningKey(ROOT)))


def fill(notebook: Notebook, count: int, first: int = 0) -> None:
    """Write `count` new people, a hundred a transaction."""
    for start in range(first, first + count, _AT_ONCE):
        acts = [person(number) for number in range(start, min(start + _AT_ONCE, first + count))]
        notebook.write(acts, Moment(wall_ms=1_000 + start))


def correct(notebook: Notebook, turn: int, limit: int = -1) -> None:
    """Say something new of the newest `limit` people, of all as a rule."""
    with notebook.reading() as book:
        held = records.listed(book, limit=limit, order="changed_ms", newest_first=True)
    for start in range(0, len(held), _AT_ONCE):
        acts = [
            Act(
                type=Type.EDIT,
                kind="person",
                record=here.record,
                home=HOME,
                fields={"notes": f"Visit {turn}: nobody in. " * 12, "phone": f"07700 9{turn:05}"},
                bases=here.folded.heads,
            )
            for here in held[start : start + _AT_ONCE]
        ]
        notebook.write(acts, Moment(wall_ms=1_000_000 * turn))


def person(number: int) -> Act:
    """The first revision of the person of that number: six fields, about 800 bytes."""
    chance = random.Random(number)  # noqa: S311
    fields: dict[str, Any] = {
        "forenames": chance.choice(_FORENAMES),
        "surname": f"{chance.choice(_SURNAMES)} {number}",
        "phone": f"07700 9{number % 100_000:05}",
        "email": f"person{number}@example.org",
        "notes": "Called at the door and was told that the family had moved. " * 8,
    }
    record = f"00000000-0000-7000-8000-{number:012x}"
    return Act(type=Type.EDIT, kind="person", record=record, home=HOME, fields=fields)
