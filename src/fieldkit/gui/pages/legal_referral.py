"""A school's referral for legal action: its checks with their facts, its parents, and what may be done."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui import legal_reading
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.page import Page, Place
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
    }
)
#: act: the verb of the desk that does it at once.
_VERBS = {"check": "run_checks", "again": "receive_again", "to-panel": "to_panel"}
#: act: the question of its reason, on the page of reasons.
_REASONS = {"return": "return-referral", "accept": "accept-referral", "withdraw": "withdraw-referral"}


class LegalReferralPage(Page):
    """Key: the referral."""

    form_file = "legal_referral.ui"
    rail = "cases"

    stage: Stage
    blocked: IconLine
    returned: Words
    checks: QWidget
    lists: QWidget
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.referral = ""
        self.seen: Any = None
        self.set_head("Referral")
        self.set_context_words("The form")
        self.act_button = self.foot_bar().add_main("Run the checks", "act_button")
        self.other_button = self.foot_bar().add_act("Return to school", "other_button")
        self.off_button = self.foot_bar().add_act("Withdraw", "off_button")
        for button in (self.act_button, self.other_button, self.off_button):
            button.clicked.connect(self._pressed)
        self.form = PartList("The form", "form", "", "", act=110)
        self.supports = PartList("Support", "supports", "Add support", "No support is written down", note=160)
        self.sanctions = PartList(
            "Earlier sanctions",
            "sanctions",
            "Add a sanction",
            "No earlier sanction is written down",
            note=160,
        )
        layout = self.lists.layout()
        if layout is not None:
            for part in (self.form, self.supports, self.sanctions):
                layout.addWidget(part)
        self.stage.acted.connect(self._print_letter)
        self.form.acted.connect(self._change)
        self.form.opened.connect(self._change)
        self.supports.add_asked.connect(self._add_support)
        self.sanctions.add_asked.connect(self._add_sanction)
        for part in (self.supports, self.sanctions):
            part.opened.connect(self._open_record)

    def open(self, key: str) -> None:
        """Read the referral."""
        self.referral, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.legal_referrals.open(key),
            self.show_referral,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something that the checks look at changed."""
        if self.isVisible() and self.referral and changes.kinds & _CONCERNS:
            self.open(self.referral)

    @Slot(object)
    def show_referral(self, page: Any) -> None:
        """Everything, with the next act as the main button."""
        self.seen = page
        back = (page.child_name or "Case", Place("case", page.case.record))
        self.set_head("Referral for legal action", page.case.text("reference"), back)
        letter = "Print the letter" if page.held.state == "returned_to_school" else ""
        self.stage.show_stage("scales", legal_reading.standing(page), letter, "printer")
        bar = legal_reading.blocked(page)
        self.blocked.words.setText(bar)
        self.blocked.icon.show_icon("warning", "warn", 18, "fill")
        self.blocked.setVisible(bool(bar))
        rules = ", ".join(page.returned_because)
        self.returned.setText(f"Returned to the school for {rules}." if rules else "")
        self.returned.setVisible(bool(rules))
        self._show_checks(page)
        self.form.show_rows(legal_reading.section_rows(page))
        self.supports.show_rows(legal_reading.support_rows(page))
        self.sanctions.show_rows(legal_reading.sanction_rows(page))
        self._show_foot(page)
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
        layout.addWidget(Words(heading, "section_small"))
        rows = Findings(parent=self.checks)
        named(rows, f"{name}_findings", heading)
        rows.show_findings(legal_reading.check_rows(found))
        rows.opened.connect(self._open_rule)
        layout.addWidget(rows)

    def _show_foot(self, page: Any) -> None:
        acts = [page.act, *page.others]
        off = next((act for act in acts if act.name == "withdraw"), None)
        others = [act for act in acts if act.name != "withdraw"]
        shown = [*others, None, None][:2]
        for button, act in (
            (self.act_button, shown[0]),
            (self.other_button, shown[1]),
            (self.off_button, off),
        ):
            button.setVisible(act is not None and act.name not in ("open", "decision", "actions"))
            if act is not None:
                button.set_words(act.label)
                button.setAccessibleName(act.label)
                button.setProperty("act", act.name)
                button.set_unavailable(act.blocked)

    def _show_context(self, page: Any) -> None:
        held = page.held
        school, officer = held.value("school"), held.value("allocated_officer")
        told = [
            ("School", str(school["name"]) if isinstance(school, dict) else ""),
            ("Referred by", held.text("referred_by")),
            ("Concern", held.text("concern")),
            ("Investigator", str(officer["name"]) if isinstance(officer, dict) else ""),
        ]
        self.context.clear()
        self.context.add_facts("Referral", [(label, words) for label, words in told if words])

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if button is not None and self.seen is not None:
            self._do(str(button.property("act")))

    def _do(self, act: str) -> None:
        book, referral = self.kit.book, self.referral
        if act in _REASONS:
            self.go.emit(Place("reason", f"{_REASONS[act]}/{referral}"))
        elif act == "panel":
            self.go.emit(Place("panel"))
        elif act == "plan":
            self.go.emit(Place("record_form", f"new/investigation-plan/{self.seen.case.record}"))
        elif act in _VERBS:
            verb = getattr(book.legal_referrals, _VERBS[act])
            self.act_button.set_busy("Saving")
            job = self.kit.jobs.start(
                lambda _progress: verb(referral), self._done, self.show_trouble, Lane.BOOK, self
            )
            job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.act_button.set_busy("")

    @Slot(object)
    def _done(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.open(self.referral)

    @Slot()
    def _print_letter(self) -> None:
        self.go.emit(Place("print", f"return/{self.referral}"))

    @Slot(str)
    def _change(self, section: str) -> None:
        self.go.emit(Place("refer", f"{self.referral}/{section}"))

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
