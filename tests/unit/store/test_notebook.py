"""A notebook on disk: one transaction a save, a projection that the ledger can always rebuild, lawful
erasure.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment, check_chain
from fieldkit.ledger.revision import Type
from fieldkit.store import drafts, records, revisions, search
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

WHO = Holder("o-1", "Petra Ashlock", "PA", ("CME", "MGR"), "North", "L07")
ROOT = bytes(range(32))


@pytest.fixture
def notebook(tmp_path: Path) -> Iterator[Notebook]:
    made = Notebook(open_by_root(tmp_path / "n", ROOT, SigningKey(ROOT), create=True))
    made.begin(WHO, 1_000, lambda: str(uuid.uuid4()))
    yield made
    made.close()


def person(notebook: Notebook, record: str = "p", **fields: str) -> None:
    with notebook.reading() as book:
        held = records.get(book, record)
    act = Act(type=Type.EDIT, kind="person", record=record, home="h", fields=fields,
              bases=held.folded.heads if held else ())  # fmt: skip
    notebook.write([act], Moment(wall_ms=2_000))


def test_what_is_written_is_signed_folded_found_and_chained(notebook: Notebook) -> None:
    person(notebook, forenames="Isolde", surname="Quillfeather", phone="07700 900101")
    person(notebook, phone="07700 900118")
    with notebook.reading() as book:
        held = records.get(book, "p")
        assert held is not None
        assert (held.title, held.value("phone")) == ("Isolde Quillfeather", "07700 900118")
        assert [found.record for found in search.find(book, "quillf")] == ["p"]
        assert search.find(book, "900101") == []
        chain = revisions.of_chain(book, notebook.head().chain)
    public = notebook.vault.signing.public
    assert (
        check_chain(chain, lambda key, sig, message: key == public.id and public.verify(sig, message)) == []
    )
    assert notebook.head().seq == 2


def test_current_rebuilt_equals_current_live(notebook: Notebook) -> None:
    for number in range(30):
        person(notebook, f"p{number % 7}", surname=f"Name {number}", phone=f"07700 9001{number:02}")
    query = text("SELECT record, body, title, state, changed_ms FROM current ORDER BY record")
    with notebook.reading() as book:
        live = book.execute(query).all()
    assert notebook.rebuild() == 7
    with notebook.reading() as book:
        assert book.execute(query).all() == live
        assert len(search.find(book, "name")) == 7


def test_nothing_of_a_save_stays_when_it_fails(notebook: Notebook) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("cut")

    act = Act(type=Type.EDIT, kind="person", record="p", home="h", fields={"surname": "Rook"})
    with pytest.raises(RuntimeError):
        notebook.write([act], Moment(wall_ms=1), also=fail)
    with notebook.reading() as book:
        assert records.get(book, "p") is None
    assert notebook.head().seq == 0


def test_a_draft_goes_in_the_transaction_that_confirms_it(notebook: Notebook) -> None:
    kept = drafts.Draft("p", "person", "h", typed={"surname": "Rook"}, place="Name", saved_ms=5)
    with notebook.writing() as book:
        drafts.save(book, kept)
    with notebook.reading() as book:
        assert drafts.get(book, "p") == kept
    act = Act(type=Type.EDIT, kind="person", record="p", home="h", fields={"surname": "Rook"})
    notebook.write([act], Moment(wall_ms=1), confirmed=["p"])
    with notebook.reading() as book:
        assert drafts.all_drafts(book) == []


def test_erasing_takes_the_words_everywhere_and_keeps_the_chain(notebook: Notebook) -> None:
    person(notebook, surname="Rook", phone="07700 900143")
    with notebook.reading() as book:
        told = revisions.of_record(book, "p")
    order = Act(type=Type.ERASE, kind="person", record="p", home="h", targets=(told[0].id,),
                bases=(told[0].id,), fields={"@ground": "SWP-22"})  # fmt: skip
    notebook.write([order], Moment(wall_ms=3_000))
    with notebook.reading() as book:
        left = revisions.by_id(book, [told[0].id])[0]
        held = records.get(book, "p")
        assert held is not None
        assert "Rook" not in json.dumps(held.values)
        assert search.find(book, "rook") == []
    assert left.payload is not None
    assert left.payload.commit() == left.header.commit
    assert left.payload.withheld == ("phone", "surname")
    assert not left.payload.nonce


def test_an_erased_payload_that_arrives_again_stays_erased(notebook: Notebook, tmp_path: Path) -> None:
    person(notebook, surname="Rook")
    with notebook.reading() as book:
        told = revisions.of_record(book, "p")
    order = Act(type=Type.ERASE, kind="person", record="p", home="h", targets=(told[0].id,))
    notebook.write([order], Moment(wall_ms=3_000))
    with notebook.reading() as book:
        both = revisions.of_record(book, "p")
    other = Notebook(open_by_root(tmp_path / "other", ROOT, SigningKey(ROOT), create=True))
    other.begin(WHO, 1_000, lambda: str(uuid.uuid4()))
    other.receive([both[1]], 4_000)
    other.receive(told, 4_000)
    with other.reading() as book:
        held = records.get(book, "p")
        assert held is not None
        assert held.values == {"surname": None}
    other.close()


def test_the_ledger_cannot_be_rewritten_in_the_database(notebook: Notebook) -> None:
    person(notebook, surname="Rook")
    for statement in ("DELETE FROM revisions", "UPDATE revisions SET seq = 9"):
        with pytest.raises(DBAPIError, match="revisions stay"), notebook.writing() as book:
            book.execute(text(statement))


def test_a_sealed_record_closes_its_parts_and_leaves_what_follows_open(notebook: Notebook) -> None:
    def write(
        record: str, kind: str, type: Type = Type.EDIT, targets: tuple[str, ...] = (), **fields: str
    ) -> None:
        with notebook.reading() as book:
            held = records.get(book, record)
        bases = held.folded.heads if held else ()
        notebook.write(
            [Act(type=type, kind=kind, record=record, home="h", fields=fields, bases=bases, targets=targets)],
            Moment(wall_ms=1),
        )

    write("v", "visit", facts="x")
    write("pp", "person-present", parent="v", name="Bram")
    write("f", "follow-up", parent="v", action="call")
    with notebook.reading() as book:
        heads = tuple(h for r in ("v", "pp") for h in records.some(book, [r])[r].folded.heads)
    write("v", "visit", Type.SEAL, targets=heads)
    write("pp", "person-present", name="Bram Halloway")
    write("f", "follow-up", action="call twice")
    with notebook.reading() as book:
        found = records.some(book, ["v", "pp", "f"])
    assert found["v"].locked
    assert (found["pp"].value("name"), found["pp"].late) == ("Bram", 1)
    assert (found["f"].value("action"), found["f"].late) == ("call twice", 0)
