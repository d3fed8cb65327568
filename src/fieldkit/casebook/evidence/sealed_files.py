"""A file kept sealed beside a record: how the record names it, and how it goes when nothing names it."""

from __future__ import annotations

from collections.abc import Iterable

from fieldkit.ledger.canonical import Json
from fieldkit.store import attachments
from fieldkit.store.attachments import Place
from fieldkit.store.notebook import Notebook
from fieldkit.store.sealed import Sealed


def held_file(sealed: Sealed, name: str, mime: str) -> dict[str, Json]:
    """What a record says of a sealed file of its own."""
    return {
        "id": sealed.name,
        "key": sealed.key.hex(),
        "mime": mime,
        "name": name,
        "sealed": sealed.sealed_sha256,
        "sealed_size": sealed.sealed_size,
        "sha256": sealed.sha256,
        "size": sealed.size,
    }


def place_of(sealed: Sealed) -> Place:
    """Where a sealed file lies, before its record has an id."""
    return Place(sealed.sealed_sha256, sealed.name, sealed.sealed_size, "")


def let_go(notebook: Notebook, keep: Iterable[Sealed]) -> None:
    """Take sealed files away again, unless the record that names them was written after all."""
    with notebook.reading() as book:
        named = attachments.known(book)
    for one in keep:
        if one.sealed_sha256 not in named:
            notebook.files.remove(one.name)
