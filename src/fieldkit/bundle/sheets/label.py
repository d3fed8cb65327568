"""The exhibit label, 105 by 74 mm on a sheet of its own: in front of the exhibit, or cut out for a bag."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from fieldkit.bundle.sheets.faces import MONO, SERIF, SERIF_BOLD, UI, glyphs, width
from fieldkit.bundle.sheets.flow import draw_text, style, words
from fieldkit.bundle.sheets.page import Printed
from fieldkit.bundle.sheets.passage import curly
from fieldkit.errors import Trouble

_WIDE, _HIGH, _INSIDE = 105 * mm, 74 * mm, 5 * mm
_LEFT, _LOW = 25 * mm, A4[1] - 20 * mm - 74 * mm
_TEXT = style("label-text", SERIF, 9.75, 12)
_SIGNATURES, _SIGNATURE_STEP = 3, 5.2 * mm


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """What a label says (EVD-10; CrimPR r.16.3). `found` is date, time and place in one sentence."""

    mark: str
    description: str
    parties: str
    found: str
    by: str
    statement: str
    sha256: str = ""


def exhibit_label(sheet: LabelSheet) -> Printed:
    """The label, alone on its A4 page. Raises `Trouble` when its words do not fit or cannot be printed."""
    glyphs(UI)
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1, initialFontName=UI, lang="en-GB")
    canvas.setTitle(f"Label {sheet.mark}")
    canvas.setLineWidth(1)
    canvas.rect(_LEFT, _LOW, _WIDE, _HIGH)
    left, right, top = _LEFT + _INSIDE, _LEFT + _WIDE - _INSIDE, _LOW + _HIGH - _INSIDE
    draw_text(canvas, sheet.mark, SERIF_BOLD, 36, left, top - 27)
    end = right - width(sheet.parties, UI, 8.25)
    draw_text(
        canvas, sheet.parties, UI, 8.25, max(end, left + width(sheet.mark, SERIF_BOLD, 36) + 6), top - 6
    )
    low = _LOW + _INSIDE + (11 if not sheet.sha256 else 28) + _SIGNATURES * _SIGNATURE_STEP
    _draw_words(canvas, sheet, top - 36, low)
    _draw_signatures(canvas, left, right)
    if sheet.sha256:
        for line, digest in enumerate((sheet.sha256[32:], sheet.sha256[:32])):
            draw_text(canvas, digest, MONO, 9, left, _LOW + 7 + line * 11)
    canvas.showPage()
    canvas.save()
    return Printed(made.getvalue(), 1)


def _draw_words(canvas: Any, sheet: LabelSheet, top: float, low: float) -> None:
    lines: list[Paragraph] = [
        words(curly(text), _TEXT)
        for text in (sheet.description, sheet.found, sheet.by, sheet.statement)
        if text
    ]
    for line in lines:
        _, tall = line.wrap(_WIDE - 2 * _INSIDE, _HIGH)
        top -= tall
        if top < low:
            raise Trouble("The words do not fit on the exhibit label.", "Shorten the description.")
        line.drawOn(canvas, _LEFT + _INSIDE, top)


def _draw_signatures(canvas: Any, left: float, right: float) -> None:
    canvas.setLineWidth(0.5)
    for line in range(_SIGNATURES):
        y = _LOW + 35 + line * _SIGNATURE_STEP
        draw_text(canvas, "Signed", UI, 8.25, left, y)
        canvas.line(left + 12 * mm, y - 2, left + 62 * mm, y - 2)
        draw_text(canvas, "Date", UI, 8.25, left + 64 * mm, y)
        canvas.line(left + 73 * mm, y - 2, right, y - 2)
