"""The desk that reads records with all that a judgement of their sign-offs rests on, one or many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldkit.casebook.approvals.check import Evidence
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exchange.council import Council
from fieldkit.casebook.exchange.notebook_port import HELLO, POLICY
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.revocations import Revocations
from fieldkit.ledger.revision import Revision
from fieldkit.store import certificates, receipts, records, revisions, settings
from fieldkit.store.records import Held
from fieldkit.wire.messages import Policy, decode

#: The kinds of part whose words an approval of the whole rests on: who goes with whom on a sweep.
_PARTS = {"operation": "pairing"}


@dataclass(frozen=True, slots=True)
class Known:
    """What this laptop knows of keys and of the time, the same for every sign-off."""

    who: Mapping[str, DeviceCertificate]
    keys: CouncilKeys | None
    revoked: Revocations | None
    now_ms: int
    list_holds_ms: int


@dataclass(frozen=True, slots=True)
class ApprovalFile:
    """A record with its parts, every revision of them, and its sign-offs, the oldest first."""

    subject: Held
    parts: tuple[Held, ...]
    own: tuple[Revision, ...]
    told: tuple[Revision, ...]
    signoffs: tuple[Held, ...]
    said: Mapping[str, Sequence[Revision]]
    received: Mapping[str, receipts.Receipt]
    known: Known

    def evidence(self, signoff: Held) -> Evidence:
        """What there is to judge one of its sign-offs by."""
        said = self.said[signoff.record]
        return Evidence(
            said=said,
            told=self.told,
            who=self.known.who,
            keys=self.known.keys,
            receipt=self.received.get(said[0].id),
            revoked=self.known.revoked,
            now_ms=self.known.now_ms,
            list_holds_ms=self.known.list_holds_ms,
        )


class ApprovalFiles(Desk):
    """However many records there are, the notebook is asked as often as for one."""

    def of(self, subject: Held) -> ApprovalFile:
        """One record with its sign-offs."""
        return self.list([subject])[0]

    def list(self, subjects: Sequence[Held]) -> Sequence[ApprovalFile]:
        """Many records, each with its sign-offs, in the same order."""
        if not subjects:
            return []
        names = {subject.record for subject in subjects}
        kinds = ["signoff", *(kind for kind in _PARTS.values())]
        parent = subjects[0].record if len(subjects) == 1 else ""
        with self.notebook.reading() as book:
            under = records.listed(book, kinds=kinds, parent=parent, withdrawn=True, order="made_ms")
            under = [held for held in under if held.parent in names]
            told = revisions.of_records(book, [*names, *(held.record for held in under)])
            firsts = [told[held.record][0].id for held in under if held.kind == "signoff"]
            received = receipts.receipts_of(book, firsts)
        hanging: dict[str, list[Held]] = {name: [] for name in names}
        for held in under:
            hanging[held.parent].append(held)
        known = self.known()
        return [_file(subject, hanging[subject.record], told, received, known) for subject in subjects]

    def known(self) -> Known:
        """The certificates, the council's keys and the list of revoked devices, as of now."""
        with self.notebook.reading() as book:
            who, keys = certificates.all_of(book), certificates.council(book)
            hello, policy = settings.get(book, HELLO, {}), settings.get(book, POLICY)
        hours = decode(bytes.fromhex(policy), Policy).lease_hours if policy else 0
        return Known(
            who=who,
            keys=keys,
            revoked=self.beside(Council).revocations(),
            now_ms=self.now().wall_ms + int(hello.get("clock_offset_ms", 0)),
            list_holds_ms=hours * 3_600_000,
        )


def _file(
    subject: Held,
    under: Sequence[Held],
    told: Mapping[str, Sequence[Revision]],
    received: Mapping[str, receipts.Receipt],
    known: Known,
) -> ApprovalFile:
    parts = tuple(held for held in under if held.kind == _PARTS.get(subject.kind))
    signoffs = tuple(held for held in under if held.kind == "signoff")
    own = tuple(told[subject.record])
    return ApprovalFile(
        subject=subject,
        parts=parts,
        own=own,
        told=(*own, *(line for part in parts for line in told[part.record])),
        signoffs=signoffs,
        said={held.record: told[held.record] for held in signoffs},
        received=received,
        known=known,
    )
