"""A time typed as HH:MM, with a Now key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui import clock
from fieldkit.gui.mark import named
from fieldkit.gui.shortcuts import pressed
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words


class TimeField(QWidget):
    """One field and Now. `now_pressed` says that the time was taken, not typed: worth more as evidence."""

    changed = Signal()
    now_pressed = Signal(str)

    def __init__(self, hint: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        line = RowOrStack(spacing=14)
        outer.addWidget(line)
        keys = QWidget()
        row = QHBoxLayout(keys)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._field = TextField(7)
        self._field.changed.connect(self.changed)
        self._field.installEventFilter(self)
        self.now_button = Button("Now", icon="clock")
        self.now_button.clicked.connect(self._now)
        row.addWidget(self._field)
        row.addWidget(self.now_button)
        line.add(keys)
        if hint:
            words = Words("24-hour clock, such as 10:51", "small", "muted")
            words.setWordWrap(False)
            words.setMinimumHeight(44)
            line.add(words)
        self.describe("Time")

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
        stem = self.objectName() or "time"
        named(self._field, f"{stem}_field", name)
        self._field.setAccessibleDescription(description)
        named(self.now_button, f"{stem}_now", f"{name} Now")

    def focus_here(self) -> None:
        """Give the keyboard to the field."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The Now key works in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and pressed(event, "now"):
            self._now()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _now(self) -> None:
        taken = clock.now().strftime("%H:%M")
        self._field.set_value(taken)
        self.changed.emit()
        self.now_pressed.emit(taken)
