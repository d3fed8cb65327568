"""While a notebook is open, and after its lock, nothing that was written in it lies beside it in plain."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.flow.demo.hunt import Hunt

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

ROOT = bytes([7] * 32)
TYPED = "Grey door, brass knocker. Mr Sorrelfield says she left for Northmoor."


@pytest.fixture
def book(tmp_path: Path) -> Casebook:
    notebook = Notebook(open_by_root(tmp_path / "book", ROOT, SigningKey(ROOT), create=True))
    notebook.begin(Holder("o-1", "Dilys Farthing", "DF", ("CME",), "North", "L07"), 1_700_000_000_000, new_id)
    return Casebook(notebook)


def test_no_word_is_in_the_log_or_beside_it(book: Casebook, tmp_path: Path) -> None:
    case, _ = book.cases.new(
        {"case_type": "CME", "received_at": "9 11 2026 09:00"},
        {"forenames": "Corin", "surname": "Sorrelfield", "dob": "2 5 2011"},
    )
    draft = book.drafts.open(new_id(), kind="note", home=case, parent=case)
    book.drafts.save(draft, {"note_kind": "phone-call", "facts": TYPED}, "Note")
    found = list(book.find.records("sorrel"))
    hunt = Hunt(("Sorrelfield", "brass knocker", "Northmoor", "Dilys"))
    log = tmp_path / "book" / "notebook.db-wal"
    assert found
    assert log.stat().st_size > 10_000
    assert {path.name: hunt.found_in(path) for path in _files(tmp_path) if hunt.found_in(path)} == {}

    book.notebooks.close()

    assert not log.exists() or log.stat().st_size == 0
    assert {path.name: hunt.found_in(path) for path in _files(tmp_path) if hunt.found_in(path)} == {}


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
