"""The head of a locked record, and edits that came from before the lock."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.draw import Piece
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.words import IconLabel, Words


class LockedHeader(QFrame):
    """Who locked a record and when, its notebook line, countersigning and receipt; and Add addendum."""

    addendum_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 14, 0, 8)
        row.setSpacing(16)
        row.addWidget(IconLabel("lock", "text", 24, "fill"))
        column = QVBoxLayout()
        column.setSpacing(0)
        self._who = Words()
        self._line = Words("", "small", "muted")
        column.addWidget(self._who)
        column.addWidget(self._line)
        row.addLayout(column, 1)
        self.addendum_button = Button("Add addendum")
        named(self.addendum_button, "addendum_button", "Add addendum")
        self.addendum_button.clicked.connect(self._asked)
        row.addWidget(self.addendum_button, 0, Qt.AlignmentFlag.AlignVCenter)
        named(self, "locked_header")

    def show_lock(self, by: str, when: str, line: str) -> None:
        """`by` and `when` of the seal; `line` says notebook line, countersigning and receipt in words."""
        self._who.set_pieces((Piece("Locked", 700), Piece(f" by {by}, {when}")))
        self._line.setText(line)
        self.setAccessibleName(f"Locked by {by}, {when}. {line}")

    @Slot()
    def _asked(self) -> None:
        self.addendum_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The thick rule on top and the section rule below."""
        painter = QPainter(self)
        draw.fill(painter, QRect(0, 0, self.width(), 4), "text")
        draw.fill(painter, QRect(0, self.height() - 1, self.width(), 1), "edge")
        painter.end()


class LateEdit(QFrame):
    """An edit made elsewhere before the lock and received after it: kept beside the record, never merged."""

    def __init__(self, by: str = "", when: str = "", kept: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel("arrow-bend-down-right", "text", 20), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        head = f"Late edit by {by}, made {when}, before the lock"
        body = f"Kept beside the locked record, never merged. {kept}"
        column.addWidget(Words(head, weight=700))
        column.addWidget(Words(body, "small", "muted"))
        row.addLayout(column, 1)
        named(self, "late_edit", f"{head}. {body}")
