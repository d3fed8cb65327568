"""A signature as it was drawn: vector strokes, scaled into the place where it stands on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from fieldkit.bundle.sheets.faces import UI
from fieldkit.bundle.sheets.flow import draw_text

#: Each stroke is x, y, x, y … in thousandths of the width of the box it was drawn in; y goes down.
Strokes: TypeAlias = tuple[tuple[int, ...], ...]
_PEN, _TALL = 1.1, 14 * mm


def draw_ink(canvas: Any, ink: Strokes, place: tuple[float, float, float, float]) -> None:
    """Draw a signature as large as it fits in `place` (left, low, right, high in points), at its left."""
    across = [stroke[0::2] for stroke in ink if stroke]
    down = [stroke[1::2] for stroke in ink if stroke]
    if not across:
        return
    left, right = min(map(min, across)), max(map(max, across))
    high, low = min(map(min, down)), max(map(max, down))
    x, y, far, top = place
    scale = min((far - x) / max(right - left, 1), (top - y) / max(low - high, 1), 60 * mm / 1000)
    canvas.saveState()
    canvas.setLineWidth(_PEN)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for xs, ys in zip(across, down, strict=True):
        path = canvas.beginPath()
        path.moveTo(x + (xs[0] - left) * scale, y + (low - ys[0]) * scale)
        for at_x, at_y in list(zip(xs, ys, strict=True))[1:] or [(xs[0], ys[0])]:
            path.lineTo(x + (at_x - left) * scale, y + (low - at_y) * scale)
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


class InkLine(Flowable):  # type: ignore[misc]
    """A line to sign on, with the signature drawn over it, or the words that stand in its place."""

    def __init__(self, label: str, when: str, ink: Strokes = (), instead: str = "") -> None:
        super().__init__()
        self._label, self._when, self._ink, self._instead = label, when, ink, instead
        self.keepWithNext = False

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size it will take."""
        self.width, self.height = available, _TALL + 22
        return self.width, self.height

    def draw(self) -> None:
        """Draws the line, what is over it, and under it who signed and when."""
        end = self.width - 52 * mm
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 16, end, 16)
        self.canv.line(end + 6 * mm, 16, self.width, 16)
        draw_ink(self.canv, self._ink, (3 * mm, 18, end - 3 * mm, 18 + _TALL))
        if self._instead:
            draw_text(self.canv, self._instead, UI, 10.5, 2 * mm, 20)
        draw_text(self.canv, self._label, UI, 9.75, 0, 4)
        draw_text(self.canv, self._when, UI, 9.75, end + 6 * mm, 20)
        draw_text(self.canv, "Date and time", UI, 9.75, end + 6 * mm, 4)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed the record and when, as it was drawn; or what stands in its place when they refused."""

    name: str
    role: str
    when: str
    ink: Strokes = ()
    refused: str = ""


def signed_line(one: Signed) -> InkLine:
    """The line of one signature."""
    return InkLine(f"{one.name}, {one.role.lower()}", one.when, one.ink, one.refused)
