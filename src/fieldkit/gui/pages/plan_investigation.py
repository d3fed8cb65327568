"""Write the investigation plan of a referral, or put right the one that the Legal Panel returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fieldkit.gui.bases.leaf_page import Leaf
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.plan_page import PlanPage, ToPlan, child_of, leaves_of
from fieldkit.gui.forms.form import Typed
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.words import Words

_KIND = "investigation-plan"
_BOTH_WAYS = "An investigator follows every line, those that point away from an offence too (CPIA Code)."


@dataclass(frozen=True)
class ToInvestigate(ToPlan):
    """The same, with its referral and what the panel said of the plan."""

    referral: str = ""
    said: str = ""


class PlanInvestigationPage(PlanPage):
    """Key: the referral, or the draft of its plan."""

    form_file = "plan_investigation.ui"
    rail = "cases"
    leads_to = "legal_referral"

    intro: Words

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Investigation plan")

    def show_head(self, plan: ToInvestigate) -> None:
        """Whose plan it is, and what the panel wants put right."""
        back = ("Referral for legal action", Place("legal_referral", plan.referral))
        self.set_head("Investigation plan", plan.case.text("reference"), back)
        self.intro.setText(plan.said or _BOTH_WAYS)

    def leaves(self) -> list[Leaf]:
        """The investigator's own pages; what the panel says of its quality is for the panel."""
        return leaves_of(_KIND, ("Plan",))

    def last_words(self) -> str:
        """It is submitted from the referral, once it is whole."""
        return "Save the plan"

    def read(self, book: Any, key: str) -> ToInvestigate:
        """The plan of a referral as far as it is."""
        here = book.held(key) if book.write_ups.is_here(key) else None
        draft = book.write_ups.draft(key)
        home = here.home if here is not None else draft.parent if draft is not None else ""
        referral = key if here is not None and here.kind == "referral" else book.legal_referrals.of_case(home)
        case, held = book.held(home), book.panel.plan_of(referral)
        if held is not None:
            opened = book.drafts.open(held.record)
        else:
            begun = [one.record for one in book.drafts.waiting() if (one.kind, one.parent) == (_KIND, home)]
            record = begun[0] if begun else book.new_id()
            opened = book.drafts.open(record, kind=_KIND, home=home, parent=home)
        found = book.approvals.of(held.record) if held is not None else None
        said = found.why if found is not None and found.decision != "approve" else ""
        options = dict(book.choices.of_form(_KIND, home))
        return ToInvestigate(case, child_of(book, case), held, opened, options, referral, said)

    def make(self, book: Any, plan: ToInvestigate, typed: dict[str, Typed]) -> tuple[str, Any]:
        """Write the plan, with which the referral goes on, or change it."""
        asked = {item.name for leaf in self.leaves() for item in leaf.asked}
        given = {name: said for name, said in typed.items() if name in asked}
        if plan.held is not None:
            return plan.referral, book.drafts.confirm(plan.draft, given)
        filled = {name: said for name, said in given.items() if said not in ("", [])}
        return plan.referral, book.panel.plan(plan.referral, filled, record=plan.draft.record)[1]
