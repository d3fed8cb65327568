"""An audit log as a file: chained rows of CSV and a signed manifest beside it, checked with no notebook."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.documents import Document, NotADocument
from fieldkit.ledger.canonical import Json, canonical

KIND = "audit-export"
ENDING = ".manifest.json"
"""The manifest of FILE.csv is FILE.csv.manifest.json."""
COLUMNS = (
    "seq", "utc", "local", "user", "role", "device", "operation", "object type", "object id", "subject ids",
    "case", "regime", "recipient", "channel", "count", "reason", "previous hash", "hash",
)  # fmt: skip
_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One event, in the columns of domain 9.2 without its number and hashes. Ids and kinds, no answers."""

    utc: str
    local: str
    user: str
    role: str
    device: str
    operation: str
    object_type: str
    object_id: str
    subjects: tuple[str, ...]
    case: str
    regime: str
    recipient: str
    channel: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What a file and its manifest come to: each line says one thing, `whole` that nothing was found."""

    whole: bool
    says: tuple[str, ...]


def csv_of(rows: Sequence[AuditRow]) -> bytes:
    """The rows as CSV (RFC 4180), each chained to the one before by SHA-256."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    before = _FIRST
    for seq, row in enumerate(rows, 1):
        cells = [
            str(seq), row.utc, row.local, row.user, row.role, row.device, row.operation, row.object_type,
            row.object_id, " ".join(row.subjects), row.case, row.regime, row.recipient, row.channel,
            str(row.count), row.reason,
        ]  # fmt: skip
        cells = [_plain(cell) for cell in cells]
        digest = _link(before, cells)
        writer.writerow([*cells, before, digest])
        before = digest
    return out.getvalue().encode()


def about(raw: bytes, **more: Json) -> dict[str, Json]:
    """What a manifest says of a file: its hash, its rows, its last link, and `more`."""
    table = _table(raw)
    return {
        "sha256": hashlib.sha256(raw).hexdigest(),
        "rows": len(table) - 1,
        "last": table[-1][-1] if len(table) > 1 else _FIRST,
        **more,
    }


def check(raw: bytes, manifest: bytes, council: bytes | None = None) -> AuditCheck:
    """Whether a file is as it was exported, and by whom. Raises `Trouble` when the manifest is none."""
    try:
        document = Document.of(KIND, manifest)
        certificate = DeviceCertificate.of(bytes.fromhex(str(document.body["certificate"])))
        made_ms = int(str(document.body["made_ms"]))
    except (NotADocument, KeyError, ValueError) as fault:
        raise Trouble("That is not the manifest of an audit log.", "Ask for both files again.") from fault
    faults = list(_broken(raw))
    if hashlib.sha256(raw).hexdigest() != document.body["sha256"]:
        faults.append("The file is not the one that was exported: its SHA-256 differs.")
    if not document.signed_by(certificate.key):
        faults.append("The manifest is not signed by the device that it names.")
    keys = CouncilKeys.of(council) if council is not None else None
    if keys is not None or certificate.own:
        faults += [f"Of the certificate: {fault}." for fault in certificate.faults(keys, made_ms)]
    if faults:
        return AuditCheck(False, tuple(faults))
    who = f"{certificate.holder.name}, laptop {certificate.holder.mark}"
    vouched = "the council vouches for that key" if keys else "give --council-key to check whose key that is"
    said = f"{document.body['rows']} rows, none altered, added or missing."
    return AuditCheck(True, (said, f"Signed by {who}; {vouched}."))


def _broken(raw: bytes) -> Sequence[str]:
    try:
        head, *rows = _table(raw)
    except (UnicodeDecodeError, ValueError, csv.Error):
        return ["The file is not an audit log."]
    if tuple(head) != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        return ["The columns are not those of an audit log."]
    found = [f"Row {row[0]} was altered." for row in rows if _link(row[-2], row[:-2]) != row[-1]]
    linked = pairwise([[_FIRST], *rows])
    return found + [
        f"A row is missing or added before row {row[0]}." for last, row in linked if last[-1] != row[-2]
    ]


def _table(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode(), newline="")))


def _link(before: str, cells: Sequence[str]) -> str:
    return hashlib.sha256(b"fk.audit.1\0" + canonical([before, *cells])).hexdigest()


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
