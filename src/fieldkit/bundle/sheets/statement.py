"""The witness statement (Criminal Justice Act 1967 s.9; Criminal Procedure Rules r.16.2)."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.flow import BODY, CLOSE, FACT, LABEL, TEXT_WIDTH, TITLE, Box, Column, Row, words
from fieldkit.bundle.sheets.flow import SignatureLine as Line
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import Struck, Words, curly, passage
from fieldkit.errors import Trouble

_COUNT = "{pages}"
_LABEL_AT, _VALUE_AT = Column(0, 37 * mm), Column(39.7 * mm, TEXT_WIDTH - 39.7 * mm)
_NUMBER, _TEXT = Column(0, 9 * mm), Column(10 * mm, TEXT_WIDTH - 10 * mm)
HEADING = "WITNESS STATEMENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSheet:
    """A statement ready to print. Every text is as the reader will see it; no address of the witness.

    `rule` and `declaration` are the prescribed wordings of their day; the declaration holds "{pages}"
    where the count goes (EVD-01). `paragraphs` are numbered from 1. `signature` and `signed_on` stay empty
    until it is signed. `reader` is the declaration of who read it over, where the maker cannot read.
    """

    heading: Heading
    name: str
    age: str
    occupation: str
    rule: str
    declaration: str
    paragraphs: tuple[Words | str, ...]
    signature: str = ""
    signed_on: str = ""
    reader: str = ""


def statement(sheet: StatementSheet) -> Printed:
    """The statement with its own page count in the declaration and a signature line on each page.

    Raises `Trouble` when the declaration has no place for the count, or a character cannot be printed.
    """
    if sheet.declaration.count(_COUNT) != 1:
        raise Trouble(
            "The declaration has no place for the number of pages (EVD-01).",
            "Restore the prescribed wording.",
        )
    foot = Foot(signed=True, signature=sheet.signature)
    title = f"Statement of {sheet.name}"
    return print_pages(title, sheet.heading, foot, lambda total: _story(sheet, total))


def _story(sheet: StatementSheet, total: int) -> list[Flowable]:
    count = "1 page" if total == 1 else f"{total} pages"
    declared = curly(sheet.declaration.replace(_COUNT, count))
    story: list[Flowable] = [words(HEADING, TITLE), words(sheet.rule, CLOSE), Spacer(1, 8)]
    story += facts(
        (("Statement of", sheet.name), ("Age if under 18", sheet.age), ("Occupation", sheet.occupation))
    )
    story.append(Box([words(declared), Line(sheet.signature, sheet.signed_on)]))
    for number, said in enumerate(sheet.paragraphs, 1):
        text = passage(_curled(said), BODY)
        story.append(Row([(_NUMBER, [words(f"{number}.")]), (_TEXT, [text])], below=6.9))
    story.append(Line(sheet.signature, sheet.signed_on, above=14))
    if sheet.reader:
        story.append(Box([words(curly(sheet.reader)), Line()], above=16))
    return story


def _curled(said: Words | str) -> Words | str:
    if isinstance(said, str):
        return curly(said)
    return [
        Struck(curly(part.old), curly(part.new), part.noted) if isinstance(part, Struck) else curly(part)
        for part in said
    ]


def facts(pairs: tuple[tuple[str, str], ...]) -> list[Flowable]:
    """Lines of a bold label and what it is, under a title."""
    return [
        Row([(_LABEL_AT, [words(label, LABEL)]), (_VALUE_AT, [words(value, FACT)])]) for label, value in pairs
    ]
