"""A school's referral for legal action: where it stands, whose turn it is, its plan, parents and checks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui.bases.act_page import ActPage
from fieldkit.gui.bases.page import Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.readings import legal as legal_reading
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.findings import Findings
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.stage import Stage
from fieldkit.gui.widgets.words import IconLine, Words

_CONCERNS = frozenset(
    {
        "referral",
        "register-extract",
        "support",
        "sanction",
        "relationship",
        "signoff",
        "regime-change",
        "child",
        "investigation-plan",
        "legal-action",
        "calendar",
    }
)
#: act: the verb of the desk that does it at once.
_VERBS = {
    "check": lambda book, seen: book.legal_referrals.run_checks(seen.held.record),
    "again": lambda book, seen: book.legal_referrals.receive_again(seen.held.record),
    "to-panel": lambda book, seen: book.legal_referrals.to_panel(seen.held.record),
    "submit-plan": lambda book, seen: book.panel.submit_plan(seen.plan.record),
    "begin": lambda book, seen: book.panel.begin_investigation(seen.held.record),
    "decided": lambda book, seen: book.legal_referrals.decided(seen.held.record),
    "close": lambda book, seen: book.legal_referrals.close(seen.held.record),
}
#: act: the question of its reason, on the page of reasons.
_REASONS = {"return": "return-referral", "accept": "accept-referral", "withdraw": "withdraw-referral"}


class LegalReferralPage(ActPage):
    """Key: the referral."""

    form_file = "legal_referral.ui"
    rail = "cases"
    verbs = _VERBS
    ending = "withdraw"
    not_whole = "The plan is not whole yet."

    stage: Stage
    waits: IconLine
    blocked: IconLine
    returned: Words
    under_way: QWidget
    checks: QWidget
    lists: QWidget
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Referral")
        self.set_context_words("The form")
        self.plan = PartList("Investigation plan", "plan", note=180)
        self.ways = PartList(
            "Legal action, each parent", "ways", "", "No parent is recorded", act=190, note=160
        )
        self.form = PartList("The form", "form", "", "", act=110)
        self.supports = PartList("Support", "supports", "Add support", "No support is written down", note=160)
        self.sanctions = PartList(
            "Earlier sanctions",
            "sanctions",
            "Add a sanction",
            "No earlier sanction is written down",
            note=160,
        )
        for place, parts in (
            (self.under_way.layout(), (self.plan, self.ways)),
            (self.lists.layout(), (self.form, self.supports, self.sanctions)),
        ):
            for part in parts:
                if place is not None:
                    place.addWidget(part)
        self.stage.acted.connect(self._print_letter)
        self.form.acted.connect(self._change)
        self.form.opened.connect(self._change)
        self.plan.opened.connect(self._open_record)
        self.ways.opened.connect(self._open_way)
        self.ways.acted.connect(self._open_way)
        self.supports.add_asked.connect(self._add_support)
        self.sanctions.add_asked.connect(self._add_sanction)
        for part in (self.supports, self.sanctions):
            part.opened.connect(self._open_record)

    def read(self, book: Any, key: str) -> Any:
        """The referral whole; on a lane."""
        return book.legal_referrals.open(key)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something that the checks look at changed."""
        if self.isVisible() and self.key and changes.kinds & _CONCERNS:
            self.open(self.key)

    def show_seen(self, page: Any) -> None:
        """Everything, with the next act as the main button."""
        back = (page.child_name or "Case", Place("case", page.case.record))
        self.set_head("Referral for legal action", page.case.text("reference"), back)
        letter = "Print the letter" if page.held.state == "returned_to_school" else ""
        self.stage.show_stage("scales", legal_reading.standing(page), letter, "printer")
        self.waits.words.setText(page.waits_for)
        self.waits.icon.show_icon("clock", "muted", 18, "bold")
        bar = legal_reading.blocked(page)
        self.blocked.words.setText(bar)
        self.blocked.icon.show_icon("warning", "warn", 18, "fill")
        self.blocked.setVisible(bool(bar))
        rules = ", ".join(page.returned_because)
        self.returned.setText(f"Returned to the school for {rules}." if rules else "")
        self.returned.setVisible(bool(rules))
        self.plan.show_rows(legal_reading.plan_rows(page))
        self.plan.setVisible(page.plan is not None)
        self.ways.show_rows(legal_reading.way_rows(page))
        self.ways.setVisible(legal_reading.shows_ways(page))
        self.under_way.setVisible(page.plan is not None or legal_reading.shows_ways(page))
        self._show_checks(page)
        self.form.show_rows(legal_reading.section_rows(page))
        self.supports.show_rows(legal_reading.support_rows(page))
        self.sanctions.show_rows(legal_reading.sanction_rows(page))
        self.show_acts([page.act, *page.others])
        if self.hasFocus() and not self.act_button.isHidden():
            self.act_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_context(page)

    def _show_checks(self, page: Any) -> None:
        """The checks of the referral, then those of each parent alone (PAR-02)."""
        layout = self.checks.layout()
        if layout is None:
            return
        empty(layout)
        self._checks("Checks", "checks", page.findings)
        for number, parent in enumerate(page.parents):
            self._checks(f"{parent.name}, {parent.relationship.lower()}", f"parent_{number}", parent.findings)

    def _checks(self, heading: str, name: str, found: Any) -> None:
        layout = self.checks.layout()
        if layout is None:
            return
        rows = Findings(self.checks, about=heading)
        named(rows, f"{name}_findings", heading)
        rows.show_findings(legal_reading.check_rows(found))
        rows.opened.connect(self._open_rule)
        layout.addWidget(rows)

    def _show_context(self, page: Any) -> None:
        self.context.clear()
        for heading, rows in legal_reading.context(page):
            self.context.add_facts(heading, rows)

    def place_of(self, act: str) -> Place | None:
        """Where an act is done that needs a reason, a form or another page."""
        if act in _REASONS:
            return Place("reason", f"{_REASONS[act]}/{self.key}")
        case = self.seen.case.record
        if act in ("panel-plan", "read-plan"):
            return Place("panel" if act == "panel-plan" else "record", self.seen.plan.record)
        return {
            "panel": Place("panel", self.key),
            "plan": Place("plan_investigation", self.key),
            "interview": Place("plan_interview", case),
            "refer-again": Place("refer", f"new/{case}"),
        }.get(act)

    @Slot()
    def _print_letter(self) -> None:
        self.go.emit(Place("print", f"return/{self.key}"))

    @Slot(str)
    def _change(self, section: str) -> None:
        self.go.emit(Place("refer", f"{self.key}/{section}"))

    @Slot(str)
    def _open_way(self, key: str) -> None:
        """A parent's way, begun first where there is none yet."""
        if key in [way.action for way in self.seen.ways]:
            self.go.emit(Place("pathway", key))
            return
        book, case = self.kit.book, self.seen.case.record
        self.kit.jobs.start(
            lambda _progress: book.pathway.consider(case, key), self._begun, self._refused, owner=self
        )

    @Slot(object)
    def _begun(self, begun: Any) -> None:
        action, changes = begun
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("pathway", action))

    @Slot(str)
    def _add_support(self, _name: str) -> None:
        self.go.emit(Place("record_form", f"new/support/{self.seen.case.record}"))

    @Slot(str)
    def _add_sanction(self, _name: str) -> None:
        self.go.emit(Place("record_form", f"new/sanction/{self.seen.case.record}"))

    @Slot(str)
    def _open_record(self, record: str) -> None:
        self.go.emit(Place("record", record))

    @Slot(str)
    def _open_rule(self, rule: str) -> None:
        self.go.emit(Place("help", f"rule/{rule}"))
