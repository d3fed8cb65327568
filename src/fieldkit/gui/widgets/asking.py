"""Where a question is typed and then its answer: timed at the first key, and Enter goes on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui import clock, saying, shortcuts
from fieldkit.gui.mark import mark, named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.words import Words

QUESTION, ANSWER = "question", "answer"
#: part: (its word, what the main button says).
_PARTS = {QUESTION: ("Question", "Ask, then answer"), ANSWER: ("Answer", "Keep, then next question")}


class SpeechField(LongText):
    """Several lines; Enter goes on, Shift and Enter begins a new line."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is for the page; a key that is held down presses it once."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if not event.isAutoRepeat():
                self.entered.emit()
            return
        super().keyPressEvent(event)


class Asking(QWidget):
    """The question or the answer being typed. `begun_ms` is when its first character came, 0 before."""

    entered = Signal()
    typed = Signal()
    no_comment = Signal()
    exhibit_asked = Signal()
    point_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part, self.number, self.begun_ms = QUESTION, 0, 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._heading = Words("", "question")
        self._heading.setWordWrap(False)
        self.timed = Words("", "body", "muted")
        self.timed.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(self._heading)
        row.addWidget(self.timed, 1)
        column.addLayout(row)
        self.field = SpeechField(1)
        named(self.field, "speech")
        column.addWidget(self.field)
        self.note = Words("", "small", "muted")
        self.note.hide()
        column.addWidget(self.note)
        column.addSpacing(6)
        self._acts = RowOrStack()
        column.addWidget(self._acts)
        self.ask_button = self._act("Ask, then answer", "ask_button", "main", "Enter", self.entered)
        no_comment, exhibit = shortcuts.shown("no_comment"), shortcuts.shown("exhibit")
        self.silent_button = self._act(
            "No comment", "no_comment_button", "plain", no_comment, self.no_comment
        )
        self.exhibit_button = self._act(
            "Show exhibit", "exhibit_button", "plain", exhibit, self.exhibit_asked
        )
        self.point_button = self._act("Point or defence", "point_button", "plain", "", self.point_asked)
        self.field.changed.connect(self._changed)
        self.field.entered.connect(self.entered)
        self.begin(QUESTION, 1)

    def _act(self, words: str, name: str, kind: str, cap: str, signal: object) -> Button:
        button = Button(words, kind, key_cap=cap)
        mark(button, asks="true")
        named(button, name, f"{words}, {cap}" if cap else words)
        button.clicked.connect(signal)
        self._acts.add(button)
        return button

    def begin(self, part: str, number: int, words: str = "", begun_ms: int = 0) -> None:
        """Ask for a question or an answer; `words` and `begun_ms` are of what was typed before."""
        self.part, self.number, self.begun_ms = part, number, begun_ms
        heading, act = _PARTS[part]
        said = f"{heading} {number}"
        if self._heading.text() != said:
            self._heading.setText(said)
            self.field.describe(said, "Enter goes on")
            self.ask_button.set_words(act)
            self.ask_button.setAccessibleName(f"{act}, Enter")
            mark(self.field, voice="verbatim" if part == ANSWER else "plain")
        self.field.set_value(words)
        self._say_time()

    def words(self) -> str:
        """What is typed."""
        return self.field.value()

    def say_note(self, words: str) -> None:
        """What goes with the question: exhibits shown, the point it is on; or what is missing."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def set_low(self, low: bool) -> None:
        """Less air in a window that is not high."""
        layout, air = self.layout(), 0 if low else 8
        if layout is not None:
            layout.setContentsMargins(0, air, 0, air)

    def say_saved(self, at: str) -> None:
        """When it was last kept (HH:MM:SS), where the page has no foot to say it in."""
        if at:
            self.timed.setText(f"Saved at {at}")

    def focus_here(self) -> None:
        """Take the keyboard."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _changed(self) -> None:
        if not self.begun_ms and self.words():
            self.begun_ms = int(clock.now().timestamp() * 1000)
            self._say_time()
        elif self.begun_ms and not self.words():
            self.begun_ms = 0
            self._say_time()
        self.typed.emit()

    def _say_time(self) -> None:
        if not self.begun_ms:
            self.timed.setText("Timed when you start to type")
            return
        at = saying.moment(self.begun_ms)
        self.timed.setText(f"{at:%H:%M}, timed when you start to type")
