"""The desk for the log of what was looked at and let out (DPA 2018 s.62)."""

from __future__ import annotations

from fieldkit.casebook.audit.marked import Marked
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.store import journal
from fieldkit.store.changes import Changes


class Looks(Desk):
    """A look is journalled at once and folded each minute into one revision of the officer's own log."""

    def fold(self) -> Changes:
        """Put the looks that wait into the log, and out of the journal, in one transaction."""
        with self.notebook.reading() as book:
            waiting, last = journal.waiting(book)
        if not waiting:
            return Changes()
        looks: list[Json] = [list(look) for look in waiting]
        act = Act(
            type=Type.EDIT, kind="look", record=self.new_id(), home=self.me.log, fields={"looks": looks}
        )
        return self.notebook.write([act], self.now(), also=lambda book: journal.forget(book, last))

    def why_asked(self, record: str) -> str:
        """By what a record is marked, so that letting it out takes a reason; empty when it may have one."""
        return self.beside(Marked).why(record)

    def release(
        self, parent: str, kind: str, what: str, *, recipient: str = "", reason: str = "", sha256: str = ""
    ) -> Changes:
        """Record at once that something was printed, exported or disclosed, to whom and why.

        Raises `Problems` without a reason where it is about somebody marked for risk or confidential.
        """
        typed = {"release_kind": kind, "what": what, "recipient": recipient, "reason": reason}
        machine: dict[str, Json] = {"sha256": sha256} if sha256 else {}
        _, changed = self.beside(Records).new("release", typed, parent=parent, machine=machine)
        return changed
