"""The small states at the right of a row: locked, waiting to send, sent, needs you."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter

from fieldkit.gui import draw
from fieldkit.gui.theme import theme
from fieldkit.gui.typefaces import metrics

ICON = 18
GAP = 6


@dataclass(frozen=True)
class Mark:
    """A state: its words, its icon and the token of both."""

    words: str
    icon: str
    tone: str = "muted"
    weight: str = ""

    def width(self) -> int:
        """How wide it is drawn."""
        return theme().px(ICON) + GAP + metrics("small", 600).horizontalAdvance(self.words)

    def draw(self, painter: QPainter, x: int, y: int) -> None:
        """Draw with the top left corner at x, y."""
        words = draw.Block(self.words, "small", self.width() + 8, 600)
        draw.icon(
            painter, x, y + (words.height - theme().px(ICON)) // 2, self.icon, self.tone, ICON, self.weight
        )
        words.draw(painter, x + theme().px(ICON) + GAP, y, self.tone)


LOCKED = Mark("Locked", "lock", weight="fill")
SIGNED = Mark("Signed", "lock", weight="fill")
WAITING = Mark("Waiting to send", "clock")
SENDING = Mark("Sending", "arrows-clockwise")
SENT = Mark("Sent", "check")
NEEDS_YOU = Mark("Needs you", "warning", "warn", "fill")
DRAFT = Mark("Draft", "pencil-simple")
LATE = Mark("Late", "warning", "warn", "fill")
PASS = Mark("Pass", "check-circle", "ok", "fill")
FAIL = Mark("Fail", "x-circle", "danger", "fill")
CANNOT_TELL = Mark("Cannot tell", "question", "warn")


def draw_marks(painter: QPainter, marks: tuple[Mark, ...], right: int, y: int) -> None:
    """Draw marks so that the last ends at `right`."""
    x = right - marks_width(marks)
    for each in marks:
        each.draw(painter, x, y)
        x += each.width() + 16


def marks_width(marks: tuple[Mark, ...]) -> int:
    """How wide marks are beside each other."""
    return sum(each.width() for each in marks) + 16 * max(0, len(marks) - 1)
