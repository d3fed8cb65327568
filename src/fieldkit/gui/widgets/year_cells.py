"""The cells of the year strip: what each says and the shape it is drawn with, so that no colour is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPen, QPolygon

from fieldkit.gui import draw
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font

PRESENT, AUTHORISED, UNAUTHORISED, OPEN, CLOSED, NOT_YET = (
    "present",
    "authorised",
    "unauthorised",
    "open",
    "closed",
    "not yet",
)


@dataclass(frozen=True)
class Cell:
    """One session: how it is drawn, and what is read out under the strip; `day` is that of the whole day."""

    look: str
    words: str
    day: str = ""


@dataclass(frozen=True)
class StripWeek:
    """A week by its Monday: pairs of morning and afternoon, Monday first; five of them, or seven.

    `ten` are the Mondays of the school weeks that are counted together up to this one, `said` what they come
    to in words, and `reaches` whether that is enough for a notice to be thought of.
    """

    monday: date
    days: tuple[tuple[Cell, Cell], ...]
    ten: tuple[date, ...] = ()
    said: str = ""
    reaches: bool = False


def paint_cell(painter: QPainter, rect: QRect, look: str) -> None:
    """A cell: solid, struck outline, outline, question mark, dash or dot, so that no colour is needed."""
    middle = rect.center()
    if look == UNAUTHORISED:
        draw.fill(painter, rect, "danger")
    elif look in (PRESENT, AUTHORISED, OPEN):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("warn" if look == OPEN else "edge"), 2 if look == OPEN else 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if look == AUTHORISED:
            painter.setPen(QPen(theme().colour("text"), 1))
            painter.drawLine(rect.bottomLeft() + QPoint(1, -1), rect.topRight() + QPoint(-1, 1))
        if look == OPEN:
            painter.save()
            face = font("small", 700)
            face.setPixelSize(max(rect.height() - 3, 8))
            painter.setFont(face)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), "?")
            painter.restore()
    elif look == CLOSED:
        long = rect.width() // 2
        draw.fill(painter, QRect(middle.x() - long // 2, middle.y(), long, max(1, theme().px(1))), "muted")
    elif look == NOT_YET:
        draw.fill(
            painter, QRect(middle.x(), middle.y(), max(2, theme().px(2)), max(2, theme().px(2))), "muted"
        )


def paint_wedge(painter: QPainter, rect: QRect) -> None:
    """A wedge that points up at its week: the ten school weeks that end there come to the threshold."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("danger"))
    top = QPoint(rect.center().x(), rect.top())
    painter.drawPolygon(QPolygon([rect.bottomLeft(), top, rect.bottomRight()]))
    painter.restore()
