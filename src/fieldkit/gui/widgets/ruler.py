"""The hours ruler: a day from 06 to 21, hatched where no work is allowed, what was worked and what is
over.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import named
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics
from fieldkit.rules.employment import Ruler

FIRST, LAST = 6, 21
_HOUR = 60
_BAR_HIGH, _INSET, _TICK, _PITCH = 46, 5, 5, 9


class HoursRuler(QWidget):
    """Painted by itself; its description says in words everything that the bars show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ruler = Ruler()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named(self, "hours_ruler", "Hours of the day")

    def show_ruler(self, ruler: Ruler) -> None:
        """Show one day."""
        self._ruler = ruler
        named(self, "hours_ruler", f"Hours of the day. {self.text_alternative()}")
        self.update()

    def text_alternative(self) -> str:
        """The ruler in words."""
        told = [self._ruler.words, self._ruler.allowed_words, self._ruler.over_words]
        if self._ruler.school:
            told.append(f"School {_span(self._ruler.school)}")
        closed = [_span(stretch) for stretch in self._ruler.no_work]
        told.append(f"No work {', '.join(closed)}" if closed else "")
        return ". ".join(filter(None, told))

    def sizeHint(self) -> QSize:
        """A line of words, the bar, its ticks and figures."""
        return QSize(560, self._top() + theme().px(_BAR_HIGH + _TICK) + metrics("code").height() + 2)

    def minimumSizeHint(self) -> QSize:
        """Narrower, as high."""
        return QSize(280, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, hatching, school, bars, figures, and words above."""
        painter = QPainter(self)
        bar = self._bar()
        draw.fill(painter, bar, "surface")
        for stretch in self._ruler.no_work:
            self._hatch(painter, self._across(stretch, bar), "sunken", "edge")
        self._school(painter, bar)
        for stretch in self._ruler.allowed:
            draw.fill(painter, self._within(stretch, bar), "action")
        for stretch in self._ruler.over:
            self._hatch(painter, self._within(stretch, bar), "danger", "on_danger", 2)
        painter.setPen(QPen(theme().colour("edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        self._limit(painter, bar)
        self._words_on_bars(painter, bar)
        self._figures(painter, bar)
        painter.end()

    def _top(self) -> int:
        return metrics("body", 600).height() + 6

    def _bar(self) -> QRect:
        edge = metrics("code").horizontalAdvance("00") // 2 + 1
        return QRect(edge, self._top(), self.width() - 2 * edge, theme().px(_BAR_HIGH))

    def _x(self, minute: int, bar: QRect) -> int:
        share = (minute - FIRST * _HOUR) / ((LAST - FIRST) * _HOUR)
        return bar.left() + round(min(max(share, 0.0), 1.0) * bar.width())

    def _across(self, stretch: tuple[int, int], bar: QRect) -> QRect:
        left, right = self._x(stretch[0], bar), self._x(stretch[1], bar)
        return QRect(left, bar.top(), right - left, bar.height())

    def _within(self, stretch: tuple[int, int], bar: QRect) -> QRect:
        inset = theme().px(_INSET)
        return self._across(stretch, bar).adjusted(0, inset, 0, -inset)

    def _hatch(self, painter: QPainter, rect: QRect, ground: str, lines: str, thick: int = 1) -> None:
        """Slanting lines over a ground, so that it differs from a plain bar without any colour."""
        if rect.width() <= 0:
            return
        painter.save()
        painter.setClipRect(rect)
        draw.fill(painter, rect, ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour(lines), thick))
        rising = thick == 1
        for left in range(rect.left() - rect.height(), rect.right() + rect.height(), theme().px(_PITCH)):
            low, high = QPoint(left, rect.bottom() + 1), QPoint(left + rect.height(), rect.top())
            painter.drawLine(low, high) if rising else painter.drawLine(
                QPoint(left, rect.top()), QPoint(left + rect.height(), rect.bottom() + 1)
            )
        painter.restore()

    def _school(self, painter: QPainter, bar: QRect) -> None:
        if self._ruler.school is None:
            return
        words = f"School {_span(self._ruler.school, '-')}"
        rect = self._across(self._ruler.school, bar)
        long = metrics("small", 500).horizontalAdvance(words) + 10
        if long <= rect.width():
            high = metrics("small", 500).height()
            plate = QRect(rect.center().x() - long // 2, rect.center().y() - high // 2, long, high)
            draw.fill(painter, plate, "sunken")
            self._write(painter, plate, words, "text", "small", 500)

    def _limit(self, painter: QPainter, bar: QRect) -> None:
        if self._ruler.allowed_until is not None:
            at = self._x(self._ruler.allowed_until, bar)
            draw.fill(painter, QRect(at - 1, bar.top() - 4, 2, bar.height() + 8), "text")

    def _words_on_bars(self, painter: QPainter, bar: QRect) -> None:
        """What was worked and how much of it is over stand above, where they end; what is allowed on its
        bar.
        """
        face, over = metrics("body", 600), self._ruler.over_words
        gap = 14 if over else 0
        long, more = face.horizontalAdvance(self._ruler.words), face.horizontalAdvance(over)
        at = self._ruler.allowed_until
        middle = self._x(at, bar) if at is not None else bar.left() + long
        left = min(max(bar.left(), middle - long - 8), self.width() - long - gap - more - 2)
        line = QRect(max(0, left), 0, long + 2, self._top() - 4)
        self._write(painter, line, self._ruler.words, "text", "body", 600)
        if over:
            beside = QRect(line.right() + gap, 0, more + 2, line.height())
            self._write(painter, beside, over, "danger", "body", 600)
        words = self._ruler.allowed_words
        for stretch in self._ruler.allowed[-1:]:
            rect = self._within(stretch, bar)
            if metrics("body", 600).horizontalAdvance(words) + 6 <= rect.width():
                self._write(painter, rect, words, "on_action", "body", 600)

    def _figures(self, painter: QPainter, bar: QRect) -> None:
        every = 1 if bar.width() >= 16 * metrics("code").horizontalAdvance("0000") else 3
        wide = metrics("code").horizontalAdvance("00") + 2
        for hour in range(FIRST, LAST + 1):
            x = self._x(hour * _HOUR, bar)
            draw.fill(painter, QRect(min(x, bar.right()), bar.bottom(), 1, theme().px(_TICK)), "edge")
            if (hour - FIRST) % every == 0:
                place = QRect(x - wide // 2, bar.bottom() + theme().px(_TICK), wide, metrics("code").height())
                self._write(painter, place, f"{hour:02}", "muted", "code")

    @staticmethod
    def _write(painter: QPainter, rect: QRect, words: str, tone: str, role: str, weight: int = 0) -> None:
        painter.setBrush(QBrush())
        painter.setPen(theme().colour(tone))
        painter.setFont(font(role, weight or None))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)


def _span(stretch: tuple[int, int], between: str = " to ") -> str:
    return between.join(f"{minute // _HOUR:02}:{minute % _HOUR:02}" for minute in stretch)
