"""The desk for sign-offs: who must approve what, whether an approval holds, and giving or refusing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.casebook import answers, approval_check
from fieldkit.casebook.approval_check import DECIDERS, MANAGER, PANEL, Evidence, Verdict
from fieldkit.casebook.council import Council
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.notebook_port import HELLO, POLICY
from fieldkit.casebook.records import Records
from fieldkit.casebook.risk import Risk
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import local
from fieldkit.ledger.canonical import Json, tidy
from fieldkit.ledger.chain import Act
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Revision, Type
from fieldkit.store import certificates, receipts, records, revisions, settings
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held
from fieldkit.wire.messages import Policy, decode

_ASK = "A manager must approve this"
#: What the Legal Panel decides, not a manager (domain 1.1).
_PANELS = {
    "interview": "pace-interview",
    "investigation-plan": "investigation-plan",
    "referral": "legal-panel",
}
#: The state in which a record waits for its decision, and those in which it goes on under an approval.
_WAITS = {
    "operation": "submitted", "interview": "panel_requested", "investigation-plan": "submitted",
    "referral": "panel",
}  # fmt: skip
#: The kinds of part whose words an approval of the whole rests on: who goes with whom on a sweep.
_PARTS = {"operation": "pairing"}
#: The state that a record goes to with each decision; a referral is moved by allocating or returning it.
_TO = {
    "operation": {"approve": "approved", "return": "returned", "refuse": "refused"},
    "interview": {"approve": "panel_approved", "return": "proposed", "refuse": "panel_refused"},
    "investigation-plan": {"approve": "checked", "return": "returned", "refuse": "returned"},
    "referral": {},
}
_LET_GO = {
    "operation": ("approved", "briefed", "live"),
    "interview": ("panel_approved", "invited", "no_reply", "declined", "confirmed"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that waits for a manager or, as `role` says, for the Legal Panel."""

    record: str
    kind: str
    about: str
    title: str
    asked_by: str
    asked_ms: int
    own: bool
    home: str
    role: str = MANAGER


@dataclass(frozen=True, slots=True)
class Approval:
    """The latest decision on a record: whose, on what conditions, and whether it holds now.

    `holds` is None when that cannot be told on this laptop; `why` says why it does not hold.
    """

    signoff: str
    decision: str
    words: str
    by: str
    decided_ms: int
    conditions: str
    reason: str
    until: str
    holds: bool | None
    why: str


class Approvals(Desk):
    """A sign-off names the exact revisions it is about; it falls when a substantive answer changes after
    them.
    """

    def subject_of(self, record: str) -> str:
        """Which sign-off a record needs, as a code of `signoff-subject`; empty when none."""
        held = self.held(record)
        if held.kind == "operation":
            return f"{held.text('sort')}-sweep"
        if held.kind in _PANELS:
            return _PANELS[held.kind]
        if held.kind != "visit":
            return "risk-flag" if held.kind == "risk-flag" else ""
        levels = {flag.held.text("level") for flag in self._risk.of_visit(record)}
        if "do-not-visit" in levels:
            return "do-not-visit"
        rank = {code.code: code.rank() for code in self.reference().codes("risk-level")}
        needed = self.reference().number("risk.two_officers_from_rank")
        return "two-officer-visit" if any(rank.get(level, 0) >= needed for level in levels) else ""

    def role_for(self, record: str) -> str:
        """The role that decides about a record: a manager's, or that of the Legal Panel."""
        return _role(self.held(record))

    def why_not(self, record: str) -> str:
        """Why a visit, sweep or interview may not start for want of an approval; empty when it may."""
        about = self.subject_of(record)
        if not about:
            return ""
        found = self.of(record)
        return found.why if found else self._ask(self.held(record))

    def of(self, record: str) -> Approval | None:
        """The latest decision on what a record needs approved, as it stands now; None when there is none."""
        about = self.subject_of(record)
        with self.notebook.reading() as book:
            given = records.listed(book, kinds=["signoff"], parent=record, order="made_ms")
        given = [item for item in given if item.value("about") == about]
        return self._approval(given[-1], self.held(record)) if given else None

    def waiting(self) -> Sequence[Asked]:
        """What managers and the Legal Panel have still to decide, as far as this laptop knows."""
        with self.notebook.reading() as book:
            visits = records.listed(book, kinds=["visit"], states=["planned", "risk_read"], order="due")
            others = [
                held
                for kind, state in _WAITS.items()
                for held in records.listed(
                    book, kinds=[kind], states=[state, *_LET_GO.get(kind, ())], order="due"
                )
            ]
        asked = [visit for visit in visits if self.subject_of(visit.record) and self._unasked(visit)]
        asked += [held for held in others if self._waits(held)]
        return [self._asked(held) for held in asked]

    def asked_of(self, record: str) -> Asked | None:
        """What has still to be decided about a record that waits in a state; None when nothing waits."""
        held = self.held(record)
        return self._asked(held) if self._waits(held) else None

    def wrote(self, record: str) -> bool:
        """Whether this officer wrote any of what an approval of the record rests on."""
        return self._own(self._told(record)[1])

    def decide(
        self, record: str, decision: str, typed: Mapping[str, Any] | None = None
    ) -> tuple[str, Changes]:
        """Approve, return or refuse, signed by this officer; what waits moves with it, in one transaction.

        The Legal Panel decides on interviews, investigation plans and referrals, a manager on the rest.
        Nobody decides on what they wrote themselves, the pairings of a sweep included.
        """
        subject, (parts, told) = self.held(record), self._told(record)
        role = _role(subject)
        if role not in self.me.roles:
            raise Trouble(f"Only a {DECIDERS[role]} may decide this.", f"Ask a {DECIDERS[role]}.")
        if self._own(told):
            raise Trouble("Someone else must approve what you wrote yourself.")
        about = self.subject_of(record) or "urgent-visit"
        said = {"decision": decision, "about": about, **(typed or {})}
        if decision != "approve" and not str(said.get("reason", "")).strip():
            raise Trouble("Say why, so that the officer knows what to change.")
        words = str(said.get("conditions", "")).strip()
        move = self._move(subject, parts, decision, str(said.get("reason", "")), words)
        model, made = kind_named("signoff"), self.new_id()
        heads: list[Json] = [head for part in (subject, *parts) for head in part.folded.heads]
        values = answers.read(model, said, self.context())
        values |= {"heads": heads, "by": self.my_name(), "parent": record}
        answers.check(model, values)
        given = {name: value for name, value in values.items() if value is not None}
        act = Act(type=Type.EDIT, kind="signoff", record=made, home=subject.home, fields=given)
        return made, self.notebook.write([act, *move], self.now(), confirmed=[made])

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

    def _approval(self, signoff: Held, subject: Held) -> Approval:
        found = self._verdict(signoff, subject)
        by = signoff.folded.latest("by")
        decision = signoff.text("decision")
        return Approval(
            signoff=signoff.record,
            decision=decision,
            words=self.reference().label("signoff-decision", decision),
            by=str(by["name"]) if isinstance(by, dict) else "",
            decided_ms=signoff.made_ms,
            conditions=signoff.text("conditions"),
            reason=signoff.text("reason"),
            until=signoff.text("until"),
            holds=found.holds,
            why=found.why,
        )

    def _verdict(self, signoff: Held, subject: Held) -> Verdict:
        if signoff.value("decision") != "approve":
            why = signoff.text("reason") or "no reason was given"
            return Verdict(False, f"The {_BODIES[_role(subject)]} did not approve it: {why}")
        until = signoff.text("until")
        # What was done under it stays approved: a sweep that is over is judged on its own day.
        over = subject.text("stood_down_at")
        if until and until < (local(over).date() if over else self.today()).isoformat():
            return Verdict(False, "The approval has run out. Ask for a new one.")
        seen, heads = self._evidence(signoff, subject), signoff.value("heads")
        covers = approval_check.still_covers(seen, [str(h) for h in heads] if isinstance(heads, list) else [])
        signed = approval_check.signed_by(seen, _role(subject))
        return next((one for one in (signed, covers) if one.holds is False), signed)

    def _evidence(self, signoff: Held, subject: Held) -> Evidence:
        _, told = self._told(subject.record)
        with self.notebook.reading() as book:
            said = revisions.of_record(book, signoff.record)
            who, keys = certificates.all_of(book), certificates.council(book)
            received = receipts.receipts_of(book, [said[0].id])
            hello, policy = settings.get(book, HELLO, {}), settings.get(book, POLICY)
        hours = decode(bytes.fromhex(policy), Policy).lease_hours if policy else 0
        return Evidence(
            said=said,
            told=told,
            who=who,
            keys=keys,
            receipt=received.get(said[0].id),
            revoked=self.beside(Council).revocations(),
            now_ms=self.now().wall_ms + int(hello.get("clock_offset_ms", 0)),
            list_holds_ms=hours * 3_600_000,
        )

    def _told(self, record: str) -> tuple[list[Held], list[Revision]]:
        """The parts that an approval of a record rests on, and every revision of it and of them."""
        held = self.held(record)
        with self.notebook.reading() as book:
            kind = _PARTS.get(held.kind, "")
            parts = records.listed(book, kinds=[kind], parent=record, withdrawn=True) if kind else []
            told = revisions.of_records(book, [record, *(part.record for part in parts)])
        return parts, [revision for lines in told.values() for revision in lines]

    def _own(self, told: Sequence[Revision]) -> bool:
        with self.notebook.reading() as book:
            who = certificates.all_of(book)
        return approval_check.written_by(told, who[self.notebook.vault.signing.id], who)

    def _move(self, subject: Held, parts: Sequence[Held], decision: str, why: str, said: str) -> list[Act]:
        """The state that a record goes to with the decision; nothing when it is renewed as it goes on."""
        if subject.kind not in _WAITS:
            return []
        label, noun = self.beside(Records).state_words(subject), _noun(subject)
        if not self._waits(subject):
            raise Trouble(f"This {noun} is {label}: nothing waits to be decided.")
        if any(part.disputed for part in (subject, *parts)):
            raise Trouble("Two different answers in the plan are not settled.", "Compare them first.")
        if subject.state != _WAITS[subject.kind]:
            if decision != "approve":
                raise Trouble(f"This {noun} is {label}.", "Have it stood down or cancelled.")
            return []
        if decision not in _TO[subject.kind]:
            return []
        fields: dict[str, Json] = {STATE: _TO[subject.kind][decision]}
        if subject.kind == "investigation-plan" and decision == "approve":
            fields["quality_note"] = tidy(said) or "Nothing to put right"
        if why.strip():
            fields["@why"] = tidy(why)
        return [
            Act(
                type=Type.STATE,
                kind=subject.kind,
                record=subject.record,
                home=subject.home,
                fields=fields,
                bases=subject.folded.heads,
                schema=kind_named(subject.kind).schema_version,
            )
        ]

    def _waits(self, held: Held) -> bool:
        """Whether a record waits for its decision, or its approval fell because it was changed since."""
        found = self.of(held.record) if held.kind in _WAITS else None
        if held.kind == "referral":
            return held.state == _WAITS[held.kind] and (found is None or found.holds is False)
        if held.state == _WAITS.get(held.kind):
            return True
        if held.state not in _LET_GO.get(held.kind, ()):
            return False
        return found is not None and found.holds is False and found.decision == "approve"

    def _unasked(self, visit: Held) -> bool:
        return self.why_not(visit.record).startswith(_ASK)

    def _asked(self, held: Held) -> Asked:
        _, told = self._told(held.record)
        with self.notebook.reading() as book:
            who = certificates.all_of(book)
            moved = [one for one in revisions.of_record(book, held.record) if one.header.type == Type.STATE]
            first = revisions.of_record(book, held.record)[0]
        author = who.get(first.header.key)
        return Asked(
            record=held.record,
            kind=held.kind,
            about=self.reference().label("signoff-subject", self.subject_of(held.record)),
            title=held.title,
            asked_by=author.holder.name if author else "",
            asked_ms=moved[-1].header.wall_ms if held.kind in _WAITS and moved else held.made_ms,
            own=self._own(told),
            home=held.home,
            role=_role(held),
        )

    def _ask(self, held: Held) -> str:
        if held.kind == "operation" and held.state != "submitted":
            return f"{_ASK} sweep. Submit it to a manager."
        if held.kind in _PANELS:
            return f"The Legal Panel must approve this {_noun(held)}."
        label = "sweep" if held.kind == "operation" else kind_named(held.kind).label.rpartition(" ")[2]
        return f"{_ASK} {label}. The request is made; send and receive to get the answer."

    @property
    def _risk(self) -> Risk:
        return self.beside(Risk)


_BODIES = {MANAGER: "manager", PANEL: "Legal Panel"}
_NOUNS = {"operation": "sweep", "investigation-plan": "plan"}


def _role(held: Held) -> str:
    return PANEL if held.kind in _PANELS else MANAGER


def _noun(held: Held) -> str:
    return _NOUNS.get(held.kind, held.kind)
