"""The chronology of a case: time, icon, title, lines, their words, and marks that say what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from fieldkit.gui import draw
from fieldkit.gui.draw import Piece
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import metrics
from fieldkit.gui.widgets.marks import Mark, draw_marks, marks_width
from fieldkit.gui.widgets.rows import RowDelegate, RowsView

Line = str | tuple[Piece, ...]
_ICON = 22


@dataclass(frozen=True)
class Day:
    """A date heading between entries."""

    day: str
    key: str = ""

    def spoken(self) -> str:
        """The date."""
        return self.day


@dataclass(frozen=True)
class Entry:
    """Something that happened. `words` is (whose and when, what they said); lines may strike out."""

    key: str
    time: str
    icon: str
    title: str
    lines: tuple[Line, ...] = ()
    words: tuple[str, str] | None = None
    marks: tuple[Mark, ...] = ()

    def spoken(self) -> str:
        """The whole entry; a struck-out piece is said to be one."""
        said = [f"{self.time} {self.title}"]
        for line in self.lines:
            said.append("".join(_said(run) for run in draw.pieces(line)))
        if self.words:
            said.append(f"{self.words[0]}: {self.words[1]}")
        said += [each.words for each in self.marks]
        return ". ".join(said)


def _said(run: Piece) -> str:
    return f"(struck out: {run.text.strip()}) " if run.struck else run.text


class Chronology(RowsView):
    """Entries under their days, newest first; `opened` says which one the officer wants to read."""

    def __init__(self, grows: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(grows, parent)
        self.setItemDelegate(EntryDelegate(self))


class EntryDelegate(RowDelegate):
    """Draws an entry as the case page shows it."""

    ruled = False

    @staticmethod
    def _columns() -> tuple[int, int]:
        """Where the icon and where the words begin."""
        icon = metrics("body", 600).horizontalAdvance("00:00") + 14
        return icon, icon + theme().px(_ICON) + 14

    def _layout(self, row: Entry, width: int) -> tuple[bool, draw.Block, list[draw.Block], list[draw.Block]]:
        left = self._columns()[1]
        room = width - left
        marks = marks_width(row.marks)
        beside = marks + theme().px(180) <= room
        title = draw.Block(row.title, "question", room - (marks + 16 if beside and row.marks else 0))
        lines = [draw.Block(line, "small", room) for line in row.lines]
        words: list[draw.Block] = []
        if row.words:
            inner = room - draw.BAR - 14 - 12
            words = [
                draw.Block(row.words[0], "small", inner - theme().px(26), 600),
                draw.Block(row.words[1], "answer", inner),
            ]
        return beside, title, lines, words

    def height(self, row: Entry | Day, width: int) -> int:
        """A heading, or title and lines and words with their air."""
        if isinstance(row, Day):
            return metrics("small", 700).height() + theme().px(16)
        beside, title, lines, words = self._layout(row, width)
        total = title.height + sum(line.height for line in lines) + 10
        if words:
            total += sum(block.height for block in words) + 20
        if row.marks and not beside:
            total += metrics("small").height() + 4
        return total

    def draw_row(self, painter: QPainter, row: Entry | Day, area: QRect, current: bool) -> None:
        """Time, icon, title and marks in one line; then the lines; then their words."""
        icon_x, text_x = self._columns()
        left = area.left() + text_x
        if isinstance(row, Day):
            block = draw.Block(row.day, "small", area.width(), 700)
            block.draw(painter, area.left() + icon_x, area.bottom() - block.height - 2, "muted")
            return
        beside, title, lines, words = self._layout(row, area.width())
        y = area.top() + 5
        time = draw.Block(row.time, "body", icon_x, 600)
        time.draw(painter, area.left() + icon_x - 14 - time.width, y)
        draw.icon(painter, area.left() + icon_x, y, row.icon, "muted", _ICON)
        title.draw(painter, left, y)
        if row.marks and beside:
            draw_marks(painter, row.marks, area.right() + 1, y)
        y += title.height
        for line in lines:
            line.draw(painter, left, y)
            y += line.height
        if words:
            y = self._draw_words(painter, words, QRect(left, y + 8, area.right() + 1 - left, 0))
        if row.marks and not beside:
            draw_marks(painter, row.marks, left + marks_width(row.marks), y + 4)

    @staticmethod
    def _draw_words(painter: QPainter, words: list[draw.Block], area: QRect) -> int:
        height = sum(block.height for block in words) + 12
        box = QRect(area.left(), area.top(), area.width(), height)
        draw.fill(painter, box, "verbatim_tint")
        draw.fill(painter, QRect(box.left(), box.top(), draw.BAR, height), "verbatim")
        x, y = box.left() + draw.BAR + 14, box.top() + 6
        size = theme().px(18)
        draw.icon(painter, x, y + (words[0].height - size) // 2, "quotes", "verbatim", 18)
        words[0].draw(painter, x + theme().px(26), y, "verbatim")
        words[1].draw(painter, x, y + words[0].height)
        return box.bottom() + 1
