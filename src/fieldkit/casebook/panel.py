"""The desk for the Legal Panel: its list, its signed decisions, allocation, and the investigation plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.approval_check import PANEL
from fieldkit.casebook.approvals import Approvals, Asked
from fieldkit.casebook.cases import Cases
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.legal_referrals import LegalReferrals
from fieldkit.casebook.panel_days import PanelDays
from fieldkit.casebook.panel_page import Investigator, PanelItem, PanelQueue
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.ledger.canonical import Json
from fieldkit.rules.finding import Finding, Verdict, counted
from fieldkit.store import certificates, journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

DECISION, ALLOCATION = "decision", "allocation"
_INVESTIGATES = "AIO"
_WHAT = {
    "referral": "Referral for legal action",
    "investigation-plan": "Investigation plan",
    "interview": "Interview under caution",
}


class Panel(Desk):
    """The panel meets on Mondays; nobody decides on what they wrote themselves (domain 1.1, 7.1)."""

    def queue(self) -> PanelQueue:
        """What waits for the panel's next meeting, the oldest first. Logged once, with its ids."""
        days = self.beside(PanelDays)
        meets = days.next()
        items = [*self._to_decide(), *self._to_allocate()]
        items.sort(key=lambda item: (item.asked_on or date.max, item.record))
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(item.record for item in items)])
        return PanelQueue(meets, tuple(self._skipped(meets)), tuple(items), PANEL in self.me.roles)

    def decide(self, record: str, decision: str, why: str, conditions: str = "") -> tuple[str, Changes]:
        """Approve, return or refuse, with the reason, signed by this member of the panel.

        A referral that is returned goes back to its school, one that is refused is withdrawn; what was
        approved waits for its allocation. Raises `Problems` without a reason, `Trouble` for whoever wrote it.
        """
        if not why.strip():
            raise Problems([Problem("why", "Give the panel's reason")])
        kind = self.held(record).kind
        if kind not in _WHAT:
            raise Trouble("The Legal Panel does not decide on that record.")
        typed = {"reason": why, "conditions": conditions}
        made, changed = self.beside(Approvals).decide(record, decision, typed)
        if kind == "referral" and decision != "approve":
            referrals = self.beside(LegalReferrals)
            send = referrals.return_to_school if decision == "return" else referrals.withdraw
            changed |= send(record, why)
        return made, changed

    def allocate(self, referral: str, officer: str) -> Changes:
        """Give an approved referral to an investigator, who may be any officer of the team, as typed.

        Raises `Problems` without one, `Trouble` while the panel's approval does not stand.
        """
        if PANEL not in self.me.roles:
            raise Trouble("Only a member of the Legal Panel allocates.", "Ask a member of the Legal Panel.")
        if not officer.strip():
            raise Problems([Problem("officer", "Choose who investigates")])
        who = answers.read(kind_named("referral"), {"allocated_officer": officer}, self.context())
        changed = self.beside(Records).move(referral, "allocated", machine=who)
        case = self.beside(Cases).of_record(referral)
        if case.state in ("received", "triaged"):
            changed |= self.beside(Cases).allocate(case.record, _named(who["allocated_officer"]))
        return changed

    def investigators(self) -> Sequence[Investigator]:
        """Every Attendance Improvement Officer whose certificate is here, by name, each once."""
        with self.notebook.reading() as book:
            holders = {who.holder.officer: who.holder for who in certificates.all_of(book).values()}
        return [
            Investigator(f"{holder.officer} {holder.name}", holder.name)
            for holder in sorted(holders.values(), key=lambda holder: holder.name)
            if _INVESTIGATES in holder.roles
        ]

    def plan(self, referral: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Begin the investigation plan of an allocated referral. Raises `Problems`, `Trouble`."""
        held = self.held(referral)
        if held.kind != "referral" or held.state not in ("allocated", "investigation_plan"):
            raise Trouble("A plan is made once the referral is allocated.")
        plan, changed = self.beside(Records).new("investigation-plan", typed, parent=held.home)
        if held.state == "allocated":
            changed |= self.beside(Records).move(referral, "investigation_plan")
        return plan, changed

    def plan_of(self, referral: str) -> Held | None:
        """The newest plan of a referral's case; None when there is none."""
        home = self.held(referral).home
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["investigation-plan"], home=home, order="made_ms")
        return found[-1] if found else None

    def submit_plan(self, plan: str) -> Changes:
        """Put a plan before the panel for its quality check. Raises `Problems` for what is missing."""
        return self.beside(Records).move(plan, "submitted")

    def begin_investigation(self, referral: str) -> Changes:
        """Begin, once the panel has checked the plan and that decision stands on this laptop."""
        plan = self.plan_of(referral)
        why_not = self.why_not_begin(plan)
        if why_not:
            raise Trouble("The investigation cannot begin yet.", why_not)
        return self.beside(Records).move(referral, "investigation")

    def why_not_begin(self, plan: Held | None) -> str:
        """Why an investigation may not begin on a plan; empty when it may. Checked offline."""
        if plan is None:
            return "Write the investigation plan first."
        found = self.beside(Approvals).of(plan.record)
        if found is None:
            return "The Legal Panel has not checked the plan yet."
        if found.decision != "approve" or found.holds is not True:
            return found.why
        return ""

    def _to_decide(self) -> Sequence[PanelItem]:
        asked = [one for one in self.beside(Approvals).waiting() if one.role == PANEL]
        checks = self.beside(LegalReferrals).check_all(states=["panel"]) if asked else {}
        return [self._item(one, checks) for one in asked]

    def _to_allocate(self) -> Sequence[PanelItem]:
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["referral"], states=["panel"])
        approvals, found = self.beside(Approvals), []
        for referral in held:
            approval = approvals.of(referral.record)
            if approval is not None and approval.decision == "approve" and approval.holds is not False:
                says = f"Approved by {approval.by}"
                says = says if approval.holds else f"{says}. {approval.why}"
                day = self.day_at(approval.decided_ms)
                found.append(self._row(referral, "Allocate to an investigator", "", day, False, says))
        return found

    def _item(self, asked: Asked, checks: Mapping[str, tuple[Finding, ...]]) -> PanelItem:
        held = self.held(asked.record)
        day = self.day_at(asked.asked_ms)
        says = checked(checks.get(asked.record, ())) or asked.title
        return self._row(held, _WHAT.get(asked.kind, asked.about), asked.asked_by, day, asked.own, says)

    def _row(self, held: Held, what: str, asked_by: str, day: date, own: bool, says: str) -> PanelItem:
        case = self.beside(Cases).of_record(held.record)
        with self.notebook.reading() as book:
            child = records.get(book, case.text("child"))
        school = (child.value("school") if child else None) or held.value("school")
        return PanelItem(
            record=held.record,
            kind=held.kind,
            what=what,
            case=case.record,
            reference=case.text("reference"),
            child=child.title if child else "",
            school=str(school["name"]) if isinstance(school, dict) else "",
            asked_by=asked_by,
            asked_on=day,
            own=own,
            waits_for=ALLOCATION if what.startswith("Allocate") else DECISION,
            says=says,
        )

    def _skipped(self, meets: date | None) -> list[tuple[date, str]]:
        """The Mondays from today up to the meeting on which the panel does not sit, with the reason."""
        days, found = self.beside(PanelDays), []
        day = self.today() + timedelta(days=-self.today().weekday() % 7)
        while meets is not None and day < meets:
            found.append((day, days.why_not(day)))
            day += timedelta(days=7)
        return found


def _named(officer: Json) -> dict[str, str]:
    return {name: str(value) for name, value in officer.items()} if isinstance(officer, dict) else {}


def checked(found: Sequence[Finding]) -> str:
    """The checks of a referral in a line: "2 checks fail, 1 cannot tell"; empty when there are none."""
    verdicts = [one.verdict for one in found]
    if not verdicts:
        return ""
    fails, open_ones = verdicts.count(Verdict.FAIL), verdicts.count(Verdict.CANNOT_TELL)
    if not fails and not open_ones:
        return "Every check passes"
    told = [f"{counted(fails, 'check')} {'fails' if fails == 1 else 'fail'}"] if fails else []
    return ", ".join([*told, f"{open_ones} cannot tell"] if open_ones else told)


@gate("investigation-plan")
def decided_by_the_panel(_desk: Desk, intent: Intent) -> None:
    """A plan is checked or returned by a signed decision of the panel alone."""
    if intent.to in ("checked", "returned"):
        raise Trouble("The Legal Panel decides this with a signature.", "Decide it on the panel's page.")
