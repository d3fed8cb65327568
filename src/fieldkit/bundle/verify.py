"""Checks a sealed bundle from the file alone, with the exhibits and the council key that are given."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping

import pikepdf

from fieldkit.bundle import manifest
from fieldkit.bundle.comparing import page_rows
from fieldkit.bundle.digests import page_digests, rest_digest
from fieldkit.bundle.exhibits import Exhibit, exhibit_rows, hashed
from fieldkit.bundle.manifest import HOLE_WIDTH, Manifest, NoManifest
from fieldkit.bundle.report import Mark, Report, Row, report
from fieldkit.bundle.seal import seal_message
from fieldkit.bundle.trust import Trust, ledger_rows, trust_of
from fieldkit.keys.signing import VerifyKey, key_id


def verify(pdf: bytes, exhibits: Mapping[str, Exhibit], council_key: bytes | None = None) -> Report:
    """What is found in `pdf`: page by page against its seal, its keys, its revisions, and the exhibits given.

    `exhibits` are files by name; `council_key` is the council's key file (`keys.council`), or its root public
    key in hex. Needs no notebook and no network. A damaged file gives a report too, never an error.
    """
    return check(pdf, hashed(exhibits), council_key)


def check(pdf: bytes, exhibits: Mapping[str, str], council_key: bytes | None) -> Report:
    """The same, with the SHA-256 of each exhibit instead of its bytes."""
    try:
        bundle, repaired = _opened(pdf)
    except pikepdf.PdfError:
        return _unreadable("The file cannot be opened as a PDF.")
    with bundle:
        try:
            listed = manifest.read(manifest.extract(bundle))
            digests, rest = page_digests(bundle), rest_digest(bundle)
        except NoManifest as fault:
            return _unreadable(
                f"{str(fault)[0].upper()}{str(fault)[1:]}: it is no sealed bundle, or was changed."
            )
        except (pikepdf.PdfError, ValueError, RuntimeError):
            return _unreadable("Its pages cannot be read.")
    trust = trust_of(listed, council_key)
    seal = _Seal.of(pdf, listed)
    rows = [*seal.rows(listed, trust), *page_rows(listed, digests)]
    if listed.rest != rest:
        rows.append(Row(Mark.ALTERED, "Bookmarks and opening view", "They are not those that were sealed."))
    if repaired:
        rows.append(Row(Mark.ALTERED, "Structure", "The file is damaged; its parts had to be searched for."))
    rows += ledger_rows(listed, trust)
    rows += exhibit_rows(listed, exhibits)
    if not seal.whole and not any(
        row.mark in (Mark.ALTERED, Mark.ADDED, Mark.REMOVED, Mark.MOVED) for row in rows
    ):
        rows.append(Row(Mark.ALTERED, "The file", "Bytes that no page shows are not those that were sealed."))
    return report(_verdict(rows, listed, trust), trust.council_checked, rows)


class _Seal:
    """What the hole says, and whether it is true."""

    def __init__(self, *, whole: bool, list_same: bool, signed: bool) -> None:
        self.whole, self.list_same, self.signed = whole, list_same, signed

    @classmethod
    def of(cls, pdf: bytes, listed: Manifest) -> _Seal:
        start = pdf.find(listed.raw) + listed.hole_at
        once = pdf.count(listed.raw) == 1
        emptied = hashlib.sha256(memoryview(pdf)[:start])
        emptied.update(manifest.EMPTY_HOLE.encode("ascii"))
        emptied.update(memoryview(pdf)[start + HOLE_WIDTH :])
        file_hash, list_hash, signature = listed.hole[:64], listed.hole[64:128], listed.hole[128:]
        whole = once and manifest.same(file_hash, emptied.hexdigest())
        list_same = manifest.same(list_hash, listed.digest)
        return cls(whole=whole, list_same=list_same, signed=_signed(listed, file_hash, list_hash, signature))

    def rows(self, listed: Manifest, trust: Trust) -> list[Row]:
        who = trust.name_of(_id(listed.device_key))
        found = [
            Row(Mark.AS_SEALED, "Seal", f"Closed by {who}.")
            if self.signed
            else Row(Mark.ALTERED, "Seal", "The signature does not fit: the seal was changed.")
        ]
        if self.signed and self.list_same:
            found.append(Row(Mark.AS_SEALED, "What it is", listed.what))
        if not self.list_same:
            found.append(Row(Mark.ALTERED, "List of what was sealed", "It is not the list that was signed."))
        if self.whole:
            found.append(Row(Mark.AS_SEALED, "Whole file", "Every byte is as it was sealed."))
        return found


def _signed(listed: Manifest, file_hash: str, list_hash: str, signature: str) -> bool:
    try:
        key = VerifyKey(bytes.fromhex(listed.device_key))
        raw = bytes.fromhex(signature)
        return raw.hex() == signature and key.verify(raw, seal_message(file_hash, list_hash))
    except ValueError:
        return False


def _id(device_key: str) -> str:
    try:
        return key_id(bytes.fromhex(device_key))
    except ValueError:
        return ""


def _opened(pdf: bytes) -> tuple[pikepdf.Pdf, bool]:
    try:
        return pikepdf.open(io.BytesIO(pdf), attempt_recovery=False, suppress_warnings=True), False
    except pikepdf.PdfError:
        return pikepdf.open(io.BytesIO(pdf), suppress_warnings=True), True


def _unreadable(says: str) -> Report:
    row = Row(Mark.ALTERED, "The file", says)
    return report(f"Not as sealed: {says[0].lower()}{says[1:]}", False, [row])


def _verdict(rows: list[Row], listed: Manifest, trust: Trust) -> str:
    bad = [row for row in rows if row.mark in (Mark.ALTERED, Mark.REMOVED, Mark.ADDED, Mark.MOVED)]
    if bad:
        worst = min(bad, key=lambda row: row.rank)
        more = f", and {len(bad) - 1} more" if len(bad) > 1 else ""
        return f"Not as sealed: {worst.what[0].lower()}{worst.what[1:]} {worst.mark.lower()}{more}."
    who = trust.name_of(_id(listed.device_key))
    if trust.council_checked:
        return f"Whole, signed by {who}, whom {trust.council} vouches for."
    return f"Whole, signed by {who}, not checked against a council."
