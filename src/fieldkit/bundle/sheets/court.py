"""The sheets of a pack for a court: charge, plea form, certificates, points to prove and the like, from
blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from fieldkit.bundle.plan import Pointer
from fieldkit.bundle.sheets.flow import (
    BODY,
    CLOSE,
    FACT,
    HEAD,
    HEAD_RIGHT,
    LABEL,
    ROW,
    ROW_BOLD,
    ROW_BOLD_RIGHT,
    SMALL,
    TEXT_WIDTH,
    TITLE,
    UI_SMALL,
    Column,
    Row,
    SignatureLine,
    words,
)
from fieldkit.bundle.sheets.index import section_head
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly, passage

_WHOLE = Column(0, TEXT_WIDTH)
_LABEL_AT, _SAID_AT = Column(0, 46 * mm), Column(50 * mm, TEXT_WIDTH - 50 * mm)
_NUMBER, _TEXT = Column(0, 9 * mm), Column(10 * mm, TEXT_WIDTH - 10 * mm)
_PAGE = 20 * mm
_GAP = 3 * mm
_BOX, _LINE_HIGH = 4 * mm, 9 * mm


@dataclass(frozen=True, slots=True)
class Facts:
    """Bold labels with what they are; under a heading where there is one."""

    rows: tuple[tuple[str, str], ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs under a heading, numbered where they are asked to be."""

    said: tuple[str, ...]
    heading: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what stands in bold, a small line under it, what is said, and the bundle's page."""

    title: str
    said: tuple[str, ...] = ()
    small: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Lines in two columns and, where `paged`, the page that shows each, a link to it."""

    heads: tuple[str, str]
    lines: tuple[Line, ...]
    nothing: str = ""
    paged: bool = False
    title_mm: float = 58


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of short texts in columns of one width, the first wider."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_mm: float = 38


@dataclass(frozen=True, slots=True)
class Boxes:
    """A question with boxes to tick."""

    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blanks:
    """Empty lines to write on, under what is asked."""

    question: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Sign:
    """A line to sign, and under it whose it is."""

    who: str
    label: str = "Signed"
    name: str = ""
    day: str = ""


Block = Facts | Paragraphs | Table | Grid | Boxes | Blanks | Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtSheet:
    """A sheet ready to print. `address` and `day` head a letter, `authority` stands under the title."""

    heading: Heading
    title: str
    authority: str = ""
    address: tuple[str, ...] = ()
    day: str = ""
    blocks: tuple[Block, ...] = ()
    foot: str = ""


def court_sheet(sheet: CourtSheet) -> tuple[Printed, tuple[Pointer, ...]]:
    """The printed sheet, and where on it another page of the bundle is pointed at. Raises `Trouble`."""
    pointers: list[Pointer] = []

    def story(_total: int) -> list[Flowable]:
        pointers.clear()
        return _story(sheet, pointers)

    printed = print_pages(sheet.title, sheet.heading, Foot(sheet.foot), story)
    return printed, tuple(pointers)


def _story(sheet: CourtSheet, pointers: list[Pointer]) -> list[Flowable]:
    story: list[Flowable] = []
    if sheet.address:
        story += [*(words(line, FACT) for line in sheet.address), Spacer(1, 8)]
    if sheet.day:
        story += [words(sheet.day, FACT), Spacer(1, 12)]
    story.append(words(sheet.title.upper(), TITLE))
    story += [words(sheet.authority, CLOSE)] if sheet.authority else []
    story.append(Spacer(1, 8))
    for block in sheet.blocks:
        story += [*_block(block, pointers), Spacer(1, 8)]
    return story


def _block(block: Block, pointers: list[Pointer]) -> list[Flowable]:
    match block:
        case Facts():
            return [*_head(block.heading), *(_fact(label, said) for label, said in block.rows)]
        case Paragraphs():
            told = [
                _paragraph(said, number if block.numbered else 0) for number, said in enumerate(block.said, 1)
            ]
            return [*_head(block.heading), *told]
        case Table():
            return _table(block, pointers)
        case Grid():
            return _grid(block)
        case Boxes():
            choices = [_Tick(choice) for choice in block.choices]
            return [KeepTogether([_asked(block.question), *choices, Spacer(1, 4)])]
        case Blanks():
            return [KeepTogether([_asked(block.question), _Ruled(block.lines), Spacer(1, 4)])]
        case Sign():
            line = SignatureLine(block.name, block.day, label=block.label, above=18)
            return [KeepTogether([line, Spacer(1, 3), words(curly(block.who), SMALL)])]


def _head(heading: str) -> list[Flowable]:
    return [section_head(heading), Spacer(1, 4)] if heading else []


def _fact(label: str, said: str) -> Row:
    cells = [(_LABEL_AT, [words(label, LABEL)]), (_SAID_AT, [words(curly(said), FACT)])]
    return Row(cells, above=1.5, below=2)


def _paragraph(said: str, number: int) -> Row:
    text = passage(curly(said), BODY)
    cells = [(_NUMBER, [words(f"{number}.")]), (_TEXT, [text])] if number else [(_WHOLE, [text])]
    return Row(cells, above=1, below=6)


def _asked(question: str) -> Row:
    return Row([(_WHOLE, [words(curly(question), LABEL)])], above=8, below=2)


def _table(table: Table, pointers: list[Pointer]) -> list[Flowable]:
    wide = table.title_mm * mm
    left = Column(0, wide - _GAP)
    right = Column(wide, TEXT_WIDTH - wide - (_PAGE if table.paged else 0))
    page = Column(TEXT_WIDTH - _PAGE + _GAP, _PAGE - _GAP)
    heads = [(left, [words(table.heads[0], HEAD)]), (right, [words(table.heads[1], HEAD)])]
    heads += [(page, [words("Page", HEAD_RIGHT)])] if table.paged else []
    story: list[Flowable] = [Row(heads, above=4, below=4.5, rule=1.5, keep=True)]
    for line in table.lines:
        cells: list[tuple[Column, list[Flowable]]] = [
            (left, [words(curly(line.title), ROW_BOLD), *_small(line.small)]),
            (right, [passage(curly(said), ROW) for said in line.said]),
        ]
        if table.paged:
            cells.append((page, [words(str(line.page) if line.page else "-", ROW_BOLD_RIGHT)]))
        story.append(Row(cells, above=4, below=5, rule=0.5, drawn=_pointing(line, pointers)))
    if not table.lines:
        story.append(Row([(_WHOLE, [words(table.nothing or "Nothing to list.", ROW)])], above=4, below=5))
    return story


def _grid(grid: Grid) -> list[Flowable]:
    first = grid.first_mm * mm
    each = (TEXT_WIDTH - first) / max(1, len(grid.heads) - 1)
    columns = [Column(0, first - _GAP)]
    columns += [Column(first + place * each, each - _GAP) for place in range(len(grid.heads) - 1)]
    story: list[Flowable] = [
        Row(
            [(column, [words(head, HEAD)]) for column, head in zip(columns, grid.heads, strict=True)],
            above=8,
            below=4.5,
            rule=1.5,
            keep=True,
        )
    ]
    for row in grid.rows:
        cells = [(column, [words(said, ROW)]) for column, said in zip(columns, row, strict=True)]
        story.append(Row(cells, above=2.6, below=3.2, rule=0.5))
    return story


def _small(said: str) -> list[Flowable]:
    return [words(said, UI_SMALL)] if said else []


def _pointing(line: Line, pointers: list[Pointer]) -> Any:
    if not line.page:
        return None
    return lambda page, box: pointers.append(Pointer(page, box, line.page, line.title))


# ReportLab ships no types, so mypy takes each base class from it for Any.
class _Tick(Flowable):  # type: ignore[misc]
    """A box to tick, with its words."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self._words = words(curly(said), BODY)

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size it will take."""
        self._tall = self._words.wrap(available - 10 * mm, 100_000)[1]
        self.width, self.height = available, max(self._tall, _BOX) + 5
        return self.width, self.height

    def draw(self) -> None:
        """Draws box and words."""
        self.canv.setLineWidth(1)
        self.canv.rect(1 * mm, self.height - _BOX - 1.5, _BOX, _BOX)
        self._words.drawOn(self.canv, 9 * mm, self.height - self._tall)


class _Ruled(Flowable):  # type: ignore[misc]
    """Empty lines to write on."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size it will take."""
        self.width, self.height = available, self._lines * _LINE_HIGH
        return self.width, self.height

    def draw(self) -> None:
        """Draws the lines."""
        self.canv.setLineWidth(0.5)
        for number in range(self._lines):
            self.canv.line(0, number * _LINE_HIGH + 2, self.width, number * _LINE_HIGH + 2)
