"""An A4 page of FieldKit's own: margins, header, foot, and the two passes that print "Page 1 of 3"."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from fieldkit.bundle.sheets.faces import SERIF_ITALIC, UI, width
from fieldkit.bundle.sheets.flow import TEXT_WIDTH, Row, draw_text
from fieldkit.bundle.sheets.ink import Strokes, draw_ink
from fieldkit.errors import Trouble

_LEFT, _RIGHT, _TOP, _BOTTOM = 25 * mm, 22 * mm, 20 * mm, 25 * mm
_HEADER_BASE, _HEADER_RULE, _FOOT_BASE = 12.4 * mm, 14.9 * mm, 10.1 * mm
_HEADER_SIZE, _SIGNED_SIZE = 9.75, 10.5


@dataclass(frozen=True, slots=True)
class Heading:
    """What heads each page: parties on the left ("Council v Surname"), case reference on the right."""

    parties: str
    reference: str


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot: a plain sentence, or a signature line with "Page 1 of 3" on signed papers.

    `ink` is a signature as it was drawn, in place of a name in italics. `numbered` puts the page number
    beside a plain sentence; `dated` a line for the date beside the signature, with `date` on it.
    """

    sentence: str = ""
    signed: bool = False
    signature: str = ""
    ink: Strokes = ()
    numbered: bool = False
    dated: bool = False
    date: str = ""


@dataclass(frozen=True, slots=True)
class First:
    """The first page of a letter: `draw` draws its head instead of the running one, `depth` points deep."""

    depth: float
    draw: Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished sheet: its PDF, its number of pages, and the pages (from 1) of its corrections.

    `places` are its numbered passages, each with the page on which it begins.
    """

    pdf: bytes
    pages: int
    corrections: tuple[int, ...] = ()
    places: tuple[tuple[str, int], ...] = ()


def print_pages(
    title: str,
    heading: Heading,
    foot: Foot,
    story: Callable[[int], Sequence[Flowable]],
    repeat: Row | None = None,
    *,
    first: First | None = None,
    edge: float = _HEADER_SIZE,
) -> Printed:
    """The pages of `story(total pages)`; with page numbers made again until that total is what there is.

    `repeat` is a table head drawn again at the top of later pages, `first` the head of a letter, `edge` the
    size in points of running head and foot. Same story, same bytes. Raises `Trouble` when the page count does
    not settle (EVD-01).
    """
    total = 1
    for _ in range(5):
        printed = _pass(_Pages(title, heading, foot, repeat, first, edge, total), story(total))
        if printed.pages == total or not (foot.signed or foot.numbered):
            return printed
        total = printed.pages
    raise Trouble("The number of pages does not settle.", "Make one paragraph a little longer or shorter.")


@dataclass(frozen=True, slots=True)
class _Pages:
    title: str
    heading: Heading
    foot: Foot
    repeat: Row | None
    first: First | None
    edge: float
    total: int


def _pass(pages: _Pages, story: Sequence[Flowable]) -> Printed:
    made, first, repeat = io.BytesIO(), pages.first, pages.repeat
    document = BaseDocTemplate(
        made, pagesize=A4, invariant=1, title=pages.title, lang="en-GB", initialFontName=UI
    )
    corrections: list[int] = []
    places: dict[str, int] = {}
    again = 0.0 if repeat is None else repeat.wrap(TEXT_WIDTH, 1000)[1]

    def corrected(canvas: Any, _kind: str, _label: str) -> None:
        corrections.append(canvas.getPageNumber())

    def begins_here(canvas: Any, _kind: str, label: str) -> None:
        places.setdefault(label, canvas.getPageNumber())

    def furnish(canvas: Any, _document: Any) -> None:
        canvas.setNamedCB("corrected", corrected)
        canvas.setNamedCB("place", begins_here)
        begins = canvas.getPageNumber() == 1
        if begins and first is not None:
            first.draw(canvas)
        else:
            _draw_header(canvas, pages.heading, pages.edge)
        _draw_foot(canvas, pages)
        if repeat is not None and not begins:
            repeat.drawOn(canvas, _LEFT, A4[1] - _TOP - again)

    top = _TOP + 2 * (pages.edge - _HEADER_SIZE)
    tops = (("first", first.depth if first else top), ("later", top + again))
    for name, begun in tops:
        frame = Frame(_LEFT, _BOTTOM, TEXT_WIDTH, A4[1] - begun - _BOTTOM, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate(name, [frame], onPage=furnish, autoNextPageTemplate="later"))
    document.build(list(story))
    return Printed(made.getvalue(), document.page, tuple(corrections), tuple(places.items()))


def _draw_header(canvas: Any, heading: Heading, size: float) -> None:
    base = A4[1] - _HEADER_BASE - (size - _HEADER_SIZE) / 2
    draw_text(canvas, heading.parties, UI, size, _LEFT, base)
    right = A4[0] - _RIGHT - width(heading.reference, UI, size)
    draw_text(canvas, heading.reference, UI, size, right, base)
    canvas.setLineWidth(0.75)
    rule = A4[1] - _HEADER_RULE - (size - _HEADER_SIZE)
    canvas.line(_LEFT, rule, A4[0] - _RIGHT, rule)


def _draw_foot(canvas: Any, pages: _Pages) -> None:
    foot, number = pages.foot, f"Page {canvas.getPageNumber()} of {pages.total}"
    if not foot.signed:
        draw_text(canvas, foot.sentence, UI, pages.edge, _LEFT, _FOOT_BASE)
        if foot.numbered:
            right = A4[0] - _RIGHT - width(number, UI, pages.edge)
            draw_text(canvas, number, UI, pages.edge, right, _FOOT_BASE)
        return
    _draw_signed(canvas, foot)
    draw_text(canvas, number, UI, _SIGNED_SIZE, _LEFT + (112 if foot.dated else 76.5) * mm, _FOOT_BASE)


def _draw_signed(canvas: Any, foot: Foot) -> None:
    """The line to sign on, and the one for the date where the paper is dated on each page (EVD-04)."""
    draw_text(canvas, "Signed", UI, _SIGNED_SIZE, _LEFT, _FOOT_BASE)
    line, end = _LEFT + 13.4 * mm, _LEFT + (59 if foot.dated else 74.5) * mm
    canvas.setLineWidth(0.5)
    canvas.line(line, _FOOT_BASE - 3, end, _FOOT_BASE - 3)
    draw_text(canvas, foot.signature, SERIF_ITALIC, 13.5, line + 2 * mm, _FOOT_BASE)
    draw_ink(canvas, foot.ink, (line + 2 * mm, _FOOT_BASE - 2, end - 2 * mm, _FOOT_BASE + 7 * mm))
    if foot.dated:
        draw_text(canvas, "Date", UI, _SIGNED_SIZE, end + 2 * mm, _FOOT_BASE)
        canvas.line(end + 11 * mm, _FOOT_BASE - 3, end + 51 * mm, _FOOT_BASE - 3)
        draw_text(canvas, foot.date, SERIF_ITALIC, 12, end + 12 * mm, _FOOT_BASE)
