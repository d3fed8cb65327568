"""A notebook that the first version made says the same once it is brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text

from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Type
from fieldkit.store import migrations, projection, receipts, revisions, search
from fieldkit.store.check import check
from fieldkit.store.notebook import Notebook
from fieldkit.store.tables import NOTEBOOK
from fieldkit.store.vault import open_by_root

ROOT = bytes(range(32))
_WHO = Holder("o-1", "Dilys Farthing", "DF", ("MGR",), "North", "L07")


def opened(folder: Path, *, create: bool = False) -> Notebook:
    return Notebook(open_by_root(folder, ROOT, SigningKey(ROOT), create=create))


def written(folder: Path) -> Notebook:
    """A notebook with lines that were changed, sealed off, erased and received."""
    notebook = opened(folder, create=True)
    notebook.begin(_WHO, 1_000, lambda: "home")
    for number in range(5):
        fields = {"surname": f"Rook {number}", "notes": "Nobody in.", "parent": f"p{number - 1}"}
        act = Act(type=Type.EDIT, kind="person", record=f"p{number}", home="home", fields=fields)
        notebook.write([act], Moment(wall_ms=2_000 + number))
    with notebook.reading() as book:
        lines, _ = revisions.everything(book)
    said = {"@fields": ["notes"], "@ground": "court"}
    order = Act(type=Type.ERASE, kind="person", record="p1", home="home", fields=said, targets=(lines[1].id,))
    notebook.write([order], Moment(wall_ms=3_000))
    with notebook.writing() as book:
        receipts.put(book, [receipts.Receipt(line.id, n, "", 9) for n, line in enumerate(lines)])
    return notebook


def told(notebook: Notebook) -> list[Any]:
    """Everything that the ledger, the lists, the receipts and the search say."""
    with notebook.reading() as book:
        lines, _ = revisions.everything(book)
        said = projection.held(book, revisions.records_of(book))
        received = receipts.receipts_of(book, [line.id for line in lines])
        return [lines, said, received, search.find(book, "rook"), search.find(book, "nobody")]


def layout(connection: Connection) -> dict[str, Any]:
    """The columns, keys and indexes of every table that SQLAlchemy knows."""
    found: dict[str, Any] = {}
    for name in NOTEBOOK.tables:
        about = {"columns": connection.execute(text(f"PRAGMA table_info({name})")).all()}
        for _, index, unique, origin, partial in connection.execute(text(f"PRAGMA index_list({name})")):
            columns = connection.execute(text(f"PRAGMA index_info({index})")).all()
            about[index] = (unique, origin, partial, columns)
        found[name] = about
    return found


def test_what_the_first_version_held_is_all_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = written(tmp_path / "newest")
    with newest.reading() as book:
        copied = {
            name: book.execute(text(f"SELECT * FROM {name}")).all()  # noqa: S608
            for name in ("revisions", "receipts", "current", "certificates", "settings", "erasures")
        }
        copied["payloads"] = book.execute(
            text("SELECT r.id, p.raw FROM payloads p JOIN revisions r ON r.n = p.n")
        ).all()
        words = book.execute(text("SELECT rowid, said FROM words")).all()
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS[:1])
    older = opened(tmp_path / "older", create=True)
    with older.writing() as book:
        for name, lines in copied.items():
            for line in lines:
                marks = ", ".join(f":c{n}" for n in range(len(line)))
                statement = text(f"INSERT INTO {name} VALUES ({marks})")  # noqa: S608
                book.execute(statement, {f"c{n}": value for n, value in enumerate(line)})
        for n, said in words:
            book.execute(text("INSERT INTO words (rowid, said) VALUES (:n, :said)"), {"n": n, "said": said})
    older.close()
    monkeypatch.undo()
    older = opened(tmp_path / "older")
    assert told(older) == told(newest)
    assert check(older) == []
    older.rebuild()
    assert told(older) == told(newest)
    older.close()
    newest.close()


def test_the_steps_lead_to_the_tables_that_are_written_to(tmp_path: Path) -> None:
    notebook = opened(tmp_path / "n", create=True)
    plain = create_engine("sqlite://")
    with notebook.reading() as book, plain.connect() as meant:
        NOTEBOOK.create_all(meant)
        assert layout(book) == layout(meant)
    notebook.close()
    plain.dispose()


def test_a_newer_notebook_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = opened(tmp_path / "n", create=True)
    monkeypatch.setattr(migrations, "STEPS", migrations.STEPS[:1])
    with pytest.raises(Trouble, match="newer FieldKit"):
        migrations.migrate(notebook.vault.database)
    notebook.close()
