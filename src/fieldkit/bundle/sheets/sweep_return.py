"""The return of a sweep or of a period (domain 4.4): three figures side by side, bars, and how it was
made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from fieldkit.bundle.sheets.faces import UI_BOLD, width
from fieldkit.bundle.sheets.flow import (
    CLOSE,
    ROW,
    SECTION,
    SMALL,
    TEXT_WIDTH,
    TITLE,
    UI_SMALL,
    Box,
    Column,
    Row,
    draw_text,
    two_lines,
    words,
)
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly
from fieldkit.bundle.sheets.statement import facts

FOOT = "Small figures are hidden: the last page says how, and how this return was made."
HIDDEN, WITHHELD = "hidden", "Withheld: these figures would give a hidden one away."
_LABEL = Column(0, 70 * mm)
_BAR_AT, _BAR_END = 73 * mm, TEXT_WIDTH - 16 * mm
_WHOLE = Column(0, TEXT_WIDTH)
_NONE_FROM, _KEPT, _BEGUN = 3, 8, 3
_EVIDENCE_AT = Column(0, 38 * mm), Column(39 * mm, TEXT_WIDTH - 39 * mm)


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A figure; None when it is hidden."""

    label: str
    value: int | None

    @property
    def text(self) -> str:
        """What stands for it on paper."""
        return HIDDEN if self.value is None else f"{self.value:,}"


@dataclass(frozen=True, slots=True)
class ReturnTable:
    """Figures under a title; `drawn` with bars beside them."""

    title: str
    rows: tuple[ReturnRow, ...]
    drawn: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSheet:
    """All of it, in plain rows; `evidence` is who made it, with what, and hashes of 64 letters."""

    heading: Heading
    title: str
    about: tuple[tuple[str, str], ...]
    headline: tuple[ReturnRow, ...]
    tables: tuple[ReturnTable, ...]
    measures: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    warning: str = ""
    evidence: tuple[tuple[str, str], ...] = ()


def sweep_return(sheet: ReturnSheet) -> Printed:
    """The printed return. Raises `Trouble` when a character cannot be printed."""
    return print_pages(sheet.title, sheet.heading, Foot(FOOT), lambda _total: _story(sheet))


def _story(sheet: ReturnSheet) -> list[Flowable]:
    story: list[Flowable] = [words(curly(sheet.title).upper(), TITLE), Spacer(1, 4), *facts(sheet.about)]
    if sheet.warning:
        story.append(Box([words(sheet.warning, CLOSE)], above=8, below=2))
    story += [Spacer(1, 12), SideBySide(sheet.headline), Spacer(1, 4)]
    for table in sheet.tables:
        story += _table(table)
    if sheet.measures:
        story.append(KeepTogether(_measures(sheet.measures)))
    return [*story, KeepTogether(_made(sheet))]


class SideBySide(Flowable):  # type: ignore[misc]
    """Figures in columns of one width, so that none is read without the others."""

    def __init__(self, figures: Sequence[ReturnRow]) -> None:
        super().__init__()
        self._figures = list(figures)
        self._wide = (TEXT_WIDTH - (len(self._figures) - 1) * 6 * mm) / max(1, len(self._figures))
        self._labels = [words(figure.label, SMALL) for figure in self._figures]

    def wrap(self, available: float, _height: float) -> tuple[float, float]:
        """The size it will take."""
        tall = max((label.wrap(self._wide, 1000)[1] for label in self._labels), default=0)
        self.width, self.height = available, tall + 44
        return self.width, self.height

    def draw(self) -> None:
        """Each figure large over its words, with a heavy rule above."""
        left = 0.0
        for figure, label in zip(self._figures, self._labels, strict=True):
            self.canv.setLineWidth(1.5)
            self.canv.line(left, self.height, left + self._wide, self.height)
            size = 20 if figure.value is None else 30
            draw_text(self.canv, figure.text, UI_BOLD, size, left, self.height - 33)
            label.drawOn(self.canv, left, self.height - 42 - label.height)
            left += self._wide + 6 * mm


class Figures(Row):
    """A row of a table: what it is, its bar where there is one, and its number at the right edge."""

    def __init__(self, row: ReturnRow, most: int, *, drawn: bool) -> None:
        label = _LABEL if drawn else Column(0, _BAR_END)
        super().__init__([(label, [words(curly(row.label), ROW)])], above=2.4, below=3.6, rule=0.5)
        self._figure, self._most, self._bars = row, most, drawn

    def draw(self) -> None:
        """The row with its rule, then bar and number on the first line of its words."""
        super().draw()
        base = self.height - 2.4 - ROW.fontSize
        text, size = self._figure.text, 11.25 if self._figure.value is not None else 9.75
        draw_text(self.canv, text, UI_BOLD, size, TEXT_WIDTH - width(text, UI_BOLD, size), base)
        if not self._bars:
            return
        room, low, tall = _BAR_END - _BAR_AT, base - 1.2, 9.6
        if self._figure.value is None:
            self.canv.saveState()
            self.canv.setLineWidth(0.75)
            self.canv.setDash(2, 2)
            self.canv.rect(_BAR_AT, low, 14 * mm, tall)
            self.canv.restoreState()
        elif self._figure.value:
            self.canv.rect(_BAR_AT, low, room * self._figure.value / self._most, tall, stroke=0, fill=1)


def _table(table: ReturnTable) -> list[Flowable]:
    head = Row([(_WHOLE, [words(table.title, SECTION)])], above=13, below=4, rule=1, keep=True)
    if table.withheld:
        told = Row([(_WHOLE, [words(WITHHELD, SMALL)])], above=3, below=4, rule=0.5)
        return [KeepTogether([head, told])]
    most = max((row.value or 0 for row in table.rows), default=0)
    none = [row.label for row in table.rows if row.value == 0]
    gathered = none if len(none) >= _NONE_FROM else []
    shown = [row for row in table.rows if row.label not in gathered]
    rows: list[Flowable] = [Figures(row, most, drawn=table.drawn) for row in shown]
    if gathered:
        said = f"None: {'; '.join(gathered)}."
        rows.append(Row([(_WHOLE, [words(curly(said), SMALL)])], above=3, below=4, rule=0.5))
    if len(rows) <= _KEPT:
        return [KeepTogether([head, *rows])]
    # A long table may go on overleaf, but neither begins nor ends there with a row or two.
    first, middle, last = rows[:_BEGUN], rows[_BEGUN:-_BEGUN], rows[-_BEGUN:]
    return [KeepTogether([head, *first]), *middle, KeepTogether(last)]


def _measures(measures: Sequence[tuple[str, str]]) -> list[Flowable]:
    head = Row([(_WHOLE, [words("Resources", SECTION)])], above=13, below=4, rule=1, keep=True)
    right = Column(_LABEL.width, TEXT_WIDTH - _LABEL.width)
    return [
        head,
        *(
            Row([(_LABEL, [words(label, ROW)]), (right, [words(told, ROW)])], above=2.4, below=3.6, rule=0.5)
            for label, told in measures
        ),
    ]


def _made(sheet: ReturnSheet) -> list[Flowable]:
    head = Row([(_WHOLE, [words("How this was made", SECTION)])], above=13, below=4, rule=1, keep=True)
    notes: list[Flowable] = []
    for note in sheet.notes:
        notes += [Spacer(1, 5), words(curly(note), SMALL)]
    label_at, value_at = _EVIDENCE_AT
    rows = [
        Row([(label_at, [words(label, UI_SMALL)]), (value_at, [_value(value)])], above=2, below=2)
        for label, value in sheet.evidence
    ]
    return [head, *notes, Spacer(1, 8), *rows]


def _value(value: str) -> Flowable:
    return two_lines(value) if len(value) == 64 else words(value, UI_SMALL)
