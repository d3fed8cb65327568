"""Any record on paper, from rows that the casebook makes of its questions and answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.flow import CLOSE, LABEL, ROW, TEXT_WIDTH, TITLE, UI_SMALL, Column, Row, words
from fieldkit.bundle.sheets.flow import SignatureLine as Line
from fieldkit.bundle.sheets.index import section_head
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import Struck, curly, passage
from fieldkit.bundle.sheets.statement import facts

Voice = Literal["plain", "fact", "judgement", "verbatim"]
_LABEL_AT, _VALUE_AT = Column(0, 50 * mm), Column(57 * mm, TEXT_WIDTH - 57 * mm)
_BARS: dict[Voice, str] = {"fact": "solid", "judgement": "dotted", "verbatim": "heavy"}
_VOICES: dict[Voice, str] = {"judgement": "Judgement", "verbatim": "Their words"}
NOT_PROVIDED = "Not provided"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One question and its answer. `struck` are earlier answers, oldest first, printed struck through.

    `section` groups rows under a heading; `voice` sets the bar beside the answer, so that fact, judgement and
    their words differ without colour. `added` says when and by whom an addendum was made.
    """

    label: str
    value: str
    voice: Voice = "plain"
    section: str = ""
    struck: tuple[Struck, ...] = ()
    added: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet:
    """A record: title in words, lines of who and when, its rows, and the sentence at each foot."""

    heading: Heading
    title: str
    about: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    rows: tuple[SheetRow, ...] = ()
    foot: str = ""
    signed: bool = False
    signature: str = ""
    signed_on: str = ""


def record(sheet: RecordSheet) -> Printed:
    """The printed record. Raises `Trouble` when a character cannot be printed."""
    foot = Foot(sheet.foot, sheet.signed, sheet.signature)
    return print_pages(sheet.title, sheet.heading, foot, lambda _total: _story(sheet))


def _story(sheet: RecordSheet) -> list[Flowable]:
    story: list[Flowable] = [words(sheet.title.upper(), TITLE)]
    if sheet.about:
        story.append(words(curly(sheet.about), CLOSE))
    story += [Spacer(1, 8), *facts(sheet.facts)]
    for section, rows in groupby(sheet.rows, key=lambda row: row.section):
        if section:
            story.append(section_head(section))
        story += [_row(row) for row in rows]
    if sheet.signed:
        story.append(Line(sheet.signature, sheet.signed_on, above=14))
    return story


def _row(row: SheetRow) -> Row:
    label: list[Flowable] = [words(row.label, LABEL)]
    if row.voice in _VOICES and _VOICES[row.voice] != row.label:
        label.append(words(_VOICES[row.voice], UI_SMALL))
    value = list(_values(row))
    return Row(
        [(_LABEL_AT, label), (_VALUE_AT, value)], above=3.8, below=4.7, rule=0.5, bar=_BARS.get(row.voice, "")
    )


def _values(row: SheetRow) -> Iterable[Flowable]:
    for struck in row.struck:
        yield passage([Struck(struck.old, "", struck.noted)], ROW, marks=False)
    if not row.value:
        yield words(NOT_PROVIDED, ROW)
    for place, part in enumerate(row.value.split("\n") if row.value else ()):
        opened = "\u201c" if row.voice == "verbatim" and place == 0 else ""
        last = place == row.value.count("\n")
        closed = "\u201d" if row.voice == "verbatim" and last else ""
        yield passage(f"{opened}{part}{closed}", ROW, marks=row.voice != "verbatim")
    if row.added:
        yield words(row.added, UI_SMALL)
