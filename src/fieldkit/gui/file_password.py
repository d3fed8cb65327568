"""Asks for the password of a PDF that was chosen: used once to open it, never kept, never logged."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.passphrase import PassphraseField
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack

_KEPT = "It opens this one file now and is kept nowhere. What is attached needs no password to be printed."
_MISSING = "Enter the password of this PDF"


class FilePassword(QWidget):
    """One locked file: `given` has the words typed, `left_out` says that the file is not wanted."""

    given = Signal(str)
    left_out = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.block = QuestionBlock(f"Password of this PDF: {name}", _KEPT)
        self.block.setObjectName("pdf_password")
        self.field = PassphraseField()
        self.block.set_editor(self.field)
        self.field.entered.connect(self._give)
        column.addWidget(self.block)
        acts = RowOrStack()
        self.open_button = Button("Open it", icon="lock-open")
        named(self.open_button, "open_pdf_button", f"Open {name}")
        self.open_button.clicked.connect(self._give)
        self.leave_button = Button("Leave it out")
        named(self.leave_button, "leave_pdf_button", f"Leave {name} out")
        self.leave_button.clicked.connect(self._leave)
        acts.add(self.open_button)
        acts.add(self.leave_button)
        column.addWidget(acts)

    def refuse(self, words: str) -> None:
        """Say what is wrong; what was typed stays, chosen whole, so that typing replaces it."""
        self.open_button.set_busy("")
        self.block.setProperty("problem", words)
        self.block.focus_here()

    def forget(self) -> None:
        """Forget the password; before the field goes."""
        self.field.clear()

    @Slot()
    def _give(self) -> None:
        typed = self.field.value()
        if not typed:
            self.refuse(_MISSING)
        elif not self.open_button.is_busy():
            self.block.setProperty("problem", "")
            self.open_button.set_busy("Opening")
            self.given.emit(typed)

    @Slot()
    def _leave(self) -> None:
        self.forget()
        self.left_out.emit()
