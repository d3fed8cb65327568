"""The desk for the Legal Panel: its list, its signed decisions, allocation, and the investigation plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.approvals.check import PANEL
from fieldkit.casebook.approvals.files import ApprovalFiles
from fieldkit.casebook.cases.cases import Cases
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.legal.gates import under_the_panels_approval
from fieldkit.casebook.legal.panel_days import PanelDays
from fieldkit.casebook.legal.panel_page import Investigator, PanelItem, PanelQueue, PanelWaits
from fieldkit.casebook.legal.panel_queue import DECIDES, PanelList
from fieldkit.casebook.legal.referrals import LegalReferrals
from fieldkit.casebook.legal.standing import PLAN, Standings
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.ledger.canonical import Json
from fieldkit.store import journal
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

_INVESTIGATES = "AIO"
_INVESTIGATED = ("allocated", "investigation_plan", "investigation", "decision")


class Panel(Desk):
    """The panel meets on Mondays; nobody decides on what they wrote themselves (domain 1.1, 7.1)."""

    def queue(self) -> PanelQueue:
        """What waits for the panel's next meeting, the oldest first. Logged once, with its ids."""
        read, meets = self.beside(PanelList), self.beside(PanelDays).next()
        items = read.items()
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(item.record for item in items)])
        return PanelQueue(meets, tuple(read.skipped(meets)), tuple(items), PANEL in self.me.roles)

    def waits(self) -> PanelWaits:
        """How much waits, counted alone: nobody's record is looked at."""
        return self.beside(PanelList).count()

    def decide(
        self, record: str, decision: str, why: str, conditions: str = "", until: str = ""
    ) -> tuple[str, Changes]:
        """Approve, return or refuse, with the reason, signed by this member of the panel.

        A referral that is returned goes back to its school, one that is refused is withdrawn; what was
        approved waits for its allocation. `until` is the last day on which an approval holds, as typed.
        Raises `Problems` without a reason, `Trouble` for whoever wrote it.
        """
        if not why.strip():
            raise Problems([Problem("why", "Give the panel's reason")])
        kind = self.held(record).kind
        if kind not in DECIDES:
            raise Trouble("The Legal Panel does not decide on that record.")
        back = (kind, decision) == ("referral", "return")
        machine = self.beside(LegalReferrals).why_returned(record) if back else {}
        typed = {"reason": why, "conditions": conditions, "until": until}
        return self.beside(Approvals).decide(record, decision, typed, machine=machine)

    def allocate(self, referral: str, officer: str, why: str = "") -> Changes:
        """Give an approved referral to an investigator, who may be any officer of the team, as typed.

        One that is investigated already goes to another, with the reason. Raises `Problems` without an
        officer, `Trouble` while the panel's approval does not stand.
        """
        if PANEL not in self.me.roles:
            raise Trouble("Only a member of the Legal Panel allocates.", "Ask a member of the Legal Panel.")
        if not officer.strip():
            raise Problems([Problem("officer", "Choose who investigates")])
        who = answers.read(kind_named("referral"), {"allocated_officer": officer}, self.context())
        if self.held(referral).state in _INVESTIGATED:
            return self._give_to_another(referral, who, why)
        changed = self.beside(Records).move(referral, "allocated", machine=who)
        case = self.beside(Cases).of_record(referral)
        if case.state in ("received", "triaged"):
            changed |= self.beside(Cases).allocate(case.record, _named(who["allocated_officer"]))
        return changed

    def reallocation(self, record: str) -> PanelItem | None:
        """A referral under investigation as an item of the panel, to be given to another; None for others."""
        held = self.held(record)
        if held.kind != "referral" or held.state not in _INVESTIGATED:
            return None
        return self.beside(PanelList).investigated(held)

    def investigators(self) -> Sequence[Investigator]:
        """Every Attendance Improvement Officer whose certificate here holds now, by name, each once."""
        known, now = self.beside(ApprovalFiles).known(), self.now().wall_ms
        holders = {
            who.holder.officer: who.holder
            for who in known.who.values()
            if now < who.to_ms and not (known.revoked and known.revoked.revoked(who.serial, now))
        }
        return [
            Investigator(f"{holder.officer} {holder.name}", holder.name)
            for holder in sorted(holders.values(), key=lambda holder: holder.name)
            if _INVESTIGATES in holder.roles
        ]

    def plan(self, referral: str, typed: Mapping[str, Any], *, record: str = "") -> tuple[str, Changes]:
        """Write the investigation plan of an allocated referral, which moves on with it.

        Raises `Problems`, `Trouble`.
        """
        held, desk = self.held(referral), self.beside(Records)
        if held.kind != "referral":
            raise Trouble("That record is not a referral.", "Open a referral first.")
        move = [desk.moving(referral, "investigation_plan")] if held.state == "allocated" else []
        return desk.new(PLAN, typed, parent=held.home, record=record, acts=move)

    def plan_of(self, referral: str) -> Held | None:
        """The newest plan of a referral; None when there is none."""
        held = self.held(referral)
        return self.beside(Standings).plan_of(held.home, since=held)

    def submit_plan(self, plan: str) -> Changes:
        """Put a plan before the panel for its quality check. Raises `Problems` for what is missing."""
        return self.beside(Records).move(plan, "submitted")

    def begin_investigation(self, referral: str) -> Changes:
        """Begin, once the panel has checked the plan and that decision stands on this laptop."""
        desk, changed = self.beside(Records), Changes()
        if self.held(referral).state == "allocated" and self.plan_of(referral) is not None:
            changed = desk.move(referral, "investigation_plan")
        return changed | desk.move(referral, "investigation")

    def _give_to_another(self, referral: str, who: Mapping[str, Json], why: str) -> Changes:
        if not why.strip():
            raise Problems([Problem("why", "Say why somebody else investigates")])
        under_the_panels_approval(self, referral)
        return self.beside(Records).correct(referral, {}, why, machine=who)


def _named(officer: Json) -> dict[str, str]:
    return {name: str(value) for name, value in officer.items()} if isinstance(officer, dict) else {}
