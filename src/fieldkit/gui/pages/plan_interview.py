"""Propose an interview to the Legal Panel, or change its plan: who, about what, and what is to be put."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.leaf_page import Leaf
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.plan_page import PlanPage, ToPlan, child_of, draft_for, leaves_of
from fieldkit.gui.forms.form import Typed
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.words import Words
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named

_SECTIONS = ("Interview", "Plan")
_NOT_YET = "Nobody can be interviewed under caution in this case yet."
_UNDOES = "The Legal Panel approved this plan. What you change must be approved again."


@dataclass(frozen=True)
class ToPropose(ToPlan):
    """The same, with why nobody is interviewed in this case yet; empty when somebody may be."""

    barred: str = ""


class PlanInterviewPage(PlanPage):
    """Key: a case, the draft of an interview, or an interview; without one the case is asked for."""

    form_file = "plan_interview.ui"
    rail = "interviews"
    which_case = "Which case is the interview about?"
    leads_to = "interview"

    intro: Words

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Propose an interview")
        self.intro.hide()
        self.move_button = self.foot_bar().add_act("Move the case to law enforcement", "move_button")
        self.move_button.clicked.connect(self._move)
        self.move_button.hide()

    def show_head(self, plan: ToPropose) -> None:
        """What is proposed or changed, and what bars or undoes it."""
        back = (f"{plan.child}, {plan.case.text('reference')}", Place("case", plan.case.record))
        heading = "Propose an interview"
        if plan.held is not None:
            heading = "Change the plan"
            back = ("Interview under caution", Place("interview", plan.held.record))
        self.set_head(heading, back=back)
        approved = plan.held is not None and plan.held.state == "panel_approved"
        words = _UNDOES if approved else f"{_NOT_YET} {plan.barred}" if plan.barred else ""
        self.move_button.setVisible(bool(plan.barred))
        self.intro.setText(words)
        self.intro.setVisible(bool(words))

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """The case was moved to law enforcement meanwhile: nothing bars the interview any more."""
        plan, moved = self.plan, "regime-change" in changes.kinds
        if plan is not None and plan.barred and moved and plan.case.home in changes.homes:
            self.plan = replace(plan, barred="")
            self.show_head(self.plan)

    @Slot()
    def _move(self) -> None:
        self.settle()
        self.go.emit(Place("reason", f"enforcement/{self.plan.case.record}"))

    def leaves(self) -> list[Leaf]:
        """The pages of the proposal, at most five questions each."""
        return leaves_of("interview", _SECTIONS)

    def last_words(self) -> str:
        """The act of the last page."""
        return "Save the plan" if self.changes else "Propose interview"

    def read(self, book: Any, key: str) -> ToPropose:
        """The case and the proposal that a key stands for."""
        case, held, opened = draft_for(book, key, "interview")
        options = dict(book.choices.of_form("interview", case.home))
        barred = "" if held is not None else book.regimes.not_enforced(case.record)
        return ToPropose(case, child_of(book, case), held, opened, options, barred)

    def make(self, book: Any, plan: ToPropose, typed: dict[str, Typed]) -> tuple[str, Any]:
        """Propose it, or change the plan of one."""
        asked = {item.name for item in questions(kind_named("interview")) if item.ask.section in _SECTIONS}
        given = {name: said for name, said in typed.items() if name in asked}
        if plan.held is not None:
            return plan.held.record, book.drafts.confirm(plan.draft, given)
        filled = {name: said for name, said in given.items() if said not in ("", [])}
        interview, changes = book.interviews.propose(plan.case.record, filled)
        return interview, changes | book.drafts.discard(plan.draft.record)
