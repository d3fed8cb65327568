"""Running text as printed: corrections struck through, exhibit marks bold, speech in curly quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from fieldkit.bundle.sheets.faces import SERIF, SERIF_BOLD, UI, markup
from fieldkit.bundle.sheets.flow import BODY

# INITIALS/n, as exhibits are marked (design.md section 3).
_MARK = re.compile(r"\b([A-Z]{2,4}/\d{1,4})\b")
_OPENS = re.compile(r'(^|[\s(\[–—])"')


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that were corrected: the old stay readable, the new follow, then initials, date and time."""

    old: str
    new: str
    noted: str


Words = Sequence[str | Struck]


def curly(text: str) -> str:
    """`text` with straight double quotes turned to curly ones, and apostrophes likewise."""
    return _OPENS.sub("\\1\u201c", text).replace('"', "\u201d").replace("'", "\u2019")


def passage(
    said: Words | str, kind: ParagraphStyle = BODY, *, marks: bool = True, place: str = ""
) -> Paragraph:
    """One paragraph of words and corrections; exhibit marks are bold where `marks` is set.

    `place` is its number on the sheet: the page on which it begins is told with the printed sheet.
    """
    parts = [said] if isinstance(said, str) else said
    begins = f'<onDraw name="place" label="{place}"/>' if place else ""
    return Paragraph(begins + "".join(_piece(part, kind, marks) for part in parts), kind)


def _piece(part: str | Struck, kind: ParagraphStyle, marks: bool) -> str:
    if isinstance(part, Struck):
        new = f" {_plain(part.new, kind, marks)}" if part.new else ""
        noted = f' <font name="{UI}" size="9">{markup(part.noted, UI)}</font>' if part.noted else ""
        # One point thick at x-height, whatever the size of the letters.
        struck = f'<strike width="1" offset="0.26*F">{markup(part.old, kind.fontName)}</strike>'
        return f'<onDraw name="corrected" label="struck"/>{struck}{new}{noted}'
    return _plain(part, kind, marks)


def _plain(text: str, kind: ParagraphStyle, marks: bool) -> str:
    if not marks or kind.fontName != SERIF:
        return markup(text, kind.fontName)
    pieces = _MARK.split(text)
    return "".join(
        f'<font name="{SERIF_BOLD}">{markup(piece, SERIF_BOLD)}</font>' if place % 2 else markup(piece, SERIF)
        for place, piece in enumerate(pieces)
    )
