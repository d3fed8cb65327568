"""The custody sheet of an exhibit or a recording: who had it, from when, what for, and who signed (8.2)."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.faces import UI
from fieldkit.bundle.sheets.flow import (
    CLOSE,
    HEAD,
    ROW,
    ROW_BOLD,
    SMALL,
    TEXT_WIDTH,
    TITLE,
    Column,
    Row,
    draw_text,
    words,
)
from fieldkit.bundle.sheets.ink import Strokes, draw_ink
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly
from fieldkit.bundle.sheets.statement import facts

_GAP = 3 * mm
_HEADS = (("No.", 9), ("When", 23), ("What was done", 46), ("From, to", 43), ("Signed for", 0))
_SIGN_TALL = 11 * mm


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """One row, as printed; `more` is its authority, certificate, or why it breaks the chain."""

    number: str
    day: str
    time: str
    what: str
    from_whom: str
    to_whom: str
    purpose: str
    seal_no: str
    more: str
    signed_by: str = ""
    ink: Strokes = ()
    on_paper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodySheet:
    """The sheet of one item; one with no rows says so, and has room to be signed by hand."""

    heading: Heading
    mark: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[CustodyLine, ...]


def custody(sheet: CustodySheet) -> Printed:
    """The sheet, with a row an act. Raises `Trouble` for a character that cannot be printed."""

    def story(_total: int) -> list[Flowable]:
        found: list[Flowable] = [words(f"CUSTODY OF {sheet.mark}", TITLE)]
        found += [words("A master recording is opened only by authority.", CLOSE), Spacer(1, 8)]
        found += [*facts(sheet.facts), Spacer(1, 6), _head(), *(_row(line) for line in sheet.lines)]
        return found if sheet.lines else [*found, Spacer(1, 5), words("Nobody else had it yet.", ROW)]

    return print_pages(f"Custody of {sheet.mark}", sheet.heading, Foot(numbered=True), story, _head())


class _Signed(Flowable):  # type: ignore[misc]
    """Who signed for a row: the signature over a line, the name under it."""

    def __init__(self, line: CustodyLine) -> None:
        super().__init__()
        self._line = line

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size it will take."""
        self.width, self.height = available, _SIGN_TALL + 14
        return self.width, self.height

    def draw(self) -> None:
        """Draws it; what was signed on paper says so, what nobody signed has an empty line."""
        draw_ink(self.canv, self._line.ink, (1 * mm, 15, self.width - 2 * mm, 15 + _SIGN_TALL))
        if self._line.on_paper:
            draw_text(self.canv, "Signed on paper", UI, 9, 1 * mm, 16)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 13, self.width, 13)
        draw_text(self.canv, self._line.signed_by, UI, 9, 0, 3)


def _columns() -> list[Column]:
    found, left = [], 0.0
    for _, width in _HEADS[:-1]:
        found.append(Column(left, width * mm - _GAP))
        left += width * mm
    return [*found, Column(left, TEXT_WIDTH - left)]


def _head() -> Row:
    cells = [(column, [words(name, HEAD)]) for column, (name, _) in zip(_columns(), _HEADS, strict=True)]
    return Row(cells, above=4, below=4.5, rule=1.5, keep=True)


def _row(line: CustodyLine) -> Row:
    what: list[Flowable] = [words(curly(line.what), ROW_BOLD), words(curly(line.purpose), SMALL)]
    what += [words(curly(said), SMALL) for said in (_seal(line), line.more) if said]
    way: list[Flowable] = [
        words(curly(f"From {line.from_whom}"), SMALL),
        words(curly(f"to {line.to_whom}"), SMALL),
    ]
    cells: tuple[list[Flowable], ...] = (
        [words(line.number, ROW_BOLD)],
        [words(line.day, SMALL), words(line.time, SMALL)],
        what,
        way,
        [_Signed(line)],
    )
    return Row(list(zip(_columns(), cells, strict=True)), above=3.8, below=4.7, rule=0.5)


def _seal(line: CustodyLine) -> str:
    return f"Seal {line.seal_no}" if line.seal_no else ""
