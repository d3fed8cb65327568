"""A conflict: two values side by side, nothing chosen, and the reason asked before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import named
from fieldkit.gui.typefaces import font, metrics
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

_LONG = 40


@dataclass(frozen=True)
class Side:
    """One of the two values: its revision, who and when, the value as shown, and where it came from."""

    key: str
    who: str
    value: str
    source: str = ""


def differing(one: str, other: str) -> tuple[int, int]:
    """Where `one` differs from `other`: start and end in `one`."""
    start = _alike(one, other)
    return start, len(one) - _alike(one[start:][::-1], other[start:][::-1])


def _alike(one: str, other: str) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


class _Value(QLabel):
    """A value in large words, the part that differs marked by tint and rule."""

    def __init__(self, words: str, start: int, end: int, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._start, self._end = start, end
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "title_narrow")
        self.setWordWrap(len(words) > _LONG)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark behind the differing part of a short value; a long one says it in words instead."""
        if len(self.text()) <= _LONG and self._end > self._start:
            measure = metrics("title_narrow")
            left = measure.horizontalAdvance(self.text()[: self._start])
            width = measure.horizontalAdvance(self.text()[: self._end]) - left
            painter = QPainter(self)
            painter.setFont(font("title_narrow"))
            area = self.rect()
            area.setLeft(left)
            area.setWidth(width)
            draw.fill(painter, area, "warn_tint")
            area.setTop(area.bottom() - 2)
            draw.fill(painter, area, "warn_edge")
            painter.end()
        super().paintEvent(event)


class ConflictColumns(QWidget):
    """Two equal columns and the reason. `kept` gives the keys to keep and why; both keys for Keep both."""

    kept = Signal(list, str)
    put_off = Signal()

    def __init__(
        self,
        left: Side,
        right: Side,
        before: str = "",
        both: str = "Keep both",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sides = (left, right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        pair = RowOrStack(spacing=16, equal=True)
        self.keep_buttons = [
            Button(f"Keep {side.value}" if len(side.value) <= _LONG else "Keep this") for side in self._sides
        ]
        for number, side in enumerate(self._sides):
            pair.add(self._card(number, side, self._sides[1 - number]))
        column.addWidget(pair)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.why = TextField()
        named(self.why, "conflict_why", "Why?")
        self.why.changed.connect(self._why_changed)
        label = Words("Why?", "question")
        label.setWordWrap(False)
        label.setBuddy(self.why)
        self.both_button = Button(both)
        named(self.both_button, "conflict_keep_both", both)
        self.later_link = LinkButton("Decide later", pad=10)
        named(self.later_link, "conflict_later", "Decide later")
        self.both_button.clicked.connect(self._both)
        self.later_link.clicked.connect(self.put_off)
        row.addWidget(label)
        row.addWidget(self.why, 1)
        row.addWidget(self.both_button)
        row.addWidget(self.later_link)
        column.addLayout(row)
        if before:
            column.addWidget(Words(before, "small", "muted"))
        self._why_changed()

    def _card(self, number: int, side: Side, other: Side) -> QFrame:
        card = QFrame()
        card.setProperty("card", "plain")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(16, 10, 16, 12)
        inner.setSpacing(6)
        inner.addWidget(Words(side.who, "small", "muted"))
        inner.addWidget(_Value(side.value, *differing(side.value, other.value)))
        inner.addWidget(Words(side.source, "small"))
        inner.addStretch(1)
        keep = self.keep_buttons[number]
        keep.setSizePolicy(keep.sizePolicy().Policy.Expanding, keep.sizePolicy().Policy.Fixed)
        named(keep, f"conflict_keep_{number + 1}", f"Keep {side.value}, {side.who}")
        keep.clicked.connect(self._left if number == 0 else self._right)
        inner.addWidget(keep)
        return card

    @Slot()
    def _why_changed(self) -> None:
        reason = "" if self.why.value().strip() else "Say why first"
        for button in (*self.keep_buttons, self.both_button):
            button.set_unavailable(reason)

    @Slot()
    def _left(self) -> None:
        self.kept.emit([self._sides[0].key], self.why.value().strip())

    @Slot()
    def _right(self) -> None:
        self.kept.emit([self._sides[1].key], self.why.value().strip())

    @Slot()
    def _both(self) -> None:
        self.kept.emit([side.key for side in self._sides], self.why.value().strip())
