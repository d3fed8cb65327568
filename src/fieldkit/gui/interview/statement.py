"""A statement under caution on the page of the interview: exact words, the person's own between, signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.forms.form import Typed
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.sign_box import SignBox
from fieldkit.gui.widgets.spoken import Spoken
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.words import Words

OWN_HAND = "own-hand"
_READ_OUT = "Read this out exactly; it is how the statement begins"
_WRITTEN = "The person writes these words first, then the statement, on paper"
_PAPER = "Add the paper to the case as a scanned exhibit, then choose it here."


class StatementBox(QWidget):
    """`signed` gives what was written and the strokes, `refused` what was written and what was said of it;
    `scanned` the exhibit that is the paper; `touched` says that `kept()` is another than before.
    """

    signed = Signal(str, object)
    refused = Signal(str, str)
    scanned = Signal(str)
    closed = Signal()
    touched = Signal()

    def __init__(
        self,
        row: Any,
        papers: Sequence[tuple[str, str]],
        kept: Mapping[str, Typed],
        brief: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        named(self, "statement_box", "Statement under caution")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(12)
        column.addWidget(Words(f"Statement under caution of {row.maker}", "section_small"))
        own = row.hand == OWN_HAND
        self._add_words(column, _WRITTEN if own else _READ_OUT, row.opening, brief)
        self.words = QuestionBlock("What do they say, word for word?", voice="verbatim")
        self.words.setObjectName("statement_words")
        self.words.set_editor(LongText(4))
        self.words.set_value(str(kept.get("words") or row.words))
        self.words.changed.connect(self.touched)
        column.addWidget(self.words)
        self.words.setHidden(own)
        if own:
            self._add_papers(column, papers, row.exhibit)
        else:
            self._add_words(column, "Read it all over, then this out; it is how it ends", row.closing, brief)
        self.sign = SignBox("statement", "Statement under caution", row.maker, True)
        self.sign.resume(kept)
        self.sign.signed.connect(self._signed)
        self.sign.refused.connect(self._refused)
        self.sign.touched.connect(self.touched)
        column.addWidget(self.sign)
        leave = Button("Leave it for now")
        named(leave, "statement_leave", "Leave it for now")
        leave.clicked.connect(self.closed)
        column.addWidget(leave)

    @staticmethod
    def _add_words(column: QVBoxLayout, how: str, words: str, brief: bool) -> None:
        spoken = Spoken()
        spoken.set_brief(brief)
        column.addWidget(spoken)
        spoken.show_words(how, words, "")

    def _add_papers(self, column: QVBoxLayout, papers: Sequence[tuple[str, str]], chosen: str) -> None:
        listed = PartList("The paper, scanned", "papers", nothing=_PAPER)
        listed.show_rows(
            [Row(key, words, "This is the paper" if key == chosen else "") for key, words in papers]
        )
        listed.opened.connect(self.scanned)
        column.addWidget(listed)

    def kept(self) -> dict[str, Typed]:
        """What is written and drawn so far."""
        return {"words": str(self.words.value()), **self.sign.kept()}

    def focus_here(self) -> None:
        """Take the keyboard to where it is written; in one's own hand, to the signature."""
        if self.words.isHidden():
            self.sign.pad.setFocus()
        else:
            self.words.focus_here()

    def _said(self) -> str:
        """What was written down; without it, it says what is missing. In one's own hand there is nothing."""
        said = str(self.words.value()).strip()
        missing = not said and not self.words.isHidden()
        self.words.setProperty("problem", "Write down what they say, word for word" if missing else "")
        if missing:
            self.words.focus_here()
        return said

    @Slot(str, object)
    def _signed(self, _name: str, ink: Any) -> None:
        if (said := self._said()) or self.words.isHidden():
            self.signed.emit(said, ink)

    @Slot(str, str)
    def _refused(self, _name: str, words: str) -> None:
        self.refused.emit(self._said(), words)
