"""The evidence sheet, last in a bundle: what it was made from, the hashes of originals, who sealed it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, Spacer

from fieldkit.bundle.sheets.faces import MONO, SERIF_BOLD, markup
from fieldkit.bundle.sheets.flow import (
    CLOSE,
    HASH,
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
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.statement import facts

_PAGE, _DOCUMENT = Column(0, 13 * mm), Column(13.6 * mm, 94 * mm)
_SEALED = Column(111.1 * mm, TEXT_WIDTH - 111.1 * mm)


@dataclass(frozen=True, slots=True)
class Source:
    """One document: its pages as printed, name, SHA-256 of the sealed original, who sealed it, and a note."""

    pages: str
    name: str
    sha256: str
    sealed_by: str
    notebook_line: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceSheet:
    """All of it. `paragraphs` are (bold start, sentence): what is hidden, what was corrected, whose key."""

    heading: Heading
    about: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    paragraphs: tuple[tuple[str, str], ...]
    foot: str

    def list_hash(self) -> str:
        """SHA-256 of the list as printed: one line a document, its fields parted by tabs."""
        lines = ("\t".join((row.pages, row.name, row.sha256, row.notebook_line)) for row in self.sources)
        return hashlib.sha256("\n".join(lines).encode("utf-8")).hexdigest()


def evidence(sheet: EvidenceSheet) -> Printed:
    """The printed sheet. Raises `Trouble` when a character cannot be printed."""
    foot = Foot(sheet.foot)
    return print_pages("Evidence sheet", sheet.heading, foot, lambda _total: _story(sheet), _head())


def _story(sheet: EvidenceSheet) -> list[Flowable]:
    how = (
        "What this bundle was made from. Anyone with the council\u2019s public key can check it: "
        f'run <font name="{MONO}" size="10.5">fieldkit verify</font> on the PDF.'
    )
    story: list[Flowable] = [words("EVIDENCE SHEET", TITLE), Paragraph(how, CLOSE)]
    story += [Spacer(1, 8), *facts(sheet.about), Spacer(1, 12), _head()]
    story += [_row(source) for source in sheet.sources]
    story.append(Spacer(1, 9))
    for start, sentence in sheet.paragraphs:
        story += [_paragraph(start, sentence), Spacer(1, 6)]
    whole = f'{_bold("Hash of this list.")} <font name="{MONO}" size="9">{sheet.list_hash()}</font>'
    return [*story, Paragraph(whole, CLOSE)]


def _head() -> Row:
    cells = (
        (_PAGE, "Page"), (_DOCUMENT, "Document, and SHA-256 of the sealed original"),
        (_SEALED, "Sealed by, and notebook line"),
    )  # fmt: skip
    return Row([(column, [words(text, HEAD)]) for column, text in cells], below=4.5, rule=1.5, keep=True)


def _row(source: Source) -> Row:
    document: list[Flowable] = [words(source.name, ROW)]
    if source.sha256:
        document.append(two_lines(source.sha256))
    if source.note:
        document.append(words(source.note, UI_SMALL))
    sealed: list[Flowable] = [words(source.sealed_by, SMALL)] if source.sealed_by else []
    if source.notebook_line:
        sealed.append(words(source.notebook_line, HASH))
    cells: list[tuple[Column, list[Flowable]]] = [
        (_PAGE, [words(source.pages, ROW_BOLD)]), (_DOCUMENT, document), (_SEALED, sealed),
    ]  # fmt: skip
    return Row(cells, above=3.4, below=4.6, rule=0.5)


def _paragraph(start: str, sentence: str) -> Paragraph:
    return Paragraph(f"{_bold(start)} {markup(sentence)}", CLOSE)


def _bold(text: str) -> str:
    return f'<font name="{SERIF_BOLD}">{markup(text, SERIF_BOLD)}</font>'
