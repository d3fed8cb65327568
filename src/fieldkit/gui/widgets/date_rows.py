"""What is due next: the day, whom and what it concerns, and how long there is; the overdue stand out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from fieldkit.gui import draw
from fieldkit.gui.draw import Piece
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import metrics
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.rows import RowDelegate, RowsView

_DAY = 128


@dataclass(frozen=True)
class DateRow:
    """Something due: its day in words, whom it concerns, what it is; `left` in words, or a warning."""

    key: str
    day: str
    who: str
    what: str
    left: str = ""
    warn: Mark | None = None

    def spoken(self) -> str:
        """The whole row."""
        return ". ".join(
            part
            for part in (
                self.day,
                f"{self.who} {self.what}".strip(),
                self.warn.words if self.warn else self.left,
            )
            if part
        )


class DateRows(RowsView):
    """A list of `DateRow`, as high as its rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self.setItemDelegate(DateDelegate(self))


class DateDelegate(RowDelegate):
    """Day, words and what is left in one line; under each other where that is too narrow."""

    def _right(self, row: DateRow) -> int:
        if row.warn:
            return row.warn.width()
        return metrics("small", 600).horizontalAdvance(row.left) if row.left else 0

    def _layout(self, row: DateRow, width: int) -> tuple[bool, draw.Block]:
        words = (Piece(row.who, 600), Piece(f" {row.what}" if row.who else row.what, 400, "muted"))
        room = width - theme().px(_DAY) - self._right(row) - 24
        if room >= theme().px(240):
            return True, draw.Block(words, "body", room)
        return False, draw.Block(words, "body", width)

    def height(self, row: DateRow, width: int) -> int:
        """41 for one line."""
        beside, words = self._layout(row, width)
        if beside:
            return max(theme().px(41), words.height + 19)
        return words.height + 2 * metrics("small").height() + 25

    def draw_row(self, painter: QPainter, row: DateRow, area: QRect, current: bool) -> None:
        """Draw it."""
        if current:
            draw.fill(painter, area, "action_tint")
        beside, words = self._layout(row, area.width())
        day = draw.Block(row.day, "body", area.width(), 600)
        y = area.top() + (area.height() - words.height) // 2 if beside else area.top() + 8
        day.draw(painter, area.left(), y)
        if not beside:
            y += day.height + 2
        words.draw(painter, area.left() + (theme().px(_DAY) if beside else 0), y)
        right = area.right() + 1 - self._right(row) if beside else area.left()
        y = y + (0 if beside else words.height + 4)
        if row.warn:
            row.warn.draw(painter, right, y)
        elif row.left:
            draw.Block(row.left, "small", area.width(), 600).draw(painter, right, y)
