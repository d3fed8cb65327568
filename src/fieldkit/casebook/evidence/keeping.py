"""The desk that looks whether what is held is still as it came: a file by its hash, a note by its lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.exhibits import Exhibits
from fieldkit.casebook.facts import word_of
from fieldkit.errors import Trouble
from fieldkit.kinds.answers import Choice
from fieldkit.ledger.revision import Header
from fieldkit.rules.finding import Finding
from fieldkit.rules.legal.evidence import FileExhibit, NotePages
from fieldkit.rules.registry import findings
from fieldkit.store import certificates, revisions, sealed_record
from fieldkit.store.records import Held

_CLOCK_MOVED_MS = 60_000


class Keeping(Desk):
    """Nothing here is believed of what the notebook shows: files and lines are read anew."""

    def of(self, record: str) -> tuple[Finding, ...]:
        """The findings on an exhibit (EVD-10, EVD-11) or on a note (EVD-20 to EVD-23)."""
        held = self.held(record)
        if held.kind not in KINDS:
            raise Trouble("That record is no exhibit and no note.")
        facts = self._exhibit(held) if held.kind == "exhibit" else self._note(held)
        return findings(self.reference(), facts)

    def _exhibit(self, held: Held) -> FileExhibit:
        hashed, reason = held.text("sha256"), word_of(held, "reason")
        found = self.beside(Exhibits).found_hash(held)
        return FileExhibit(
            hashed=hashed or None,
            found=found,
            photograph=word_of(held, "exhibit_kind") == "photo",
            # The original is kept as it came, so what was in it is in it as long as its hash holds.
            metadata_kept=None if found is None else found == hashed,
            officer=self._written_by(held),
            taken_at=word_of(held, "produced_at"),
            reason=Choice(codes="photo-reason").show(reason) if reason else None,
        )

    def _note(self, held: Held) -> NotePages:
        with self.notebook.reading() as book:
            lines = [line.header for line in revisions.of_record(book, held.record)]
            broken = len(sealed_record.flaws(book, held)) if held.locked else None
            late = sealed_record.late(book, held) if held.locked else None
        # A line without the clock since the start cannot tell whether the wall's was moved.
        moved = clock_moves(lines) if all(line.mono_ms for line in lines) else None
        together, other = word_of(held, "made_up_together"), word_of(held, "made_up_with")
        return NotePages(
            # Whatever differs from what was signed was changed without a line that says so.
            silent_changes=broken,
            after_lock=late,
            faults=broken,
            clock_changes=moved,
            # A move that is noticed here is noticed by the two clocks of the lines themselves.
            clock_recorded=moved,
            made_up_together=together,
            with_whom=(other,) if other else () if together else None,
        )

    def _written_by(self, held: Held) -> str | None:
        with self.notebook.reading() as book:
            told = revisions.of_record(book, held.record)
            signer = certificates.by_key(book, told[0].header.key) if told else None
        return signer.holder.name if signer else None


def clock_moves(lines: Sequence[Header]) -> int:
    """How often the wall clock moved against the clock since the start, within one session of one device."""
    return sum(
        abs((after.wall_ms - before.wall_ms) - (after.mono_ms - before.mono_ms)) > _CLOCK_MOVED_MS
        for before, after in pairwise(lines)
        if (before.chain, before.session) == (after.chain, after.session)
    )


KINDS = ("exhibit", "note")
