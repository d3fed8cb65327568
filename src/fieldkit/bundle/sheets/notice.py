"""The working sheets of one parent's way: defences sheet and points to prove."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.flow import (
    CLOSE,
    LABEL,
    ROW,
    TEXT_WIDTH,
    TITLE,
    UI_SMALL,
    Column,
    Row,
    words,
)
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly

_WHOLE = Column(0, TEXT_WIDTH)
_LABEL_AT, _SAID_AT = Column(0, 46 * mm), Column(50 * mm, TEXT_WIDTH - 50 * mm)


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


def working_sheet(sheet: WorkingSheet) -> Printed:
    """The printed sheet. Raises `Trouble` when a character cannot be printed."""
    return print_pages(sheet.title, sheet.heading, Foot(sheet.foot), lambda _total: _working(sheet))


def _working(sheet: WorkingSheet) -> list[Flowable]:
    story: list[Flowable] = [words(sheet.title, TITLE), words(sheet.about, CLOSE), Spacer(1, 10)]
    for line in sheet.lines:
        left: list[Flowable] = [words(line.title, LABEL)]
        left += [words(line.authority, UI_SMALL)] if line.authority else []
        right: list[Flowable] = [words(line.standing, LABEL)]
        right += [words(curly(said), ROW) for said in line.told]
        story.append(Row([(_LABEL_AT, left), (_SAID_AT, right)], above=4, below=5, rule=0.5))
    return story
