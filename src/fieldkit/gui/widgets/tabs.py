"""Tabs: words in a line, the open one underlined; arrow keys move between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from fieldkit.gui import draw
from fieldkit.gui.ring import draw_ring
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics

_PAD, _HIGH, _LINE = 14, 45, 4


class Tabs(QTabBar):
    """The tabs of a page. `chosen` gives the key; counts stand in the words: "Documents (4)"."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._setting = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("own_ring", True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._moved)

    def show_tabs(self, tabs: Sequence[tuple[str, str]]) -> None:
        """Show (key, words); the open tab stays open where it still exists."""
        open_key = self.current_key()
        self._setting = True
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for number, (_key, words) in enumerate(tabs):
            if number < self.count():
                self.setTabText(number, words)
            else:
                self.addTab(words)
            self.setAccessibleTabName(number, words)
        self._keys = [key for key, _words in tabs]
        self._setting = False
        if open_key in self._keys:
            self.set_current(open_key)

    def current_key(self) -> str:
        """The key of the open tab."""
        place = self.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    def set_current(self, key: str) -> None:
        """Open a tab without saying `chosen`."""
        self._setting = True
        self.setCurrentIndex(self._keys.index(key))
        self._setting = False

    def _moved(self, place: int) -> None:
        if not self._setting and 0 <= place < len(self._keys):
            self.chosen.emit(self._keys[place])

    def tabSizeHint(self, index: int) -> QSize:
        """The words with their air."""
        width = metrics("body", 700).horizontalAdvance(self.tabText(index))
        return QSize(width + 2 * _PAD, theme().px(_HIGH))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Words are never cut."""
        return self.tabSizeHint(index)

    def sizeHint(self) -> QSize:
        """One line of tabs."""
        return QSize(sum(self.tabSizeHint(n).width() for n in range(self.count())), theme().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """It may be narrower than its tabs and then scrolls."""
        return QSize(theme().px(120), theme().px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words, the bar under the open one, the ring inside it when it has the keyboard."""
        painter = QPainter(self)
        draw.fill(painter, QRect(0, self.height() - 1, self.width(), 1), "edge")
        for number in range(self.count()):
            area = self.tabRect(number)
            current = number == self.currentIndex()
            painter.setFont(font("body", 700 if current else 600))
            painter.setPen(theme().colour("text"))
            painter.drawText(
                area.adjusted(0, 0, 0, -_LINE), Qt.AlignmentFlag.AlignCenter, self.tabText(number)
            )
            if current:
                draw.fill(painter, QRect(area.left(), self.height() - _LINE, area.width(), _LINE), "action")
                if self.hasFocus():
                    draw_ring(painter, area.adjusted(6, 6, -6, -8))
        painter.end()
