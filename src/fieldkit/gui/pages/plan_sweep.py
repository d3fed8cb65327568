"""Plan a sweep, section by section, and write its debrief: questions as the kind asks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.leaf_page import Leaf, LeafPage
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.writing import matches_of
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import Typed, pages
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.words import Words
from fieldkit.kinds.record import sections
from fieldkit.kinds.registry import kind_named

DEBRIEF = "Debrief"
_UNDOES = "A manager approved this plan. What you change must be approved again."


@dataclass(frozen=True)
class ToPlanSweep:
    """What the page opens on; `held` is None while the sweep is still a draft."""

    held: Any
    draft: Any
    options: dict[str, Any]
    approved: bool


class PlanSweepPage(LeafPage):
    """Key: nothing for a new sweep, the draft of one, a sweep, or `sweep/section`."""

    form_file = "plan_sweep.ui"
    rail = "sweeps"

    intro: Words

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.plan: ToPlanSweep | None = None
        self.set_head("Plan a sweep")

    def open(self, key: str) -> None:
        """Read the plan as far as it is; coming back while writing changes nothing."""
        if key and key == self.key:
            return
        self.key, self.plan, self.number = key, None, 0
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, key), self.show_plan, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def show_plan(self, plan: ToPlanSweep) -> None:
        """Show the section that was asked for, else the first page."""
        self.plan = plan
        self.take_draft(plan.draft)
        self.setting = Setting(None, matches_of(plan.options))
        heading, back = "Plan a sweep", ("Sweeps", Place("sweeps"))
        if plan.held is not None:
            heading = "Write the debrief" if self._debriefs() else "Change the plan"
            back = (plan.held.title, Place("sweep", plan.held.record))
        self.set_head(heading, back=back)
        self.intro.setText(_UNDOES if plan.approved else "")
        self.intro.setVisible(plan.approved)
        wanted = self.key.partition("/")[2]
        names = [leaf.name for leaf in self.applying()]
        self.number = names.index(wanted) if wanted in names else 0
        self.show_problems(())
        self.show_leaf()

    def _debriefs(self) -> bool:
        return self.key.partition("/")[2] == DEBRIEF

    def leaves(self) -> list[Leaf]:
        """The pages of the plan; the debrief is a form of its own, after the sweep."""
        model = kind_named("operation")
        names = [DEBRIEF] if self._debriefs() else [name for name in sections(model) if name != DEBRIEF]
        made = []
        for name in names:
            parts = pages(model, name)
            made += [
                Leaf(name if number == 0 else f"{name}, page {number + 1}", tuple(part))
                for number, part in enumerate(parts)
            ]
        return made

    def last_words(self) -> str:
        """The act of the last page."""
        return "Save the debrief" if self._debriefs() else "Save the plan"

    def finish(self) -> None:
        """Make the sweep, change its plan, or debrief it."""
        if self.plan is None:
            return
        book, plan, debriefs = self.kit.book, self.plan, self._debriefs()
        asked = {item.name for leaf in self.leaves() for item in leaf.asked}
        typed = {name: said for name, said in self.typed.items() if name in asked}
        self.confirm(lambda: make(book, plan, typed, debriefs), self._planned)

    @Slot(object)
    def _planned(self, made: Any) -> None:
        operation, changes = made
        self.key = ""
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("sweep", operation))


def read(book: Any, key: str) -> ToPlanSweep:
    """The plan that a key stands for."""
    record = key.partition("/")[0]
    held = book.held(record) if record and book.write_ups.is_here(record) else None
    made = record or book.new_id()
    draft = book.drafts.open(made) if record else book.drafts.open(made, kind="operation", home=made)
    approved = held is not None and held.state in ("approved", "briefed", "live")
    return ToPlanSweep(held, draft, book.choices.of_form("operation", draft.home), approved)


def make(book: Any, plan: ToPlanSweep, typed: dict[str, Typed], debriefs: bool) -> tuple[str, Any]:
    """Save the form with the verb it stands for."""
    given = {name: said for name, said in typed.items() if said not in ("", [])}
    if plan.held is None:
        operation, changes = book.operations.plan(given, record=plan.draft.record)
        return operation, changes | book.drafts.discard(plan.draft.record)
    if debriefs:
        changes = book.operations.debrief(plan.held.record, given)
        return plan.held.record, changes | book.drafts.discard(plan.held.record)
    return plan.held.record, book.drafts.confirm(plan.draft, typed)
