"""Draws a page of a PDF as a picture, in the helper process."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
from PIL import Image

from fieldkit.errors import Trouble

_LARGEST_PIXELS = 40_000_000
_NOT_SHOWN, _ATTACH_AGAIN = "This paper cannot be shown.", "Attach it again from its original."
_JPEG = b"\xff\xd8\xff"


def render(pdf: bytes, page: int, scale: float) -> bytes:
    """Page `page` (from 0) as PNG at `scale` pixels a point, smaller when it would pass 40 megapixels.

    Raises `Trouble` when the PDF has no such page or cannot be read.
    """
    try:
        with pdfium.PdfDocument(pdf) as document:
            if not 0 <= page < len(document):
                raise Trouble(f"This paper has {len(document)} pages.", "Choose one of them.")
            document.init_forms()
            sheet = document[page]
            width, height = sheet.get_size()
            picture = sheet.render(scale=fitting_scale(width, height, scale)).to_pil()
            made = io.BytesIO()
            picture.save(made, "PNG", compress_level=1)
            return made.getvalue()
    except pdfium.PdfiumError as fault:
        raise Trouble(_NOT_SHOWN, _ATTACH_AGAIN) from fault


def thumbnail(paper: bytes, width: int) -> bytes:
    """A prepared picture (JPEG), or the first page of a PDF, as PNG of `width` pixels, never enlarged.

    Raises `Trouble` when it cannot be read.
    """
    if not paper.startswith(_JPEG):
        return render(paper, 0, width / _across(paper))
    with Image.open(io.BytesIO(paper), formats=("JPEG",)) as picture:
        picture.draft("RGB", (width, width))
        picture.thumbnail((width, picture.height))
        made = io.BytesIO()
        picture.save(made, "PNG", compress_level=1)
        return made.getvalue()


def _across(pdf: bytes) -> float:
    try:
        with pdfium.PdfDocument(pdf) as document:
            return float(document[0].get_size()[0])
    except pdfium.PdfiumError as fault:
        raise Trouble(_NOT_SHOWN, _ATTACH_AGAIN) from fault


def fitting_scale(width: float, height: float, scale: float) -> float:
    """`scale`, or the largest at which a page of that size stays under 40 megapixels."""
    wanted = width * height * scale * scale
    return scale if wanted <= _LARGEST_PIXELS else scale * float((_LARGEST_PIXELS / wanted) ** 0.5)
