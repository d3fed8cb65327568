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

    `ink` is a signature as it was drawn, in place of a name in italics.
    """

    sentence: str = ""
    signed: bool = False
    signature: str = ""
    ink: Strokes = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished sheet: its PDF, its number of pages, and the pages (from 1) of its corrections."""

    pdf: bytes
    pages: int
    corrections: tuple[int, ...] = ()


def print_pages(
    title: str,
    heading: Heading,
    foot: Foot,
    story: Callable[[int], Sequence[Flowable]],
    repeat: Row | None = None,
) -> Printed:
    """The pages of `story(total pages)`; on signed papers made again until that total is what there is.

    `repeat` is a table head drawn again at the top of later pages. Same story, same bytes. Raises `Trouble`
    when the page count does not settle (EVD-01).
    """
    total = 1
    for _ in range(5):
        printed = _pass(title, heading, foot, story(total), repeat, total)
        if printed.pages == total or not foot.signed:
            return printed
        total = printed.pages
    raise Trouble("The number of pages does not settle.", "Make one paragraph a little longer or shorter.")


def _pass(
    title: str, heading: Heading, foot: Foot, story: Sequence[Flowable], repeat: Row | None, total: int
) -> Printed:
    made = io.BytesIO()
    document = BaseDocTemplate(made, pagesize=A4, invariant=1, title=title, lang="en-GB", initialFontName=UI)
    corrections: list[int] = []
    again = 0.0 if repeat is None else repeat.wrap(TEXT_WIDTH, 1000)[1]

    def corrected(canvas: Any, _kind: str, _label: str) -> None:
        corrections.append(canvas.getPageNumber())

    def furnish(canvas: Any, _document: Any) -> None:
        canvas.setNamedCB("corrected", corrected)
        _draw_header(canvas, heading)
        _draw_foot(canvas, foot, total)
        if repeat is not None and canvas.getPageNumber() > 1:
            repeat.drawOn(canvas, _LEFT, A4[1] - _TOP - again)

    for name, lower in (("first", 0.0), ("later", again)):
        frame = Frame(_LEFT, _BOTTOM, TEXT_WIDTH, A4[1] - _TOP - _BOTTOM - lower, 0, 0, 0, 0)
        document.addPageTemplates(PageTemplate(name, [frame], onPage=furnish, autoNextPageTemplate="later"))
    document.build(list(story))
    return Printed(made.getvalue(), document.page, tuple(corrections))


def _draw_header(canvas: Any, heading: Heading) -> None:
    base = A4[1] - _HEADER_BASE
    draw_text(canvas, heading.parties, UI, _HEADER_SIZE, _LEFT, base)
    right = A4[0] - _RIGHT - width(heading.reference, UI, _HEADER_SIZE)
    draw_text(canvas, heading.reference, UI, _HEADER_SIZE, right, base)
    canvas.setLineWidth(0.75)
    canvas.line(_LEFT, A4[1] - _HEADER_RULE, A4[0] - _RIGHT, A4[1] - _HEADER_RULE)


def _draw_foot(canvas: Any, foot: Foot, total: int) -> None:
    if not foot.signed:
        draw_text(canvas, foot.sentence, UI, _HEADER_SIZE, _LEFT, _FOOT_BASE)
        return
    draw_text(canvas, "Signed", UI, _SIGNED_SIZE, _LEFT, _FOOT_BASE)
    line, end = _LEFT + 13.4 * mm, _LEFT + 74.5 * mm
    canvas.setLineWidth(0.5)
    canvas.line(line, _FOOT_BASE - 3, end, _FOOT_BASE - 3)
    draw_text(canvas, foot.signature, SERIF_ITALIC, 13.5, line + 2 * mm, _FOOT_BASE)
    draw_ink(canvas, foot.ink, (line + 2 * mm, _FOOT_BASE - 2, end - 2 * mm, _FOOT_BASE + 7 * mm))
    number = f"Page {canvas.getPageNumber()} of {total}"
    draw_text(canvas, number, UI, _SIGNED_SIZE, end + 2 * mm, _FOOT_BASE)
