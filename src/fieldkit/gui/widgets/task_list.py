"""The task list beside a form: each section, its state in words, the current one marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from fieldkit.gui import draw
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.rows import RowDelegate, RowsView

#: state: (icon, weight, icon token, words, words token)
_STATES = {
    "not_started": ("circle", "bold", "muted", "Not started", "muted"),
    "in_progress": ("pencil-simple", "bold", "muted", "In progress", "muted"),
    "done": ("check-circle", "fill", "ok", "Done", "muted"),
    "problem": ("warning-circle", "fill", "danger", "1 thing to put right", "danger"),
    "locked": ("lock", "bold", "muted", "Cannot start yet", "muted"),
}
_LEFT, _ICON, _TEXT = 26, 20, 58


@dataclass(frozen=True)
class Task:
    """A section; state: not_started, in_progress, done, problem, locked; `note` replaces its usual words."""

    key: str
    name: str
    state: str = "not_started"
    note: str = ""
    apart: bool = False

    def words(self) -> str:
        """The state in words."""
        return self.note or _STATES[self.state][3]

    def spoken(self) -> str:
        """Name and state."""
        return f"{self.name}: {self.words()}"


class TaskList(RowsView):
    """Sections with their state; `opened` says which one the officer wants."""

    def __init__(self, grows: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(grows, parent)
        self.setItemDelegate(TaskDelegate(self))


class TaskDelegate(RowDelegate):
    """Icon, name, state; the current row has bar, tint and bold name. `apart` puts a rule above."""

    ruled = False

    def _blocks(self, row: Task, width: int, current: bool) -> list[tuple[draw.Block, str]]:
        room = width - self._text() - 12
        state = _STATES[row.state]
        weight = 700 if current else 400
        note_weight = 700 if current and row.state == "problem" else 400
        return [
            (draw.Block(row.name, "body", room, weight), "text"),
            (draw.Block(row.words(), "small", room, note_weight), state[4]),
        ]

    @staticmethod
    def _text() -> int:
        return _LEFT + theme().px(_ICON) + 12

    def height(self, row: Task, width: int) -> int:
        """48, or more when words wrap."""
        words = sum(block.height for block, _tone in self._blocks(row, width, True))
        return max(theme().px(48), words + 8) + (10 if row.apart else 0)

    def draw_row(self, painter: QPainter, row: Task, area: QRect, current: bool) -> None:
        """Ground, bar, icon and words."""
        if row.apart:
            draw.fill(painter, QRect(area.left(), area.top() + 4, area.width(), 1), "line")
            area = area.adjusted(0, 10, 0, 0)
        if current:
            draw.fill(painter, area, "action_tint")
            draw.fill(painter, QRect(area.left(), area.top(), draw.BAR, area.height()), "action")
        icon, weight, token, _words, _tone = _STATES[row.state]
        top = area.top() + (area.height() - theme().px(_ICON)) // 2
        draw.icon(painter, area.left() + _LEFT, top, icon, token, _ICON, weight)
        blocks = self._blocks(row, area.width(), current)
        y = area.top() + (area.height() - sum(block.height for block, _ in blocks)) // 2
        for block, tone in blocks:
            block.draw(painter, area.left() + self._text(), y, tone)
            y += block.height
