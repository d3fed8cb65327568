"""What a school refers, section by section: questions as the kind asks them, kept while they are typed."""

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
from fieldkit.kinds.record import sections
from fieldkit.kinds.registry import kind_named

_LATER = "Allocation"
_NEW = "new"


@dataclass(frozen=True)
class ToRefer:
    """What the page opens on; `held` is None while the referral is still a draft."""

    held: Any
    draft: Any
    case: Any
    options: dict[str, Any]


class ReferPage(LeafPage):
    """Key: `new/case` for a new referral, a referral, or `referral/section`."""

    form_file = "refer.ui"
    rail = "cases"

    intro: Words

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.told: ToRefer | None = None
        self.set_head("Take in a referral")

    def open(self, key: str) -> None:
        """Read the referral as far as it is; coming back while writing changes nothing."""
        if key and key == self.key:
            return
        self.key, self.told, self.number = key, None, 0
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, key), self.show_form, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def show_form(self, told: ToRefer) -> None:
        """Show the section that was asked for, else the first page."""
        self.told = told
        self.take_draft(told.draft)
        self.setting = Setting(None, matches_of(told.options))
        case = ("Case", Place("case", told.case.record))
        if told.held is None:
            self.set_head("Take in a referral", told.case.text("reference"), case)
        else:
            back = ("Referral", Place("legal_referral", told.held.record))
            self.set_head("Change the referral", told.case.text("reference"), back)
        self.intro.setText("Write what the school sent. What is left out is “cannot tell” in the checks.")
        wanted = self.key.partition("/")[2] if told.held is not None else ""
        names = [leaf.name for leaf in self.applying()]
        self.number = names.index(wanted) if wanted in names else 0
        self.show_problems(())
        self.show_leaf()

    def leaves(self) -> list[Leaf]:
        """The pages of the form; who investigates is for the panel to say."""
        model, made = kind_named("referral"), []
        for name in sections(model):
            if name == _LATER:
                continue
            made += [
                Leaf(name if number == 0 else f"{name}, page {number + 1}", tuple(part))
                for number, part in enumerate(pages(model, name))
            ]
        return made

    def last_words(self) -> str:
        """The act of the last page."""
        return "Take in the referral" if self.told is None or self.told.held is None else "Save the referral"

    def finish(self) -> None:
        """Take the referral in, or change it."""
        if self.told is None:
            return
        book, told = self.kit.book, self.told
        asked = {item.name for leaf in self.leaves() for item in leaf.asked}
        typed = {name: said for name, said in self.typed.items() if name in asked}
        self.confirm(lambda: make(book, told, typed), self._kept)

    @Slot(object)
    def _kept(self, made: Any) -> None:
        referral, changes = made
        self.key = ""
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("legal_referral", referral))


def read(book: Any, key: str) -> ToRefer:
    """The referral that a key stands for."""
    first, _, rest = key.partition("/")
    if first == _NEW:
        case = book.held(rest)
        begun = [one for one in book.drafts.waiting() if (one.kind, one.parent) == ("referral", rest)]
        made = begun[0].record if begun else book.new_id()
        draft = book.drafts.open(made, kind="referral", home=case.home, parent=rest)
        return ToRefer(None, draft, case, book.choices.of_form("referral", case.home))
    held = book.held(first)
    draft = book.drafts.open(first)
    return ToRefer(held, draft, book.held(held.home), book.choices.of_form("referral", held.home))


def make(book: Any, told: ToRefer, typed: dict[str, Typed]) -> tuple[str, Any]:
    """Save the form with the verb it stands for."""
    if told.held is not None:
        return told.held.record, book.drafts.confirm(told.draft, typed)
    given = {name: said for name, said in typed.items() if said not in ("", [])}
    made: tuple[str, Any] = book.legal_referrals.take_in(told.case.record, given, record=told.draft.record)
    return made
