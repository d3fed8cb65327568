"""The editor of a date and time: only the time while it falls on the day that the record is about."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui import clock
from fieldkit.gui.widgets.date import DateField
from fieldkit.gui.widgets.time import TimeField


class MomentField(QWidget):
    """A time with Now; without a `day` of the record, or for another day, its date stands above it."""

    changed = Signal()
    now_pressed = Signal(str)

    def __init__(self, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._date, self._time = DateField(), TimeField()
        column.addWidget(self._date)
        column.addWidget(self._time)
        self._date.setVisible(day is None)
        self._date.changed.connect(self.changed)
        self._time.changed.connect(self.changed)
        self._time.now_pressed.connect(self._now)

    def value(self) -> str | list[str]:
        """What was typed: "20 11 2026 10:34", or "10:34" on the day of the record."""
        time = str(self._time.value()).strip()
        day = str(self._date.value()) if not self._date.isHidden() else ""
        return f"{day} {time}".strip()

    def set_value(self, value: str | list[str]) -> None:
        """Show a moment as typed; one with its offset is left as it stands."""
        words = (value if isinstance(value, str) else " ".join(value)).strip()
        day, _, time = ("", "", words) if "T" in words else words.rpartition(" ")
        if words and not re.search(r"[:.T]|^[0-9]{3,4}$", time):
            day, time = words, ""
        here = self._day is not None and day == f"{self._day.day} {self._day.month} {self._day.year}"
        self._date.setVisible(self._day is None or (bool(day) and not here))
        self._date.set_value("" if here else day)
        self._time.set_value(time)

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""
        self._time.set_wrong(wrong)
        self._date.set_wrong(wrong)

    def describe(self, name: str, description: str = "") -> None:
        """Name the parts for screen readers."""
        stem = self.objectName() or "moment"
        self._date.setObjectName(f"{stem}_date")
        self._time.setObjectName(f"{stem}_time")
        self._date.describe(name, description)
        self._time.describe(name, description)

    def focus_here(self) -> None:
        """Take the keyboard."""
        if self._date.isHidden():
            self._time.focus_here()
        else:
            self._date.focus_here()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @Slot(str)
    def _now(self, time: str) -> None:
        today = clock.now().date()
        if today != self._day:
            self._date.setVisible(True)
            self._date.set_value(today.isoformat())
        self.now_pressed.emit(str(self.value()))
