"""The check of a notebook: whole ones pass, and each sort of damage is named by its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from fieldkit.keys.council import CouncilSecrets
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Blob, Type
from fieldkit.store import attachments, certificates, exchange, revisions
from fieldkit.store.check import Part, check
from fieldkit.store.notebook import Notebook
from fieldkit.wire.merkle import Tree
from fieldkit.wire.receipts import Checkpoint, Receipt

COUNCIL = CouncilSecrets.generate()
KEYS = COUNCIL.certify("fenmarch", "Fenmarch County Council", from_ms=0, to_ms=10**13)


def write(notebook: Notebook, number: int, **fields: str) -> None:
    act = Act(type=Type.EDIT, kind="person", record=f"p{number}", home="h", fields=fields)
    notebook.write([act], Moment(wall_ms=2_000 + number))


def attach(notebook: Notebook) -> str:
    sealed = notebook.files.put([b"a photograph " * 9_000])
    act = Act(
        type=Type.EDIT,
        kind="exhibit",
        record="x",
        home="h",
        fields={"description": "Door", "file": {"key": sealed.key.hex(), "name": sealed.name}},
        blobs=(Blob(sealed.sealed_sha256, sealed.sealed_size),),
    )
    place = attachments.Place(sealed.sealed_sha256, sealed.name, sealed.sealed_size, "x")
    notebook.write([act], Moment(wall_ms=5_000), files=[place])
    return sealed.name


@pytest.fixture
def full(notebook: Notebook) -> Notebook:
    for number in range(12):
        write(notebook, number, surname=f"Rook {number}")
    attach(notebook)
    return notebook


def changed(notebook: Notebook, *statements: str) -> None:
    """What a bug, or somebody with the key, could do to the database behind the notebook's back."""
    with notebook.writing() as connection:
        for trigger in ("revisions_stay", "revisions_fixed"):
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        for statement in statements:
            connection.execute(text(statement))


def test_a_whole_notebook_has_no_flaw_and_says_how_far_it_is(full: Notebook) -> None:
    said: list[tuple[int, int, str]] = []
    assert check(full, lambda done, of, what: said.append((done, of, what))) == []
    assert {what for _, _, what in said} >= {
        "Checking the pages of the notebook file",
        "Checking lines and signatures",
        "Checking photographs and papers",
        "Checking the lists against the lines",
    }
    assert (13, 13, "Checking lines and signatures") in said


def test_a_check_stops_when_it_is_told_to(full: Notebook) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, of: int, what: str) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        check(full, stop)
    assert check(full) == []


CASES = {
    "a changed header": (
        "UPDATE revisions SET raw = CAST(replace(CAST(raw AS TEXT), '2004', '2009') AS BLOB) WHERE n = 5",
        Part.LINES,
        "line 5 is damaged: it is listed under another id",
    ),
    "a changed payload": (
        "UPDATE payloads SET raw = CAST(replace(CAST(raw AS TEXT), 'Rook 4', 'Rook 9') AS BLOB)",
        Part.LINES,
        "line 5 is damaged: the payload is not the one that was signed",
    ),
    "bytes that are no header": (
        "UPDATE revisions SET raw = CAST('{}' AS BLOB) WHERE n = 5",
        Part.LINES,
        "line 5 is damaged: the bytes are no header",
    ),
    "a line listed elsewhere": (
        "UPDATE revisions SET record = 'p9' WHERE n = 5",
        Part.LINES,
        "line 5 is damaged: it is listed under another record",
    ),
    "a changed signature": (
        "UPDATE revisions SET sig = zeroblob(64) WHERE n = 5",
        Part.CHAIN,
        "line 5 is not signed by the key it names",
    ),
    "a line taken out": ("DELETE FROM revisions WHERE n = 5", Part.CHAIN, "line 5 is missing"),
    "no certificate": ("DELETE FROM certificates", Part.CHAIN, "no certificate says whose key"),
    "a changed list": (
        "UPDATE current SET title = 'Someone else' WHERE record = 'p4'",
        Part.CURRENT,
        "Record p4 is listed otherwise than its lines say",
    ),
    "changed search words": (
        "UPDATE words SET said = 'nothing' WHERE rowid = 5",
        Part.CURRENT,
        "Record p4 is listed otherwise than its lines say",
    ),
    "a listed record that nobody wrote": (
        "INSERT INTO current SELECT 99, 'zz', kind, home, parent, subject, state, title, line, happened, due,"
        " made_ms, changed_ms, seal, withdrawn, restricted, disputed, late, body FROM current WHERE n = 5",
        Part.CURRENT,
        "Record zz is listed, but no line says anything of it",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_sort_of_damage_is_named(full: Notebook, case: str) -> None:
    statement, part, says = CASES[case]
    changed(full, statement)
    found = check(full)
    assert found
    assert any(flaw.part == part and says in flaw.says for flaw in found), found
    assert found == sorted(found)


def test_another_key_in_the_chain_is_a_forgery(full: Notebook) -> None:
    full.vault.signing = SigningKey(bytes(32))
    with pytest.raises(RuntimeError, match="new incarnation"):
        Notebook(full.vault).write(
            [Act(type=Type.EDIT, kind="person", record="q", home="h")], Moment(wall_ms=9_000)
        )


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (lambda raw: raw[:-1] + bytes([raw[-1] ^ 1]), "was changed"),
        (lambda raw: raw[:-20], "was changed"),
        (lambda _: None, "is missing"),
    ],
)
def test_a_changed_or_missing_file_is_named(
    full: Notebook, harm: Callable[[bytes], bytes | None], says: str
) -> None:
    with full.reading() as book:
        name = next(iter(attachments.known(book).values())).name
    path = full.files.path(name)
    left = harm(path.read_bytes())
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    assert [flaw.says for flaw in check(full)] == [f"The file {name} of record x {says}."]


def test_a_file_that_a_line_names_and_nobody_holds_is_missing(full: Notebook) -> None:
    changed(full, "DELETE FROM files")
    (flaw,) = check(full)
    assert flaw.part == Part.FILES
    assert "own lines name is not here" in flaw.says


def test_a_damaged_page_comes_first(full: Notebook) -> None:
    full.vault.database.check()
    path = full.vault.folder.database
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    assert check(full)[0].part == Part.PAGES


def received(notebook: Notebook, ids: list[str]) -> None:
    """What a round of sending keeps: a receipt over these lines, signed by the council."""
    with notebook.writing() as book:
        certificates.put_council(book, KEYS)
        tree, _ = Tree().append(bytes.fromhex(name) for name in ids)
        note = Checkpoint("fenmarch", tree.size, tree.root.hex(), 9_000, 1).signed(
            COUNCIL.receipt.public.raw, COUNCIL.receipt.sign
        )
        exchange.keep_receipt(book, Receipt(checkpoint=note, first=0, peaks=(), leaves=tuple(ids)), 9_000)


def test_receipts_are_checked_against_the_council_and_the_lines(full: Notebook) -> None:
    with full.reading() as book:
        ids = [line.id for line in revisions.of_chain(book, full.head().chain)]
    received(full, ids[:5])
    assert check(full) == []
    changed(full, "UPDATE receipts SET position = 9 WHERE position = 2")
    assert [flaw.says for flaw in check(full)] == ["1 lines are listed as received, but no receipt says so."]
    with full.writing() as book:
        book.execute(text("UPDATE server SET value = replace(value, 'fenmarch', 'fenmarsh')"))
    found = [flaw for flaw in check(full) if flaw.part == Part.RECEIPTS]
    assert any(flaw.says.startswith("Receipt 0 of the council does not hold") for flaw in found)
