"""What a school refers, section by section: questions as the kind asks them, kept while they are typed."""

from __future__ import annotations

from typing import Any

from fieldkit.gui.bases.leaf_page import Leaf
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.plan_page import PlanPage, ToPlan, child_of, leaves_of
from fieldkit.gui.forms.form import Typed
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.words import Words
from fieldkit.kinds.record import sections
from fieldkit.kinds.registry import kind_named

_LATER = "Allocation"
_NEW = "new"


class ReferPage(PlanPage):
    """Key: `new/case` for a new referral, the draft of one, a referral, or `referral/section`."""

    form_file = "refer.ui"
    rail = "cases"
    leads_to = "legal_referral"

    intro: Words

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Take in a referral")

    def show_head(self, plan: ToPlan) -> None:
        """Whether it is taken in or changed."""
        if plan.held is None:
            case = ("Case", Place("case", plan.case.record))
            self.set_head("Take in a referral", plan.case.text("reference"), case)
        else:
            back = ("Referral", Place("legal_referral", plan.held.record))
            self.set_head("Change the referral", plan.case.text("reference"), back)
        self.intro.setText("Write what the school sent. What is left out is “cannot tell” in the checks.")

    def first(self, plan: ToPlan) -> int:
        """The section that was asked for, else the first page."""
        wanted = self.key.partition("/")[2] if plan.held is not None else ""
        names = [leaf.name for leaf in self.applying()]
        return names.index(wanted) if wanted in names else 0

    def leaves(self) -> list[Leaf]:
        """The pages of the form; who investigates is for the panel to say."""
        return leaves_of("referral", tuple(n for n in sections(kind_named("referral")) if n != _LATER))

    def last_words(self) -> str:
        """The act of the last page."""
        return "Save the referral" if self.changes else "Take in the referral"

    def read(self, book: Any, key: str) -> ToPlan:
        """The referral that a key stands for."""
        first, _, rest = key.partition("/")
        if first == _NEW:
            case, held = book.held(rest), None
            begun = [one for one in book.drafts.waiting() if (one.kind, one.parent) == ("referral", rest)]
            made = begun[0].record if begun else book.new_id()
            draft = book.drafts.open(made, kind="referral", home=case.home, parent=rest)
        else:
            held, draft = book.held(first) if book.write_ups.is_here(first) else None, book.drafts.open(first)
            case = book.held(held.home if held is not None else draft.parent)
        options = dict(book.choices.of_form("referral", case.home))
        return ToPlan(case, child_of(book, case), held, draft, options)

    def make(self, book: Any, plan: ToPlan, typed: dict[str, Typed]) -> tuple[str, Any]:
        """Take the referral in, or change it."""
        asked = {item.name for leaf in self.leaves() for item in leaf.asked}
        given = {name: said for name, said in typed.items() if name in asked}
        if plan.held is not None:
            return plan.held.record, book.drafts.confirm(plan.draft, given)
        filled = {name: said for name, said in given.items() if said not in ("", [])}
        made: tuple[str, Any] = book.legal_referrals.take_in(
            plan.case.record, filled, record=plan.draft.record
        )
        return made
