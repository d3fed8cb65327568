"""The witness statement (Criminal Justice Act 1967 s.9; Criminal Procedure Rules r.16.2)."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.flow import (
    BODY,
    CLOSE,
    FACT,
    HEAD,
    LABEL,
    ROW,
    ROW_BOLD,
    TEXT_WIDTH,
    TITLE,
    Box,
    Column,
    Row,
    words,
)
from fieldkit.bundle.sheets.flow import SignatureLine as Line
from fieldkit.bundle.sheets.ink import Strokes, draw_ink
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import Struck, Words, curly, passage
from fieldkit.errors import Trouble

_COUNT = "{pages}"
_LABEL_AT, _VALUE_AT = Column(0, 37 * mm), Column(39.7 * mm, TEXT_WIDTH - 39.7 * mm)
_NUMBER, _TEXT = Column(0, 9 * mm), Column(10 * mm, TEXT_WIDTH - 10 * mm)
_MARK_AT, _WHAT_AT = Column(0, 24 * mm), Column(26 * mm, TEXT_WIDTH - 26 * mm)
HEADING = "WITNESS STATEMENT"
DRAFT_HEADING = "EARLIER DRAFT OF A STATEMENT"


@dataclass(frozen=True, slots=True)
class Reader:
    """The declaration of who read the statement to a maker who cannot read it, and how it was signed."""

    declaration: str
    signature: str = ""
    ink: Strokes = ()
    signed_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementSheet:
    """A statement ready to print. Every text is as the reader will see it; no address of the witness.

    `rule` and `declaration` are the prescribed wordings of their day; the declaration holds "{pages}"
    where the count goes (EVD-01). `paragraphs` are numbered from 1; `exhibits` are (mark, description) of
    what they name. `signature` or `ink`, and `signed_on`, stay empty until it is signed.
    """

    heading: Heading
    name: str
    age: str
    occupation: str
    rule: str
    declaration: str
    paragraphs: tuple[Words | str, ...]
    exhibits: tuple[tuple[str, str], ...] = ()
    signature: str = ""
    ink: Strokes = ()
    signed_on: str = ""
    reader: Reader | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSheet:
    """An earlier draft as it was written: by whom and when, never with a signature."""

    heading: Heading
    name: str
    number: int
    written: str
    paragraphs: tuple[str, ...]


def statement(sheet: StatementSheet) -> Printed:
    """The statement with its own page count in the declaration, a signature and the date on each page.

    Raises `Trouble` when the declaration has no place for the count, or a character cannot be printed.
    """
    if sheet.declaration.count(_COUNT) != 1:
        raise Trouble(
            "The declaration has no place for the number of pages (EVD-01).",
            "Restore the prescribed wording.",
        )
    foot = Foot(signed=True, signature=sheet.signature, ink=sheet.ink, dated=True, date=sheet.signed_on)
    title = f"Statement of {sheet.name}"
    return print_pages(title, sheet.heading, foot, lambda total: _story(sheet, total))


def draft(sheet: DraftSheet) -> Printed:
    """An earlier draft, kept because its words differ (CPIA 1996 s.23 Code). Raises `Trouble`."""
    story: list[Flowable] = [words(DRAFT_HEADING, TITLE), Spacer(1, 8)]
    story += facts((("Statement of", sheet.name), ("Draft", str(sheet.number)), ("Written", sheet.written)))
    story += [Spacer(1, 10), *_numbered(sheet.paragraphs)]
    foot = Foot("An earlier draft that was not signed.", numbered=True)
    return print_pages(f"Draft {sheet.number}: {sheet.name}", sheet.heading, foot, lambda _total: story)


def _story(sheet: StatementSheet, total: int) -> list[Flowable]:
    count = "1 page" if total == 1 else f"{total} pages"
    declared = curly(sheet.declaration.replace(_COUNT, count))
    story: list[Flowable] = [words(HEADING, TITLE), words(sheet.rule, CLOSE), Spacer(1, 8)]
    story += facts(
        (("Statement of", sheet.name), ("Age if under 18", sheet.age), ("Occupation", sheet.occupation))
    )
    story.append(Box([words(declared), Signed(sheet.signature, sheet.signed_on, sheet.ink)]))
    story += _numbered(sheet.paragraphs)
    story.append(Signed(sheet.signature, sheet.signed_on, sheet.ink, above=14))
    if sheet.reader is not None:
        reader = sheet.reader
        signed = Signed(reader.signature, reader.signed_on, reader.ink)
        story.append(Box([words(curly(reader.declaration)), signed], above=16))
    return [*story, *_produced(sheet.exhibits)]


def _numbered(paragraphs: tuple[Words | str, ...]) -> list[Flowable]:
    return [
        Row(
            [(_NUMBER, [words(f"{number}.")]), (_TEXT, [passage(_curled(said), BODY, place=str(number))])],
            below=6.9,
        )
        for number, said in enumerate(paragraphs, 1)
    ]


def _produced(exhibits: tuple[tuple[str, str], ...]) -> list[Flowable]:
    """What the statement names, under the signature: one line an exhibit."""
    if not exhibits:
        return []
    head = Row([(_MARK_AT, [words("Exhibit", HEAD)]), (_WHAT_AT, [words("What it is", HEAD)])],
               above=20, below=4.5, rule=1.5, keep=True)  # fmt: skip
    rows = [
        Row(
            [(_MARK_AT, [words(mark, ROW_BOLD)]), (_WHAT_AT, [words(curly(what), ROW)])],
            above=3.8,
            below=4.7,
            rule=0.5,
        )
        for mark, what in exhibits
    ]
    return [head, *rows]


class Signed(Line):
    """A line to sign and date, with the signature as it was drawn where there is one."""

    def __init__(self, name: str, date: str, ink: Strokes = (), *, above: float = 8) -> None:
        super().__init__(name, date, above=above + (10 if ink else 0))
        self._ink = ink

    def draw(self) -> None:
        """Draws the lines, then the strokes over the first."""
        super().draw()
        draw_ink(self.canv, self._ink, (15.4 * mm, 2, self.width - 66 * mm, 28))


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
