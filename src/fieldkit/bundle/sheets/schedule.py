"""Schedules of unused material and the disclosure officer's report (CPIA 1996 s.23 Code; EVD-30)."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.flow import (
    CLOSE,
    HEAD,
    LABEL,
    ROW,
    ROW_BOLD,
    SMALL,
    TEXT_WIDTH,
    TITLE,
    Box,
    Column,
    Row,
    words,
)
from fieldkit.bundle.sheets.flow import SignatureLine as Signature
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly
from fieldkit.bundle.sheets.statement import facts

_GAP = 3 * mm
_HEADS = (("No.", 11), ("Description", 64), ("Date", 25), ("Where it is", 25))
#: Signed and dated by the disclosure officer on each page.
_FOOT = Foot(signed=True, dated=True)
MARKED = "SENSITIVE. FOR THE PROSECUTOR ONLY."


@dataclass(frozen=True, slots=True)
class Line:
    """One item: its number in the case, in plain words; `view` is how it may bear on the case."""

    number: str
    description: str
    date: str
    place: str
    view: str = ""
    reason: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSheet:
    """A schedule ready to print; one with no lines says so and is signed all the same."""

    heading: Heading
    title: str
    note: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    sensitive: bool = False


def schedule(sheet: ScheduleSheet) -> Printed:
    """The schedule, with a line for the disclosure officer on each page. Raises `Trouble`."""
    last = "Why it is sensitive" if sheet.sensitive else "How it may bear on the case"
    head = _head(last)

    def story(_total: int) -> list[Flowable]:
        found = _opening(sheet)
        found += [head, *(_row(line, line.reason if sheet.sensitive else line.view) for line in sheet.lines)]
        found += [] if sheet.lines else [Spacer(1, 5), words("Nothing to list.", ROW)]
        return [*found, Signature(above=22)]

    return print_pages(sheet.title, sheet.heading, _FOOT, story, _head(last))


def report(sheet: ScheduleSheet, totals: tuple[tuple[str, str], ...], certificate: str) -> Printed:
    """What may undermine or assist, how many items there are of each class, and the certificate, to be
    signed. Raises `Trouble`.
    """
    head = _head("Why")

    def story(_total: int) -> list[Flowable]:
        found = _opening(sheet)
        found += [head, *(_row(line, line.view) for line in sheet.lines)]
        found += [] if sheet.lines else [Spacer(1, 5), words("No item is known that may.", ROW)]
        found += [Spacer(1, 14), words("Items of the case", LABEL), Spacer(1, 3), *_totals(totals)]
        found += [Spacer(1, 14), Box([words(curly(certificate)), Signature()])]
        return found

    return print_pages(sheet.title, sheet.heading, _FOOT, story, _head("Why"))


def certificate(sheet: ScheduleSheet, words_of: str) -> Printed:
    """The streamlined certificate of a summary case: the unused items, each with how it may bear on the case,
    and the words that the disclosure officer signs. Raises `Trouble`.
    """
    last = "How it may bear on the case"

    def story(_total: int) -> list[Flowable]:
        found = _opening(sheet)
        found += [_head(last), *(_row(line, line.view or "In no way known") for line in sheet.lines)]
        found += [] if sheet.lines else [Spacer(1, 5), words("There is no unused material.", ROW)]
        return [*found, Spacer(1, 14), Box([words(curly(words_of)), Signature()])]

    return print_pages(sheet.title, sheet.heading, _FOOT, story, _head(last))


def _totals(totals: tuple[tuple[str, str], ...]) -> list[Flowable]:
    """How many items there are of each class."""
    name, number = Column(0, 60 * mm), Column(62 * mm, 20 * mm)
    return [Row([(name, [words(what, ROW)]), (number, [words(count, ROW_BOLD)])]) for what, count in totals]


def _opening(sheet: ScheduleSheet) -> list[Flowable]:
    found: list[Flowable] = [words(MARKED, HEAD), Spacer(1, 6)] if sheet.sensitive else []
    found += [words(sheet.title.upper(), TITLE), words(curly(sheet.note), CLOSE), Spacer(1, 8)]
    return [*found, *facts(sheet.facts), Spacer(1, 6)]


def _head(last: str) -> Row:
    cells = [(column, [words(name, HEAD)]) for column, name in zip(_columns(), (*_NAMES, last), strict=True)]
    return Row(cells, above=4, below=4.5, rule=1.5, keep=True)


def _row(line: Line, view: str) -> Row:
    cells = (
        [words(line.number, ROW_BOLD)],
        [words(curly(line.description), ROW)],
        [words(line.date, SMALL)],
        [words(curly(line.place), SMALL)],
        [words(curly(view), SMALL)],
    )
    return Row(list(zip(_columns(), cells, strict=True)), above=3.8, below=4.7, rule=0.5)


_NAMES = tuple(name for name, _ in _HEADS)


def _columns() -> list[Column]:
    found, left = [], 0.0
    for _, width in _HEADS:
        found.append(Column(left, width * mm - _GAP))
        left += width * mm
    return [*found, Column(left, TEXT_WIDTH - left)]
