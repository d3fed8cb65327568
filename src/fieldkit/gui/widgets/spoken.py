"""Prescribed words that are read out exactly: large, with their version; and that they were given."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import mark, named
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.words import IconLabel, Words


class Spoken(QFrame):
    """Words to be read out as they stand; nothing in them can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(draw.BAR + 18, 12, 12, 12)
        column.setSpacing(8)
        self._how = Words("", "small", "muted", 600)
        self._words = Words("", "spoken")
        self._version = Words("", "small", "muted")
        for part in (self._how, self._words, self._version):
            column.addWidget(part)
        named(self, "spoken")
        self.hide()

    def show_words(self, how: str, words: str, version: str) -> None:
        """`how` says what to do with them, `version` where they come from; no words hide it all."""
        self._how.setText(how)
        self._words.setText(words)
        self._version.setText(version)
        self._version.setVisible(bool(version))
        named(self._words, "spoken_words", words)
        self.setVisible(bool(words))

    def set_brief(self, brief: bool) -> None:
        """In a window of one column the words are large already: twice the usual size at 200 %."""
        mark(self._words, role="spoken_brief" if brief else "spoken")

    def words(self) -> str:
        """What is to be read out."""
        return self._words.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ground of its own and the solid bar of a fact."""
        painter = QPainter(self)
        draw.fill(painter, self.rect(), "sunken")
        draw.fill(painter, QRect(0, 0, draw.BAR, self.height()), "text")
        painter.end()


class GivenStrip(QFrame):
    """Under the header while questions are put: that the caution was given, and a link to its words."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setSpacing(10)
        self._row = row
        row.addWidget(IconLabel("check-circle", "ok", 18, "fill"), 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = Words("", "body", weight=600)
        row.addWidget(self._words, 1)
        self.link = LinkButton("Show the words", low=True)
        named(self.link, "show_words", "Show the words of the caution")
        self.link.clicked.connect(self._asked)
        row.addWidget(self.link)
        named(self, "given_strip")
        self.set_margin(24)
        self.hide()

    def say(self, words: str) -> None:
        """Say when it was given and how it was understood; "" hides the strip."""
        self._words.setText(words)
        named(self, "given_strip", words)
        self.setVisible(bool(words))

    def say_link(self, words: str) -> None:
        """Change what the link says."""
        self.link.set_words(words)
        self.link.setAccessibleName(f"{words} of the caution")

    def set_margin(self, margin: int) -> None:
        """The page's margin."""
        air = theme().px(8 if margin > 16 else 4)
        self._row.setContentsMargins(margin, air, margin, air)

    @Slot()
    def _asked(self) -> None:
        self.asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground of what is done, and its hairline."""
        painter = QPainter(self)
        draw.fill(painter, self.rect(), "ok_tint")
        draw.fill(painter, QRect(0, self.height() - 1, self.width(), 1), "line")
        painter.end()
