"""One conflict on a page of its own, reached from Today; nothing is chosen before the officer says why."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.errors import Trouble
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.widgets.conflict_block import ConflictBlock
from fieldkit.gui.widgets.empty import EmptyList

_TOLD = (
    "Two officers changed this answer without seeing each other’s change. Both are kept. "
    "Say which is right, and why."
)


class ConflictPage(Page):
    """`key` is the record and the field, with a slash between."""

    form_file = "conflict.ui"
    rail = "today"

    disputes: QWidget
    settled: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._record, self._field = "", ""
        self.block: ConflictBlock | None = None
        self.set_head("Two different answers", back=("Today", Place("today")))
        self.settled.hide()
        self.settled.acted.connect(self._back)

    def open(self, key: str) -> None:
        """Show a conflict."""
        self._record, _, self._field = key.partition("/")
        self._ask()

    def _ask(self) -> None:
        book, record, field = self.kit.book, self._record, self._field
        self.kit.jobs.start(
            lambda _progress: book.conflicts.open(record, field),
            self.show_conflict,
            self.show_settled,
            owner=self,
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Somebody else may have settled it, or another answer came."""
        if self.isVisible() and self._record in {ref.record for ref in changes.records}:
            self._ask()

    @Slot(object)
    def show_conflict(self, conflict: Any) -> None:
        """Show the two answers; the same ones again leave what was typed alone."""
        if self.block is not None and self.block.property("shown") == shown(conflict):
            return
        self.set_head(f"{conflict.label}: {conflict.title}", conflict.reference, ("Today", Place("today")))
        self.block = block_of(conflict, "Two officers changed this answer")
        self.block.kept.connect(self._keep)
        self.block.put_off.connect(self._back)
        self._fill(self.block)
        self.settled.hide()

    def _fill(self, block: QWidget | None) -> None:
        column = self.disputes.layout()
        if column is not None:
            empty(column)
            if block is not None:
                column.addWidget(block)

    @Slot(object)
    def show_settled(self, trouble: Trouble) -> None:
        """There is nothing to choose any more."""
        self.block = None
        self._fill(None)
        self.settled.show_words(trouble.say, trouble.do, "Back to Today")
        self.settled.show()

    @Slot(list, str)
    def _keep(self, revisions: list[str], why: str) -> None:
        keep(self, self._record, self._field, revisions, why)

    @Slot()
    def _back(self) -> None:
        self.go.emit(Place("today"))


def shown(conflict: Any) -> str:
    """Which answers are shown, so that a refresh of the same ones changes nothing."""
    return " ".join([conflict.record, conflict.field, *(one.revision for one in conflict.versions)])


def block_of(conflict: Any, heading: str) -> ConflictBlock:
    """The block of a conflict, its words said in full."""
    answers = [
        (one.revision, "You" if one.own else one.who, one.at, one.words, one.source)
        for one in sorted(conflict.versions, key=lambda one: not one.own)
    ]
    told = f"{conflict.reference}. {_TOLD}" if conflict.reference else _TOLD
    before = f"Before both changes: {conflict.before}." if conflict.before else ""
    if len(answers) > 2:
        others = "; ".join(f"{who}: {words}" for _revision, who, _at, words, _source in answers[2:])
        before = f"{before} Also given: {others}.".strip()
    if conflict.both:
        before = f"{before} Keep both puts the second one under “{conflict.both}”.".strip()
    made = ConflictBlock(heading, told, answers, before, "Keep both" if conflict.both else "")
    made.setProperty("shown", shown(conflict))
    return made


def keep(page: Page, record: str, field: str, revisions: list[str], why: str) -> None:
    """Write down which answer stands."""
    book = page.kit.book
    verb = book.conflicts.keep_both if len(revisions) > 1 else book.conflicts.keep
    page.kit.jobs.start(
        lambda _progress: verb(record, field, revisions[0], why),
        page.kit.told.changed.emit,
        page.show_trouble,
        owner=page,
    )
