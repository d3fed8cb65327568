"""Whether a sign-off holds, judged offline: its exact heads, its signer's role, its receipt, its authors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.revocations import Revocations
from fieldkit.kinds.record import Record
from fieldkit.kinds.registry import KINDS
from fieldkit.ledger.revision import Revision, Type
from fieldkit.store.receipts import Receipt

MANAGER, PANEL = "MGR", "PANEL"
#: Who decides, in words.
DECIDERS = {MANAGER: "manager", PANEL: "member of the Legal Panel"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an approval holds (None: it cannot be told here), and why not."""

    holds: bool | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What this laptop has to judge a sign-off by.

    `said` is what the sign-off says, `told` every revision of its subject and of the parts it covers;
    `now_ms` is the server's time as this laptop reckons it, `list_holds_ms` how long a list of revoked
    devices is believed.
    """

    said: Sequence[Revision]
    told: Sequence[Revision]
    who: Mapping[str, DeviceCertificate]
    keys: CouncilKeys | None
    receipt: Receipt | None
    revoked: Revocations | None
    now_ms: int
    list_holds_ms: int

    @property
    def signer(self) -> DeviceCertificate | None:
        """Whose key the sign-off is signed with."""
        return self.who.get(self.said[0].header.key)


def signed_by(seen: Evidence, role: str = MANAGER) -> Verdict:
    """Whether somebody in that role signed it, by certificate at the time at which the server received it.

    The server's time decides, because a laptop's clock may be wrong. A notebook with no council has only its
    own.
    """
    signer = seen.signer
    if signer is None:
        return Verdict(None, "Cannot tell who signed the approval. Send and receive.")
    if role not in signer.holder.roles:
        return Verdict(False, f"It was not signed by a {DECIDERS[role]}.")
    if seen.keys is None:
        faults = signer.faults(None, seen.said[0].header.wall_ms)
        return Verdict(False, "The certificate of its signer does not hold.") if faults else Verdict(True)
    if seen.receipt is None:
        return Verdict(None, "Cannot tell yet: the council has not received the approval. Send and receive.")
    if seen.revoked is None or seen.revoked.stale(seen.now_ms, seen.list_holds_ms):
        return Verdict(
            None, "Cannot tell: the list of revoked devices is too old. Send and receive to fetch it."
        )
    if signer.faults(seen.keys, seen.receipt.received_ms, seen.revoked):
        return Verdict(False, "The certificate of its signer does not hold.")
    return Verdict(True)


def taken_back(said: Sequence[Revision]) -> bool:
    """Whether whoever signed a sign-off withdrew it; that of somebody else changes nothing."""
    mine = [revision for revision in said if revision.header.key == said[0].header.key]
    return mine[-1].header.type == Type.WITHDRAW


def still_covers(seen: Evidence, heads: Sequence[str]) -> Verdict:
    """Whether nothing of substance was written after these heads, and nothing of it by the signer."""
    if any(revision.header.key != seen.said[0].header.key for revision in seen.said):
        return Verdict(False, "Somebody else changed the sign-off after it was signed.")
    if seen.signer is not None and written_by(seen.told, seen.signer, seen.who):
        return Verdict(False, "Nobody may approve their own plan.")
    approved = with_past(seen.told, heads)
    if not approved:
        return Verdict(False, "The approval is about something else. Ask for one of this.")
    if any(revision.id not in approved for revision in seen.told if substantive(revision)):
        return Verdict(False, "The plan was changed after it was approved. Ask for a new approval.")
    return Verdict(True)


def written_by(
    told: Sequence[Revision], officer: DeviceCertificate, who: Mapping[str, DeviceCertificate]
) -> bool:
    """Whether an officer wrote anything of substance among these, on whichever laptop of theirs."""
    keys = {key for key, one in who.items() if one.holder.officer == officer.holder.officer}
    return any(revision.header.key in keys | {officer.key.id} for revision in told if substantive(revision))


def substantive(revision: Revision) -> bool:
    """Whether a revision says anything that an approval rests on; one whose words are gone may have."""
    if revision.payload is None:
        return True
    free = KINDS.get(revision.header.kind, Record).after_approval
    said = {*revision.payload.fields, *revision.payload.leaves}
    return any(name not in free and not name.startswith("@") for name in said)


def with_past(told: Sequence[Revision], heads: Sequence[str]) -> set[str]:
    """These heads and everything that their authors had seen."""
    known = {revision.id: revision for revision in told}
    found: set[str] = set()
    waiting = [head for head in heads if head in known]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [base for base in known[name].header.bases if base in known]
    return found
