"""The questions and answers of an interview: numbered, timed, newest at the bottom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from fieldkit.gui import draw
from fieldkit.gui.draw import Piece
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import font, metrics
from fieldkit.gui.widgets.rows import RowDelegate, RowsView

_GAP, _AIR, _LEAST_HIGH = 22, 7, 120


@dataclass(frozen=True)
class SaidLine:
    """A question with its answer; times are HH:MM, `who` and `they` initials.

    Old words that were put right stand in the pieces, struck through. `note` is said under the question:
    which exhibits were shown, which point it goes to. An empty `answer` has not been given yet.
    """

    key: str
    number: int
    asked_at: str
    who: str
    question: tuple[Piece, ...]
    answered_at: str = ""
    they: str = ""
    answer: tuple[Piece, ...] = ()
    note: str = ""
    act: str = ""

    def spoken(self) -> str:
        """The whole exchange; words that were put right are said to be struck out."""
        asked = f"Question {self.number}, {self.asked_at}. {_said(self.question)}"
        answered = f"Answer, {self.answered_at}. {_said(self.answer)}" if self.answer else "No answer yet"
        return ". ".join(part for part in (asked, self.note, answered) if part)


def _said(runs: tuple[Piece, ...]) -> str:
    return "".join(f"(struck out: {run.text.strip()}) " if run.struck else run.text for run in runs)


class Transcript(RowsView):
    """Shows the lines; `put` adds or changes one without touching the others."""

    def __init__(self, grows: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(grows, parent)
        self.setItemDelegate(_LineDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme().px(_LEAST_HIGH))
        self._at_end = True
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._stay_at_end)

    def put(self, line: SaidLine) -> None:
        """Show a line in place of the one with its key, else under all others; the newest stays in sight."""
        added = self.rows_model().put(line)
        if added:
            self.to_the_end()

    def to_the_end(self) -> None:
        """Bring the newest line into sight, and keep it there while the list is laid out."""
        self._at_end = True
        self.scrollToBottom()

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum()

    @Slot(int, int)
    def _stay_at_end(self, _least: int, most: int) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(most)


class _LineDelegate(RowDelegate):
    """Number and time at the left; the question, then the answer with the bar of their words."""

    @staticmethod
    def _columns() -> tuple[int, int, int]:
        """Where numbers end, where times begin, and where words begin."""
        number = theme().px(18) + metrics("answer", 700).horizontalAdvance("00")
        time = number + theme().px(12)
        return number, time, time + metrics("body").horizontalAdvance("00:00") + theme().px(_GAP)

    def _room(self, row: SaidLine, width: int) -> int:
        aside = self._act_width(row) + 16 if row.act else 0
        return width - self._columns()[2] - aside

    def _layout(self, row: SaidLine, width: int) -> tuple[draw.Block, draw.Block | None, draw.Block | None]:
        room = self._room(row, width)
        lead = Piece(f"{row.who}  ", 700)
        question = draw.Block((lead, *row.question), "answer", room)
        note = draw.Block(row.note, "small", room) if row.note else None
        answer = None
        if row.answer:
            they = Piece(f"{row.they}  ", 700)
            answer = draw.Block((they, *row.answer), "answer", room - draw.BAR - 2 * theme().px(12))
        return question, note, answer

    def height(self, row: SaidLine, width: int) -> int:
        """Question, note and answer with their air."""
        question, note, answer = self._layout(row, width)
        total = question.height + 2 * theme().px(_AIR) + 2
        total += note.height if note else 0
        total += answer.height + 3 * theme().px(4) if answer else 0
        return max(total, theme().px(44)) if row.act else total

    def draw_row(self, painter: QPainter, row: SaidLine, area: QRect, current: bool) -> None:
        """As the picture of the interview shows it."""
        numbers, times, words = self._columns()
        question, note, answer = self._layout(row, area.width())
        x, y = area.left(), area.top() + theme().px(_AIR)
        number = draw.Block(str(row.number), "answer", numbers, 700)
        number.draw(painter, x + numbers - number.width, y)
        self._time(painter, row.asked_at, QPoint(x + times, y))
        question.draw(painter, x + words, y)
        y += question.height
        if note is not None:
            note.draw(painter, x + words, y, "muted")
            y += note.height
        if answer is not None:
            y += theme().px(4)
            box = QRect(x + words, y, self._room(row, area.width()), answer.height + 2 * theme().px(4))
            draw.fill(painter, box, "verbatim_tint")
            draw.fill(painter, QRect(box.left(), box.top(), draw.BAR, box.height()), "verbatim")
            self._time(painter, row.answered_at, QPoint(x + times, y + theme().px(4)))
            answer.draw(painter, box.left() + draw.BAR + theme().px(12), y + theme().px(4))
        if row.act:
            self._draw_act(painter, row, self.act_area(row, area))

    @staticmethod
    def _time(painter: QPainter, time: str, at: QPoint) -> None:
        if time:
            draw.Block(time, "body", 10_000).draw(painter, at.x(), at.y() + 1, "muted")

    @staticmethod
    def _act_width(row: SaidLine) -> int:
        return metrics("body", 600).horizontalAdvance(row.act) + 8

    def act_area(self, row: SaidLine, area: QRect) -> QRect:
        """The link at the right of the row."""
        if not row.act:
            return QRect()
        width = self._act_width(row)
        return QRect(area.right() - width - 7, area.top(), width, theme().px(44))

    @staticmethod
    def _draw_act(painter: QPainter, row: SaidLine, area: QRect) -> None:
        painter.setFont(font("body", 600))
        painter.setPen(theme().colour("action"))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.act)
        words = metrics("body", 600)
        baseline = area.top() + (area.height() - words.height()) // 2 + words.ascent()
        draw.underlined(painter, area.left(), baseline, words.horizontalAdvance(row.act), "action")
