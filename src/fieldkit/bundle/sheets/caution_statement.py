"""A statement under caution on paper: between the prescribed words of PACE Code C Annex D, signed."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.flow import BODY, CLOSE, LABEL, TEXT_WIDTH, TITLE, Box, Column, Row, words
from fieldkit.bundle.sheets.ink import Signed, signed_line
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import Words, curly, passage

_SAID = Column(5 * mm, TEXT_WIDTH - 5 * mm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A statement ready to print: exact opening and closing words (none in one's own hand), what stands
    between, a paragraph each with its corrections struck through, and who signed or refused.
    """

    title: str
    how: str
    opening: str
    said: tuple[Words | str, ...]
    closing: str
    signed: Signed


def caution_statement(heading: Heading, stated: Stated) -> Printed:
    """The statement on sheets of its own, with a line to sign on each page. Raises `Trouble`."""
    foot = Foot(signed=True, signature=stated.signed.refused.partition(":")[0], ink=stated.signed.ink)
    title = [words(stated.title.upper(), TITLE), words("(PACE Code C, Annex D)", CLOSE), Spacer(1, 8)]
    return print_pages(stated.title, heading, foot, lambda _total: [*title, *_body(stated)])


def stated_story(stated: Stated) -> list[Flowable]:
    """The statement as part of the record of an interview."""
    return [words(stated.title, LABEL), *_body(stated)]


def _body(stated: Stated) -> list[Flowable]:
    story: list[Flowable] = [words(curly(stated.how), CLOSE), Spacer(1, 4)]
    story.append(Box([words(curly(stated.opening))], above=4))
    for part in stated.said:
        text = curly(part) if isinstance(part, str) else part
        story.append(Row([(_SAID, [passage(text, BODY)])], below=7.5, bar="solid"))
    end = [words(curly(stated.closing))] if stated.closing else []
    return [*story, Box([*end, signed_line(stated.signed)], above=4)]
