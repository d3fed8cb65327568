"""A new signing key opens a chain of its own, which says where it takes over."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import NO_REVISION, Type
from fieldkit.store import certificates, identity, records, revisions
from fieldkit.store.check import check
from fieldkit.store.incarnation import is_due, own_chains, renew
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

ROOT = bytes(range(32))


def write(notebook: Notebook, wall_ms: int, **fields: str) -> None:
    with notebook.reading() as book:
        here = records.get(book, "p")
    bases = here.folded.heads if here else ()
    act = Act(type=Type.EDIT, kind="person", record="p", home="h", fields=fields, bases=bases)
    notebook.write([act], Moment(wall_ms=wall_ms))


def again(notebook: Notebook, signing: SigningKey) -> Notebook:
    """The same notebook opened with another signing key, as after a recovery."""
    folder: Path = notebook.vault.folder.path
    notebook.close()
    return Notebook(open_by_root(folder, ROOT, signing))


def test_nothing_is_done_while_the_key_is_the_old_one(notebook: Notebook) -> None:
    write(notebook, 2_000, surname="Rook")
    assert not is_due(notebook)
    assert not renew(notebook, Moment(wall_ms=3_000), lambda: "id", "no reason")
    assert notebook.head().seq == 1


def test_a_new_key_takes_over_where_the_old_chain_ends(notebook: Notebook) -> None:
    write(notebook, 9_000, surname="Rook")
    before = notebook.head()
    with notebook.reading() as book:
        mark = identity.read(book).mark
    renewed = again(notebook, SigningKey.generate())
    with pytest.raises(RuntimeError, match="new incarnation"):
        write(renewed, 3_000, surname="Crow")
    assert is_due(renewed)
    assert renew(renewed, Moment(wall_ms=3_000), lambda: "device-1", "Recovered")
    write(renewed, 4_000, surname="Crow")
    with renewed.reading() as book:
        me = identity.read(book)
        first, second = revisions.of_chain(book, me.chain)
        own = certificates.by_key(book, renewed.vault.signing.id)
        assert own_chains(book) == [before.chain, me.chain]
        surname = records.some(book, ["p"])["p"].value("surname")
    assert (first.header.type, first.header.prev, first.header.seq) == (Type.ROTATE, before.id, 1)
    assert first.payload is not None
    assert first.payload.fields["@why"] == "Recovered"
    assert second.header.prev == first.id
    assert second.header.when > first.header.when > (9_000, 0), "a clock put back changes no order"
    assert surname == "Crow"
    assert own is not None
    assert own.own
    assert own.holder.mark == me.mark != mark
    assert not me.enrolled
    assert check(renewed) == []
    renewed.close()


def test_a_second_new_key_follows_the_first(notebook: Notebook) -> None:
    write(notebook, 2_000, surname="Rook")
    one = again(notebook, SigningKey.generate())
    renew(one, Moment(wall_ms=3_000), lambda: "device-1", "Recovered")
    two = again(one, SigningKey.generate())
    renew(two, Moment(wall_ms=4_000), lambda: "device-2", "Recovered again")
    with two.reading() as book:
        assert len(own_chains(book)) == 3
        assert identity.read(book).mark.count("R") == 1
    assert check(two) == []
    two.close()


def test_a_notebook_that_never_wrote_begins_from_nothing(notebook: Notebook) -> None:
    renewed = again(notebook, SigningKey.generate())
    renew(renewed, Moment(wall_ms=3_000), lambda: "device-1", "Recovered")
    with renewed.reading() as book:
        (first,) = revisions.of_chain(book, identity.read(book).chain)
    assert first.header.prev == NO_REVISION
    assert check(renewed) == []
    renewed.close()
