"""The outline of a bundle: sections, and in them documents with mark, state and pages."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from fieldkit.gui import draw
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import metrics
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.rows import RowDelegate, RowsView

_SECTION, _DOCUMENT, _PAGES, _STATE = 32, 44, 72, 96


@dataclass(frozen=True)
class OutlineRow:
    """A document, or with an empty key the heading of a section."""

    key: str
    title: str
    mark: str = ""
    state: Mark | None = None
    pages: str = ""

    def spoken(self) -> str:
        """Everything in words."""
        state = self.state.words if self.state is not None else ""
        pages = f"pages {self.pages}" if self.key and self.pages else self.pages
        return ", ".join(part for part in (self.mark, self.title, state, pages) if part)


class Outline(RowsView):
    """Enter or a press on a document turns the preview to it."""

    def __init__(self, grows: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(grows, parent)
        self.setItemDelegate(OutlineDelegate(self))


class OutlineDelegate(RowDelegate):
    """Sections on a ground of their own, documents with their pages at the right."""

    def _title(self, row: OutlineRow, width: int, current: bool) -> draw.Block:
        room = width - theme().px(_PAGES + 24)
        if not row.key:
            return draw.Block(row.title, "body", width - theme().px(160), 700)
        runs = [draw.Piece(f"{row.mark}  ", 700)] if row.mark else []
        weight = 700 if current else 400
        state = theme().px(_STATE) if row.state is not None else 0
        return draw.Block([*runs, draw.Piece(row.title, weight)], "body", room - state)

    def height(self, row: OutlineRow, width: int) -> int:
        """32 for a section, 44 for a document, more where words wrap."""
        least = _DOCUMENT if row.key else _SECTION
        return max(theme().px(least), self._title(row, width, True).height + 12)

    def draw_row(self, painter: QPainter, row: OutlineRow, area: QRect, current: bool) -> None:
        """Ground, title, state and pages."""
        if not row.key:
            draw.fill(painter, area, "sunken")
        elif current:
            draw.fill(painter, area, "action_tint")
            draw.fill(painter, QRect(area.left(), area.top(), draw.BAR, area.height()), "action")
        title = self._title(row, area.width(), current)
        title.draw(painter, area.left() + (16 if row.key else 10), area.center().y() - title.height // 2)
        wide = metrics("body", 700).horizontalAdvance(row.pages) + 4
        pages = draw.Block(row.pages, "body", wide, 700 if row.key else 400)
        right = area.right() - 8
        pages.draw(
            painter, right - wide, area.center().y() - pages.height // 2, "text" if row.key else "muted"
        )
        if row.state is not None:
            x = right - theme().px(_PAGES) - row.state.width()
            row.state.draw(painter, x, area.center().y() - metrics("small").height() // 2)
