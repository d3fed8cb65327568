"""The risk flag: one of the few boxes, first in the context panel, and it must be read before travel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui.mark import mark, named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.words import IconLabel, Words


class RiskFlag(QFrame):
    """Level as heading, what is known, who approved it, when it is reviewed, who read it."""

    read_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._icon = IconLabel("warning", "warn", 24, "fill")
        self._level = Words("", "section_small")
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._level, 1)
        column.addLayout(head)
        self._facts = Words("", "small")
        self._history = Words("", "small", "muted")
        column.addWidget(self._facts)
        column.addWidget(self._history)
        self.read_button = Button("I have read this")
        named(self.read_button, "risk_flag_read", "I have read this risk flag")
        self.read_button.clicked.connect(self._read)
        # Hidden until a flag wants it: a button that goes away takes the keyboard with it, to another place.
        self.read_button.hide()
        column.addWidget(self.read_button)
        named(self, "risk_flag")

    def show_flag(self, level: str, facts: str, history: str, unread: bool, overdue: bool = False) -> None:
        """Show a flag; `overdue` for review takes the grey colours and `history` must say so."""
        self._level.setText(level)
        self._facts.setText(facts)
        self._history.setText(history)
        self.read_button.setVisible(unread)
        self._icon.show_icon("warning", "offline" if overdue else "warn", 24, "fill")
        mark(self, card="late" if overdue else "flag")
        self.setAccessibleName(f"Risk flag: {level}. {facts} {history}".strip())

    @Slot()
    def _read(self) -> None:
        self.read_asked.emit()
