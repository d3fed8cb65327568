"""The focus ring: two lines round whatever has the keyboard, one ring for a window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from fieldkit.gui.theme import theme

GAP, LINE, RADIUS = 2, 3, 6
MARGIN = GAP + LINE


class RingStyle(QProxyStyle):
    """Tells `QFocusFrame` to leave room for both lines."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Five pixels round the control for the focus frame."""
        if metric in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return MARGIN
        return int(super().pixelMetric(metric, option, widget))

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        answer: QStyleHintReturn | None = None,
    ) -> int:
        """Above the control: the frame is then the window's child, and no parent of the control clips it."""
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return int(super().styleHint(hint, option, widget, answer))


def draw_ring(painter: QPainter, control: QRect) -> None:
    """Draw both lines outside `control`; delegates call this for the current row, drawn inwards."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    gap, line = GAP / 2, GAP + LINE / 2
    painter.setPen(QPen(theme().colour("focus_gap"), GAP))
    painter.drawRoundedRect(QRectF(control).adjusted(-gap, -gap, gap, gap), RADIUS - 2, RADIUS - 2)
    painter.setPen(QPen(theme().colour("focus"), LINE))
    painter.drawRoundedRect(QRectF(control).adjusted(-line, -line, line, line), RADIUS, RADIUS)
    painter.restore()


class FocusRing(QFocusFrame):
    """The ring of one window; clipped to the scroll areas its control lies in."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._style = RingStyle("Fusion")
        self.setStyle(self._style)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come back with a control that has the keyboard and is only now scrolled into sight.

        Qt leaves a frame hidden that was out of sight when it was put round its control.
        """
        taken = super().eventFilter(watched, event)
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isHidden():
            control, ground = self.widget(), self.parentWidget()
            if control is not None and ground is not None and control.isVisible():
                self.setVisible(ground.rect().intersects(self.geometry()))
        return taken

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both lines, as far as the control itself can be seen: none round one that was hidden since."""
        control = self.widget()
        if control is None or not control.isVisible():
            return
        painter = QPainter(self)
        seen = self._seen(control)
        if seen is not None:
            painter.setClipRegion(seen)
        draw_ring(painter, self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))
        painter.end()

    def _seen(self, control: QWidget) -> QRegion | None:
        region: QRegion | None = None
        parent = control.parentWidget()
        while parent is not None and not parent.isWindow():
            area = parent.parentWidget()
            if isinstance(area, QScrollArea) and area.viewport() is parent:
                top = self.mapFromGlobal(parent.mapToGlobal(QPoint(0, 0)))
                shown = QRegion(QRect(top, parent.size()))
                region = shown if region is None else region.intersected(shown)
            parent = area
        return region


class RingKeeper(QObject):
    """Moves each window's ring to the widget that has the keyboard."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._rings: dict[QWidget, FocusRing] = {}
        app.focusChanged.connect(self._moved)

    @Slot(QWidget, QWidget)
    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            return
        window = new.window()
        ring = self._rings.get(window)
        if ring is None:
            ring = self._rings[window] = FocusRing(window)
            window.destroyed.connect(self._forget)
            ring.destroyed.connect(self._forget)
        framed = None if _draws_its_own(new) else _framed(new)
        ring.setWidget(framed)  # type: ignore[arg-type]

    @Slot(QObject)
    def _forget(self, _gone: QObject) -> None:
        from shiboken6 import isValid

        self._rings = {w: r for w, r in self._rings.items() if isValid(w) and isValid(r)}


def _draws_its_own(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractItemView | QScrollArea | QStackedWidget) or bool(
        widget.property("own_ring")
    )


def _framed(widget: QWidget) -> QWidget:
    parent = widget.parentWidget()
    if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
        return parent
    return widget
