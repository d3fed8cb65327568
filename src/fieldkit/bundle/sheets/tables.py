"""Sheets that are one table: the list of exhibits, the chronology and the schedules of material."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.flow import (
    CLOSE,
    HEAD,
    ROW,
    ROW_BOLD,
    SMALL,
    TEXT_WIDTH,
    TITLE,
    UI_SMALL,
    Column,
    Row,
    two_lines,
    words,
)
from fieldkit.bundle.sheets.flow import SignatureLine as Line
from fieldkit.bundle.sheets.index import section_head
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly, passage

_GAP = 3 * mm


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a chronology: printed date and time, what happened, and where it is recorded."""

    date: str
    time: str
    what: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One line of the list: the SHA-256 of the original, and of the working copy where there is one."""

    mark: str
    description: str
    date: str
    produced_by: str
    original_sha256: str = ""
    derived_sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a schedule of material (CPIA 1996): described in plain words, and who may see it."""

    number: str
    description: str
    date: str
    place: str
    view: str = ""


def exhibit_list(heading: Heading, exhibits: tuple[Exhibit, ...], about: str = "") -> Printed:
    """The list of exhibits with the hashes of originals and working copies. Raises `Trouble`."""
    rows = [
        [
            [words(item.mark, ROW_BOLD)],
            [words(curly(item.description), ROW), *_hashes(item)],
            [words(item.date, ROW)],
            [words(item.produced_by, SMALL)],
        ]
        for item in exhibits
    ]
    heads = (("Exhibit", 16), ("Description, and SHA-256", 82), ("Date", 26), ("Produced by", 0))
    return _table("List of exhibits", heading, about, heads, {"": rows})


def chronology(
    heading: Heading, events: tuple[Event, ...], about: str = "", title: str = "Chronology"
) -> Printed:
    """Events in the order given, each with its source. Raises `Trouble`."""
    rows = [
        [
            [words(event.date, ROW_BOLD)],
            [words(event.time, ROW)],
            [passage(curly(event.what), ROW)],
            [words(event.source, SMALL)],
        ]
        for event in events
    ]
    heads = (("Date", 27), ("Time", 15), ("What happened", 84), ("Where it is recorded", 0))
    return _table(title, heading, about, heads, {"": rows})


def schedule(
    heading: Heading, title: str, sections: tuple[tuple[str, tuple[Item, ...]], ...], about: str = ""
) -> Printed:
    """A schedule with a line for who signs it, also when there is nothing to list. Raises `Trouble`."""
    rows = {
        name: [
            [
                [words(item.number, ROW_BOLD)],
                [words(curly(item.description), ROW)],
                [words(item.date, ROW)],
                [words(item.place, SMALL)],
                [words(item.view, SMALL)],
            ]
            for item in items
        ]
        for name, items in sections
    }
    heads = (("No.", 11), ("Description", 66), ("Date", 26), ("Where it is", 30), ("View", 0))
    return _table(title, heading, about, heads, rows, signed=True)


def _hashes(item: Exhibit) -> list[Flowable]:
    found: list[Flowable] = []
    for label, digest in (("Original", item.original_sha256), ("Working copy", item.derived_sha256)):
        if digest:
            found += [words(label, UI_SMALL), two_lines(digest)]
    if item.note:
        found.append(words(item.note, UI_SMALL))
    return found


def _table(
    title: str,
    heading: Heading,
    about: str,
    heads: tuple[tuple[str, float], ...],
    sections: dict[str, list[list[list[Flowable]]]],
    *,
    signed: bool = False,
) -> Printed:
    columns = _columns([width for _, width in heads])

    def head() -> Row:
        cells = [(column, [words(name, HEAD)]) for column, (name, _) in zip(columns, heads, strict=True)]
        return Row(cells, above=4, below=4.5, rule=1.5, keep=True)

    def story(_total: int) -> list[Flowable]:
        found: list[Flowable] = [words(title.upper(), TITLE)]
        found += [words(curly(about), CLOSE)] if about else []
        found += [Spacer(1, 3), head()]
        for name, rows in sections.items():
            found += [section_head(name)] if name else []
            found += [
                Row(list(zip(columns, cells, strict=True)), above=3.8, below=4.7, rule=0.5) for cells in rows
            ]
            found += [] if rows else [words("Nothing to list.", ROW)]
        return [*found, Line(above=20)] if signed else found

    return print_pages(title, heading, Foot(), story, head())


def _columns(widths: list[float]) -> list[Column]:
    found, left = [], 0.0
    for width in widths:
        wide = width * mm if width else TEXT_WIDTH - left
        found.append(Column(left, wide - (_GAP if width else 0)))
        left += wide
    return found
