"""The calling card left at a door (domain.md 3.5): nothing on it may tell a stranger why the officer came."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from fieldkit.bundle.sheets.faces import SERIF, SERIF_BOLD, UI, glyphs
from fieldkit.bundle.sheets.flow import draw_text, style, words
from fieldkit.bundle.sheets.page import Printed
from fieldkit.bundle.sheets.passage import curly
from fieldkit.errors import Trouble

_WIDE, _HIGH, _INSIDE = 148 * mm, 105 * mm, 9 * mm
_LEFT, _LOW = 25 * mm, A4[1] - 20 * mm - 105 * mm
_NEVER = re.compile(r"\b(missing|court)\b", re.IGNORECASE)
UNATTENDED = "an education matter"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSheet:
    """What a card says. `about` is the child's first name when an adult was seen, otherwise empty.

    `prescribed` are the words of the reference book with their places filled, printed as they stand instead
    of ours, one line each. `forbidden` are words that must not stand on it, the child's full name above all;
    `large` prints it in large type on a page of its own.
    """

    number: str
    council: str
    officer: str
    team: str
    phone: str
    date: str
    time: str
    contact_by: str
    about: str = ""
    prescribed: str = ""
    forbidden: tuple[str, ...] = ()
    large: bool = False


def calling_card(sheet: CardSheet) -> Printed:
    """The card, 148 by 105 mm on an A4 page, or the whole page in large print.

    Raises `Trouble` when it would say "missing", "court" or a forbidden word.
    """
    text = sheet.prescribed or (
        f"I called today to talk about {sheet.about or UNATTENDED}. "
        f"Please contact me by {sheet.contact_by} on {sheet.phone}."
    )
    said = " ".join((sheet.council, sheet.officer, sheet.team, text)).casefold()
    named = next((word for word in sheet.forbidden if word and word.casefold() in said), "")
    if named or _NEVER.search(said):
        raise Trouble(
            "A calling card never says \u201cmissing\u201d, \u201ccourt\u201d or the child\u2019s full name.",
            "Say \u201can education matter\u201d, or the first name alone when you spoke to an adult.",
        )
    return Printed(_draw(sheet, text), 1)


def _draw(sheet: CardSheet, text: str) -> bytes:
    glyphs(UI)
    scale = 1.5 if sheet.large else 1.0
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1, initialFontName=UI, lang="en-GB")
    canvas.setTitle(f"Calling card {sheet.number}")
    if not sheet.large:
        canvas.setLineWidth(1)
        canvas.rect(_LEFT, _LOW, _WIDE, _HIGH)
    top = _LOW + _HIGH - _INSIDE
    wide = 163 * mm if sheet.large else _WIDE - 2 * _INSIDE
    left = _LEFT if sheet.large else _LEFT + _INSIDE
    for line in _lines(sheet, text, scale):
        _, tall = line.wrap(wide, _HIGH * 2)
        top -= tall + 3 * scale
        line.drawOn(canvas, left, top)
    draw_text(canvas, f"Card {sheet.number}", UI, 9.75 * scale, left, min(_LOW + _INSIDE, top - 20))
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def _lines(sheet: CardSheet, text: str, scale: float) -> list[Paragraph]:
    body = style("card-text", SERIF, 13 * scale, 18 * scale, spaceBefore=6)
    head = style("card-council", SERIF_BOLD, 15 * scale, 20 * scale)
    council = [words(sheet.council, head)] if sheet.council else []
    phone = words(sheet.phone, style("card-phone", SERIF_BOLD, 18 * scale, 26 * scale))
    if sheet.prescribed:
        return [*council, *(words(curly(line), body) for line in text.splitlines()), phone]
    return [
        *council,
        words(f"{sheet.date}, {sheet.time}", style("card-when", SERIF, 12 * scale, 20 * scale)),
        words(curly(text), body),
        words(f"{sheet.officer}, {sheet.team}", style("card-who", SERIF, 12 * scale, 20 * scale)),
        phone,
    ]
