"""The states of a record that is read."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A record that can be changed, one that is withdrawn, an exhibit with its custody, a locked visit with
    an addendum.
    """
    with sitting(kit) as at:
        book, load = at.load.book, at.load
        note = {"note_kind": "phone-call", "happened_at": "19 11 2026 16:05", "subject": "Call to the school"}
        record, _ = book.records.new("note", note, parent=load.case)
        yield "open", at.open("record", record)
        book.records.withdraw(record, "Written twice")
        yield "withdrawn", at.open("record", record)
        said = {"exhibit_kind": "paper", "description": "Letter", "reason": "document-seen"}
        exhibit, _ = book.records.new("exhibit", said, parent=load.case, machine={"mark": "DF/9"})
        row = {"from_whom": "Dilys Farthing", "to_whom": "Evidence store, shelf 4", "purpose": "Safe keeping"}
        book.custody.add(exhibit, row | {"custody_act": "stored"}, signed_by="Dana Reed")
        yield "exhibit with custody", at.open("record", exhibit)
        book.visits.lock(at.written())
        book.records.addendum(load.visit, "The bruise was on the left arm.")
        yield "locked", at.open("record", load.visit)
