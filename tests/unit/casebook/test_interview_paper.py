"""The papers of an interview: exact words, times, corrections, and what stands for a signature."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import INK, JUNO, ROWAN, approved, cautioned, ms, put

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.interview_paper import InterviewPaper
from fieldkit.casebook.paper import Sheet
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Casebook]


@pytest.fixture(autouse=True)
def on_the_day_of_the_panel(clock: Clock) -> None:
    clock.set("2026-11-16 10:00")


def _words(sheet: Sheet) -> str:
    pages = pypdf.PdfReader(io.BytesIO(sheet.pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def told(rowan: Casebook, juno: Casebook, clock: Clock, *, refuses: bool) -> str:
    """An interview of some questions, read over, signed or refused, and sealed."""
    made = cautioned(rowan, juno, clock)
    put(
        rowan,
        clock,
        made,
        "Who gets Lorcan ready for school in the morning?",
        "He gets himself ready. I am at work.",
    )
    row, _ = rowan.questioning.ask(
        made, "When did you first know that Lorcan was not in school?", ms(clock), point="knew"
    )
    clock.ahead(minutes=1)
    rowan.questioning.answer(row.line, "The school sent me a text, I think in Septembr.", ms(clock))
    rowan.questioning.take_break(made, "rest", "I want some water.")
    clock.ahead(minutes=5)
    rowan.questioning.resume(made, reminded=True)
    open_line, _ = rowan.questioning.ask(
        made, "What do you say about the register extract, exhibit RQ/2?", ms(clock)
    )
    rowan.questioning.no_comment(open_line.line, ms(clock))
    for number in range(6):
        put(
            rowan,
            clock,
            made,
            f"Did anyone offer you help with that, on the {number + 1} November?",
            "A lady from the school. She said about a family worker. Nobody came.",
        )
    rowan.interviews.step(made, "questions")
    rowan.interviews.step(made, "breaks")
    rowan.interviews.step(made, "anything-to-add", {"words": "I told him to go."})
    rowan.interviews.conclude(made)
    rowan.signing.read_over(made, "through-interpreter")
    rowan.questioning.correct(
        row.line, {"answer": "The school sent me a text, I think in September."}, "A letter was missing"
    )
    if refuses:
        rowan.signing.refuse(made, "suspect", "Agnieszka Ebbage", "I will not sign anything.")
    else:
        rowan.signing.sign(made, "suspect", "Agnieszka Ebbage", INK)
    rowan.signing.sign(made, "interviewer", "Rowan Quillon", INK)
    rowan.signing.sign(made, "interpreter", "Halina Brzeska", INK)
    if not refuses:
        rowan.signing.finish(made)
    rowan.signing.comment(made, "")
    rowan.signing.seal(made)
    return made


def test_the_record_prints_its_exact_words_times_and_corrections(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = told(rowan, juno, clock, refuses=True)
    sheet = rowan.paper.of(made)
    text = _words(sheet)
    caution = rowan.reference().wording("caution").text
    assert caution in text
    assert "(caution 1)" in text
    assert "I think in Septembr." in text
    assert "I think in September." in text
    assert "RQ 19/11/26" in text
    assert "No comment" in text
    assert "Reminded of the caution at" in text
    assert "refused at" in text
    assert "I will not sign anything" in text
    assert f"Page {sheet.pages} of {sheet.pages}" in text
    assert text.count("Refused to sign") >= sheet.pages
    assert sheet.corrections
    assert rowan.paper.of(made).pdf == sheet.pdf


def test_a_signed_record_carries_the_signature_as_strokes_on_each_page(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    sheet = rowan.paper.of(told(rowan, juno, clock, refuses=False))
    text = _words(sheet)
    assert "I agree that this is a correct record of what was said." in text
    assert "Refused" not in text
    for page in pypdf.PdfReader(io.BytesIO(sheet.pdf)).pages:
        assert b"1 J" in page.get_contents().get_data()


def test_the_letters_carry_the_prescribed_words(casebook_of: Of) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = approved(rowan, juno)
    rowan.interviews.invite(made, {"invited_how": "letter"})
    papers = rowan.beside(InterviewPaper)
    text = _words(papers.notice(made))
    assert "11. To change the day" in text
    assert rowan.reference().wording("caution").text in text
    assert "free of charge" in text
    invited = _words(papers.invitation(made))
    assert "you do not have to come" in invited
    assert "19 November 2026 at 13:45" in invited
    assert "01632 960140" in invited
    rowan.records.correct(made, {"contact_phone": ""}, "Not known")
    with pytest.raises(Trouble, match="The letter still needs: phone"):
        papers.invitation(made)
