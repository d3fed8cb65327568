"""What a presenter is asked, a letter each: white on the colours of the rail, which it stands in for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyleOptionViewItem, QWidget

from fieldkit.gui import draw
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics
from fieldkit.gui.widgets.rows import ROW, Index, RowDelegate, RowsView

_LEFT, _HIGH, _CAP, _CAP_HIGH = 16, 48, 23, 22
_CLOSE, _BESIDE, _AIR = 26, 8, 10
_ANY = 16777215


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
    """Enter, a press or the letter shows the answer; it scrolls by itself in a low window.

    Side by side, above the answer, they stand in as many lines as they need, all of them in sight.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(False, parent)
        self.beside = False
        self._keys = _AnswerDelegate(self)
        self.setItemDelegate(self._keys)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_beside(self, beside: bool) -> None:
        """Side by side in lines, or under each other."""
        self.beside = beside
        self._keys.forget()
        self.setFlow(QListView.Flow.LeftToRight if beside else QListView.Flow.TopToBottom)
        self.setWrapping(beside)
        bar = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if beside else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(bar)
        self._fit()

    def lines(self, width: int) -> int:
        """In how many lines they stand side by side in `width`."""
        count, left = 1, 0
        for number in range(self.rows_model().rowCount()):
            wide = self._keys.width(self.rows_model().row(number))
            if left and left + wide > width:
                count, left = count + 1, 0
            left += wide
        return count

    def _fit(self) -> None:
        """Side by side it is as high as its lines."""
        super()._fit()
        high = self.lines(self.viewport().width()) * theme().px(_CLOSE) if self.beside else 0
        self.setMinimumHeight(high)
        self.setMaximumHeight(high or _ANY)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of the rail reaches to the end of each line."""
        if self.beside:
            painter = QPainter(self.viewport())
            draw.fill(painter, self.viewport().rect(), "rail")
            painter.end()
        super().paintEvent(event)


class _AnswerDelegate(RowDelegate):
    """Words at the left, the letter on a key cap at the right."""

    ruled = False

    def width(self, row: AnswerKey) -> int:
        """How wide a key is that stands beside others: its words in bold, and its cap."""
        words = metrics("small", 700).horizontalAdvance(row.words)
        return words + theme().px(_CAP) + 2 * _AIR + _BESIDE + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The width of the list, or side by side its own."""
        view = self.parent()
        if isinstance(view, AnswerList) and view.beside:
            return QSize(self.width(index.data(ROW)), theme().px(_CLOSE))
        return super().sizeHint(option, index)

    def _words(self, row: AnswerKey, width: int, current: bool) -> draw.Block:
        view = self.parent()
        if isinstance(view, AnswerList) and view.beside:
            return draw.Block(row.words, "small", width, 700 if current else 500)
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
        view = self.parent()
        margin = _AIR if isinstance(view, AnswerList) and view.beside else _LEFT
        words.draw(painter, area.left() + margin, area.center().y() - words.height // 2, tone)
        wide, high = theme().px(_CAP), theme().px(_CAP_HIGH)
        cap = QRect(area.right() + 1 - margin - wide, area.center().y() - high // 2, wide, high)
        draw.box(painter, cap, "", tone, 1)
        painter.setFont(font("key_cap"))
        painter.setPen(theme().colour(tone))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, row.letter)
