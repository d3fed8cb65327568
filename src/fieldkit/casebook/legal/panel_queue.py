"""The desk that reads the list of the Legal Panel: however long it is, the notebook is asked as often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.approvals.check import PANEL
from fieldkit.casebook.approvals.files import ApprovalFiles
from fieldkit.casebook.approvals.page import Approval, Asked
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.legal.panel_days import PanelDays
from fieldkit.casebook.legal.panel_page import PanelItem, PanelWaits
from fieldkit.casebook.legal.referrals import LegalReferrals
from fieldkit.kinds.times import day_in_words
from fieldkit.rules.finding import Finding, Verdict, counted
from fieldkit.store import records
from fieldkit.store.records import Held

DECISION, ALLOCATION, REALLOCATION = "decision", "allocation", "reallocation"
#: What the panel decides on, in words.
DECIDES = {
    "referral": "Referral for legal action",
    "investigation-plan": "Investigation plan",
    "interview": "Interview under caution",
}
_ALLOCATE = "Allocate to an investigator"


class PanelList(Desk):
    """What waits for a decision, and what waits for its investigator; nothing here is noted as looked at."""

    def count(self) -> PanelWaits:
        """How much waits, counted alone."""
        asked = self.beside(Approvals).waiting(PANEL)
        return PanelWaits(self.beside(PanelDays).next(), len(asked), len(self._to_allocate()))

    def items(self) -> Sequence[PanelItem]:
        """Everything that waits, the oldest first."""
        asked, to_allocate = self.beside(Approvals).waiting(PANEL), self._to_allocate()
        with self.notebook.reading() as book:
            ids = [*(one.record for one in asked), *(held.record for held, _ in to_allocate)]
            held = records.some(book, ids)
            cases = records.some(book, list({one.home for one in held.values()}))
            children = records.some(book, [case.text("child") for case in cases.values()])
        checks = self.beside(LegalReferrals).check_all(states=["panel"]) if asked else {}
        of_case = {case.record: (case, children.get(case.text("child"))) for case in cases.values()}
        here = [one for one in asked if one.home in of_case]
        found = [self._decision(held[one.record], one, of_case, checks) for one in here]
        found += [self._allocation(one, how, of_case) for one, how in to_allocate if one.home in of_case]
        return sorted(found, key=lambda item: (item.asked_on or date.max, item.record))

    def investigated(self, held: Held) -> PanelItem:
        """A referral that somebody investigates, to be given to somebody else."""
        with self.notebook.reading() as book:
            case = records.some(book, [held.home])[held.home]
            child = records.get(book, case.text("child"))
        officer = held.value("allocated_officer")
        says = f"Investigated by {officer['name']}" if isinstance(officer, dict) else ""
        of_case = {held.home: (case, child)}
        return _row(held, of_case, "Give it to another investigator", "", None, REALLOCATION, says)

    def skipped(self, meets: date | None) -> Sequence[tuple[date, str]]:
        """The Mondays from today up to the meeting on which the panel does not sit, with the reason."""
        days, found = self.beside(PanelDays), []
        day = self.today() + timedelta(days=-self.today().weekday() % 7)
        while meets is not None and day < meets:
            found.append((day, days.why_not(day)))
            day += timedelta(days=7)
        return found

    def _to_allocate(self) -> list[tuple[Held, Approval]]:
        """The referrals that the panel approved and nobody investigates yet."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["referral"], states=["panel"])
        approvals, found = self.beside(Approvals), []
        for file in self.beside(ApprovalFiles).list(held):
            approval = approvals.judged(file)
            if approval is not None and approval.decision == "approve" and approval.holds is not False:
                found.append((file.subject, approval))
        return found

    def _decision(
        self,
        held: Held,
        asked: Asked,
        of_case: Mapping[str, tuple[Held, Held | None]],
        checks: Mapping[str, tuple[Finding, ...]],
    ) -> PanelItem:
        says = checked(checks.get(held.record, ())) or asked.title
        what = DECIDES.get(asked.kind, asked.about)
        day = self.day_at(asked.asked_ms)
        return _row(held, of_case, what, asked.asked_by, day, DECISION, says, own=asked.own)

    def _allocation(
        self, held: Held, approval: Approval, of_case: Mapping[str, tuple[Held, Held | None]]
    ) -> PanelItem:
        says = f"Approved by {approval.by}"
        if approval.conditions:
            says = f"{says} on condition: {approval.conditions.rstrip('.')}"
        if approval.until:
            says = f"{says}. It holds until {day_in_words(date.fromisoformat(approval.until))}"
        says = says if approval.holds else f"{says}. {approval.why}"
        return _row(held, of_case, _ALLOCATE, "", self.day_at(approval.decided_ms), ALLOCATION, says)


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


def _row(
    held: Held,
    of_case: Mapping[str, tuple[Held, Held | None]],
    what: str,
    asked_by: str,
    day: date | None,
    waits_for: str,
    says: str,
    *,
    own: bool = False,
) -> PanelItem:
    case, child = of_case[held.home]
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
        waits_for=waits_for,
        says=says,
    )
