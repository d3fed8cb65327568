"""The printed record of an interview under caution (PACE Code C 11.7 to 11.14)."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from fieldkit.bundle.sheets.caution_statement import Stated, stated_story
from fieldkit.bundle.sheets.faces import SERIF_BOLD
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
    style,
    words,
)
from fieldkit.bundle.sheets.ink import InkLine, Signed, signed_line
from fieldkit.bundle.sheets.page import Foot, Heading, Printed, print_pages
from fieldkit.bundle.sheets.passage import Struck, Words, curly, passage

_LABEL_AT, _VALUE_AT = Column(0, 37 * mm), Column(39.7 * mm, TEXT_WIDTH - 39.7 * mm)
_NUMBER, _TIME = Column(0, 12 * mm), Column(12 * mm, 15 * mm)
_ASKED = Column(27 * mm, TEXT_WIDTH - 27 * mm)
_ANSWERED = Column(32 * mm, TEXT_WIDTH - 32 * mm)
_WHOLE = Column(0, TEXT_WIDTH)
SUSPECT, OFFICER = "Person interviewed", "Interviewing officer"
_NAMED = style("named", SERIF_BOLD, 12, 17.6)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer with their printed times; corrections stand struck through in the words."""

    number: str
    asked_at: str
    asker: str
    question: Words | str
    answered_at: str
    answerer: str
    answer: Words | str


@dataclass(frozen=True, slots=True)
class Out:
    """A break, as one sentence across the page."""

    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewSheet:
    """A record ready to print; every text is as the reader will see it.

    `facts` are persons, times and approval; `rights` are (time, step, what was said) up to the caution,
    whose exact words stand in the frame, and `agreed` those between it and the first question. `refusal` is
    the certificate that takes the place of a signature; `sound` are the recordings by their marks.
    """

    heading: Heading
    facts: tuple[tuple[str, str], ...]
    rights: tuple[tuple[str, str, str], ...]
    caution: str
    caution_given: str
    agreed: tuple[tuple[str, str, str], ...]
    turns: tuple[Turn | Out, ...]
    closing: tuple[tuple[str, str, str], ...]
    endorsement: str
    signed: tuple[Signed, ...]
    refusal: str
    certificate: str
    foot: Foot
    addenda: tuple[str, ...] = ()
    caution_parts: tuple[tuple[str, str], ...] = ()
    stated: tuple[Stated, ...] = ()
    sound: tuple[tuple[str, str], ...] = ()


def interview(sheet: InterviewSheet) -> Printed:
    """The record, with a line to sign on each page and "Page 1 of 3". Raises `Trouble`."""
    return print_pages("Record of interview", sheet.heading, sheet.foot, lambda _total: _story(sheet))


def _story(sheet: InterviewSheet) -> list[Flowable]:
    story: list[Flowable] = [words("RECORD OF INTERVIEW UNDER CAUTION", TITLE)]
    story += [words("(Police and Criminal Evidence Act 1984, s.67(9); Code C)", CLOSE), Spacer(1, 8)]
    story += _facts(sheet.facts)
    story += [Spacer(1, 8), *_said("Before the caution", sheet.rights)]
    story.append(_caution(sheet))
    story += _said("After the caution", sheet.agreed)
    story.append(_head("No.", "Time", "Question and answer"))
    for turn in sheet.turns:
        story += _turn(turn) if isinstance(turn, Turn) else [_out(turn)]
    story += [Spacer(1, 8), *_said("At the end", sheet.closing)]
    for one in sheet.stated:
        story += [Spacer(1, 10), *stated_story(one)]
    if sheet.sound:
        story += [
            Spacer(1, 8),
            Row([(_WHOLE, [words("Sound recordings", HEAD)])], below=4.5, rule=1.5, keep=True),
        ]
        story += [Spacer(1, 3), *_facts(sheet.sound)]
    story += _ending(sheet)
    for said in sheet.addenda:
        story.append(
            Row([(_LABEL_AT, [words("Added later", LABEL)]), (_VALUE_AT, [words(curly(said), FACT)])])
        )
    return story


def _caution(sheet: InterviewSheet) -> Box:
    """The exact words in their frame, that they were given, and how each part was explained back."""
    parts = [words(curly(f"{part}: {said}"), CLOSE) for part, said in sheet.caution_parts]
    given = words(curly(sheet.caution_given), CLOSE)
    return Box([words("Caution", LABEL), words(curly(sheet.caution)), given, *parts])


def _ending(sheet: InterviewSheet) -> list[Flowable]:
    """The endorsement or the refusal in its place, the officer's certificate, then everybody else's lines."""
    suspect = [one for one in sheet.signed if one.role == SUSPECT]
    officer = [one for one in sheet.signed if one.role == OFFICER]
    story: list[Flowable] = []
    if sheet.refusal:
        story.append(Box([words("Refusal", LABEL), words(curly(sheet.refusal))], above=14))
    else:
        lines = [signed_line(one) for one in suspect] or [InkLine(SUSPECT, "")]
        story.append(Box([words("Endorsement", LABEL), words(curly(sheet.endorsement)), *lines], above=14))
    lines = [signed_line(one) for one in officer] or [InkLine(OFFICER, "")]
    certified = [words("Certificate of the officer", LABEL), words(curly(sheet.certificate))]
    story.append(Box([*certified, *lines]))
    return [*story, *(signed_line(one) for one in sheet.signed if one not in (*suspect, *officer))]


def _facts(pairs: tuple[tuple[str, str], ...]) -> list[Flowable]:
    return [
        Row([(_LABEL_AT, [words(label, LABEL)]), (_VALUE_AT, [words(curly(value), FACT)])], below=1.5)
        for label, value in pairs
    ]


def _head(*names: str) -> Row:
    cells = [
        (column, [words(name, HEAD)]) for column, name in zip((_NUMBER, _TIME, _ASKED), names, strict=True)
    ]
    return Row(cells, above=4, below=4.5, rule=1.5, keep=True)


def _said(title: str, rows: tuple[tuple[str, str, str], ...]) -> list[Flowable]:
    if not rows:
        return []
    story: list[Flowable] = [Row([(_WHOLE, [words(title, HEAD)])], above=4, below=4.5, rule=1.5, keep=True)]
    label, rest = Column(15 * mm, 62 * mm), Column(80 * mm, TEXT_WIDTH - 80 * mm)
    for at, what, said in rows:
        cells = [(Column(0, 15 * mm), [words(at, ROW)]), (label, [words(what, ROW_BOLD)])]
        story.append(Row([*cells, (rest, [words(curly(said), ROW)])], above=3.2, below=4, rule=0.5))
    return story


def _turn(turn: Turn) -> list[Flowable]:
    asked = passage(_with(turn.asker, turn.question), BODY, place=turn.number)
    number = [(_NUMBER, [words(turn.number, _NAMED)]), (_TIME, [words(turn.asked_at)])]
    question = Row([*number, (_ASKED, [asked])], above=6, keep=True)
    if not turn.answerer:
        return [question]
    answered = passage(_with(turn.answerer, turn.answer, quoted=True), BODY)
    cells = [(_TIME, [words(turn.answered_at)]), (_ANSWERED, [answered])]
    return [question, Row(cells, above=2, below=5.5, rule=0.5, bar="solid")]


def _with(who: str, said: Words | str, *, quoted: bool = False) -> list[str | Struck]:
    """Initials, then what was said; an answer in quotation marks, also round a correction."""
    parts: list[str | Struck] = [said] if isinstance(said, str) else list(said)
    told = [
        Struck(curly(part.old), curly(part.new), part.noted) if isinstance(part, Struck) else curly(part)
        for part in parts
    ]
    return [f"{who}  ", "“", *told, "”"] if quoted else [f"{who}  ", *told]


def _out(out: Out) -> Row:
    return Row([(_WHOLE, [passage(curly(out.says), CLOSE)])], above=6, below=6, rule=1)
