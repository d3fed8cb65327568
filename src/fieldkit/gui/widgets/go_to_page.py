"""The foot of the presenter's view: the page of the bundle, typed from anywhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.foot import FootBar
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

_LONGEST = 4


class GoToPage(FootBar):
    """`page_asked` gives a page as soon as the number typed is one; `letter_typed` what is no figure."""

    page_asked = Signal(int)
    letter_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages, self._fresh = 0, True
        self._label = Words("Go to page", "question")
        self._label.setWordWrap(False)
        self.field = TextField(3)
        self.field.describe("Go to page", "Type a number anywhere")
        named(self.field, "go_to_page_field", "Go to page")
        self.field.setValidator(QIntValidator(1, 10**_LONGEST - 1, self.field))
        self.field.textEdited.connect(self._typed)
        self.field.installEventFilter(self)
        self._of = Words("", "body", "muted")
        self._of.setWordWrap(False)
        for part in (self._label, self.field, self._of):
            self._acts.add(part)

    def set_pages(self, pages: int) -> None:
        """How many pages there are; none says so."""
        self._pages = pages
        self._of.setText(f"of {pages}. Type a number anywhere." if pages else "No bundle was built yet")

    def show_page(self, page: int) -> None:
        """The page in front; what is typed next begins anew."""
        self.field.set_value(str(page))
        self._fresh = True

    def type_figure(self, figure: str) -> None:
        """A figure typed anywhere: the keyboard goes to the field, and a new number begins."""
        before = "" if self._fresh or not self.field.hasFocus() else self.field.text()
        self._fresh = False
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.setText((before + figure)[:_LONGEST])
        self._typed()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field too a letter is no figure, and the first figure begins a new number."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if plain and event.text().isalpha():
                self.letter_typed.emit(event.text())
                return True
            if plain and event.text().isdigit():
                self.type_figure(event.text())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._fresh = True
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _typed(self) -> None:
        typed = self.field.text()
        if typed.isdigit() and 1 <= int(typed) <= self._pages:
            self.page_asked.emit(int(typed))
