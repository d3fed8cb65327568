"""The desk for sign-offs: who must approve what, whether an approval holds, and giving or refusing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.casebook.risk import Risk
from fieldkit.errors import Trouble
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Revision
from fieldkit.store import certificates, receipts, records, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

MANAGER = "MGR"
_ASK = "A manager must approve this visit"
#: What may change after an approval without undoing it: times pressed, flags read, the state itself.
_NOT_SUBSTANTIVE = frozenset({STATE, "left_base", "arrived_at", "departed_at"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that waits for a manager."""

    record: str
    kind: str
    about: str
    title: str
    asked_by: str
    asked_ms: int
    own: bool
    home: str


class Approvals(Desk):
    """A sign-off names the exact revisions it is about; it falls when a substantive answer changes after
    them.
    """

    def subject_of(self, visit: str) -> str:
        """Which sign-off a visit needs, as a code of `signoff-subject`; empty when none."""
        levels = {flag.held.text("level") for flag in self._risk.of_visit(visit)}
        if "do-not-visit" in levels:
            return "do-not-visit"
        rank = {code.code: code.rank() for code in self.reference().codes("risk-level")}
        needed = self.reference().number("risk.two_officers_from_rank")
        return "two-officer-visit" if any(rank.get(level, 0) >= needed for level in levels) else ""

    def why_not(self, visit: str) -> str:
        """Why a visit may not start for want of an approval; empty when it may."""
        about = self.subject_of(visit)
        if not about:
            return ""
        with self.notebook.reading() as book:
            given = records.listed(book, kinds=["signoff"], parent=visit, order="made_ms")
        given = [item for item in given if item.value("about") == about]
        if not given:
            return (
                "A manager must approve this visit. The request is made; send and receive to get the answer."
            )
        return self.fault(given[-1], self.held(visit))

    def fault(self, signoff: Held, subject: Held) -> str:
        """Why a sign-off does not hold for its subject as it stands now; empty when it holds."""
        decision = signoff.value("decision")
        if decision != "approve":
            return f"The manager did not approve it: {signoff.text('reason') or 'no reason was given'}"
        until = signoff.text("until")
        if until and until < self.today().isoformat():
            return "The approval has run out. Ask for a new one."
        with self.notebook.reading() as book:
            said = revisions.of_record(book, signoff.record)
            told = revisions.of_record(book, subject.record)
            signer = certificates.by_key(book, said[0].header.key)
            keys = certificates.council(book)
            received = receipts.receipts_of(book, [said[0].id])
        if signer is None or MANAGER not in signer.holder.roles:
            return "It was not signed by a manager."
        # The server's time decides, because a laptop's clock may be wrong.
        at = received[said[0].id].received_ms if said[0].id in received else said[0].header.wall_ms
        if signer.faults(keys, at):
            return "The certificate of its signer does not hold."
        if any(revision.header.key != signer.key.id for revision in said):
            return "Somebody else changed the sign-off after it was signed."
        if any(revision.header.key == signer.key.id for revision in told if _substantive(revision)):
            return "Nobody may approve their own plan."
        heads = signoff.value("heads")
        approved = _with_past(told, [str(head) for head in heads] if isinstance(heads, list) else [])
        if any(revision.id not in approved for revision in told if _substantive(revision)):
            return "The plan was changed after it was approved. Ask for a new approval."
        return ""

    def waiting(self) -> Sequence[Asked]:
        """What managers have still to decide, as far as this laptop knows."""
        asked = []
        with self.notebook.reading() as book:
            visits = records.listed(book, kinds=["visit"], states=["planned", "risk_read"], order="due")
            who = certificates.all_of(book)
            first = {visit.record: revisions.of_record(book, visit.record)[0] for visit in visits}
        for visit in visits:
            if self.subject_of(visit.record) and self.why_not(visit.record).startswith(_ASK):
                author = who.get(first[visit.record].header.key)
                name = author.holder.name if author else ""
                own = first[visit.record].header.key == self.notebook.vault.signing.id
                about = self.reference().label("signoff-subject", self.subject_of(visit.record))
                asked.append(
                    Asked(visit.record, "visit", about, visit.title, name, visit.made_ms, own, visit.home)
                )
        return asked

    def decide(
        self, record: str, decision: str, typed: Mapping[str, Any] | None = None
    ) -> tuple[str, Changes]:
        """Approve, return or refuse, signed by this officer. Nobody decides on what they wrote themselves."""
        if MANAGER not in self.me.roles:
            raise Trouble("Only a manager may decide this.", "Ask your manager.")
        subject = self.held(record)
        with self.notebook.reading() as book:
            told = revisions.of_record(book, record)
        if any(
            revision.header.key == self.notebook.vault.signing.id
            for revision in told
            if _substantive(revision)
        ):
            raise Trouble("Someone else must approve what you wrote yourself.")
        about = self.subject_of(record) if subject.kind == "visit" else "risk-flag"
        answers = {"decision": decision, "about": about or "urgent-visit", **(typed or {})}
        if decision != "approve" and not str(answers.get("reason", "")).strip():
            raise Trouble("Say why, so that the officer knows what to change.")
        machine: dict[str, Any] = {"heads": list(subject.folded.heads), "by": self.my_name()}
        desk = self.beside(Records)
        return desk.new("signoff", answers, parent=record, machine=machine)

    def countersign(self, record: str, typed: Mapping[str, Any] | None = None) -> tuple[str, Changes]:
        """Sign a locked record as its second officer. Nobody countersigns their own lock."""
        held = self.held(record)
        if not held.locked:
            raise Trouble("That record is not locked yet.", "It is countersigned after the lock.")
        with self.notebook.reading() as book:
            sealed = revisions.by_id(book, [held.seal])
        if any(revision.header.key == self.notebook.vault.signing.id for revision in sealed):
            raise Trouble("Someone else must countersign what you locked yourself.")
        machine: dict[str, Any] = {"seal": held.seal, "by": self.my_name()}
        return self.beside(Records).new("countersignature", typed or {}, parent=record, machine=machine)

    @property
    def _risk(self) -> Risk:
        return self.beside(Risk)


def _substantive(revision: Revision) -> bool:
    if revision.payload is None:
        return True
    return bool({*revision.payload.fields, *revision.payload.leaves} - _NOT_SUBSTANTIVE)


def _with_past(told: Sequence[Revision], heads: Sequence[str]) -> set[str]:
    known = {revision.id: revision for revision in told}
    found: set[str] = set()
    waiting = [head for head in heads if head in known]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [base for base in known[name].header.bases if base in known]
    return found
