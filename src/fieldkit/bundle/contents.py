"""What a foreign PDF holds besides its pages, and how a plain one is stripped to its pages alone."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Name

_PAGE_KEEPS = frozenset(
    ("/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Group")
)
_ROOT_KEEPS = frozenset(("/Type", "/Pages", "/Version"))
_A4 = (595.28, 841.89)
_SMALLEST = 140.0
_MM = 25.4 / 72
_UNPAINTED = frozenset(("/Link", "/Popup"))


def holds(pdf: pikepdf.Pdf) -> list[str]:
    """What the PDF holds that merging would lose or reveal, each in words; an empty list for a plain one."""
    root = pdf.Root
    form = root.get(Name.AcroForm)
    form = form if isinstance(form, pikepdf.Dictionary) else pikepdf.Dictionary()
    names = root.get(Name.Names)
    names = names if isinstance(names, pikepdf.Dictionary) else pikepdf.Dictionary()
    annotations = [str(mark.get(Name.Subtype, "")) for page in pdf.pages for mark in _marks(page.obj)]
    found = {
        "an XFA form": Name.XFA in form,
        "hidden or switchable layers": Name.OCProperties in root,
        "a form": "/Widget" in annotations or bool(_items(form.get(Name.Fields))),
        "annotations": any(kind not in _UNPAINTED | {"/Widget", "/FileAttachment"} for kind in annotations),
        "a script": Name.JavaScript in names or Name.AA in root or _runs(root.get(Name.OpenAction)),
        "attachments": Name.EmbeddedFiles in names or Name.AF in root or Name.Collection in root
        or "/FileAttachment" in annotations,
    }  # fmt: skip
    return [words for words, there in found.items() if there]


def tidy(pdf: pikepdf.Pdf, log: list[str]) -> list[str]:
    """Strips a plain PDF to its pages and says so in `log`; returns the damage found, in words, if any.

    Links, outlines, names, metadata and page extras go; each page's graphics state is balanced, so that what
    is drawn after it lies where it should.
    """
    damage: list[str] = []
    links = sum(1 for page in pdf.pages for _ in _marks(page.obj))
    if links:
        log.append(f"{links} links left out")
    if Name.Metadata in pdf.Root or len(pdf.docinfo):
        log.append("Title, author and other metadata left out")
    for number, page in enumerate(pdf.pages, 1):
        for key in set(page.obj.keys()) - _PAGE_KEEPS:
            del page.obj[key]
        pdf.get_warnings()
        try:
            _balance(pdf, page)
            damaged = bool(pdf.get_warnings())
        except pikepdf.PdfError:
            damaged = True
        if damaged:
            damage.append(f"damaged drawing instructions on page {number}")
    for key in set(pdf.Root.keys()) - _ROOT_KEEPS:
        del pdf.Root[key]
    for key in set(pdf.trailer.keys()) & {"/Info", "/Prev", "/XRefStm"}:
        del pdf.trailer[key]
    return damage


def _balance(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Closes graphics states that a page leaves open, and opens those it closes too often."""
    depth = lowest = 0
    for step in pikepdf.parse_content_stream(page, "q Q"):
        depth += 1 if str(step.operator) == "q" else -1
        lowest = min(lowest, depth)
    if lowest:
        page.contents_add(pdf.make_stream(b"q\n" * -lowest), prepend=True)
    if depth - lowest:
        page.contents_add(pdf.make_stream(b"\nQ" * (depth - lowest)))


def place_small(pdf: pikepdf.Pdf, log: list[str]) -> None:
    """Puts each page too small to carry a bundle number in the middle of an A4 sheet, at its own size."""
    for number, page in enumerate(list(pdf.pages), 1):
        box = page.cropbox
        unit = float(page.obj.get(Name.UserUnit, 1))
        width, height = (float(box[2]) - float(box[0])) * unit, (float(box[3]) - float(box[1])) * unit
        if min(width, height) >= _SMALLEST:
            continue
        sheet = pdf.add_blank_page(page_size=_A4)
        edges = ((_A4[0] - width) / 2, (_A4[1] - height) / 2, (_A4[0] + width) / 2, (_A4[1] + height) / 2)
        sheet.add_overlay(page, pikepdf.Rectangle(*edges), push_stack=False)
        pdf.pages[number - 1] = sheet
        del pdf.pages[-1]
        log.append(f"Page {number} is {width * _MM:.0f} by {height * _MM:.0f} mm: put on an A4 sheet")


def _marks(page: pikepdf.Object) -> list[Any]:
    return [mark for mark in _items(page.get(Name.Annots)) if isinstance(mark, pikepdf.Dictionary)]


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array) else []


def _runs(action: Any) -> bool:
    return isinstance(action, pikepdf.Dictionary) and action.get(Name.S) in (
        Name.JavaScript, Name.Launch, Name.SubmitForm, Name.ImportData,
    )  # fmt: skip
