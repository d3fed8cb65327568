"""The queue: what waits to be sent, what was sent, and what only the officer can settle."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.errors import Trouble
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.pages.conflict import block_of, keep, shown
from fieldkit.gui.places import exists
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.conflict_block import ConflictBlock
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.queue_table import QueueRow, QueueTable
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.words import Words

_ALONE = "This notebook belongs to no council yet. What you write waits here until you join one in Settings."
_BY_ITSELF = "FieldKit tries again by itself. Nothing is lost while it waits."
#: So many that what needs the officer stays in sight below them.
_FIRST = 6


class QueuePage(Page):
    """Rows with their state, tries and one act; the conflicts below."""

    form_file = "queue.ui"
    rail = "queue"

    send_button: Button
    standing_words: Words
    stick_link: LinkButton
    waiting: QueueTable
    more_link: LinkButton
    nothing: EmptyList
    disputes: QWidget
    late_part: QWidget
    late: TableRows
    wishes_part: QWidget
    wishes: TableRows

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Queue")
        self._later: set[str] = set()
        self._all = False
        self._page: Any = None
        self._conflicts: list[Any] = []
        self._rows: dict[str, Any] = {}
        self.blocks: list[ConflictBlock] = []
        for part in (self.late_part, self.wishes_part, self.nothing):
            part.hide()
        self.late.set_columns(Columns(act=104))
        self.wishes.set_columns(Columns(act=104))
        self.send_button.clicked.connect(self._send)
        self.stick_link.clicked.connect(self._exchange)
        self.more_link.clicked.connect(self._show_all)
        self.waiting.acted.connect(self._act)
        self.waiting.opened.connect(self._open)
        for rows in (self.late, self.wishes):
            rows.acted.connect(self._open)
            rows.opened.connect(self._open)

    def open(self, key: str) -> None:
        """Bring it up to date; what was put off comes back."""
        self._later, self._all = set(), False
        self._ask()

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Anything written waits here; anything sent leaves."""
        if self.isVisible() and (changes.records or "sync" in changes.topics):
            self._ask()

    def _ask(self) -> None:
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read_queue(book), self.show_queue, self.show_trouble, owner=self
        )

    @Slot(object)
    def show_queue(self, answer: tuple[Any, list[Any]]) -> None:
        """Show the queue as one verb gave it, and the conflicts."""
        page, conflicts = answer
        self._rows = {row.record: row for row in page.rows}
        self._page, self._conflicts = page, conflicts
        rows = page.rows if self._all else page.rows[:_FIRST]
        first = next((row.record for row in page.rows if row.state == "waiting"), "")
        self.waiting.show_queue([_row(row, row.record == first) for row in rows])
        self.more_link.set_words(f"Show {len(page.rows) - len(rows)} more")
        self.more_link.setAccessibleName(self.more_link.words())
        self.more_link.setVisible(len(rows) < len(page.rows))
        self.waiting.setVisible(bool(page.rows))
        self.nothing.show_words(
            "Everything has been sent", "What you write appears here until the council has it."
        )
        self.nothing.setVisible(not page.rows)
        self._say_standing(page.status)
        self._show_conflicts([one for one in conflicts if shown(one) not in self._later])
        self.late.set_rows(
            [
                Row(held.record, held.title, "Kept beside the locked record, never merged.", act="Read")
                for held in page.late
            ]
        )
        self.late_part.setVisible(bool(page.late))
        self.wishes.set_rows(
            [
                Row(wish.record, wish.title, f"{wish.reference}. Locked by {wish.locked_by}.", act="Read")
                for wish in page.wishes
            ]
        )
        self.wishes_part.setVisible(bool(page.wishes))

    def _say_standing(self, status: Any) -> None:
        alone = status.state == "alone"
        self.send_button.set_unavailable("Join a council first, in Settings" if alone else "")
        if alone:
            words = _ALONE
        elif status.last_error:
            words = f"{status.last_error} {_BY_ITSELF}"
        else:
            words = _BY_ITSELF if status.waiting else f"{status.words}."
        self.standing_words.setText(words)

    def _show_conflicts(self, conflicts: list[Any]) -> None:
        if [block.property("shown") for block in self.blocks] == [shown(one) for one in conflicts]:
            return
        column = self.disputes.layout()
        if column is None:
            return
        empty(column)
        self.blocks = []
        for conflict in conflicts:
            label = f"{conflict.label[:1].lower()}{conflict.label[1:]}"
            block = block_of(conflict, f"Needs you: {label} for {conflict.title}")
            block.setProperty("about", [conflict.record, conflict.field])
            block.kept.connect(self._keep)
            block.put_off.connect(self._put_off)
            self.blocks.append(block)
            column.addWidget(block)

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self.show_queue((self._page, self._conflicts))
        self.waiting.setFocus()

    @Slot(list, str)
    def _keep(self, revisions: list[str], why: str) -> None:
        block = self.sender()
        if isinstance(block, ConflictBlock):
            record, field = block.property("about")
            keep(self, record, field, revisions, why)

    @Slot()
    def _put_off(self) -> None:
        block = self.sender()
        if isinstance(block, ConflictBlock):
            self._later.add(str(block.property("shown")))
            self._ask()

    @Slot()
    def _send(self) -> None:
        book = self.kit.book
        self.send_button.set_busy("Sending")
        self.kit.jobs.start(
            lambda progress: book.council.sync(progress.say, progress.stopped),
            self._sent, self._not_sent, Lane.NET, self,
        )  # fmt: skip

    @Slot()
    def _exchange(self) -> None:
        self.go.emit(Place("exchange"))

    @Slot(object)
    def _sent(self, changes: Any) -> None:
        self.send_button.set_busy("")
        self.kit.told.changed.emit(changes)

    @Slot(object)
    def _not_sent(self, _trouble: Trouble) -> None:
        """The desk noted the try: the page says why beside the button, in grey, for offline is normal."""
        self.send_button.set_busy("")
        self._ask()

    @Slot(str)
    def _act(self, record: str) -> None:
        if self._rows[record].attempts:
            self._send()
        else:
            self._open(record)

    @Slot(str)
    def _open(self, record: str) -> None:
        row = self._rows.get(record)
        page = "visit" if row is not None and row.kind == "visit" else "record"
        if exists(page):
            self.go.emit(Place(page, record))


def read_queue(book: Any) -> tuple[Any, list[Any]]:
    """The queue, and each conflict whole. On a lane."""
    page = book.queue.open()
    return page, [book.conflicts.open(one.record, one.field) for one in page.disputes]


def _row(row: Any, first: bool) -> QueueRow:
    second = f"{row.second}, goes first" if first else row.second
    return QueueRow(
        row.record, row.state, row.title, second, row.tried, row.attempts > 0, max(row.percent, 0)
    )
