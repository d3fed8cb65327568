"""A question as it stands on a page: label, hint, problem, field, and the bar of its voice."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Property, QRect, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import mark
from fieldkit.gui.widgets.editor import Editor
from fieldkit.gui.widgets.words import IconLabel, IconLine, Words

#: voice: (its word in capitals, the token of that word); plain questions show none.
_VOICES = {
    "plain": ("", ""),
    "fact": ("FACT", "text"),
    "judgement": ("JUDGEMENT", "muted"),
    "verbatim": ("VERBATIM", "verbatim"),
}
_INDENT = draw.BAR + 14


class QuestionBlock(QFrame):
    """One question; the same block shows a problem with the same words as the summary above the page."""

    changed = Signal()

    def __init__(
        self,
        label: str = "",
        hint: str = "",
        optional: bool = False,
        voice: str = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._hint, self._optional = label, hint, optional
        self._voice, self._problem = "plain", ""
        self._editor: Editor | None = None
        self._build()
        self._set_voice(voice)
        self._say()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._caption = QWidget()
        row = QHBoxLayout(self._caption)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._quotes = IconLabel("quotes", "verbatim", 18)
        self._caption_words = Words("", "small", weight=600)
        row.addWidget(self._quotes)
        row.addWidget(self._caption_words, 1)
        self._label_words = Words("", "question")
        self._hint_words = Words("", "small", "muted")
        self._problem_line = IconLine("warning-circle", "", "danger", "body", "danger", 600)
        for part in (self._caption, self._label_words, self._hint_words, self._problem_line):
            self._column.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_editor(self, editor: QWidget) -> None:
        """Put in the field; call it after `setObjectName`, so that the field's parts are named after it."""
        self._editor = cast("Editor", editor)
        if not editor.objectName() and self.objectName():
            editor.setObjectName(f"{self.objectName()}_field")
        self._column.addWidget(editor, 1 if self._voice in ("fact", "judgement", "verbatim") else 0)
        self.setFocusProxy(editor)
        if self._voice == "verbatim":
            mark(editor, voice="verbatim")
        self._editor.changed.connect(self._changed)
        self._say()

    def editor(self) -> Editor:
        """The field."""
        if self._editor is None:
            raise RuntimeError(f"question {self.objectName()} has no editor")
        return self._editor

    def value(self) -> str | list[str]:
        """The answer as typed."""
        return self.editor().value()

    def set_value(self, value: str | list[str]) -> None:
        """Show an answer."""
        self.editor().set_value(value)

    def focus_here(self) -> None:
        """Take the keyboard to the field, where a link of the summary leads."""
        self.editor().focus_here()

    def _get_problem(self) -> str:
        return self._problem

    def _set_problem(self, words: str) -> None:
        self._problem = words
        self._say()

    problem = Property(str, _get_problem, _set_problem)

    def _get_label(self) -> str:
        return self._label

    def _set_label(self, words: str) -> None:
        self._label = words
        self._say()

    label = Property(str, _get_label, _set_label)

    def _get_hint(self) -> str:
        return self._hint

    def _set_hint(self, words: str) -> None:
        self._hint = words
        self._say()

    hint = Property(str, _get_hint, _set_hint)

    def _get_optional(self) -> bool:
        return self._optional

    def _set_optional(self, optional: bool) -> None:
        self._optional = optional
        self._say()

    optional = Property(bool, _get_optional, _set_optional)

    def _get_voice(self) -> str:
        return self._voice

    def _set_voice(self, voice: str) -> None:
        caption, tone = _VOICES[voice]
        self._voice = voice
        self._caption.setVisible(bool(caption))
        self._caption_words.setText(caption)
        self._quotes.setVisible(voice == "verbatim")
        if tone:
            mark(self._caption_words, tone=tone)
        self._margins()

    voice = Property(str, _get_voice, _set_voice)

    def _margins(self) -> None:
        barred = bool(self._problem) or self._voice != "plain"
        left = _INDENT if barred else 0
        if self._voice == "verbatim":
            self._column.setContentsMargins(left, 10, 14, 10)
        else:
            self._column.setContentsMargins(left, 0, 0, 0)

    def _say(self) -> None:
        label = self._label
        if self._optional and label:
            self._label_words.set_pieces((draw.Piece(label), draw.Piece(" (optional)", 400)))
        else:
            self._label_words.setText(label)
        self._label_words.setVisible(bool(label))
        self._hint_words.setText(self._hint)
        self._hint_words.setVisible(bool(self._hint))
        self._problem_line.words.setText(self._problem)
        self._problem_line.setVisible(bool(self._problem))
        self._margins()
        if self._editor is not None:
            self._editor.set_wrong(bool(self._problem))
            name = f"{label} (optional)" if self._optional else label
            told = [f"Problem: {self._problem}" if self._problem else "", self._hint]
            self._editor.describe(name, ". ".join(part for part in told if part))
        self.update()

    @Slot()
    def _changed(self) -> None:
        self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tint and the bar: solid fact, dotted judgement, plum for their words, red for a problem."""
        painter = QPainter(self)
        bar = QRect(0, 0, draw.BAR, self.height())
        if self._voice == "verbatim":
            draw.fill(painter, self.rect(), "verbatim_tint")
        if self._problem:
            draw.fill(painter, bar, "danger")
        elif self._voice == "judgement":
            draw.dotted_bar(painter, bar)
        elif self._voice != "plain":
            draw.fill(painter, bar, "verbatim" if self._voice == "verbatim" else "text")
        painter.end()
