"""The advice to an employer after a visit to a workplace: what was found, the law, what to do and by when."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

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
_RULE_AT, _FOUND_AT = Column(0, 58 * mm), Column(64 * mm, TEXT_WIDTH - 64 * mm)


@dataclass(frozen=True, slots=True)
class Breach:
    """One law that was not kept: in a line, as found, what the law asks, and its authority."""

    title: str
    found: str
    law: str
    authority: str


@dataclass(frozen=True, slots=True)
class AdvisedChild:
    """A child as the letter names it: first name and age, no more; and what was found."""

    name: str
    age: int | None
    breaches: tuple[Breach, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSheet:
    """The letter. `opening`, `asks` and `closing` are the council's words with their places filled."""

    heading: Heading
    council: str
    service: str
    address: tuple[str, ...]
    date: str
    salutation: str
    title: str
    opening: str
    children: tuple[AdvisedChild, ...]
    asks: tuple[str, ...]
    closing: str
    officer: str
    foot: str = ""


def advice_letter(sheet: AdviceSheet) -> Printed:
    """The printed letter. Raises `Trouble` when a character cannot be printed."""
    return print_pages(sheet.title, sheet.heading, Foot(sheet.foot), lambda _total: _story(sheet))


def _story(sheet: AdviceSheet) -> list[Flowable]:
    story: list[Flowable] = [words(sheet.council, TITLE)]
    if sheet.service:
        story.append(words(sheet.service, CLOSE))
    story += [Spacer(1, 16), *(words(line, BODY) for line in sheet.address), Spacer(1, 10)]
    story += [words(sheet.date, BODY), Spacer(1, 10), words(sheet.salutation, BODY), Spacer(1, 6)]
    story += [words(sheet.title, LABEL), Spacer(1, 4), *_paragraphs(sheet.opening)]
    for child in sheet.children:
        aged = f", aged {child.age}" if child.age is not None else ""
        story.append(section_head(f"{child.name}{aged}"))
        story += [_breach(each) for each in child.breaches]
    story.append(section_head("What to do"))
    for number, ask in enumerate(sheet.asks, 1):
        cells = [(Column(0, 8 * mm), [words(f"{number}.", BODY)]),
                 (Column(10 * mm, TEXT_WIDTH - 10 * mm), [words(curly(ask), BODY)])]  # fmt: skip
        story.append(Row(cells, above=3, below=2))
    story += [Spacer(1, 8), *_paragraphs(sheet.closing), Spacer(1, 14)]
    story += [SignatureLine(above=20), words(sheet.officer, SMALL)]
    return story


def _breach(breach: Breach) -> Row:
    left: list[Flowable] = [words(breach.title, LABEL), words(breach.authority, UI_SMALL)]
    right: list[Flowable] = [
        words(curly(f"Found: {breach.found}"), ROW),
        words(curly(f"The law: {breach.law}"), ROW),
    ]
    return Row([(_RULE_AT, left), (_FOUND_AT, right)], above=3.8, below=4.7, rule=0.5)


def _paragraphs(text: str) -> list[Flowable]:
    return [
        Row([(_WHOLE, [words(curly(line), BODY)])], below=5) for line in text.splitlines() if line.strip()
    ]
