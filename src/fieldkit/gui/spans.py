"""How the window is divided at each effective width: its width over the text scale."""

from __future__ import annotations

from dataclasses import dataclass

#: How wide a column of answers or of plain words is at most, at 100 %.
READING = 760


@dataclass(frozen=True)
class Span:
    """Widths in pixels at 100 %. `rail` 0 is a Menu button, `context` 0 a drawer; `reading` 0 fills."""

    name: str
    least: int
    rail: int
    header: int
    margin: int
    context: int
    reading: int
    drawer: int = 360

    @property
    def icon_above(self) -> bool:
        """Whether the rail has its icons above the words."""
        return self.name == "tight"

    @property
    def one_column(self) -> bool:
        """Whether everything stands under each other."""
        return self.name == "narrow"


WIDE = Span("wide", 1600, 240, 72, 24, 400, 1040)
USUAL = Span("usual", 1200, 208, 72, 24, 320, 0)
TIGHT = Span("tight", 1000, 96, 60, 16, 0, 0)
NARROW = Span("narrow", 0, 0, 60, 16, 0, 0, drawer=0)
SPANS = (WIDE, USUAL, TIGHT, NARROW)


def span_of(width: int, scale: float) -> Span:
    """The span for a window `width` pixels wide at a text scale."""
    effective = width / scale
    return next(span for span in SPANS if effective >= span.least)
