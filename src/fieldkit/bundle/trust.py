"""Who signed: certificates traced to the council, revisions to their signatures, chains and receipts."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from fieldkit.bundle.manifest import Manifest
from fieldkit.bundle.plan import Signed
from fieldkit.bundle.report import Mark, Row
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.signing import VerifyKey
from fieldkit.ledger.canonical import NotCanonical
from fieldkit.ledger.chain import check_chain
from fieldkit.ledger.revision import Revision
from fieldkit.wire.receipts import BadReceipt, Proof, check_proof

_HEX_KEY_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Trust:
    """The keys that a bundle brings, and what the reader's own copy of the council's key says of them."""

    council: str
    council_checked: bool
    keys: dict[str, VerifyKey]
    names: dict[str, str]
    receipt_key: VerifyKey | None
    rows: list[Row] = field(default_factory=list)

    def name_of(self, key: str) -> str:
        """Who holds the key with this id, with its first letters; the key alone where nobody says."""
        return f"{self.names[key]} (key {key[:12]})" if key in self.names else f"key {key[:12]}"


def trust_of(listed: Manifest, council_key: bytes | None) -> Trust:
    """What the certificates in a bundle are worth, with or without the council's own key."""
    rows: list[Row] = []
    council = _council(listed, rows)
    rooted = _rooted(council, council_key, rows)
    keys: dict[str, VerifyKey] = {}
    names: dict[str, str] = {}
    bad = False
    for raw in listed.certificates:
        try:
            certificate = DeviceCertificate.of(raw)
        except Trouble:
            bad = True
            rows.append(Row(Mark.ALTERED, "Certificates", "One of them cannot be read."))
            continue
        keys[certificate.key.id] = certificate.key
        faults = certificate.faults(council, listed.built_ms)
        if not faults:
            # A name is repeated only where the signature under it holds.
            names[certificate.key.id] = certificate.holder.name
        else:
            bad = True
            says = f"The certificate of {certificate.holder.name}: {'; '.join(faults)}."
            rows.append(Row(Mark.CANNOT_TELL, "Certificates", says))
    try:
        device = VerifyKey(bytes.fromhex(listed.device_key))
        keys.setdefault(device.id, device)
        known = device.id in names
    except ValueError:
        known = False
    name = council.name if council else ""
    return Trust(name, rooted and known and not bad, keys, names, council.receipt if council else None, rows)


def _council(listed: Manifest, rows: list[Row]) -> CouncilKeys | None:
    if not listed.council_keys:
        return None
    try:
        return CouncilKeys.of(listed.council_keys)
    except Trouble:
        rows.append(Row(Mark.ALTERED, "Council", "The council's keys in the bundle were changed."))
        return None


def _rooted(council: CouncilKeys | None, council_key: bytes | None, rows: list[Row]) -> bool:
    """Whether the bundle's council is the one whose key the reader holds."""
    if council_key is None:
        rows.append(
            Row(Mark.CANNOT_TELL, "Council", "No council key was given to check the signatures against.")
        )
        return False
    if council is None:
        rows.append(Row(Mark.CANNOT_TELL, "Council", "The bundle was signed without a council."))
        return False
    text = council_key.strip()
    try:
        held = (
            bytes.fromhex(text.decode("ascii"))
            if len(text) == _HEX_KEY_LENGTH
            else CouncilKeys.of(text).root.raw
        )
    except (Trouble, ValueError):
        rows.append(Row(Mark.CANNOT_TELL, "Council", "The council key that was given cannot be read."))
        return False
    if held != council.root.raw:
        rows.append(
            Row(Mark.ALTERED, "Council", "The bundle names another council than the key that was given.")
        )
        return False
    rows.append(Row(Mark.AS_SEALED, "Council", f"The keys are those of {council.name}."))
    return True


def ledger_rows(listed: Manifest, trust: Trust) -> list[Row]:
    """Rows for the council, the signed revisions, their chains and their receipts."""
    rows = list(trust.rows)
    revisions: list[Revision] = []
    for place, signed in enumerate(listed.revisions, 1):
        try:
            revisions.append(Revision.of(signed.header, signed.signature, signed.payload or None))
        except NotCanonical:
            rows.append(Row(Mark.ALTERED, f"Notebook line {place}", "It is not what was signed."))
    if not listed.revisions:
        return rows
    unknown = {item.header.key for item in revisions} - trust.keys.keys()
    if unknown:
        says = f"{len(unknown)} keys that signed notebook lines have no certificate here."
        rows.append(Row(Mark.CANNOT_TELL, "Notebook lines", says))
    known = [item for item in revisions if item.header.key in trust.keys]
    faults = check_chain(known, lambda key, sig, said: trust.keys[key].verify(sig, said), whole=False)
    rows += [
        Row(Mark.ALTERED, f"Notebook {fault.chain[:8]}", f"{fault.says}.".capitalize()) for fault in faults
    ]
    if known and not faults and len(revisions) == len(listed.revisions):
        says = f"{len(known)} signed notebook lines stand behind the papers; each signature and link holds."
        rows.append(Row(Mark.AS_SEALED, "Notebook lines", says))
    return [*rows, *_receipt_rows(listed.revisions, trust)]


def _receipt_rows(signed: tuple[Signed, ...], trust: Trust) -> list[Row]:
    held = 0
    rows: list[Row] = []
    for place, item in enumerate(signed, 1):
        if not item.receipt or trust.receipt_key is None:
            continue
        try:
            revision = Revision.of(item.header, item.signature).id
            proof = msgspec.json.decode(item.receipt, type=Proof)
            check_proof(proof, revision, trust.receipt_key.raw)
            held += 1
        except (BadReceipt, NotCanonical, msgspec.MsgspecError, ValueError):
            rows.append(Row(Mark.ALTERED, f"Receipt {place}", "The council's receipt does not fit the line."))
    if held:
        rows.append(
            Row(Mark.AS_SEALED, "Receipts", f"The council has received {held} of {len(signed)} lines.")
        )
    if held < len(signed) and not rows:
        rows.append(Row(Mark.CANNOT_TELL, "Receipts", "The council has not yet received these lines."))
    return rows
