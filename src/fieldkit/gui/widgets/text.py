"""Fields for words: one line, or as many as are written."""

from __future__ import annotations

from PySide6.QtCore import Property, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from fieldkit.gui.mark import mark, named
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import metrics


class TextField(QLineEdit):
    """One line; `columns` makes it as wide as that many figures, 0 fills the width."""

    changed = Signal()

    def __init__(self, columns: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = 0
        self._set_columns(columns)
        self.textEdited.connect(self._edited)

    def _get_columns(self) -> int:
        return self._columns

    def _set_columns(self, columns: int) -> None:
        self._columns = columns
        across = QSizePolicy.Policy.Maximum if columns else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.updateGeometry()

    columns = Property(int, _get_columns, _set_columns)

    def value(self) -> str:
        """What was typed, as typed."""
        return self.text()

    def set_value(self, value: str | list[str]) -> None:
        """Show `value` without saying `changed`."""
        self.setText(value if isinstance(value, str) else ", ".join(value))

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""
        mark(self, wrong="true" if wrong else "false")

    def describe(self, name: str, description: str = "") -> None:
        """Name the field for screen readers."""
        named(self, self.objectName(), name)
        self.setAccessibleDescription(description)

    def focus_here(self) -> None:
        """Give the keyboard to the field."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """Room for `columns` figures."""
        hint = super().sizeHint()
        if self._columns:
            hint.setWidth(self._columns * metrics("answer").horizontalAdvance("0") + 32)
        return hint

    @Slot()
    def _edited(self) -> None:
        self.changed.emit()


class LongText(QPlainTextEdit):
    """Several lines; grows with what is written, Tab leaves it, nothing in it is ever corrected."""

    changed = Signal()

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._setting = False
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._text_changed)
        self._grow()

    def _get_lines(self) -> int:
        return self._lines

    def _set_lines(self, lines: int) -> None:
        self._lines = lines
        self._grow()

    lines = Property(int, _get_lines, _set_lines)

    def value(self) -> str:
        """What was typed, as typed."""
        return self.toPlainText()

    def set_value(self, value: str | list[str]) -> None:
        """Show `value` without saying `changed`; the cursor stays where the words are the same."""
        words = value if isinstance(value, str) else "\n".join(value)
        if words == self.toPlainText():
            return
        self._setting = True
        self.setPlainText(words)
        self._setting = False

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""
        mark(self, wrong="true" if wrong else "false")

    def describe(self, name: str, description: str = "") -> None:
        """Name the field for screen readers."""
        named(self, self.objectName(), name)
        self.setAccessibleDescription(description)

    def focus_here(self) -> None:
        """Give the keyboard to the field."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _text_changed(self) -> None:
        self._grow()
        if not self._setting:
            self.changed.emit()

    def _grow(self) -> None:
        line = metrics("answer").lineSpacing()
        shown = 0.0
        block = self.document().firstBlock()
        while block.isValid():
            # Asking for its place has a block laid out; until then it says that it has no lines.
            self.document().documentLayout().blockBoundingRect(block)
            shown += max(1, block.layout().lineCount())
            block = block.next()
        wanted = round(max(shown, self._lines) * line) + 2 * 4 + 2 * 4 + 6
        if wanted != self.minimumHeight():
            self.setMinimumHeight(max(wanted, theme().px(44)))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its words."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """No higher than its words: Qt would make room for scroll bars that are never shown."""
        return QSize(super().minimumSizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps to another height."""
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_lines"):
            self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter belongs to the page's main act."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)
