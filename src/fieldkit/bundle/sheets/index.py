"""The index of a bundle: every document with tab, exhibit mark, date and page, each entry a link."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.flow import (
    CLOSE,
    HEAD,
    HEAD_RIGHT,
    ROW,
    ROW_BOLD_RIGHT,
    SECTION,
    TEXT_WIDTH,
    TITLE,
    Column,
    Row,
    words,
)
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly

_TAB, _EXHIBIT, _DOCUMENT = Column(0, 8.5 * mm), Column(8.9 * mm, 15 * mm), Column(24.3 * mm, 96 * mm)
_DATE, _PAGE = Column(122.6 * mm, 26 * mm), Column(TEXT_WIDTH - 20 * mm, 20 * mm)
FOOT = "Every entry is a link. The page number is the PDF page number."


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index; `first` is the page it leads to, `pages` what is printed ("9–12")."""

    tab: str
    exhibit: str
    title: str
    date: str
    pages: str
    first: int


@dataclass(frozen=True, slots=True)
class Link:
    """Where a row was printed: page of the index (from 1), rectangle in points, and where it leads."""

    page: int
    box: tuple[float, float, float, float]
    target: int
    title: str


@dataclass(frozen=True, slots=True)
class IndexSheet:
    """The whole index; `about` stands under the title."""

    heading: Heading
    about: str
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]
    foot: str = FOOT
    title: str = "Index"


def index(sheet: IndexSheet) -> tuple[Printed, tuple[Link, ...]]:
    """The printed index, and where each row lies on it. Raises `Trouble`."""
    links: list[Link] = []

    def story(_total: int) -> list[Flowable]:
        links.clear()
        return _story(sheet, links)

    printed = print_pages(sheet.title, sheet.heading, Foot(sheet.foot), story, _head())
    return printed, tuple(links)


def _story(sheet: IndexSheet, links: list[Link]) -> list[Flowable]:
    story: list[Flowable] = [words(sheet.title.upper(), TITLE), words(curly(sheet.about), CLOSE)]
    story += [Spacer(1, 3), _head()]
    for name, entries in sheet.sections:
        if name:
            story.append(section_head(name))
        story += [_row(entry, links) for entry in entries]
    return story


def section_head(name: str) -> Row:
    """A section's name over a 1 pt rule, kept with what follows."""
    whole = Column(0, TEXT_WIDTH)
    return Row([(whole, [words(name, SECTION)])], above=10, below=5.3, rule=1, keep=True)


def _head() -> Row:
    cells = ((_TAB, "Tab"), (_EXHIBIT, "Exhibit"), (_DOCUMENT, "Document"), (_DATE, "Date"))
    heads = [(column, [words(text, HEAD)]) for column, text in cells]
    return Row([*heads, (_PAGE, [words("Page", HEAD_RIGHT)])], above=2, below=5, rule=1.5, keep=True)


def _row(entry: Entry, links: list[Link]) -> Row:
    cells = (
        (_TAB, entry.tab), (_EXHIBIT, entry.exhibit), (_DOCUMENT, entry.title), (_DATE, entry.date),
    )  # fmt: skip
    texts = [(column, [words(curly(text), ROW)]) for column, text in cells]
    return Row(
        [*texts, (_PAGE, [words(entry.pages, ROW_BOLD_RIGHT)])],
        above=3.8,
        below=4.7,
        rule=0.5,
        drawn=lambda page, box: links.append(Link(page, box, entry.first, entry.title)),
    )
