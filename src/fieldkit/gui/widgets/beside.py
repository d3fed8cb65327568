"""A short field with words at its right, such as how the answer is known, and a Now key where one helps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldkit.gui import clock
from fieldkit.gui.mark import named
from fieldkit.gui.shortcuts import pressed
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words


class BesideField(QWidget):
    """`say` sets the words; `now` gives it a key that takes the time."""

    changed = Signal()

    def __init__(self, columns: int = 7, now: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._field = TextField(columns)
        self._field.changed.connect(self.changed)
        self._field.installEventFilter(self)
        self._words = Words("", "small", "muted")
        self.now_button = Button("Now")
        self.now_button.clicked.connect(self._now)
        self._has_now = now
        row.addWidget(self._field)
        row.addWidget(self.now_button)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.now_button.setVisible(now)
        self.describe("Field")

    def say(self, words: str) -> None:
        """Show words beside the field."""
        self._words.setText(words)

    def value(self) -> str:
        """What was typed, as typed."""
        return self._field.text()

    def set_value(self, value: str | list[str]) -> None:
        """Show `value` without saying `changed`."""
        self._field.set_value(value)

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""
        self._field.set_wrong(wrong)

    def describe(self, name: str, description: str = "") -> None:
        """Name the field and its key for screen readers."""
        stem = self.objectName() or "beside"
        named(self._field, f"{stem}_field", name)
        self._field.setAccessibleDescription(description)
        named(self.now_button, f"{stem}_now", f"{name} Now")

    def focus_here(self) -> None:
        """Give the keyboard to the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The Now key works in the field that has one."""
        is_key = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if self._has_now and is_key and isinstance(event, QKeyEvent) and pressed(event, "now"):
            self._now()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _now(self) -> None:
        self._field.set_value(clock.now().strftime("%H:%M"))
        self.changed.emit()
