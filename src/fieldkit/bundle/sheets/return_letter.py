"""The letter that sends a referral back to its school: each check that failed, in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from fieldkit.bundle.sheets.flow import (
    BODY,
    LABEL,
    ROW,
    SMALL,
    TEXT_WIDTH,
    UI_SMALL,
    Column,
    Row,
    SignatureLine,
    words,
)
from fieldkit.bundle.sheets.index import section_head
from fieldkit.bundle.sheets.letterhead import DEPTH, Letterhead, draw_letterhead
from fieldkit.bundle.sheets.page import First, Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import curly
from fieldkit.bundle.sheets.statement import facts

_WHOLE = Column(0, TEXT_WIDTH)
_WHAT_AT, _SAYS_AT = Column(0, 52 * mm), Column(58 * mm, TEXT_WIDTH - 58 * mm)


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what is asked, what was found, the facts it looked at, its rule and its authority."""

    asks: str
    says: str
    looked_at: str
    authority: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSheet:
    """The letter. `opening` and `closing` are the council's words with their places filled.

    `failed` has to be put right; `open_checks` could not be told from what the school sent.
    """

    head: Letterhead
    salutation: str
    title: str
    about: tuple[tuple[str, str], ...]
    opening: str
    reason: str
    failed: tuple[Check, ...]
    open_checks: tuple[Check, ...]
    closing: str
    officer: str
    foot: str = ""


def return_letter(sheet: ReturnSheet) -> Printed:
    """The printed letter. Raises `Trouble` when a character cannot be printed."""
    head = sheet.head
    return print_pages(
        sheet.title,
        Heading(head.council, head.reference),
        Foot(sheet.foot),
        lambda _total: _story(sheet),
        first=First(DEPTH, lambda canvas: draw_letterhead(canvas, head)),
    )


def _story(sheet: ReturnSheet) -> list[Flowable]:
    story: list[Flowable] = [words(sheet.salutation, BODY), Spacer(1, 6)]
    story += [words(curly(sheet.title), LABEL), Spacer(1, 4), *facts(sheet.about), Spacer(1, 6)]
    story += _paragraphs(sheet.opening)
    if sheet.reason:
        story += _paragraphs(sheet.reason)
    story += _checks("What has to be put right", sheet.failed)
    story += _checks("What we could not tell from the referral", sheet.open_checks)
    ending = [
        Spacer(1, 10),
        *_paragraphs(sheet.closing),
        SignatureLine(above=30),
        words(sheet.officer, SMALL),
    ]
    return [*story, KeepTogether(ending)]


def _checks(title: str, checks: tuple[Check, ...]) -> list[Flowable]:
    if not checks:
        return []
    heads = [(_WHAT_AT, [words("What is asked", UI_SMALL)]), (_SAYS_AT, [words("What we found", UI_SMALL)])]
    return [section_head(title), Row(heads, above=3, below=2, keep=True), *(_check(one) for one in checks)]


def _check(check: Check) -> Row:
    left: list[Flowable] = [words(curly(check.asks), LABEL), words(check.authority, UI_SMALL)]
    right: list[Flowable] = [words(curly(check.says), ROW)]
    if check.looked_at:
        right.append(words(curly(check.looked_at), UI_SMALL))
    return Row([(_WHAT_AT, left), (_SAYS_AT, right)], above=3.8, below=4.7, rule=0.5)


def _paragraphs(text: str) -> list[Flowable]:
    return [
        Row([(_WHOLE, [words(curly(line), BODY)])], below=5) for line in text.splitlines() if line.strip()
    ]
