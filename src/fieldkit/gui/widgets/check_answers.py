"""Check your answers: each answer as it will be kept, with Change beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.draw import Piece
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.words import IconLabel, Words, rule

_NAME = 132
#: Room over and under words that wrap, so that they keep clear of the hairlines.
_AIR = 7
NOT_PROVIDED = "Not provided"


@dataclass(frozen=True)
class Answer:
    """An answer in words; none says Not provided. `pieces` may strike out, `voice` draws its bar."""

    key: str
    name: str
    pieces: tuple[Piece, ...] = ()
    voice: str = "plain"
    change: bool = True

    def words(self) -> str:
        """The answer as one text."""
        return "".join(piece.text for piece in self.pieces) or NOT_PROVIDED


class _Said(QFrame):
    """An answer with the bar of its voice."""

    def __init__(self, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = answer.voice
        row = QHBoxLayout(self)
        row.setContentsMargins(16 if answer.voice != "plain" else 0, 0, 0, 0)
        row.setSpacing(6)
        if answer.voice == "verbatim":
            row.addWidget(IconLabel("quotes", "verbatim", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = Words(tone="" if answer.pieces else "muted")
        words.set_pieces(answer.pieces or (Piece(NOT_PROVIDED),))
        row.addWidget(words, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar."""
        if self._voice == "plain":
            return
        painter = QPainter(self)
        bar = QRect(0, 0, draw.BAR, self.height())
        if self._voice == "judgement":
            draw.dotted_bar(painter, bar)
        else:
            draw.fill(painter, bar, "verbatim" if self._voice == "verbatim" else "text")
        painter.end()


class CheckAnswers(QWidget):
    """Sections of answers; `change_asked` gives the key of the answer to change."""

    change_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._links: dict[str, LinkButton] = {}

    def show_answers(self, sections: Sequence[tuple[str, Sequence[Answer]]]) -> None:
        """Show sections of answers in their order."""
        empty(self._column)
        self._links = {}
        for heading, answers in sections:
            title = Words(heading, "section_small")
            title.setContentsMargins(0, 8, 0, 4)
            self._column.addWidget(title)
            self._column.addWidget(rule())
            for answer in answers:
                self._column.addWidget(self._row(answer))
                self._column.addWidget(rule("line"))
        self._column.addStretch(1)

    def _row(self, answer: Answer) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnMinimumWidth(0, theme().px(_NAME))
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(0, theme().px(43))
        name = Words(answer.name, weight=600)
        name.setFixedWidth(theme().px(_NAME))
        name.setContentsMargins(0, _AIR, 0, _AIR)
        said = _Said(answer)
        grid.addWidget(name, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        held = QWidget()
        around = QVBoxLayout(held)
        around.setContentsMargins(0, _AIR, 0, _AIR)
        around.addWidget(said)
        grid.addWidget(held, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        if answer.change:
            link = LinkButton("Change")
            named(link, f"change_{answer.key}", f"Change {answer.name}")
            link.clicked.connect(self._change)
            self._links[answer.key] = link
            grid.addWidget(link, 0, 2)
        return row

    def link(self, key: str) -> LinkButton:
        """The Change link of an answer."""
        return self._links[key]

    @Slot()
    def _change(self) -> None:
        pressed = self.sender()
        for key, link in self._links.items():
            if link is pressed:
                self.change_asked.emit(key)
