"""Whether a sealed record and its parts still are what was signed: bytes, signatures, heads, and lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from fieldkit.ledger.canonical import NotCanonical
from fieldkit.ledger.revision import Revision, Type, signing_message
from fieldkit.store import certificates, projection, records, revisions
from fieldkit.store.check import line_of
from fieldkit.store.records import Held
from fieldkit.store.tables import PayloadRow, RevisionRow, table

_REVISIONS, _PAYLOADS = table(RevisionRow), table(PayloadRow)


def parts(connection: Connection, held: Held) -> list[str]:
    """The record and what was sealed with it, as the seal itself names them."""
    seals = [one for one in revisions.seals_of(connection, held.record) if one.id == held.seal]
    named = revisions.by_id(connection, [target for seal in seals for target in seal.header.targets])
    return list(dict.fromkeys([held.record, *(line.header.record for line in named)]))


def flaws(connection: Connection, held: Held) -> list[str]:
    """What is not as it was when it was sealed, in words; an empty list when all of it is.

    Every line is read anew from its bytes and compared with its hash, its signature and what the seal names.
    """
    sealed = parts(connection, held)
    lines, found = _lines(connection, sealed)
    keys = certificates.all_of(connection)
    for line in lines:
        known = keys.get(line.header.key)
        if known is None or not known.key.verify(line.sig, signing_message(line.id)):
            found.append(f"line {line.header.seq} is not signed by the key it names")
    here = {line.id for line in lines}
    seal = next((line for line in lines if line.id == held.seal), None)
    if seal is None:
        found.append("the seal itself is gone")
    elif gone := [target for target in seal.header.targets if target not in here]:
        found.append(f"{len(gone)} of the lines that were sealed are gone")
    if any(base not in here for line in lines for base in line.header.bases):
        found.append("a line that a sealed one stands on is gone")
    return found or _listed(connection, sealed)


def late(connection: Connection, held: Held) -> int:
    """How many edits of a sealed record or its parts arrived after the seal: kept beside it, never merged."""
    sealed = set(parts(connection, held))
    beside = [one for one in records.late(connection) if one.home == held.home]
    told = revisions.of_records(connection, [one.record for one in beside if one.record not in sealed])
    strays = {name for name, lines in told.items() if any(_under(line, held.record) for line in lines)}
    return sum(one.late for one in beside if one.record in sealed or one.record in strays)


def _lines(connection: Connection, sealed: Sequence[str]) -> tuple[list[Revision], list[str]]:
    """The lines of these records read anew, and what is wrong with their bytes."""
    wanted = (
        select(_REVISIONS, _PAYLOADS.c.raw.label("said"))
        .select_from(_REVISIONS.outerjoin(_PAYLOADS, _PAYLOADS.c.n == _REVISIONS.c.n))
        .order_by(_REVISIONS.c.n)
    )
    lines, found = list[Revision](), list[str]()
    for start in range(0, len(sealed), 500):
        some = wanted.where(_REVISIONS.c.record.in_(sealed[start : start + 500]))
        for row in connection.execute(some):
            try:
                lines.append(line_of(row))
            except NotCanonical as fault:
                found.append(f"line {row.seq} was altered: {fault}")
    silent = [line for line in lines if line.payload is None]
    if silent and not _ordered(lines, silent):
        found.append("the words of a line are gone, and no order took them away")
    return lines, found


def _ordered(lines: Iterable[Revision], silent: Iterable[Revision]) -> bool:
    """Whether an order of erasure names every line that says nothing."""
    orders = [line for line in lines if line.header.type == Type.ERASE]
    named = {target for order in orders for target in order.header.targets}
    return all(line.id in named for line in silent)


def _listed(connection: Connection, sealed: Sequence[str]) -> list[str]:
    """Whether what lists and pages show is what the lines add up to."""
    here = projection.held(connection, sealed)
    meant = {row["record"]: row for row in projection.folded(connection, sealed)}
    wrong = [name for name in sealed if here.get(name) != meant.get(name)]
    return [f"what is shown of {len(wrong)} of its parts is not what was written"] if wrong else []


def _under(line: Revision, parent: str) -> bool:
    return line.payload is not None and line.payload.fields.get("parent") == parent
