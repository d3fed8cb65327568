"""The base of forms that make one record of a case, or change it: opened by a case, a draft or the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Slot

from fieldkit.gui.bases.leaf_page import Leaf, LeafPage
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.writing import matches_of
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import Typed, pages
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.kinds.registry import kind_named


@dataclass(frozen=True)
class ToPlan:
    """What the page opens on; `held` is None while the record is still a draft."""

    case: Any
    child: str
    held: Any
    draft: Any
    options: dict[str, Any]


class PlanPage(LeafPage):
    """Pages say how a key is read (`read`), what stands above the form (`show_head`) and how it is saved
    (`make`).
    """

    #: What is asked when no case was named; empty for a page that is never opened without one.
    which_case: ClassVar[str] = ""
    #: The page of what was made.
    leads_to: ClassVar[str] = ""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.plan: Any = None

    def read(self, book: Any, key: str) -> Any:
        """What a key stands for; on a lane."""
        raise NotImplementedError

    def show_head(self, plan: Any) -> None:
        """Say what the form is for, and the way back."""
        raise NotImplementedError

    def make(self, book: Any, plan: Any, typed: dict[str, Typed]) -> tuple[str, Any]:
        """Save all pages with the verb they stand for; says the record and what changed. On a lane."""
        raise NotImplementedError

    def first(self, _plan: Any) -> int:
        """The number of the page to begin at."""
        return 0

    @property
    def changes(self) -> bool:
        """Whether something that stands is changed."""
        return self.plan is not None and self.plan.held is not None

    def open(self, key: str) -> None:
        """Read the record as far as it is; coming back while writing changes nothing."""
        if key and key == self.key:
            return
        self.key, self.plan, self.number = key, None, 0
        if not key:
            self.side.set_rows([])
            self.choose_case(self.which_case)
            return
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: self.read(book, key), self.show_plan, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def show_plan(self, plan: Any) -> None:
        """Show the form on what was read."""
        self.plan = plan
        self.take_draft(plan.draft)
        self.setting = Setting(None, matches_of(plan.options))
        self.show_head(plan)
        self.number = self.first(plan)
        self.show_problems(())
        self.show_leaf()

    def finish(self) -> None:
        """Save what is typed on all pages."""
        if self.plan is not None:
            book, plan, typed = self.kit.book, self.plan, dict(self.typed)
            self.confirm(lambda: self.make(book, plan, typed), self._planned)

    @Slot(object)
    def _planned(self, made: Any) -> None:
        record, changes = made
        self.key = ""
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.go.emit(Place(self.leads_to, record))


def leaves_of(kind: str, sections: tuple[str, ...]) -> list[Leaf]:
    """The pages of some sections of a kind, at most five questions each."""
    made, model = [], kind_named(kind)
    for name in sections:
        for number, part in enumerate(pages(model, name)):
            made.append(Leaf(name if number == 0 else f"{name}, page {number + 1}", tuple(part)))
    return made


def draft_for(book: Any, key: str, kind: str) -> tuple[Any, Any, Any]:
    """The case, the record if it stands already, and the draft that a case, a draft or a record opens."""
    here = book.held(key) if book.write_ups.is_here(key) else None
    draft = book.write_ups.draft(key)
    if here is not None and here.kind == kind:
        return book.held(here.home), here, book.drafts.open(key)
    if here is not None:
        opened = book.drafts.open(book.new_id(), kind=kind, home=here.home, parent=here.record)
        return here, None, opened
    return book.held(draft.parent if draft is not None else ""), None, book.drafts.open(key)


def child_of(book: Any, case: Any) -> str:
    """The name of the child of a case; empty when none is known."""
    child: str = book.held(str(case.value("child"))).title if case.value("child") else ""
    return child
