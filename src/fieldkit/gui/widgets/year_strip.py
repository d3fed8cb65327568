"""The register year strip: a column a week, a row a session, each cell told by its shape, arrows go about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleValueChangeEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import named
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics
from fieldkit.gui.widgets.words import Words
from fieldkit.gui.widgets.year_cells import CLOSED, NOT_YET, Cell, StripWeek, paint_cell, paint_wedge

_CELL, _PITCH, _GAP = 13, 15, 4
#: Under the cells: the marks of the weeks with ten in ten, and the bar under the ten weeks of the ring.
_MARK, _BAR, _FOOT = 7, 3, 24
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS, _SESSIONS = 5, 2


class Strip(QWidget):
    """The cells alone. Tab comes to one of them; `moved` has the words of the one with the ring, and those of
    the ten weeks that end there.
    """

    moved = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: tuple[StripWeek, ...] = ()
        self._rows = _WEEKDAYS * _SESSIONS
        self._at = (0, 0)
        self._by_day = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        named(self, "year_strip", "Marks of the year")

    def show_weeks(self, weeks: Sequence[StripWeek]) -> None:
        """Show these weeks, with the ring on the last mark that there is."""
        self._weeks = tuple(weeks)
        days = max((len(week.days) for week in self._weeks), default=_WEEKDAYS)
        self._rows = days * _SESSIONS
        self._at, self._by_day = self._last_mark(), False
        self.setFixedSize(self.sizeHint())
        self._say()
        self.update()

    def words(self) -> str:
        """What is read out of the cell with the ring: the session, or both of the day when going by days."""
        cell = self._cell(*self._at)
        return ((self._by_day and cell.day) or cell.words) if cell else ""

    def rect_of(self, week: int, row: int) -> QRect:
        """Where a cell is drawn."""
        pitch, size = theme().px(_PITCH), theme().px(_CELL)
        top = self._head() + row * pitch + (row // _SESSIONS) * theme().px(_GAP)
        return QRect(self._left() + week * pitch, top, size, size)

    def at(self) -> QRect:
        """Where the cell with the ring is."""
        return self.rect_of(*self._at)

    def sizeHint(self) -> QSize:
        """As wide as the year, as high as the week, with the names of days and months and the bars below."""
        last = self.rect_of(max(len(self._weeks), 1) - 1, self._rows - 1)
        return QSize(last.right() + theme().px(10), last.bottom() + theme().px(_FOOT))

    def changeEvent(self, event: QEvent) -> None:
        """Another text size takes another room."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedSize(self.sizeHint())
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by week and by session, page keys by day, Home and End to the first and the last week.

        A session or a day after the last of a week is the first of the next.
        """
        week, row = self._at
        far = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -_SESSIONS,
            Qt.Key.Key_PageDown: _SESSIONS,
        }
        steps = {
            Qt.Key.Key_Left: (week - 1, row),
            Qt.Key.Key_Right: (week + 1, row),
            Qt.Key.Key_Home: (0, row),
            Qt.Key.Key_End: (len(self._weeks) - 1, row),
        }
        key = Qt.Key(event.key())
        if key in far and self._weeks:
            place = week * self._rows + row + far[key]
            steps[key] = (
                divmod(place, self._rows) if 0 <= place < len(self._weeks) * self._rows else (week, row)
            )
        wanted = steps.get(key)
        if wanted is None:
            super().keyPressEvent(event)
            return
        self._by_day = key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        self._go(*wanted)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A cell that is pressed gets the ring."""
        pitch = theme().px(_PITCH)
        point: QPoint = event.position().toPoint()
        week = (point.x() - self._left()) // pitch
        for row in range(self._rows):
            if self.rect_of(week, row).adjusted(-1, -1, 2, 2).contains(point):
                self._by_day = False
                self._go(week, row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say the cell that is come to."""
        super().focusInEvent(event)
        self._say()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes thin."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names of days and months, every cell, the ring."""
        painter = QPainter(self)
        painter.setFont(font("small"))
        painter.setPen(theme().colour("muted"))
        self._names(painter)
        for number, week in enumerate(self._weeks):
            for row in range(len(week.days) * _SESSIONS):
                cell = week.days[row // _SESSIONS][row % _SESSIONS]
                paint_cell(painter, self.rect_of(number, row), cell.look)
        if self._weeks:
            self._ten(painter)
            self._ring(painter)
        painter.end()

    def _ten(self, painter: QPainter) -> None:
        """A wedge under each week in which ten weeks end that reach the threshold; a bar under those of the
        ring.
        """
        ten = set(self._weeks[self._at[0]].ten)
        for number, week in enumerate(self._weeks):
            under = self.rect_of(number, self._rows - 1)
            top = under.bottom() + theme().px(5)
            if week.reaches:
                paint_wedge(painter, QRect(under.left(), top, under.width(), theme().px(_MARK)))
            if week.monday in ten:
                wide = theme().px(_PITCH)
                bar = QRect(under.left() - 1, top + theme().px(_MARK + 3), wide, theme().px(_BAR))
                draw.fill(painter, bar, "text")

    def _names(self, painter: QPainter) -> None:
        high = theme().px(_PITCH) * _SESSIONS
        for day in range(self._rows // _SESSIONS):
            top = self.rect_of(0, day * _SESSIONS).top()
            painter.drawText(
                QRect(0, top, self._left(), high), int(Qt.AlignmentFlag.AlignVCenter), _DAYS[day]
            )
        free = 0
        for number, week in enumerate(self._weeks):
            if number and _month(week) == _month(self._weeks[number - 1]):
                continue
            left, words = self.rect_of(number, 0).left(), _MONTHS[_month(week) - 1]
            if left >= free:
                painter.drawText(left, metrics("small").ascent(), words)
                free = left + metrics("small").horizontalAdvance(words) + theme().px(6)

    def _ring(self, painter: QPainter) -> None:
        around = self.at().adjusted(-2, -2, 2, 2)
        pen = QPen(theme().colour("focus"), 3 if self.hasFocus() else 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if self.hasFocus():
            painter.setPen(QPen(theme().colour("focus_gap"), 2))
            painter.drawRect(around)
            around = around.adjusted(-2, -2, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawRect(around)

    def _go(self, week: int, row: int) -> None:
        week = min(max(week, 0), len(self._weeks) - 1)
        row = min(max(row, 0), self._rows - 1)
        if self._weeks and self._cell(week, row) is not None:
            self._at = (week, row)
            self._say()
            self.update()

    def _say(self) -> None:
        words = self.words()
        ten = self._weeks[self._at[0]].said if self._weeks else ""
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(self, words))
        self.moved.emit(words, ten)

    def _cell(self, week: int, row: int) -> Cell | None:
        if not 0 <= week < len(self._weeks):
            return None
        days = self._weeks[week].days
        return days[row // _SESSIONS][row % _SESSIONS] if row // _SESSIONS < len(days) else None

    def _last_mark(self) -> tuple[int, int]:
        for week in reversed(range(len(self._weeks))):
            for row in reversed(range(len(self._weeks[week].days) * _SESSIONS)):
                cell = self._cell(week, row)
                if cell is not None and cell.look not in (CLOSED, NOT_YET):
                    return week, row
        return 0, 0

    def _left(self) -> int:
        return metrics("small").horizontalAdvance("Wed") + theme().px(8)

    def _head(self) -> int:
        return metrics("small").height() + theme().px(4)


class YearStrip(QWidget):
    """The strip in an area that scrolls sideways, what is under the ring, and the figures in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.strip = Strip()
        self._area = QScrollArea()
        self._area.setWidget(self.strip)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.read_out = Words("", weight=600)
        self.ten = Words("")
        self.legend = Words("", "small", "muted")
        column.addWidget(self._area)
        column.addWidget(self.read_out)
        column.addWidget(self.ten)
        column.addWidget(self.legend)
        self.strip.moved.connect(self._moved)

    def show_year(self, weeks: Sequence[StripWeek], legend: str) -> None:
        """Show weeks and what they come to, in words."""
        self.strip.show_weeks(weeks)
        self._fit()
        self.legend.setText(legend)
        named(self.strip, "year_strip", f"Marks of the year. {legend}")

    def changeEvent(self, event: QEvent) -> None:
        """The area is as high as the strip and its scroll bar, at every text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for the scroll bar only where there is one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        whole = self.strip.sizeHint()
        scrolls = whole.width() > self._area.viewport().width()
        bar = self._area.horizontalScrollBar().sizeHint().height() if scrolls else 0
        self._area.setFixedHeight(whole.height() + bar + 2)

    def _moved(self, words: str, ten: str) -> None:
        self.read_out.setText(words)
        self.ten.setText(ten)
        self.ten.setVisible(bool(ten))
        around = self.strip.at()
        self._area.ensureVisible(around.center().x(), around.center().y(), theme().px(60), 0)


def _month(week: StripWeek) -> int:
    """The month of a week is that of its Friday: the one that begins on 31 August is in September."""
    return (week.monday + timedelta(days=_WEEKDAYS - 1)).month
