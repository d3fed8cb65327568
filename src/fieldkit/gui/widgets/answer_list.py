"""What a presenter is asked, a letter each: white on the colours of the rail, which it stands in for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldkit.gui import draw
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font
from fieldkit.gui.widgets.rows import RowDelegate, RowsView

_LEFT, _HIGH, _CAP, _CAP_HIGH = 16, 48, 23, 22


@dataclass(frozen=True)
class AnswerKey:
    """One thing that may be asked, and its letter."""

    key: str
    words: str
    letter: str

    def spoken(self) -> str:
        """Both."""
        return f"{self.words}, {self.letter}"


class AnswerList(RowsView):
    """Enter, a press or the letter shows the answer; it scrolls by itself in a low window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(False, parent)
        self.setItemDelegate(_AnswerDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)


class _AnswerDelegate(RowDelegate):
    """Words at the left, the letter on a key cap at the right."""

    ruled = False

    def _words(self, row: AnswerKey, width: int, current: bool) -> draw.Block:
        room = width - _LEFT - theme().px(_CAP) - 32
        return draw.Block(row.words, "body", room, 700 if current else 500)

    def height(self, row: AnswerKey, width: int) -> int:
        """48, or more where words wrap."""
        return max(theme().px(_HIGH), self._words(row, width, True).height + 16)

    def draw_row(self, painter: QPainter, row: AnswerKey, area: QRect, current: bool) -> None:
        """Ground, words, cap."""
        ground, tone = ("rail_on", "rail_on_text") if current else ("rail", "rail_text")
        draw.fill(painter, area, ground)
        words = self._words(row, area.width(), current)
        words.draw(painter, area.left() + _LEFT, area.center().y() - words.height // 2, tone)
        wide, high = theme().px(_CAP), theme().px(_CAP_HIGH)
        cap = QRect(area.right() - 15 - wide, area.center().y() - high // 2, wide, high)
        draw.box(painter, cap, "", tone, 1)
        painter.setFont(font("key_cap"))
        painter.setPen(theme().colour(tone))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, row.letter)
