"""The papers of one parent's way: Notice to Improve, penalty notice, defences sheet, points to prove."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from fieldkit.bundle.sheets.flow import (
    BODY,
    CLOSE,
    LABEL,
    ROW,
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
from fieldkit.bundle.sheets.passage import curly

_WHOLE = Column(0, TEXT_WIDTH)
_LABEL_AT, _SAID_AT = Column(0, 46 * mm), Column(50 * mm, TEXT_WIDTH - 50 * mm)


@dataclass(frozen=True, slots=True)
class NoticePart:
    """A part of a notice under its heading: paragraphs, or (label, words) in rows."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSheet:
    """A notice to one parent, about one child (NF-04, NF-10); `address` is theirs alone (PAR-03)."""

    heading: Heading
    council: str
    title: str
    authority: str
    address: tuple[str, ...]
    date: str
    parts: tuple[NoticePart, ...]
    officer: str
    foot: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a working sheet: what it is, by what law, and what is recorded about it."""

    title: str
    authority: str
    standing: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingSheet:
    """The defences sheet or the points to prove of one parent."""

    heading: Heading
    title: str
    about: str
    lines: tuple[SheetLine, ...]
    foot: str = ""


def notice(sheet: NoticeSheet) -> Printed:
    """The printed notice. Raises `Trouble` when a character cannot be printed."""
    return print_pages(sheet.title, sheet.heading, Foot(sheet.foot), lambda _total: _notice(sheet))


def working_sheet(sheet: WorkingSheet) -> Printed:
    """The printed sheet. Raises `Trouble` when a character cannot be printed."""
    return print_pages(sheet.title, sheet.heading, Foot(sheet.foot), lambda _total: _working(sheet))


def _notice(sheet: NoticeSheet) -> list[Flowable]:
    story: list[Flowable] = [words(sheet.title, TITLE), words(sheet.authority, CLOSE), Spacer(1, 8)]
    story += [*(words(line, BODY) for line in sheet.address), Spacer(1, 4), words(sheet.date, BODY)]
    *before, last = [_part(part) for part in sheet.parts]
    story += [flowable for part in before for flowable in part]
    signed = [SignatureLine(above=16), words(f"{sheet.officer}, {sheet.council}", SMALL)]
    # A signature alone on a page would sign nothing.
    return [*story, KeepTogether([*last, *signed])]


def _part(part: NoticePart) -> list[Flowable]:
    story: list[Flowable] = [section_head(part.heading)] if part.heading else [Spacer(1, 8)]
    story += [_row(label, said) for label, said in part.rows]
    return story + [Row([(_WHOLE, [words(curly(line), BODY)])], above=1, below=2) for line in part.paragraphs]


def _working(sheet: WorkingSheet) -> list[Flowable]:
    story: list[Flowable] = [words(sheet.title, TITLE), words(sheet.about, CLOSE), Spacer(1, 10)]
    for line in sheet.lines:
        left: list[Flowable] = [words(line.title, LABEL)]
        left += [words(line.authority, UI_SMALL)] if line.authority else []
        right: list[Flowable] = [words(line.standing, LABEL)]
        right += [words(curly(said), ROW) for said in line.told]
        story.append(Row([(_LABEL_AT, left), (_SAID_AT, right)], above=4, below=5, rule=0.5))
    return story


def _row(label: str, said: str) -> Row:
    cells = [(_LABEL_AT, [words(label, LABEL)]), (_SAID_AT, [words(curly(said), BODY)])]
    return Row(cells, above=2, below=3)
