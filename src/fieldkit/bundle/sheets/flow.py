"""The few building blocks of a printed page: paragraphs in columns with rules and bars, and a framed box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from fieldkit.bundle.sheets.faces import (
    MONO,
    SERIF,
    SERIF_BOLD,
    SERIF_ITALIC,
    UI,
    UI_BOLD,
    glyphs,
    markup,
    runs,
    width,
)

TEXT_WIDTH = (210 - 25 - 22) * mm
_BAR_WIDTH, _BAR_GAP = 1.5, 5 * mm
_GREY = 0.45
_KEPT_WHOLE = 72


def style(name: str, face: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    """A paragraph style: ragged right, no hyphens, no single line left alone on a page."""
    glyphs(face)
    return ParagraphStyle(
        name, fontName=face, fontSize=size, leading=leading, alignment=more.pop("alignment", TA_LEFT),
        allowWidows=0, allowOrphans=0, splitLongWords=1, **more,
    )  # fmt: skip


BODY = style("body", SERIF, 12, 17.6)
BODY_BOLD = style("body-bold", SERIF_BOLD, 12, 17.6)
CLOSE = style("close", SERIF, 11.25, 16.1)
LABEL = style("label", SERIF_BOLD, 11.25, 16.5)
FACT = style("fact", SERIF, 11.25, 16.5)
TITLE = style("title", SERIF_BOLD, 16.5, 20, spaceAfter=2)
SECTION = style("section", UI_BOLD, 10.5, 13)
HEAD = style("head", UI_BOLD, 9.75, 13)
HEAD_RIGHT = style("head-right", UI_BOLD, 9.75, 13, alignment=TA_RIGHT)
ROW = style("row", SERIF, 11.25, 14.5)
ROW_BOLD = style("row-bold", SERIF_BOLD, 11.25, 14.5)
ROW_BOLD_RIGHT = style("row-bold-right", SERIF_BOLD, 11.25, 14.5, alignment=TA_RIGHT)
SMALL = style("small", SERIF, 10.5, 14.5)
UI_SMALL = style("ui-small", UI, 9, 12)
HASH = style("hash", MONO, 9, 12.9)
SIGNED = style("signed", SERIF_ITALIC, 13.5, 16)


# ReportLab ships no types, so mypy takes each base class from it for Any.
class Words(Flowable):  # type: ignore[misc]
    """A paragraph of plain words; where they fit on one line, without ReportLab's slow paragraph reader."""

    def __init__(self, text: str, kind: ParagraphStyle) -> None:
        super().__init__()
        self._text, self._kind = text, kind
        self._runs = runs(text, kind.fontName)
        self._long = sum(float(stringWidth(piece, face, kind.fontSize)) for face, piece in self._runs)
        self._paragraph: Paragraph | None = None

    def wrap(self, available: float, height: float) -> tuple[float, float]:
        """The size it will take."""
        if self._long > available or "\n" in self._text:
            self._paragraph = self._paragraph or Paragraph(
                markup(self._text, self._kind.fontName), self._kind
            )
            self.width, self.height = self._paragraph.wrap(available, height)
        else:
            self._paragraph = None
            self.width, self.height = available, self._kind.leading
        return self.width, self.height

    def split(self, available: float, height: float) -> list[Flowable]:
        """As its paragraph does."""
        pieces: list[Flowable] = self._paragraph.split(available, height) if self._paragraph else []
        return pieces

    def draw(self) -> None:
        """Draws it."""
        if self._paragraph is not None:
            self._paragraph.drawOn(self.canv, 0, 0)
            return
        kind = self._kind
        left = self.width - self._long if kind.alignment == TA_RIGHT else 0
        draw_runs(self.canv, self._runs, kind.fontSize, left, self.height - kind.fontSize)


def words(text: str, kind: ParagraphStyle = BODY) -> Words:
    """A paragraph of plain words."""
    return Words(text, kind)


def two_lines(digest: str) -> Paragraph:
    """A SHA-256 in two lines of 32."""
    return Paragraph(f"{digest[:32]}<br/>{digest[32:]}", HASH)


@dataclass(frozen=True, slots=True)
class Column:
    """Where one column of a row stands: left edge and width, in points from the text's left edge."""

    left: float
    width: float


class Row(Flowable):  # type: ignore[misc]
    """Paragraphs side by side, with a rule under them; it splits over pages where it must.

    `bar` draws a bar left of the last column ("solid", "dotted" or "heavy"). `drawn` is told the page and the
    rectangle (points) once it is placed, for links.
    """

    def __init__(
        self,
        cells: Sequence[tuple[Column, Sequence[Flowable]]],
        *,
        above: float = 0,
        below: float = 0,
        rule: float = 0,
        bar: str = "",
        drawn: Callable[[int, tuple[float, float, float, float]], None] | None = None,
        keep: bool = False,
    ) -> None:
        super().__init__()
        self._cells = [(column, list(cell)) for column, cell in cells]
        self._above, self._below, self._rule, self._bar, self._drawn = above, below, rule, bar, drawn
        self.keepWithNext = keep

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size it will take."""
        tall = [
            sum(part.wrap(column.width, 100_000)[1] for part in cell) for column, cell in self._cells
        ]  # fmt: skip
        self.width, self.height = available, self._above + max(tall, default=0) + self._below
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """This row up to `height`, and the rest; nothing when it is short or too little of it would stand."""
        if self.height <= _KEPT_WHOLE:
            return []
        room = height - self._above - self._below
        first: list[tuple[Column, list[Flowable]]] = []
        rest: list[tuple[Column, list[Flowable]]] = []
        for column, cell in self._cells:
            fits, left_over = _divide(cell, column.width, room)
            if cell and not fits:
                return []
            first.append((column, fits))
            rest.append((column, left_over))
        if not any(cell for _, cell in rest):
            return []
        start = Row(first, above=self._above, below=self._below, bar=self._bar, drawn=self._drawn)
        end = Row(
            rest, above=self._above, below=self._below, rule=self._rule, bar=self._bar, drawn=self._drawn
        )
        return [start, end]

    def draw(self) -> None:
        """Draws the columns from the top, then bar and rule."""
        top = self.height - self._above
        for column, cell in self._cells:
            place = top
            for part in cell:
                place -= part.height
                part.drawOn(self.canv, column.left, place)
        if self._bar and self._cells:
            self._draw_bar(self._cells[-1][0].left - 3 * mm, top)
        if self._rule:
            self.canv.setLineWidth(self._rule)
            self.canv.setStrokeGray(_GREY if self._rule < 1 else 0)
            self.canv.line(0, 0, TEXT_WIDTH, 0)
            self.canv.setStrokeGray(0)
        if self._drawn is not None:
            left, low = self.canv.absolutePosition(0, 0)
            self._drawn(self.canv.getPageNumber(), (left, low, left + TEXT_WIDTH, low + top + 2))

    def _draw_bar(self, left: float, top: float) -> None:
        self.canv.saveState()
        self.canv.setLineWidth(3 if self._bar == "heavy" else 1.5)
        if self._bar == "dotted":
            self.canv.setDash(1.5, 2.5)
        self.canv.line(left, self._below, left, top - 2)
        self.canv.restoreState()


def _divide(cell: list[Flowable], width: float, room: float) -> tuple[list[Flowable], list[Flowable]]:
    fits: list[Flowable] = []
    for place, part in enumerate(cell):
        _, tall = part.wrap(width, 100_000)
        if tall > room:
            pieces = part.split(width, room)
            if len(pieces) < 2:
                return fits, cell[place:]
            return [*fits, pieces[0]], [*pieces[1:], *cell[place + 1 :]]
        fits.append(part)
        room -= tall
    return fits, []


class Box(Flowable):  # type: ignore[misc]
    """Paragraphs in a 1 pt frame, kept on one page."""

    def __init__(self, parts: Sequence[Flowable], *, above: float = 10, below: float = 13) -> None:
        super().__init__()
        self._parts, self._above, self._below = list(parts), above, below

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size it will take."""
        inside = sum(part.wrap(available - 8 * mm, 100_000)[1] for part in self._parts)
        self.width, self.height = available, inside + self._above + self._below + 14
        return self.width, self.height

    def draw(self) -> None:
        """Draws frame and parts."""
        self.canv.setLineWidth(1)
        self.canv.rect(0, self._below, self.width, self.height - self._above - self._below)
        place = self.height - self._above - 8
        for part in self._parts:
            place -= part.height
            part.drawOn(self.canv, 4 * mm, place)


class SignatureLine(Flowable):  # type: ignore[misc]
    """ "Signed ____ Date ____", filled in italics where the signature is known."""

    def __init__(
        self,
        name: str = "",
        date: str = "",
        *,
        label: str = "Signed",
        above: float = 8,
        size: float = 9.75,
    ) -> None:
        super().__init__()
        self._name, self._date, self._label, self._above, self._size = name, date, label, above, size

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size it will take."""
        self.width, self.height = available, self._above + 18
        return self.width, self.height

    def draw(self) -> None:
        """Draws the two lines with what is written on them."""
        start = max(13.4 * mm, width(self._label, UI, self._size) + 2 * mm)
        date_at = self.width - 60 * mm
        for left, right, label_at, label, written in (
            (start, date_at - 2 * mm, 0.0, self._label, self._name),
            (
                date_at + max(10 * mm, width("Date", UI, self._size) + 2 * mm),
                self.width,
                date_at,
                "Date",
                self._date,
            ),
        ):
            draw_text(self.canv, label, UI, self._size, label_at, 3)
            self.canv.setLineWidth(0.5)
            self.canv.line(left, 0, right, 0)
            draw_text(self.canv, written, SERIF_ITALIC, 13.5, left + 2 * mm, 3)


def draw_text(canvas: Any, text: str, face: str, size: float, x: float, y: float) -> float:
    """Draws one line of text and returns where it ends."""
    return draw_runs(canvas, runs(text, face), size, x, y)


def draw_runs(canvas: Any, pieces: Sequence[tuple[str, str]], size: float, x: float, y: float) -> float:
    """Draws pieces of text, each in its face, and returns where the last ends."""
    for name, piece in pieces:
        canvas.setFont(name, size)
        canvas.drawString(x, y, piece)
        x += float(stringWidth(piece, name, size))
    return x
