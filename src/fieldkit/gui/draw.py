"""What delegates and own-painted widgets draw with: boxes, bars, lines of words, icons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from fieldkit.gui import icons
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font

BAR = 6
RADIUS = 4


@dataclass(frozen=True)
class Piece:
    """A run of words in a line; weight 0 and tone "" are those of the line."""

    text: str
    weight: int = 0
    tone: str = ""
    struck: bool = False


def pieces(words: str | Sequence[Piece]) -> tuple[Piece, ...]:
    """Plain words as one piece; pieces as they are."""
    return (Piece(words),) if isinstance(words, str) else tuple(words)


class Block:
    """Words laid out in a width: know the height first, draw afterwards."""

    def __init__(self, words: str | Sequence[Piece], role: str, width: int, weight: int = 0) -> None:
        runs = pieces(words)
        base = font(role, weight or None)
        # A line separator, because Qt lays out one paragraph and takes a line feed for a space.
        self._layout = QTextLayout("".join(run.text for run in runs).replace("\n", "\u2028"), base)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._format(runs, base)
        self._layout.beginLayout()
        top = 0.0
        self.width = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
            self.width = max(self.width, line.naturalTextWidth())
        self._layout.endLayout()
        self.height = round(top)

    def _format(self, runs: Sequence[Piece], base: QFont) -> None:
        ranges, start = [], 0
        for run in runs:
            piece = QTextLayout.FormatRange()
            shape = QTextCharFormat()
            if run.tone:
                shape.setForeground(theme().colour(run.tone))
            if run.weight:
                face = QFont(base)
                face.setWeight(QFont.Weight(run.weight))
                shape.setFont(face)
            shape.setFontStrikeOut(run.struck)
            piece.start, piece.length, piece.format = start, len(run.text.encode("utf-16-le")) // 2, shape
            start += piece.length
            ranges.append(piece)
        self._layout.setFormats(ranges)

    def draw(self, painter: QPainter, x: float, y: float, tone: str = "text") -> None:
        """Draw with the top left corner at x, y."""
        painter.setPen(theme().colour(tone))
        self._layout.draw(painter, QPointF(x, y))


def box(
    painter: QPainter,
    rect: QRect,
    fill: str,
    border: str = "",
    width: int = 1,
    dashed: bool = False,
) -> None:
    """A filled box with rounded corners; its border lies inside `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme().colour(fill) if fill else Qt.BrushStyle.NoBrush)
    if border and width:
        pen = QPen(theme().colour(border), width)
        if dashed:
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    inset = width / 2 if border else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
    painter.restore()


def fill(painter: QPainter, rect: QRect, token: str) -> None:
    """A plain rectangle of one token."""
    painter.fillRect(rect, theme().colour(token))


def dotted_bar(painter: QPainter, rect: QRect, tone: str = "edge") -> None:
    """The bar of a judgement: four pixels on, four off, so that it differs in greyscale too."""
    for top in range(rect.top(), rect.bottom(), 8):
        fill(painter, QRect(rect.left(), top, rect.width(), min(4, rect.bottom() - top + 1)), tone)


def icon(painter: QPainter, x: int, y: int, name: str, token: str, size: int, weight: str = "") -> None:
    """An icon with its top left corner at x, y; `size` as at 100 %."""
    painter.drawPixmap(x, y, icons.pixmap(name, token, size, weight))


def underlined(painter: QPainter, x: int, baseline: int, width: int, tone: str, thick: int = 1) -> None:
    """The rule under a link."""
    painter.fillRect(QRect(x, baseline + 3, width, thick), theme().colour(tone))
