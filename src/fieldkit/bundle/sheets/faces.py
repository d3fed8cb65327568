"""The printed faces, and how a text is split between them when a face lacks one of its characters."""

from __future__ import annotations

import unicodedata
from functools import cache
from html import escape

from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from fieldkit.assets import asset
from fieldkit.errors import Trouble

# Streams as bytes and not as printable letters: a photograph takes a fifth less of a court's size limit.
rl_config.useA85 = 0

SERIF, SERIF_BOLD, SERIF_ITALIC = "FkSerif", "FkSerif-Bold", "FkSerif-Italic"
UI, UI_BOLD, MONO = "FkUi", "FkUi-Bold", "FkMono"

_FILES = {
    SERIF: ("source-serif-4", "SourceSerif4_400Regular.ttf"),
    SERIF_BOLD: ("source-serif-4", "SourceSerif4_700Bold.ttf"),
    SERIF_ITALIC: ("source-serif-4", "SourceSerif4_400Regular_Italic.ttf"),
    UI: ("atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext_400Regular.ttf"),
    UI_BOLD: ("atkinson-hyperlegible-next", "AtkinsonHyperlegibleNext_700Bold.ttf"),
    MONO: ("atkinson-hyperlegible-mono", "AtkinsonHyperlegibleMono_400Regular.ttf"),
}
# The face that is tried when another lacks a character: Cyrillic is in Source Serif alone, for example.
_FALLBACK = {UI: SERIF, UI_BOLD: SERIF_BOLD, MONO: SERIF, SERIF: UI, SERIF_BOLD: UI_BOLD, SERIF_ITALIC: UI}
# Line ends and the spaces and hyphens that only say where a line may break have no shape of their own.
_SHAPELESS = {"\n": "\n", "\t": " ", "\u200b": "", "\u00ad": "", "\u2060": "", "\ufeff": ""}
_SHAPELESS |= {"\u2011": "-", "\u202f": "\u00a0"}


@cache
def glyphs(face: str) -> frozenset[int]:
    """The code points that a face can draw; registers the faces on first use."""
    for name, parts in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(asset("resources", "fonts", *parts))))
    for family, bold in ((SERIF, SERIF_BOLD), (UI, UI_BOLD)):
        italic = SERIF_ITALIC if family == SERIF else UI
        for heavy, slanted, name in ((0, 0, family), (1, 0, bold), (0, 1, italic), (1, 1, bold)):
            addMapping(family, heavy, slanted, name)
    return frozenset(pdfmetrics.getFont(face).face.charToGlyph)


def runs(text: str, face: str) -> list[tuple[str, str]]:
    """`text` in NFC as (face, piece) pairs that can all be drawn.

    Raises `Trouble` naming the first character that neither the face nor its fallback has.
    """
    found: list[tuple[str, str]] = []
    for letter in unicodedata.normalize("NFC", text):
        shown = _SHAPELESS.get(letter, letter)
        if not shown:
            continue
        name = _face_for(shown, face)
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + shown)
        else:
            found.append((name, shown))
    return found


def _face_for(letter: str, face: str) -> str:
    for name in (face, _FALLBACK[face]):
        if letter == "\n" or ord(letter) in glyphs(name):
            return name
    said = unicodedata.name(letter, "a character without a name").lower()
    raise Trouble(
        f"The printed faces have no shape for \u201c{letter}\u201d ({said}, U+{ord(letter):04X}).",
        "Write it in another way, or attach the page as a picture.",
    )


def markup(text: str, face: str = SERIF) -> str:
    """`text` as ReportLab paragraph markup, every character in a face that has it."""
    parts = []
    for name, piece in runs(text, face):
        shown = escape(piece).replace("\n", "<br/>")
        parts.append(shown if name == face else f'<font name="{name}">{shown}</font>')
    return "".join(parts)


def width(text: str, face: str, size: float) -> float:
    """The width of `text` in points."""
    return sum(float(pdfmetrics.stringWidth(piece, name, size)) for name, piece in runs(text, face))
