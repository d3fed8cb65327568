"""A box to sign in as the field of a question: the pad, and the button that begins again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.sign_pad import SignPad


class PadField(QWidget):
    """`strokes` is what was drawn; an empty pad has none. Keys cannot sign, so paper stands beside it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.pad = SignPad()
        self.again_button = Button("Sign again", icon="arrow-counter-clockwise")
        self.again_button.clicked.connect(self._again)
        column.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.pad)
        self.pad.changed.connect(self.changed)

    def strokes(self) -> list[list[int]]:
        """What was drawn."""
        return self.pad.strokes()

    def value(self) -> str:
        """Whether anything was drawn: a signature has no words."""
        return "signed" if self.pad.strokes() else ""

    def set_value(self, value: str | list[str]) -> None:
        """Begin again when nothing is to stand in it."""
        if not value:
            self.pad.clear()

    def set_wrong(self, wrong: bool) -> None:
        """The words over the pad say what is wrong."""

    def describe(self, name: str, description: str = "") -> None:
        """Name the pad and its button for screen readers."""
        stem = self.objectName() or "pad"
        named(self.pad, f"{stem}_pad", name, description or "Sign with pen, finger or mouse")
        named(self.again_button, f"{stem}_again", f"Sign again: {name}")

    def focus_here(self) -> None:
        """Take the keyboard to the pad."""
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _again(self) -> None:
        self.pad.clear()
        self.focus_here()
