"""How the figures and lines of a presenter's answer stand on the screen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from fieldkit.gui import draw
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.words import IconLabel, Words, rule

_PAGE_WIDE = 76


def figures(presenter: Any, row: QLayout) -> None:
    """Possible, absent, unauthorised at the left; the day to lay by at the right."""
    told = (
        ("Possible", presenter.possible),
        ("Absent", presenter.absent),
        ("Unauthorised", presenter.unauthorised),
    )
    for words, figure in told:
        row.addWidget(_figure(words, "-" if figure is None else str(figure)))
    if isinstance(row, QHBoxLayout):
        row.addStretch(1)
    if presenter.laid_on:
        row.addWidget(_laid(f"Laid {presenter.laid_on}", f"Cautious date {presenter.lay_by}"))
    elif presenter.lay_by:
        row.addWidget(_figure("Lay by, cautious date", presenter.lay_by, "section", right=True))


def _figure(words: str, figure: str, role: str = "title_narrow", *, right: bool = False) -> QWidget:
    return _box((Words(words, "small", "muted"), Words(figure, role)), f"{words}: {figure}", right)


def _laid(laid: str, cautious: str) -> QWidget:
    """That it is laid, and on which day, comes first; the day by which it had to be says little then."""
    return _box((Words(laid, "question"), Words(cautious, "small", "muted")), f"{laid}. {cautious}", True)


def _box(parts: tuple[Words, Words], name: str, right: bool) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        part.setWordWrap(False)
        if right:
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
        column.addWidget(part)
    column.addStretch(1)
    named(box, "", name)
    return box


class Warned(QFrame):
    """Words not to be relied on: red bar, red heading with its icon, and why."""

    def __init__(self, say: str, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(draw.BAR + 14, 10, 12, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(IconLabel("x-circle", "danger", 20, "fill"), 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(say, "question", "danger"), 0, 1)
        grid.addWidget(Words(why, "body"), 1, 0, 1, 2)
        named(self, "", f"Warning: {say}. {why}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tint and bar."""
        painter = QPainter(self)
        draw.fill(painter, self.rect(), "danger_tint")
        draw.fill(painter, QRect(0, 0, draw.BAR, self.height()), "danger")
        painter.end()


def line_of(line: Any, number: int) -> QWidget:
    """One line of an answer, with the key of its page where a bundle has it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    if line.warning:
        column.addSpacing(14 if number else 0)
        column.addWidget(Warned(line.words, line.under))
        return made
    row = QHBoxLayout()
    row.setContentsMargins(0, 9, 0, 9)
    row.setSpacing(12)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Words(line.words, "question"))
    if line.under:
        words.addWidget(Words(line.under, "body"))
    row.addLayout(words, 1)
    if line.page:
        button = Button(f"p. {line.page}", "page")
        named(button, f"page_of_{number}", f"Page {line.page}: {line.words}")
        button.setProperty("page", line.page)
        button.setMinimumWidth(_PAGE_WIDE)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(row)
    column.addWidget(rule("line"))
    return made
