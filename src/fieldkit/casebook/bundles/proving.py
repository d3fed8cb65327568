"""What a bundle carries so that another machine can prove it: signed lines, keys, receipts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from fieldkit.casebook.desk import Desk
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Revision
from fieldkit.store import certificates, disguise, exchange, revisions
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.plan import Signed

_PRINTED = {
    "exhibit": frozenset(
        (
            "mark",
            "exhibit_kind",
            "description",
            "reason",
            "reason_note",
            "produced_at",
            "place",
            "sha256",
            "pages",
        )
    ),
    "interview": frozenset(
        (
            "person",
            "offences",
            "period_from",
            "period_to",
            "venue",
            "started_at",
            "ended_at",
            "record_mode",
            "mode_words",
        )
    ),
    "notice": frozenset(
        (
            "notice_kind",
            "person",
            "child",
            "issued_on",
            "period_from",
            "period_to",
            "improve_from",
            "improve_to",
            "sufficient",
            "amount",
            "reduced_amount",
        )
    ),
    "register-extract": frozenset(
        (
            "school",
            "marks",
            "stated_possible",
            "stated_authorised",
            "stated_unauthorised",
            "certified_by",
            "certified_as",
            "certified_on",
        )
    ),
    "statement": frozenset(
        (
            "maker",
            "age_note",
            "occupation",
            "paragraphs",
            "made_at",
            "wording",
            "signed_as",
            "read_over_by",
            "on_paper",
            "signed_pages",
            "ink",
            "reader_ink",
        )
    ),
}


@dataclass(frozen=True, slots=True)
class Proof:
    """Who closed a record, when and on which notebook line, and the signed lines behind it."""

    by: str
    at: datetime | None
    notebook_line: str
    signed: tuple[Signed, ...]
    keys: frozenset[str]


class Proving(Desk):
    """Shows of each signed line what the page prints, and bare leaves for the rest."""

    def of(self, held: Held) -> Proof:
        """The proof of a record: by its seal when it has one, otherwise by its newest line."""
        from fieldkit.bundle.plan import Signed

        with self.notebook.reading() as book:
            told = revisions.of_record(book, held.record)
            ids = {revision.id for revision in told}
            # The seal of a visit closes its exhibits too, and is no line of theirs.
            seal = revisions.by_id(book, [held.seal]) if held.seal else []
            told += [revision for revision in seal if revision.id not in ids]
            who = certificates.all_of(book)
            # What the paper says of an own duress code is not what was signed: that word stays withheld.
            covered = {revision.id for revision in told if disguise.is_own_duress(book, revision)}
            signed = tuple(
                Signed(
                    revision.raw,
                    revision.sig,
                    shown(held, revision, covered),
                    exchange.proof_of(book, revision.id),
                )
                for revision in told
            )
        last = seal[-1] if seal else told[-1]
        holder = who[last.header.key].holder if last.header.key in who else None
        line = f"{holder.initials}-{holder.mark} {last.header.seq:04}" if holder else f"{last.header.seq:04}"
        return Proof(
            holder.name if holder else "",
            datetime.fromtimestamp(last.header.wall_ms / 1000, LONDON),
            line,
            signed,
            frozenset(revision.header.key for revision in told),
        )

    def certificates(self, keys: Iterable[str]) -> tuple[bytes, ...]:
        """The certificates of these keys and of this device, in one order."""
        wanted = {*keys, self.notebook.vault.signing.id}
        with self.notebook.reading() as book:
            known = certificates.all_of(book)
        return tuple(known[key].raw for key in sorted(wanted) if key in known)

    def council_keys(self) -> bytes:
        """The council's public document, or nothing without a council."""
        with self.notebook.reading() as book:
            council = certificates.council(book)
        return council.raw if council is not None else b""


def shown(held: Held, revision: Revision, covered: Collection[str] = ()) -> bytes:
    """The payload of a line with every field withheld that its paper does not print.

    A record printed whole shows struck-through answers too; a statement or exhibit shows what it says now, so
    that an earlier draft, a file's key or a reason never travels with it.
    """
    payload = revision.payload
    if payload is None:
        return b""
    if held.kind in _PRINTED:
        names = _PRINTED[held.kind]
        kept = {name for name in payload.fields if name in names and payload.fields[name] == held.value(name)}
    else:
        asked = {item.name for item in questions(kind_named(held.kind)) if item.ask.section}
        kept = payload.fields.keys() & (asked | {STATE, "@text"})
    gone = payload.fields.keys() - kept | ({"event"} if revision.id in covered else set())
    return (payload.withhold(gone) if gone else payload).raw()
