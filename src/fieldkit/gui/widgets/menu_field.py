"""A long closed list as a menu: typing jumps to a choice, nothing is chosen until the officer chooses."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import mark, named
from fieldkit.gui.theme import theme

NOTHING = "Not chosen"


class MenuField(QComboBox):
    """One of many codes; the first row takes the answer back."""

    changed = Signal()

    def __init__(self, options: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMinimumContentsLength(12)
        self.set_options(options)
        self.activated.connect(self._activated)

    def set_options(self, options: Sequence[tuple[str, str]], nothing: str = NOTHING) -> None:
        """Offer these (code, words) after `nothing`; what was chosen stays."""
        kept = self.value()
        self.clear()
        self.addItem(nothing, "")
        for code, words in options:
            self.addItem(words, code)
        self.set_value(kept)

    def value(self) -> str | list[str]:
        """The chosen code, "" when none."""
        return str(self.currentData() or "")

    def set_value(self, value: str | list[str]) -> None:
        """Choose without saying `changed`."""
        wanted = value if isinstance(value, str) else next(iter(value), "")
        self.setCurrentIndex(max(0, self.findData(wanted)))

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""
        mark(self, wrong="true" if wrong else "false")

    def describe(self, name: str, description: str = "") -> None:
        """Name the menu for screen readers: a label's buddy is not enough for one."""
        named(self, self.objectName(), name)
        self.setAccessibleDescription(description)

    def focus_here(self) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A page that is scrolled changes no answer."""
        event.ignore()

    @Slot(int)
    def _activated(self, _row: int) -> None:
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field from the style sheet, then its caret."""
        super().paintEvent(event)
        painter = QPainter(self)
        size = theme().px(18)
        left = self.width() - size - 12
        draw.icon(painter, left, (self.height() - size) // 2, "caret-down", "text", 18)
        painter.end()
