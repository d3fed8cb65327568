"""Bundle numbers: one embedded face for all pages, drawn upright at the lower right of what is seen."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from fieldkit.bundle.boxes import view
from fieldkit.bundle.sheets.faces import UI_BOLD, glyphs, width

_SIZE = 18
_FROM_EDGE, _UP, _STEP, _WHITE = 10 * mm, 7 * mm, 5 * mm, 1 * mm
_CAPITAL = 0.67 * _SIZE
_FACE = Name("/FkNumber")
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Stamp:
    """Numbers the pages of one document."""

    def __init__(self, bundle: pikepdf.Pdf) -> None:
        self._bundle = bundle
        self._face = _embedded(bundle)
        self._before = bundle.make_stream(b"q\n")
        self._dressed: set[tuple[int, int]] = set()

    def number(self, page: pikepdf.Object, text: str, lift: int = 0) -> None:
        """Draws `text` on a page, `lift` steps of 5 mm up, apart from whatever the page itself draws."""
        self._dress(page)
        old = page.get(Name.Contents, Array())
        parts = list(old) if isinstance(old, Array) else [old]
        after = self._bundle.make_stream(_drawing(page, text, lift))
        page[Name.Contents] = Array([self._before, *parts, after])

    def _dress(self, page: pikepdf.Object) -> None:
        """Puts the face among the page's resources, once where pages share them."""
        resources = page.get(Name.Resources)
        if not isinstance(resources, Dictionary):
            resources = page[Name.Resources] = Dictionary()
        if resources.is_indirect:
            if resources.objgen in self._dressed:
                return
            self._dressed.add(resources.objgen)
        if not isinstance(resources.get(Name.Font), Dictionary):
            resources[Name.Font] = Dictionary()
        resources[Name.Font][_FACE] = self._face


def _drawing(page: pikepdf.Object, text: str, lift: int) -> bytes:
    seen = view(page)
    wide = width(text, UI_BOLD, _SIZE)
    left, base = seen.width - _FROM_EDGE - wide, _UP + lift * _STEP
    matrix = " ".join(_figure(value) for value in seen.matrix)
    white = " ".join(
        _figure(value) for value in (left - _WHITE, base - _WHITE, wide + 2 * _WHITE, _CAPITAL + 2 * _WHITE)
    )
    return (
        f"\nQ\n/Artifact <</Type /Pagination>> BDC\nq {matrix} cm 1 g {white} re f 0 g "
        f"BT {_FACE} {_SIZE} Tf {_figure(left)} {_figure(base)} Td ({text}) Tj ET Q\nEMC\n"
    ).encode("ascii")


def _figure(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _embedded(bundle: pikepdf.Pdf) -> pikepdf.Object:
    """The bold UI face, cut down to figures and capitals, from a page that ReportLab makes."""
    glyphs(UI_BOLD)
    made = io.BytesIO()
    canvas = Canvas(made, invariant=1, initialFontName=UI_BOLD)
    canvas.setFont(UI_BOLD, _SIZE)
    canvas.drawString(10, 10, _LETTERS)
    canvas.save()
    with pikepdf.open(made) as sheet:
        for face in sheet.pages[0].Resources.Font.values():
            if face.get(Name.Subtype) == Name.TrueType:
                return bundle.copy_foreign(sheet.make_indirect(face))
    raise AssertionError("ReportLab embedded no face")
