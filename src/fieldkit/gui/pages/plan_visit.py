"""Plan a home visit: why, where, when, with whom, and the safety plan that a buddy holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from fieldkit.gui.bases.leaf_page import Leaf
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.plan_page import PlanPage, ToPlan, child_of, draft_for
from fieldkit.gui.checking import row_of
from fieldkit.gui.forms.form import Typed, pages
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import Words
from fieldkit.kinds.record import questions, sections
from fieldkit.kinds.registry import kind_named

REMOTE_FIRST = "CME-11"
#: The names of the pages of the visit's own questions; the rest are sections of the safety plan.
_NAMES = ("The visit", "What you know", "Who and what goes with you")


@dataclass(frozen=True)
class ToVisit(ToPlan):
    """The same, with what the rules say of the remote enquiries."""

    remote: Any = None


class PlanVisitPage(PlanPage):
    """Key: a case, the draft of a plan, or a visit whose plan is changed; else the case is asked for."""

    form_file = "plan_visit.ui"
    rail = "visits"
    which_case = "Which case is the visit for?"
    leads_to = "visit"

    intro: Words
    before: QWidget

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Plan a home visit")
        self.intro.hide()
        self.before.hide()

    def show_head(self, plan: ToVisit) -> None:
        """Whose visit is planned, and what comes before any visit."""
        heading = "Change the plan" if plan.held is not None else "Plan a home visit"
        back = (f"{plan.child}, {plan.case.text('reference')}", Place("case", plan.case.record))
        if plan.held is not None:
            back = (plan.held.title.partition(":")[0], Place("visit", plan.held.record))
        self.set_head(heading, back=back)
        self._show_remote(plan)

    def _show_remote(self, plan: ToVisit) -> None:
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
        if not self.changes:
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
        return "Save the plan" if self.changes else "Plan the visit"

    def read(self, book: Any, key: str) -> ToVisit:
        """The case and the plan that a key stands for."""
        case, held, opened = draft_for(book, key, "visit")
        options = {
            **book.choices.of_form("visit", case.home),
            **book.choices.of_form("safety-plan", case.home),
        }
        found = [each for each in book.findings.of_case(case.record) if each.rule == REMOTE_FIRST]
        return ToVisit(case, child_of(book, case), held, opened, options, found[0] if found else None)

    def make(self, book: Any, plan: ToVisit, typed: dict[str, Typed]) -> tuple[str, Any]:
        """Plan the visit with its safety plan, or change the plan of one."""
        mine = {item.name for item in questions(kind_named("visit")) if item.ask.section == "Plan"}
        wanted = {name: said for name, said in typed.items() if name in mine and said not in ("", [])}
        if plan.held is not None:
            asked = {name: typed.get(name, "") for name in mine if name in typed}
            return plan.held.record, book.drafts.confirm(plan.draft, asked, section="Plan")
        names = {item.name for item in questions(kind_named("safety-plan")) if item.ask.asked}
        safety = {name: said for name, said in typed.items() if name in names and said not in ("", [])}
        visit, changes = book.visits.plan(plan.case.record, wanted, safety, record=plan.draft.record)
        return visit, changes | book.drafts.discard(plan.draft.record)


def _filled(part: QWidget) -> bool:
    layout = part.layout()
    return layout is not None and layout.count() > 0
