"""A box to sign in with pen, finger or mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEventPoint,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldkit.gui import draw
from fieldkit.gui.saying import counted
from fieldkit.gui.theme import theme

Stroke = list[int]
_WIDE, _HIGH, _WHOLE = 520, 150, 1000
_PEN = 2.4
_HOW = "Sign with pen, finger or mouse"
_REAL = Qt.MouseEventSource.MouseEventNotSynthesized


class SignPad(QWidget):
    """`strokes` are x, y in thousandths of its width, as they are kept and printed.

    `changed` comes with each point, so that a signature half drawn is kept too.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[Stroke] = []
        self._down, self._finger = False, -1
        self._describe()
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as a signature on paper asks for."""
        return QSize(theme().px(_WIDE), theme().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Still wide enough for a finger."""
        return QSize(theme().px(200), theme().px(_HIGH))

    def strokes(self) -> list[Stroke]:
        """What was drawn; a stroke is x, y, x, y and so on."""
        return [list(stroke) for stroke in self._strokes]

    def set_strokes(self, strokes: list[Stroke]) -> None:
        """Show what was drawn before."""
        self._strokes = [list(stroke) for stroke in strokes]
        self._describe()
        self.update()

    def typed(self) -> list[str]:
        """The strokes as a draft keeps them: a line of numbers each."""
        return [" ".join(str(part) for part in stroke) for stroke in self._strokes]

    def set_typed(self, typed: list[str]) -> None:
        """Show strokes as a draft kept them."""
        self.set_strokes([[int(part) for part in stroke.split()] for stroke in typed])

    def clear(self) -> None:
        """Begin again."""
        self._strokes, self._down = [], False
        self._describe()
        self.update()
        self.changed.emit()

    def _begin(self, at: QPointF) -> None:
        self._down = True
        self._strokes.append([])
        self._describe()
        self._to(at)

    def _describe(self) -> None:
        """What stands in the box, for those who cannot see it."""
        drawn = f". Drawn: {counted(len(self._strokes), 'stroke')}" if self._strokes else ""
        self.setAccessibleDescription(f"{_HOW}{drawn}")

    def _to(self, at: QPointF) -> None:
        if not self._down:
            return
        point = [self._thousandth(at.x()), self._thousandth(at.y())]
        if self._strokes[-1][-2:] != point:
            self._strokes[-1] += point
            self.update()
            self.changed.emit()

    def _end(self) -> None:
        self._down = False

    def _thousandth(self, part: float) -> int:
        return min(_WHOLE, max(0, round(part * _WHOLE / max(1, self.width()))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse goes down; a pen or finger that is told as a mouse too draws but once."""
        if event.button() == Qt.MouseButton.LeftButton and event.source() == _REAL:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It draws while it is down."""
        if event.source() == _REAL:
            self._to(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It is lifted."""
        if event.source() == _REAL:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen, with every point that it reports."""
        kind = event.type()
        if kind == QEvent.Type.TabletPress:
            self._begin(event.position())
        elif kind == QEvent.Type.TabletMove:
            self._to(event.position())
        else:
            self._end()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """One finger draws; a second is no part of a signature."""
        if isinstance(event, QTouchEvent):
            self._touched(event)
            event.accept()
            return True
        return super().event(event)

    def _touched(self, event: QTouchEvent) -> None:
        points = event.points()
        if event.type() == QEvent.Type.TouchBegin and points:
            self._finger = points[0].id()
            self._begin(points[0].position())
            return
        if event.type() != QEvent.Type.TouchUpdate:
            self._end()
            return
        for point in points:
            if point.id() == self._finger and point.state() == QEventPoint.State.Updated:
                self._to(point.position())
            elif point.id() == self._finger and point.state() == QEventPoint.State.Released:
                self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete begins again; keys cannot sign, the button for paper stands beside."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A field with a line to sign on, and the strokes."""
        painter = QPainter(self)
        draw.box(painter, self.rect(), "field", "edge", theme().edge_width)
        line = QRect(theme().px(16), self.height() * 3 // 4, self.width() - 2 * theme().px(16), 1)
        draw.fill(painter, line, "edge")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().colour("text"), _PEN * theme().scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        size = self.width() / _WHOLE
        for stroke in self._strokes:
            dots = [QPointF(x * size, y * size) for x, y in zip(stroke[::2], stroke[1::2], strict=True)]
            if len(dots) == 1:
                painter.drawPoint(dots[0])
            else:
                painter.drawPolyline(QPolygonF(dots))
        painter.end()
