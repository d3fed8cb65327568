"""A letter or notice to one parent: its head behind a window, its parts, a line to sign (NF-04, NF-10)."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer

from fieldkit.bundle.sheets.flow import CLOSE, TEXT_WIDTH, Column, Row, SignatureLine, words
from fieldkit.bundle.sheets.letterhead import DEPTH, Letterhead, draw_letterhead
from fieldkit.bundle.sheets.page import First, Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly
from fieldkit.bundle.sheets.print_size import NORMAL, PrintSize

_SHORT = 3
_WHOLE = Column(0, TEXT_WIDTH)
_LABEL_AT, _SAID_AT = Column(0, 46 * mm), Column(50 * mm, TEXT_WIDTH - 50 * mm)


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A part under its heading: paragraphs, numbered if they are asked to be, or (label, words) in rows."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One text of a letter with its own title: the letter, or the notice that a translation comes with.

    `signed_by` is empty where nobody signs; `line` asks for a line to sign above that name.
    """

    title: str
    authority: str = ""
    parts: tuple[LetterPart, ...]
    signed_by: str = ""
    line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSheet:
    """The whole letter; `leaves` begin each on a page of their own."""

    head: Letterhead
    leaves: tuple[Leaf, ...]
    foot: str = ""
    size: PrintSize = NORMAL


def letter(sheet: LetterSheet) -> Printed:
    """The printed letter. Raises `Trouble` for a character that cannot be printed or an address too long."""
    head, size = sheet.head, sheet.size
    return print_pages(
        sheet.leaves[0].title,
        Heading(head.council, head.reference),
        Foot(sheet.foot, numbered=True),
        lambda _total: _story(sheet),
        first=First(DEPTH, lambda canvas: draw_letterhead(canvas, head, size)),
        edge=size.edge,
    )


def _story(sheet: LetterSheet) -> list[Flowable]:
    story: list[Flowable] = []
    for leaf in sheet.leaves:
        story += [PageBreak()] if story else []
        story += _leaf(leaf, sheet.size)
    return story


def _leaf(leaf: Leaf, size: PrintSize) -> list[Flowable]:
    story: list[Flowable] = [words(curly(leaf.title), size.title)]
    story += [words(leaf.authority, size.small if size.apart else CLOSE)] if leaf.authority else []
    story.append(Spacer(1, size.gap))
    *before, last = [_part(part, size) for part in leaf.parts]
    story += [flowable for part in before for flowable in part]
    if not leaf.signed_by:
        return [*story, *last]
    signed: list[Flowable] = [SignatureLine(above=16, size=size.edge)] if leaf.line else [Spacer(1, 24)]
    # A signature alone on a page would sign nothing; it stays with the last words above it and their heading.
    kept = len(last) if len(last) <= _SHORT else 1
    ending = [*last[-kept:], *signed, words(leaf.signed_by, size.small)]
    return [*story, *last[:-kept], KeepTogether(ending)]


def _part(part: LetterPart, size: PrintSize) -> list[Flowable]:
    story: list[Flowable] = []
    if part.heading:
        head = [words(curly(part.heading), size.section)]
        story.append(Row([(_WHOLE, head)], above=size.gap + 2, below=5.3, rule=1, keep=True))
    story += [row for label, said in part.rows for row in _row(label, said, size)]
    for number, said in enumerate(part.paragraphs, 1):
        told = [words(curly(said), size.body)]
        indent = size.body.fontSize * 2
        column = Column(indent, TEXT_WIDTH - indent)
        cells = [(Column(0, indent), [words(f"{number}.", size.body)]), (column, told)]
        story.append(Row(cells if part.numbered else [(_WHOLE, told)], above=1, below=size.gap - 2))
    return story


def _row(label: str, said: str, size: PrintSize) -> list[Row]:
    told, name = [words(curly(said), size.body)], [words(label, size.label)]
    if size.apart:
        return [Row([(_WHOLE, [*name, *told])], above=3, below=6)]
    return [Row([(_LABEL_AT, name), (_SAID_AT, told)], above=2, below=3)]
