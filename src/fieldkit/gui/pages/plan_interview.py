"""Propose an interview to the Legal Panel, or change its plan: who, about what, and what is to be put."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import Typed, pages
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.leaf_page import Leaf, LeafPage
from fieldkit.gui.page import Place
from fieldkit.gui.widgets.words import Words
from fieldkit.gui.writing import matches_of
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named

_SECTIONS = ("Interview", "Plan")
_UNDOES = "The Legal Panel approved this plan. What you change must be approved again."


@dataclass(frozen=True)
class ToPropose:
    """What the page opens on; `held` is None while the interview is still a draft."""

    case: Any
    child: str
    held: Any
    draft: Any
    options: dict[str, Any]


class PlanInterviewPage(LeafPage):
    """Key: a case, the draft of an interview, or an interview; without one the case is asked for."""

    form_file = "plan_interview.ui"
    rail = "interviews"

    intro: Words

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.plan: ToPropose | None = None
        self.set_head("Propose an interview")
        self.intro.hide()

    def open(self, key: str) -> None:
        """Read the case and the plan as far as it is; coming back while writing changes nothing."""
        if key and key == self.key:
            return
        self.key, self.plan, self.number = key, None, 0
        if not key:
            self.side.set_rows([])
            self.choose_case("Which case is the interview about?")
            return
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, key), self.show_plan, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def show_plan(self, plan: ToPropose) -> None:
        """Show the first page of the form."""
        self.plan = plan
        self.take_draft(plan.draft)
        self.setting = Setting(None, matches_of(plan.options))
        back = (f"{plan.child}, {plan.case.text('reference')}", Place("case", plan.case.record))
        heading = "Propose an interview"
        if plan.held is not None:
            heading = "Change the plan"
            back = ("Interview under caution", Place("interview", plan.held.record))
        self.set_head(heading, back=back)
        approved = plan.held is not None and plan.held.state == "panel_approved"
        self.intro.setText(_UNDOES if approved else "")
        self.intro.setVisible(approved)
        self.show_problems(())
        self.show_leaf()

    def leaves(self) -> list[Leaf]:
        """The pages of the proposal, at most five questions each."""
        model = kind_named("interview")
        made = []
        for name in _SECTIONS:
            for number, part in enumerate(pages(model, name)):
                made.append(Leaf(name if number == 0 else f"{name}, page {number + 1}", tuple(part)))
        return made

    def last_words(self) -> str:
        """The act of the last page."""
        changes = self.plan is not None and self.plan.held is not None
        return "Save the plan" if changes else "Propose interview"

    def finish(self) -> None:
        """Propose the interview, or change its plan."""
        if self.plan is not None:
            book, plan, typed = self.kit.book, self.plan, dict(self.typed)
            self.confirm(lambda: make(book, plan, typed), self._planned)

    @Slot(object)
    def _planned(self, made: Any) -> None:
        interview, changes = made
        self.key = ""
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("interview", interview))


def read(book: Any, key: str) -> ToPropose:
    """The case and the proposal that a key stands for."""
    here = book.held(key) if book.write_ups.is_here(key) else None
    draft = book.write_ups.draft(key)
    if here is not None and here.kind == "interview":
        case, held, opened = book.held(here.home), here, book.drafts.open(key)
    elif here is not None:
        case, held = here, None
        opened = book.drafts.open(book.new_id(), kind="interview", home=here.home, parent=here.record)
    else:
        case, held = book.held(draft.parent if draft is not None else ""), None
        opened = book.drafts.open(key)
    child = book.held(str(case.value("child"))).title if case.value("child") else ""
    return ToPropose(case, child, held, opened, dict(book.choices.of_form("interview", case.home)))


def make(book: Any, plan: ToPropose, typed: dict[str, Typed]) -> tuple[str, Any]:
    """Propose it, or change the plan of one."""
    asked = {item.name for item in questions(kind_named("interview")) if item.ask.section in _SECTIONS}
    given = {name: said for name, said in typed.items() if name in asked}
    if plan.held is not None:
        return plan.held.record, book.drafts.confirm(plan.draft, given)
    filled = {name: said for name, said in given.items() if said not in ("", [])}
    interview, changes = book.interviews.propose(plan.case.record, filled)
    return interview, changes | book.drafts.discard(plan.draft.record)
