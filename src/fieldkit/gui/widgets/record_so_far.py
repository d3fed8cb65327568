"""The record so far of a stop: a line for each thing asked, and a press on it leads back to it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from fieldkit.gui import draw
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.rows import RowDelegate, RowsView

_LEAST, _LEFT = 46, 20


@dataclass(frozen=True)
class SoFar:
    """A line: what was asked, and what is said so far. `wrong` says what is to be put right."""

    key: str
    name: str
    said: str = ""
    wrong: str = ""

    def spoken(self) -> str:
        """Both, as they stand."""
        return f"{self.name}: {self.wrong or self.said or 'not said yet'}"


class RecordSoFar(RowsView):
    """The lines; `opened` says to which one the officer goes back."""

    def __init__(self, grows: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(grows, parent)
        self.setItemDelegate(_SoFarDelegate(self))

    def set_tight(self, tight: bool) -> None:
        """Less air in a low window."""
        delegate = self.itemDelegate()
        if isinstance(delegate, _SoFarDelegate):
            delegate.left = 14 if tight else _LEFT
            delegate.air = 6 if tight else 11
            delegate.forget()
            self._fit()


class _SoFarDelegate(RowDelegate):
    """Name muted, what was said bold; the current one on the page's own ground with a bar."""

    left, air = _LEFT, 11

    def _blocks(self, row: SoFar, width: int) -> list[tuple[draw.Block, str]]:
        room = width - theme().px(self.left) - 12
        blocks = [(draw.Block(row.name, "small", room), "muted")]
        if row.wrong:
            blocks.append((draw.Block(row.wrong, "small", room, 600), "danger"))
        elif row.said:
            blocks.append((draw.Block(row.said, "body", room, 600), "text"))
        return blocks

    def height(self, row: SoFar, width: int) -> int:
        """46, or more where words wrap."""
        words = sum(block.height for block, _tone in self._blocks(row, width))
        return max(theme().px(_LEAST), words + self.air)

    def draw_row(self, painter: QPainter, row: SoFar, area: QRect, current: bool) -> None:
        """Ground, bar, words."""
        if current:
            draw.fill(painter, area, "surface")
            draw.fill(painter, QRect(area.left(), area.top(), draw.BAR, area.height()), "action")
        blocks = self._blocks(row, area.width())
        y = area.top() + (area.height() - sum(block.height for block, _tone in blocks)) // 2
        for block, tone in blocks:
            block.draw(painter, area.left() + theme().px(self.left), y, tone)
            y += block.height
