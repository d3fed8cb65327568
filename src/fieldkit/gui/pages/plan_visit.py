"""Plan a home visit: why, where, when, with whom, and the safety plan that a buddy holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui.checking import row_of
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import Typed, pages
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.leaf_page import Leaf, LeafPage
from fieldkit.gui.page import Place
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import Words
from fieldkit.gui.writing import matches_of
from fieldkit.kinds.record import questions, sections
from fieldkit.kinds.registry import kind_named

REMOTE_FIRST = "CME-11"
#: The names of the pages of the visit's own questions; the rest are sections of the safety plan.
_NAMES = ("The visit", "What you know", "Who and what goes with you")


@dataclass(frozen=True)
class ToPlan:
    """What the page opens on; `visit` is None while the visit is still a draft."""

    case: Any
    child: str
    visit: Any
    draft: Any
    options: dict[str, Any]
    remote: Any


class PlanVisitPage(LeafPage):
    """Key: a case, the draft of a plan, or a visit whose plan is changed; else the case is asked for."""

    form_file = "plan_visit.ui"
    rail = "visits"

    intro: Words
    before: QWidget

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.plan: ToPlan | None = None
        self.set_head("Plan a home visit")
        self.intro.hide()
        self.before.hide()

    def open(self, key: str) -> None:
        """Read the case and the plan as far as it is; coming back while writing changes nothing."""
        if key and key == self.key:
            return
        self.key, self.plan, self.number = key, None, 0
        if not key:
            self.side.set_rows([])
            self.choose_case("Which case is the visit for?")
            return
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, key), self.show_plan, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def show_plan(self, plan: ToPlan) -> None:
        """Show the first page of the plan."""
        self.plan = plan
        self.take_draft(plan.draft)
        self.setting = Setting(None, matches_of(plan.options))
        heading = "Change the plan" if plan.visit is not None else "Plan a home visit"
        back = (f"{plan.child}, {plan.case.text('reference')}", Place("case", plan.case.record))
        if plan.visit is not None:
            back = (plan.visit.title.partition(":")[0], Place("visit", plan.visit.record))
        self.set_head(heading, back=back)
        self._show_remote(plan)
        self.show_leaf()

    def _show_remote(self, plan: ToPlan) -> None:
        """Remote enquiries come first (CME-11): said here, so that nobody learns it at the door."""
        layout = self.before.layout()
        wrong = plan.remote is not None and str(plan.remote.verdict.value) != "pass"
        self.before.setVisible(wrong)
        if layout is None:
            return
        empty(layout)
        if wrong:
            shown = Verdicts()
            shown.show_findings([row_of(plan.remote)])
            layout.addWidget(shown)
            words = "Finish the remote enquiries first, or ask a manager to record why this visit is urgent."
            layout.addWidget(Words(words, "small", "muted"))

    def leaves(self) -> list[Leaf]:
        """The pages of the plan, at most five questions each."""
        made = [
            Leaf(_NAMES[number] if number < len(_NAMES) else "More", tuple(page))
            for number, page in enumerate(pages(kind_named("visit"), "Plan"))
        ]
        if self.plan is None or self.plan.visit is None:
            model = kind_named("safety-plan")
            for section in sections(model):
                name = "Safety plan" if section == "Safety" else section
                made += [Leaf(name, tuple(page)) for page in pages(model, section)]
        return made

    def show_leaf(self) -> None:
        """What the rules ask first stands on the first page alone."""
        super().show_leaf()
        self.before.setVisible(self.number == 0 and _filled(self.before))

    def last_words(self) -> str:
        """A plan that is changed is saved; a new one plans the visit."""
        return "Save the plan" if self.plan is not None and self.plan.visit is not None else "Plan the visit"

    def finish(self) -> None:
        """Plan the visit with its safety plan, or change its plan."""
        if self.plan is not None:
            book, plan, typed = self.kit.book, self.plan, dict(self.typed)
            self.confirm(lambda: make(book, plan, typed), self._planned)

    @Slot(object)
    def _planned(self, made: Any) -> None:
        visit, changes = made
        self.key = ""
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("visit", visit))


def _filled(part: QWidget) -> bool:
    layout = part.layout()
    return layout is not None and layout.count() > 0


def read(book: Any, key: str) -> ToPlan:
    """The case and the plan that a key stands for."""
    here = book.held(key) if book.write_ups.is_here(key) else None
    draft = book.write_ups.draft(key)
    if here is not None and here.kind == "visit":
        case, visit, opened = book.held(here.home), here, book.drafts.open(key)
    elif here is not None:
        case, visit = here, None
        opened = book.drafts.open(book.new_id(), kind="visit", home=here.home, parent=here.record)
    else:
        case, visit = book.held(draft.parent if draft is not None else ""), None
        opened = book.drafts.open(key)
    options = {**book.choices.of_form("visit", case.home), **book.choices.of_form("safety-plan", case.home)}
    found = [each for each in book.findings.of_case(case.record) if each.rule == REMOTE_FIRST]
    child = book.held(str(case.value("child"))).title if case.value("child") else ""
    return ToPlan(case, child, visit, opened, options, found[0] if found else None)


def make(book: Any, plan: ToPlan, typed: dict[str, Typed]) -> tuple[str, Any]:
    """Plan the visit with its safety plan, or change the plan of one."""
    mine = {item.name for item in questions(kind_named("visit")) if item.ask.section == "Plan"}
    wanted = {name: said for name, said in typed.items() if name in mine and said not in ("", [])}
    if plan.visit is not None:
        asked = {name: typed.get(name, "") for name in mine if name in typed}
        return plan.visit.record, book.drafts.confirm(plan.draft, asked, section="Plan")
    names = {item.name for item in questions(kind_named("safety-plan")) if item.ask.asked}
    safety = {name: said for name, said in typed.items() if name in names and said not in ("", [])}
    visit, changes = book.visits.plan(plan.case.record, wanted, safety, record=plan.draft.record)
    return visit, changes | book.drafts.discard(plan.draft.record)
