"""The sheet of one photograph, upright, with mark, time, place, officer, reason and hash (EVD-11)."""

from __future__ import annotations

import io
from dataclasses import dataclass

import msgspec
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.flow import CLOSE, TEXT_WIDTH, TITLE, Column, Row, two_lines, words
from fieldkit.bundle.sheets.flow import LABEL as LABEL_STYLE
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly
from fieldkit.bundle.sheets.statement import facts

_TALLEST = 150 * mm
_LEAST_PPI = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotographSheet:
    """All that is printed with a photograph; texts as they stand, empty ones as "Not provided"."""

    heading: Heading
    mark: str
    description: str
    taken: str
    place: str
    officer: str
    reason: str
    sha256: str
    foot: str = "The original is kept untouched; this page shows a working copy of it."

    def raw(self) -> bytes:
        """As JSON, for the pipe to the helper process."""
        return msgspec.json.encode(self)


# As in flow.py: ReportLab ships no types.
class Picture(Flowable):  # type: ignore[misc]
    """A JPEG, as large as the text's width and 150 mm of height allow, never enlarged past 150 an inch."""

    def __init__(self, jpeg: bytes) -> None:
        super().__init__()
        self._reader = ImageReader(io.BytesIO(jpeg))

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size it will take."""
        across, down = self._reader.getSize()
        scale = min(available / across, _TALLEST / down, 72 / _LEAST_PPI)
        self.width, self.height = across * scale, down * scale
        return self.width, self.height

    def draw(self) -> None:
        """Draws the picture."""
        self.canv.drawImage(self._reader, 0, 0, self.width, self.height)


def photograph(sheet: PhotographSheet, jpeg: bytes) -> Printed:
    """The printed sheet. Raises `Trouble` when a character cannot be printed."""
    title = f"{sheet.mark} {sheet.description}".strip()
    return print_pages(title, sheet.heading, Foot(sheet.foot), lambda _total: _story(sheet, jpeg))


def photograph_from(raw: bytes, jpeg: bytes) -> bytes:
    """The PDF of a sheet that came through the pipe."""
    return photograph(msgspec.json.decode(raw, type=PhotographSheet), jpeg).pdf


def _story(sheet: PhotographSheet, jpeg: bytes) -> list[Flowable]:
    title = f"PHOTOGRAPH {sheet.mark}" if sheet.mark else "PHOTOGRAPH"
    rows = (
        ("Taken", sheet.taken), ("Place", sheet.place), ("By", sheet.officer), ("Reason", sheet.reason),
    )  # fmt: skip
    hashed = Row(
        [
            (Column(0, 37 * mm), [words("SHA-256", LABEL_STYLE)]),
            (Column(39.7 * mm, TEXT_WIDTH - 39.7 * mm), [two_lines(sheet.sha256)]),
        ]
    )
    return [
        words(title, TITLE),
        words(curly(sheet.description), CLOSE),
        Spacer(1, 8),
        Picture(jpeg),
        Spacer(1, 10),
        *facts(tuple((label, curly(text) or "Not provided") for label, text in rows)),
        hashed,
    ]
