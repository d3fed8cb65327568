"""A field for a passphrase: hidden until Show is pressed, pasted freely, and it tells of Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

_PASTE = "You can paste."


class PassphraseField(QWidget):
    """The field, its Show button, and the line under them; `entered` is Return in the field."""

    changed = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.field = TextField()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.field.installEventFilter(self)
        self.field.changed.connect(self.changed)
        self.field.returnPressed.connect(self.entered)
        self.show_button = Button("Show", icon="eye")
        self.show_button.clicked.connect(self._turn)
        row.addWidget(self.field, 1)
        row.addWidget(self.show_button)
        column.addLayout(row)
        self.caps_words = Words(_PASTE, "small", "muted")
        column.addWidget(self.caps_words)
        self.setFocusProxy(self.field)

    def value(self) -> str:
        """What was typed."""
        return self.field.text()

    def set_value(self, value: str | list[str]) -> None:
        """Show a value without saying `changed`."""
        self.field.set_value(value)

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""
        self.field.set_wrong(wrong)

    def describe(self, name: str, description: str = "") -> None:
        """Name the field and its button for screen readers."""
        stem = self.objectName() or "passphrase"
        named(self.field, f"{stem}_text", name, description)
        named(self.show_button, f"{stem}_show", f"{self.show_button.text()}: {name}")

    def focus_here(self) -> None:
        """Give the keyboard to the field, what is in it chosen, so that typing replaces it."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def clear(self) -> None:
        """Forget what was typed, also what Undo would bring back, and hide again."""
        self.field.clear()
        self._hide(True)

    @Slot()
    def _turn(self) -> None:
        self._hide(self.field.echoMode() == QLineEdit.EchoMode.Normal)

    def _hide(self, hidden: bool) -> None:
        mode = QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal
        self.field.setEchoMode(mode)
        self.show_button.set_words("Show" if hidden else "Hide")
        self.show_button.setProperty("icon_name", "eye" if hidden else "eye-slash")
        self.describe(self.field.accessibleName(), self.field.accessibleDescription())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter whose case does not fit the Shift key shows whether Caps Lock is on."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            if len(letter) == 1 and letter.isalpha() and letter.upper() != letter.lower():
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                locked = letter.isupper() != shifted
                self.caps_words.setText(f"Caps Lock is {'on' if locked else 'off'}. {_PASTE}")
        return super().eventFilter(watched, event)
