"""The desk for sign-offs: who must approve what, whether an approval holds, and giving or refusing one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.approvals import check as approval_check
from fieldkit.casebook.approvals.check import DECIDERS, MANAGER, PANEL, Verdict
from fieldkit.casebook.approvals.files import ApprovalFile, ApprovalFiles
from fieldkit.casebook.approvals.page import Approval, Asked
from fieldkit.casebook.cases.risk import Risk
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import local
from fieldkit.ledger.canonical import Json, tidy
from fieldkit.ledger.chain import Act
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Type
from fieldkit.store import records, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

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
    "referral": "panel", "outside-meeting": "asked",
}  # fmt: skip
#: The state that a record goes to with each decision; what is approved of a referral waits to be allocated.
_TO = {
    "operation": {"approve": "approved", "return": "returned", "refuse": "refused"},
    "interview": {"approve": "panel_approved", "return": "proposed", "refuse": "panel_refused"},
    "investigation-plan": {"approve": "checked", "return": "returned", "refuse": "returned"},
    "referral": {"return": "returned_to_school", "refuse": "withdrawn"},
    "outside-meeting": {"approve": "agreed", "refuse": "refused"},
}
#: What never goes on without a decision, whatever state arrives: an interview may, by a manager's exception.
_GOES_ON_ONLY = ("referral", "investigation-plan")
_LET_GO = {
    "operation": ("approved", "briefed", "live"),
    "outside-meeting": ("agreed",),
    "interview": ("panel_approved", "invited", "no_reply", "declined", "confirmed"),
    "investigation-plan": ("checked",),
    "referral": ("allocated", "investigation_plan"),
}


class Approvals(Desk):
    """A sign-off names the exact revisions it is about; it falls when a substantive answer changes after
    them.
    """

    def subject_of(self, held: Held) -> str:
        """Which sign-off a record needs, as a code of `signoff-subject`; empty when none."""
        if held.kind == "operation":
            return f"{held.text('sort')}-sweep"
        if held.kind in _PANELS:
            return _PANELS[held.kind]
        if held.kind != "visit":
            return {"risk-flag": "risk-flag", "outside-meeting": "meeting"}.get(held.kind, "")
        levels = {flag.held.text("level") for flag in self._risk.of_visit(held.record)}
        if "do-not-visit" in levels:
            return "do-not-visit"
        rank = {code.code: code.rank() for code in self.reference().codes("risk-level")}
        needed = self.reference().number("risk.two_officers_from_rank")
        return "two-officer-visit" if any(rank.get(level, 0) >= needed for level in levels) else ""

    def why_not(self, record: str) -> str:
        """Why a visit, sweep or interview may not start for want of an approval; empty when it may."""
        held = self.held(record)
        if not self.subject_of(held):
            return ""
        found = self.of(record)
        return found.why if found else self._ask(held)

    def of(self, record: str) -> Approval | None:
        """The latest decision on what a record needs approved, as it stands now; None when there is none."""
        return self.judged(self.beside(ApprovalFiles).of(self.held(record)))

    def judged(self, file: ApprovalFile) -> Approval | None:
        """The decision that counts of those on a record: the newest that is not known to be forged.

        Taking back a sign-off is for whoever signed it; that of somebody else changes nothing. None when
        there is none.
        """
        about, forged = self.subject_of(file.subject), None
        for signoff in reversed(file.signoffs):
            if signoff.value("about") != about or approval_check.taken_back(file.said[signoff.record]):
                continue
            signed = approval_check.signed_by(file.evidence(signoff), _role(file.subject))
            if signed.holds is not False:
                return self._approval(signoff, file, signed)
            forged = forged or self._approval(signoff, file, signed)
        return forged

    def waiting(self, role: str = "") -> Sequence[Asked]:
        """What managers and the Legal Panel, or those in one role, have still to decide, as far as this
        laptop knows.
        """
        kinds = {kind: state for kind, state in _WAITS.items() if role in ("", _role_of(kind))}
        with self.notebook.reading() as book:
            visits = (
                records.listed(book, kinds=["visit"], states=["planned", "risk_read"], order="due")
                if role in ("", MANAGER)
                else []
            )
            others = [
                held
                for kind, state in kinds.items()
                for held in records.listed(
                    book, kinds=[kind], states=[state, *_LET_GO.get(kind, ())], order="due"
                )
            ]
        asked = [visit for visit in visits if self.subject_of(visit) and self._unasked(visit)]
        files = self.beside(ApprovalFiles)
        waits = [file for file in files.list(others) if self._waits(file)]
        return [self._asked(file) for file in (*files.list(asked), *waits)]

    def asked_of(self, record: str) -> Asked | None:
        """What has still to be decided about a record that waits in a state; None when nothing waits."""
        file = self.beside(ApprovalFiles).of(self.held(record))
        return self._asked(file) if self._waits(file) else None

    def wrote(self, record: str) -> bool:
        """Whether this officer wrote any of what an approval of the record rests on."""
        return self._own(self.beside(ApprovalFiles).of(self.held(record)))

    def decide(
        self,
        record: str,
        decision: str,
        typed: Mapping[str, Any] | None = None,
        *,
        machine: Mapping[str, Json] | None = None,
    ) -> tuple[str, Changes]:
        """Approve, return or refuse, signed by this officer; what waits moves with it, in one transaction.

        The Legal Panel decides on interviews, investigation plans and referrals, a manager on the rest.
        Nobody decides on what they wrote themselves, the pairings of a sweep included. `machine` is what the
        move fills in besides.
        """
        file = self.beside(ApprovalFiles).of(self.held(record))
        subject, role = file.subject, _role(file.subject)
        if role not in self.me.roles:
            raise Trouble(f"Only a {DECIDERS[role]} may decide this.", f"Ask a {DECIDERS[role]}.")
        if self._own(file):
            raise Trouble("Someone else must approve what you wrote yourself.")
        about = self.subject_of(subject) or "urgent-visit"
        said = {"decision": decision, "about": about, **(typed or {})}
        if decision != "approve" and not str(said.get("reason", "")).strip():
            raise Trouble("Say why, so that the officer knows what to change.")
        words = str(said.get("conditions", "")).strip()
        move = self._move(file, decision, str(said.get("reason", "")), words, machine or {})
        model, made = kind_named("signoff"), self.new_id()
        heads: list[Json] = [head for part in (subject, *file.parts) for head in part.folded.heads]
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

    def _approval(self, signoff: Held, file: ApprovalFile, signed: Verdict) -> Approval:
        found = self._verdict(signoff, file, signed)
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

    def _verdict(self, signoff: Held, file: ApprovalFile, signed: Verdict) -> Verdict:
        if signed.holds is False:
            return signed
        subject = file.subject
        if signoff.value("decision") != "approve":
            why = signoff.text("reason") or "no reason was given"
            return Verdict(False, f"The {_BODIES[_role(subject)]} did not approve it: {why}")
        until = signoff.text("until")
        # What was done under it stays approved: a sweep that is over is judged on its own day.
        over = subject.text("stood_down_at")
        if until and until < (local(over).date() if over else self.today()).isoformat():
            return Verdict(False, "The approval has run out. Ask for a new one.")
        heads = signoff.value("heads")
        named = [str(head) for head in heads] if isinstance(heads, list) else []
        covers = approval_check.still_covers(file.evidence(signoff), named)
        return covers if covers.holds is False else signed

    def _own(self, file: ApprovalFile) -> bool:
        who = file.known.who
        return approval_check.written_by(file.told, who[self.notebook.vault.signing.id], who)

    def _move(
        self, file: ApprovalFile, decision: str, why: str, said: str, machine: Mapping[str, Json]
    ) -> list[Act]:
        """The state that a record goes to with the decision; nothing when it is renewed as it goes on."""
        subject = file.subject
        if subject.kind not in _WAITS:
            return []
        label, noun = self.beside(Records).state_words(subject), _noun(subject)
        if not self._waits(file):
            raise Trouble(f"This {noun} is {label}: nothing waits to be decided.")
        if any(part.disputed for part in (subject, *file.parts)):
            raise Trouble("Two different answers in the plan are not settled.", "Compare them first.")
        to, goes_on = _TO[subject.kind].get(decision, ""), subject.state != _WAITS[subject.kind]
        model = kind_named(subject.kind)
        if goes_on and decision != "approve" and to not in model.moves.get(subject.state, ()):
            raise Trouble(f"This {noun} is {label}.", f"Have it {_ENDED[subject.kind]}.")
        if not to or (goes_on and decision == "approve"):
            return []
        fields: dict[str, Json] = {STATE: to, **machine}
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
                schema=model.schema_version,
            )
        ]

    def _waits(self, file: ApprovalFile) -> bool:
        """Whether a record waits for its decision, or its approval fell because it was changed since."""
        held = file.subject
        if held.state == _WAITS.get(held.kind) and held.kind != "referral":
            return True
        if held.state == _WAITS.get(held.kind):
            found = self.judged(file)
            return found is None or found.holds is False
        if held.state not in _LET_GO.get(held.kind, ()):
            return False
        found = self.judged(file)
        if found is None:
            return held.kind in _GOES_ON_ONLY
        return found.holds is False and found.decision == "approve"

    def _unasked(self, visit: Held) -> bool:
        return self.why_not(visit.record).startswith(_ASK)

    def _asked(self, file: ApprovalFile) -> Asked:
        held, who = file.subject, file.known.who
        moved = [one for one in file.own if one.header.type == Type.STATE]
        author = who.get(file.own[0].header.key)
        return Asked(
            record=held.record,
            kind=held.kind,
            about=self.reference().label("signoff-subject", self.subject_of(held)),
            title=held.title,
            asked_by=author.holder.name if author else "",
            asked_ms=moved[-1].header.wall_ms if held.kind in _WAITS and moved else held.made_ms,
            own=self._own(file),
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


#: How what goes on under an approval is ended, when it is refused afterwards.
_ENDED = {
    "operation": "stood down or cancelled", "interview": "stood down or cancelled",
    "investigation-plan": "withdrawn", "referral": "withdrawn", "outside-meeting": "withdrawn",
}  # fmt: skip
_BODIES = {MANAGER: "manager", PANEL: "Legal Panel"}
_NOUNS = {"operation": "sweep", "investigation-plan": "plan", "outside-meeting": "meeting"}


def _role(held: Held) -> str:
    return _role_of(held.kind)


def _role_of(kind: str) -> str:
    return PANEL if kind in _PANELS else MANAGER


def _noun(held: Held) -> str:
    return _NOUNS.get(held.kind, held.kind)
