"""Ruled rows with a state, a code, two lines of words, a note and one act: queue, findings, cases."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from fieldkit.gui import draw
from fieldkit.gui.draw import Piece
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.rows import RowDelegate, RowsView


@dataclass(frozen=True)
class Columns:
    """Widths at 100 %, 0 is none: the state at the left, the code after it; note and act at the right."""

    lead: int = 0
    code: int = 0
    note: int = 0
    act: int = 0
    note_right: bool = False


@dataclass(frozen=True)
class Row:
    """One row. `act` is drawn as a button, or as a link when `link` is set; Enter on the row opens it."""

    key: str
    title: str
    second: str = ""
    lead: Mark | None = None
    code: str = ""
    note: str = ""
    act: str = ""
    link: bool = False
    rest: str = ""
    warn: Mark | None = None

    def spoken(self) -> str:
        """Everything that the row shows, in reading order."""
        parts = [
            self.lead.words if self.lead else "",
            self.code,
            f"{self.title} {self.rest}".strip(),
            self.second,
        ]
        parts += [self.warn.words if self.warn else "", self.note, self.act]
        return ". ".join(part for part in parts if part)


class TableRows(RowsView):
    """A list of `Row`; `opened` for the row, `acted` for its button."""

    def __init__(
        self, columns: Columns | None = None, grows: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(grows, parent)
        self.setItemDelegate(TableDelegate(self, columns or Columns()))

    def set_columns(self, columns: Columns) -> None:
        """Lay the rows out differently."""
        self.setItemDelegate(TableDelegate(self, columns))
        self._fit()


class TableDelegate(RowDelegate):
    """Columns side by side where there is room, under each other where there is not."""

    inset = 6

    def __init__(self, view: RowsView, columns: Columns) -> None:
        super().__init__(view)
        self._columns = columns

    def _narrow(self, width: int) -> bool:
        fixed = self._columns.lead + self._columns.code + self._columns.note + self._columns.act
        return width < theme().px(fixed + 260)

    def _words(self, row: Row, width: int) -> list[tuple[draw.Block, str]]:
        title: tuple[Piece, ...] = (Piece(row.title, 600),)
        if row.rest:
            title += (Piece(f" {row.rest}", 400, "muted"),)
        blocks = [(draw.Block(title, "body", width), "text")]
        if row.second:
            blocks.append((draw.Block(row.second, "small", width), "muted"))
        return blocks

    def _room(self, width: int) -> int:
        columns = self._columns
        if self._narrow(width):
            return width
        right = columns.note + columns.act
        return width - theme().px(columns.lead + columns.code + right) - (16 if right else 0)

    def _stacked(self, row: Row, width: int) -> list[tuple[draw.Block, str]]:
        top = " ".join(part for part in (row.code,) if part)
        blocks = [(draw.Block(top, "code", width, 600), "text")] if top else []
        blocks += self._words(row, width)
        if row.note:
            blocks.append((draw.Block(row.note, "small", width), "muted"))
        return blocks

    def height(self, row: Row, width: int) -> int:
        """57 for two lines, 41 for one, more where words wrap or stand under each other."""
        if self._narrow(width):
            blocks = self._stacked(row, width)
            lead = metrics("small").height() + 4 if row.lead else 0
            act = theme().px(52) if row.act else 0
            return lead + sum(block.height for block, _ in blocks) + 17 + act + self._warn(row)
        words = sum(block.height for block, _ in self._words(row, self._room(width)))
        note = self._note(row).height if row.note else 0
        act = theme().px(44) if row.act else 0
        least = theme().px(41)
        return max(least, words + self._warn(row) + 15, note + 13, act + 13)

    @staticmethod
    def _warn(row: Row) -> int:
        return metrics("small").height() + 4 if row.warn else 0

    def _note(self, row: Row) -> draw.Block:
        return draw.Block(row.note, "small", theme().px(self._columns.note) - 12)

    def act_area(self, row: Row, area: QRect) -> QRect:
        """The button at the right of the row, or under its words in a narrow window."""
        if not row.act:
            return QRect()
        high = theme().px(44)
        words = metrics("body", 600).horizontalAdvance(row.act)
        if self._narrow(area.width()):
            left, width = (area.left() - 10, words + 20) if row.link else (area.left(), words + 34)
            return QRect(left, area.bottom() - high - 7, width, high)
        width = words + 20 if row.link else max(words + 34, theme().px(self._columns.act))
        return QRect(area.right() + 1 - width, area.center().y() - high // 2, width, high)

    def draw_row(self, painter: QPainter, row: Row, area: QRect, current: bool) -> None:
        """State, code, words, note, act."""
        if self._narrow(area.width()):
            self._draw_stacked(painter, row, area)
        else:
            self._draw_columns(painter, row, area)
        if row.act:
            self._draw_act(painter, row, self.act_area(row, area))

    def _draw_stacked(self, painter: QPainter, row: Row, area: QRect) -> None:
        y = area.top() + 8
        if row.lead:
            row.lead.draw(painter, area.left(), y)
            y += metrics("small").height() + 4
        for block, tone in self._stacked(row, area.width()):
            block.draw(painter, area.left(), y, tone)
            y += block.height
        if row.warn:
            row.warn.draw(painter, area.left(), y + 2)

    def _draw_columns(self, painter: QPainter, row: Row, area: QRect) -> None:
        columns, x = self._columns, area.left()
        middle = area.center().y()
        if row.lead:
            row.lead.draw(painter, x, middle - metrics("small").height() // 2)
        x += theme().px(columns.lead)
        if row.code:
            code = draw.Block(row.code, "code", theme().px(columns.code), 600)
            code.draw(painter, x, middle - code.height // 2)
        x += theme().px(columns.code)
        words = self._words(row, self._room(area.width()))
        y = middle - (sum(block.height for block, _ in words) + self._warn(row)) // 2
        for block, tone in words:
            block.draw(painter, x, y, tone)
            y += block.height
        if row.warn:
            row.warn.draw(painter, x, y + 2)
        if row.note:
            note = self._note(row)
            left = area.right() + 1 - theme().px(columns.act + columns.note) + 12
            if columns.note_right:
                left = area.right() + 1 - theme().px(columns.act) - round(note.width + 0.5)
            note.draw(painter, left, middle - note.height // 2, "muted")

    @staticmethod
    def _draw_act(painter: QPainter, row: Row, area: QRect) -> None:
        painter.setFont(font("body", 600))
        if row.link:
            measure = metrics("body", 600)
            width = measure.horizontalAdvance(row.act)
            baseline = area.center().y() + measure.ascent() // 2 - 1
            painter.setPen(theme().colour("action"))
            painter.drawText(area.right() - 9 - width, baseline, row.act)
            draw.underlined(painter, area.right() - 9 - width, baseline, width, "action")
            return
        draw.box(painter, area, "raised", "edge", theme().edge_width)
        painter.setPen(theme().colour("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, row.act)
