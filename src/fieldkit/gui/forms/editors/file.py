"""The editor of an attachment: a file is chosen, never typed; the page attaches it and says its name."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.words import Words


class FileField(QWidget):
    """`file_given` has the path that was chosen; its answer as typed is always empty."""

    changed = Signal()
    file_given = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._button = Button("Choose a file", icon="paperclip")
        self._button.clicked.connect(self._choose)
        self._words = Words("No file yet", tone="muted")
        row.addWidget(self._button)
        row.addWidget(self._words, 1)

    def value(self) -> str | list[str]:
        """Nothing is typed."""
        return ""

    def set_value(self, value: str | list[str]) -> None:
        """Show the words of the attached file."""
        self._words.setText(value if isinstance(value, str) and value else "No file yet")

    def set_wrong(self, wrong: bool) -> None:
        """The problem stands above the button; the button itself does not change."""

    def describe(self, name: str, description: str = "") -> None:
        """Name the button for screen readers."""
        named(self._button, f"{self.objectName() or 'file'}_choose", f"{name} Choose a file")
        self._button.setAccessibleDescription(description)

    def focus_here(self) -> None:
        """Take the keyboard."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Choose a file")
        if chosen:
            self.file_given.emit(Path(chosen))
            self.changed.emit()
