"""A date typed in three short fields, with a Today key; never a calendar that hides what was typed."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget

from fieldkit.gui import clock
from fieldkit.gui.mark import named
from fieldkit.gui.shortcuts import pressed
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

_PARTS = (("day", "Day", 3), ("month", "Month", 3), ("year", "Year", 5))


class DateField(QWidget):
    """Day, month, year. The value is what was typed: "20 11 2026", "nov 2026", "2026" or ""."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self._fields: dict[str, TextField] = {}
        for column, (part, words, columns) in enumerate(_PARTS):
            label = Words(words, "small")
            label.setWordWrap(False)
            field = TextField(columns)
            label.setBuddy(field)
            field.changed.connect(self._typed)
            field.installEventFilter(self)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
            self._fields[part] = field
        self.today_button = Button("Today")
        self.today_button.clicked.connect(self._today)
        grid.addWidget(self.today_button, 1, len(_PARTS))
        grid.setColumnStretch(len(_PARTS) + 1, 1)
        self.describe("Date")

    def value(self) -> str:
        """What was typed, parts joined by spaces."""
        return " ".join(field.text().strip() for field in self._fields.values() if field.text().strip())

    def set_value(self, value: str | list[str]) -> None:
        """Show a date as typed or as stored (2026-11-20), without saying `changed`."""
        words = value if isinstance(value, str) else " ".join(value)
        parts = [part for part in re.split(r"[\s/.\-]+", words.strip()) if part]
        if parts and re.fullmatch(r"\d{4}", parts[0]):
            parts.reverse()
        parts = [""] * (3 - len(parts)) + parts[:3]
        for field, part in zip(self._fields.values(), parts, strict=True):
            field.setText(part.lstrip("0") if part.isdigit() else part)

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""
        for field in self._fields.values():
            field.set_wrong(wrong)

    def describe(self, name: str, description: str = "") -> None:
        """Name each field for screen readers: the question, then its part."""
        stem = self.objectName() or "date"
        for part, words, _columns in _PARTS:
            named(self._fields[part], f"{stem}_{part}", f"{name} {words}")
            self._fields[part].setAccessibleDescription(description)
        named(self.today_button, f"{stem}_today", f"{name} Today")

    def focus_here(self) -> None:
        """Give the keyboard to the day."""
        self._fields["day"].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A whole date pasted into one field fills all three; the Today key works in each."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste):
                words = QApplication.clipboard().text().strip()
                if len(re.split(r"[\s/.\-]+", words)) == 3:
                    self.set_value(words)
                    self.changed.emit()
                    return True
            if pressed(event, "today"):
                self._today()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _typed(self) -> None:
        typed = self._fields["day"].text().strip()
        if len(re.split(r"[\s/.\-]+", typed)) == 3 and re.search(r"\d{4}$", typed):
            self.set_value(typed)
            self._fields["year"].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot()
    def _today(self) -> None:
        self.set_value(clock.now().date().isoformat())
        self.changed.emit()
