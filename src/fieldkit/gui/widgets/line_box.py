"""Putting right a question or an answer: the old words stay, struck through and initialled."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.text import LongText, TextField
from fieldkit.gui.widgets.words import Words


class LineBox(QWidget):
    """`corrected` gives what changed, by its name, and why; `closed` that nothing is put right; `touched`
    that `kept()` is another than before.
    """

    corrected = Signal(object, str)
    closed = Signal()
    touched = Signal()

    def __init__(self, number: int, question: str, answer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stood = {"question": question, "answer": answer}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(12)
        column.addWidget(Words(f"Correct question {number}", "section_small"))
        self._said = {
            "question": _block("correct_question", "Question", LongText(2), "fact"),
            "answer": _block("correct_answer", "Answer, word for word", LongText(2), "verbatim"),
        }
        for name, block in self._said.items():
            block.set_value(self._stood[name])
            column.addWidget(block)
            block.setHidden(not self._stood[name])
        self.why = _block("correct_why", "Why is it put right?", TextField())
        column.addWidget(self.why)
        for block in (*self._said.values(), self.why):
            block.changed.connect(self.touched)
        acts = RowOrStack()
        self.save_button = Button("Save correction")
        named(self.save_button, "correct_save", "Save correction")
        self.close_button = Button("Leave as it is")
        named(self.close_button, "correct_close", "Leave as it is")
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.closed)
        acts.add(self.save_button)
        acts.add(self.close_button)
        column.addWidget(acts)

    def kept(self) -> dict[str, str]:
        """What is written so far."""
        return {name: str(block.value()) for name, block in (*self._said.items(), ("why", self.why))}

    def resume(self, kept: Mapping[str, str]) -> None:
        """Show what was written before a lock or a crash."""
        for name, words in kept.items():
            (self.why if name == "why" else self._said[name]).set_value(words)

    def block(self, name: str) -> QuestionBlock:
        """The field of the question or of the answer."""
        return self._said[name]

    def focus_here(self) -> None:
        """Take the keyboard to what is put right most: the answer."""
        self._said["answer" if self._stood["answer"] else "question"].focus_here()

    @Slot()
    def _save(self) -> None:
        changed = {
            name: str(block.value()).strip()
            for name, block in self._said.items()
            if str(block.value()).strip() != self._stood[name]
        }
        why = str(self.why.value()).strip()
        self.why.setProperty("problem", "" if why else "Say why the words are put right")
        if not why:
            self.why.focus_here()
        elif changed:
            self.corrected.emit(changed, why)
        else:
            self.closed.emit()


def _block(name: str, label: str, editor: QWidget, voice: str = "plain") -> QuestionBlock:
    block = QuestionBlock(label, voice=voice)
    block.setObjectName(name)
    block.set_editor(editor)
    return block
