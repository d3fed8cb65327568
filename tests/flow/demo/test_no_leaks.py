"""No word of any record lies in a file, but in the bundle and pictures that were exported on purpose."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard
from tests.flow.demo.conftest import Play
from tests.flow.demo.hunt import Hunt

from fieldkit.assets import asset
from fieldkit.casebook.notebooks import open_notebook
from fieldkit.demo.people import COUNCIL
from fieldkit.demo.play import PASSPHRASE
from fieldkit.errors import Trouble
from fieldkit.keys.keyrings import Keyring
from fieldkit.store import drafts, revisions

BY_NAME = (
    "Quillfeather", "Halloway", "Okonedo", "Tamsin", "Isolde", "Bram", "Adaeze", "Sluice Lane", "Example Row",
    "ZZ1 4CD", "07700 900101", "01632 960108", "I fell", "Bruise", "M-1184", "Priya Lanham", "Dilys Farthing",
    "U999400118002", "poorly", "School jumper",
)  # fmt: skip
#: Ids, dates, hashes, file types and the codes of lists are no words of a record.
_NO_WORDS = re.compile(r"[a-z0-9/.+:_-]*|[A-Z]\d+|\d{4}-\d\d-\d\dT[\d:.+]+|\d+")
_SHORTEST = 5


def no_keyring() -> Keyring:
    raise Trouble("There is none here.")


def words_of(value: object) -> Iterator[str]:
    """Each text in a value."""
    if isinstance(value, str):
        yield from (line.strip() for line in value.splitlines())
    elif isinstance(value, dict):
        for part in value.values():
            yield from words_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from words_of(part)


@pytest.fixture(scope="session")
def hunt(play: Play) -> Hunt:
    """All that was ever answered in the notebook of the officer who holds every case, drafts included."""
    notebook = open_notebook(play.folder / "notebook-dilys", PASSPHRASE, no_keyring)
    try:
        with notebook.reading() as book:
            told, more = revisions.everything(book, limit=100_000)
            written = [draft.typed for draft in drafts.all_drafts(book)]
    finally:
        notebook.close()
    assert more == 0
    said = {word for revision in told if revision.payload for word in words_of(dict(revision.payload.fields))}
    said |= {word for typed in written for word in words_of(typed)}
    found = {word for word in said if len(word) >= _SHORTEST and not _NO_WORDS.fullmatch(word)}
    product = _product()
    hunted = {word for word in found if word.lower() not in product}
    assert len(hunted) > 150
    return Hunt({*hunted, *BY_NAME} - {COUNCIL})


def _product() -> str:
    """What FieldKit itself says to everybody: its lists and wordings."""
    return "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(asset("resources", "reference").rglob("*.toml"))
    ).lower()


def test_no_file_holds_a_word_of_a_record(play: Play, hunt: Hunt) -> None:
    leaks = {str(path.relative_to(play.tree)): hunt.found_in(path) for path in play.files()}
    assert len(leaks) > 25
    # Files and counts only: a failing test says no name either.
    assert {file: len(words) for file, words in leaks.items() if words} == {}


def test_the_hunt_finds_the_words_where_they_were_left_on_purpose(play: Play, hunt: Hunt) -> None:
    notebook = (play.folder / "notebook-dilys" / "notebook.db").read_bytes()
    assert hunt.found(notebook + "MR BRAM HALLOWAY".encode("utf-16-be")) >= {"halloway", "bram"}
    for hidden in (
        b"Halloway",
        "Halloway".encode("utf-16-le"),
        b"Halloway".hex().upper().encode(),
        base64.b64encode(b"a Halloway"),
        base64.urlsafe_b64encode("– “Halloway”".encode()),
        zlib.compress(b"a halloway of that name"),
        zstandard.compress(b"a halloway of that name"),
    ):
        assert "halloway" in hunt.found(notebook[:5000] + b" " + hidden + b" " + notebook[:300])


def test_nothing_of_the_log_a_lock_or_a_crash_is_left_open(play: Play) -> None:
    left = [
        path.name for path in play.files() if path.suffix in (".db-wal", ".db-shm", ".db-journal", ".log")
    ]
    assert [name for name in left if not name[0].isdigit()] == []
    assert not list(Path(play.tree / "temp").iterdir())
