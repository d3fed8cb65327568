"""Figures to press: large ones side by side, and bars; each is a link to what is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named, plain
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics
from fieldkit.gui.widgets.words import Words

_HIGH, _BAR, _PAD = 44, 18, 11
_LABEL_SHARE, _LABEL_LEAST = 0.44, 120
_TILE_LEAST = 150


@dataclass(frozen=True)
class Bar:
    """A figure: its words, and whether what leaves the service hides it."""

    key: str
    label: str
    value: int
    hidden: bool = False


class FigureButton(QPushButton):
    """A figure that opens what is behind it; Enter and Space press it, arrows are its owner's."""

    def __init__(self, bar: Bar, spoken: str, parent: QWidget) -> None:
        super().__init__(plain(bar.label), parent)
        self.bar = bar
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        told = "Hidden in what leaves the service. " if bar.hidden else ""
        named(self, f"figure_{bar.key.replace(':', '_')}", spoken, f"{told}Opens what is behind it")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _over(self) -> bool:
        return self.underMouse() or self.isDown()


class Tile(FigureButton):
    """A large figure over its words, a heavy rule above."""

    def __init__(self, bar: Bar, parent: QWidget) -> None:
        super().__init__(bar, f"{bar.label}: {bar.value:,}", parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Its words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The figure, and its words in that width."""
        return (
            metrics("display").height()
            + draw.Block(self.bar.label, "body", width, 600).height
            + theme().px(20)
        )

    def sizeHint(self) -> QSize:
        """As wide as a third of a narrow page."""
        wide = theme().px(_TILE_LEAST)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rule, figure, words with the line of a link."""
        painter = QPainter(self)
        if self.isDown():
            draw.box(painter, self.rect(), "action_tint")
        over = self._over()
        tall = theme().px(8 if over else 4)
        draw.fill(painter, QRect(0, 0, self.width(), tall), "action" if over else "text")
        painter.setFont(font("display"))
        painter.setPen(theme().colour("text"))
        high = metrics("display").height()
        painter.drawText(QRect(0, theme().px(10), self.width(), high), 0, f"{self.bar.value:,}")
        draw.Block(self.bar.label, "body", self.width(), 600).draw(
            painter, 0, theme().px(12) + high, "action"
        )
        painter.end()


class BarButton(FigureButton):
    """One bar: words, bar, number. What leaves the service hides a figure that is drawn as an outline."""

    def __init__(self, bar: Bar, most: int, whole: str, parent: QWidget) -> None:
        super().__init__(bar, f"{bar.label}: {bar.value:,}{whole}", parent)
        self._most = max(1, most)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _label_width(self, width: int) -> int:
        return max(theme().px(_LABEL_LEAST), round(width * _LABEL_SHARE))

    def fit(self, width: int) -> None:
        """Take the height that its words need in a width, never less than a finger."""
        words = draw.Block(self.bar.label, "body", self._label_width(width) - theme().px(8))
        self.setFixedHeight(max(theme().px(_HIGH), words.height + 2 * theme().px(_PAD)))

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(theme().px(300), theme().px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground when it is pressed, hairline, words, bar, number at the right edge."""
        painter = QPainter(self)
        if self._over():
            draw.fill(painter, self.rect(), "action_tint")
        draw.fill(painter, QRect(0, self.height() - 1, self.width(), 1), "line")
        left = self._label_width(self.width())
        block = draw.Block(self.bar.label, "body", left - theme().px(8))
        block.draw(painter, 0, (self.height() - block.height) // 2, "action")
        text = f"{self.bar.value:,}"
        room = metrics("body", 700).horizontalAdvance("0,000") + theme().px(8)
        painter.setFont(font("body", 700))
        painter.setPen(theme().colour("text"))
        right = QRect(self.width() - room, 0, room, self.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        long = round((self.width() - left - room) * self.bar.value / self._most)
        high = theme().px(_BAR)
        place = QRect(left, (self.height() - high) // 2, max(theme().px(6), long), high)
        if self.bar.hidden:
            draw.box(painter, place, "", "text", 2, dashed=True)
        else:
            draw.fill(painter, place, "action")
        painter.end()


class Chart(QWidget):
    """Bars of one measure. Tab comes to one of them, arrows go about; `pressed` has the key of a figure.

    A figure of none has no bar: those are told in one line.
    """

    pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._bars: list[BarButton] = []

    def show_bars(self, bars: Sequence[Bar], whole: int = 0) -> None:
        """Show exactly these; `whole` is what they are parts of, 0 for nothing."""
        empty(self._column)
        most = max((bar.value for bar in bars), default=0)
        said = f" of {whole:,}" if whole else ""
        self._bars = [BarButton(bar, most, said, self) for bar in bars if bar.value]
        for number, each in enumerate(self._bars):
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == 0 else Qt.FocusPolicy.ClickFocus)
            each.clicked.connect(self._clicked)
            self._column.addWidget(each)
        none = [bar.label for bar in bars if not bar.value]
        if none:
            words = Words(f"None: {'; '.join(none)}" if self._bars else "None", "small", "muted")
            words.setContentsMargins(0, 8, 0, 0)
            self._column.addWidget(words)
        self._fit()

    def bars(self) -> list[BarButton]:
        """The bars, in order."""
        return list(self._bars)

    def focus_bar(self, key: str) -> bool:
        """Give the keyboard to the bar of a figure; whether it is here."""
        found = next((number for number, each in enumerate(self._bars) if each.bar.key == key), None)
        if found is None:
            return False
        self._go(found)
        return True

    @Slot()
    def _clicked(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, BarButton):
            self._go(self._bars.index(pressed))
            self.pressed.emit(pressed.bar.key)

    def _go(self, number: int) -> None:
        for place, each in enumerate(self._bars):
            here = place == number
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self._bars[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Home and End move between the bars."""
        focus = self.focusWidget()
        if not isinstance(focus, BarButton) or focus not in self._bars:
            super().keyPressEvent(event)
            return
        here, last = self._bars.index(focus), len(self._bars) - 1
        moves = {
            Qt.Key.Key_Up: max(0, here - 1),
            Qt.Key.Key_Down: min(last, here + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        to = moves.get(Qt.Key(event.key()))
        if to is None:
            super().keyPressEvent(event)
        else:
            self._go(to)

    def _fit(self) -> None:
        for each in self._bars:
            each.fit(max(1, self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap differently in another width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """And at another text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_bars"):
            self._fit()
