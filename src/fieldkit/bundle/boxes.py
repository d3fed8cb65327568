"""The visible box of a page under rotation, cropping, offset and user units, and drawing upright in it."""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf
from pikepdf import Name


@dataclass(frozen=True, slots=True)
class View:
    """A page as it is seen: width and height in points, and the matrix that leads from there to the page."""

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]


def view(page: pikepdf.Object) -> View:
    """The visible part of a page: CropBox within MediaBox, turned by Rotate, enlarged by UserUnit."""
    media = _box(page[Name.MediaBox]) if Name.MediaBox in page else (0.0, 0.0, 595.28, 841.89)
    crop = _box(page[Name.CropBox]) if Name.CropBox in page else media
    left, low = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    if right <= left or top <= low:
        left, low, right, top = media
    unit = float(page.get(Name.UserUnit, 1))
    wide, high = (right - left) * unit, (top - low) * unit
    s = 1 / unit
    turned = int(page.get(Name.Rotate, 0)) % 360
    if turned == 90:
        return View(high, wide, (0, s, -s, 0, right, low))
    if turned == 180:
        return View(wide, high, (-s, 0, 0, -s, right, top))
    if turned == 270:
        return View(high, wide, (0, -s, s, 0, left, top))
    return View(wide, high, (s, 0, 0, s, left, low))


def _box(box: pikepdf.Object) -> tuple[float, float, float, float]:
    a, b, c, d = (float(edge) for edge in list(box))
    return min(a, c), min(b, d), max(a, c), max(b, d)
