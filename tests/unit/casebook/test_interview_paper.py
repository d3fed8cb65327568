"""The papers of an interview: exact words, times, corrections, and what stands for a signature."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import (
    INK,
    JUNO,
    ROWAN,
    TO_QUESTIONS,
    approved,
    begun,
    cautioned,
    ms,
    put,
)
from tests.unit.casebook.recording import cautioned_in_sound, signed, sound

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.interviews.paper import InterviewPaper
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


def in_sound(rowan: Casebook, juno: Casebook, clock: Clock, folder: Path) -> tuple[str, str]:
    """An interview in sound with statements, sealed, and its master's custody; says both."""
    made = cautioned_in_sound(rowan, juno, clock)
    put(rowan, clock, made, "Who gets Lorcan ready for school?", "He gets himself ready.")
    rowan.recordings.event(made, "media-changed", True, media_no="C 12")
    statement, _ = rowan.caution_statements.begin(made, "by-officer")
    rowan.caution_statements.write(statement, "He laeves before I wake.")
    rowan.caution_statements.write(statement, "He leaves before I wake.", "A letter")
    rowan.caution_statements.sign(statement, INK)
    refused, _ = rowan.caution_statements.begin(made, "by-officer")
    rowan.caution_statements.write(refused, "Nobody rang me.")
    rowan.caution_statements.refuse(refused, "I said enough.")
    said = {"copy_kind": "master", "media_no": "C 11"}
    master, _ = rowan.recordings.add_with_file(made, sound(folder, 300), said)
    rowan.recordings.seal_up(master, "S 4471", signed=False, words="I sign nothing more.")
    signed(rowan, made)
    rowan.signing.seal(made)
    row = {"custody_act": "handed", "from_whom": "Rowan Quillon", "to_whom": "Store 4", "purpose": "Keeping"}
    rowan.custody.add(master, row, INK, signed_by="Dana Reed")
    opened = {"custody_act": "opened", "to_whom": "Rowan Quillon", "purpose": "Copy for the solicitor"}
    rowan.custody.add(master, opened | {"authority": "Petra Ashlock", "seal_no": "S 4502"})
    return made, master


def test_the_record_of_an_interview_in_sound_tells_its_recordings_and_statements(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan = casebook_of(ROWAN)
    made, master = in_sound(rowan, casebook_of(JUNO), clock, tmp_path)
    paper = rowan.beside(InterviewPaper)
    words, digest = _words(paper.record(made)), rowan.held(master).text("sha256")
    assert "In sound. Recorder 2" in words
    assert "new media C 12, said aloud." in words
    assert "I, Agnieszka Ebbage, wish to make a statement. I want someone to write down what I say." in words
    assert "He laeves before I wake. He leaves before I wake. RQ 19/11/26" in words
    assert "Refused to sign: “I said enough.”" in words
    assert "RQ/1 Sealed master, Recorder 2, media C 11" in words
    assert f"5:00, SHA-256 {digest[:32]} {digest[32:]}." in words
    assert "under S 4471, label not signed: “I sign nothing more.”" in words
    first = rowan.caution_statements.of(made)[0]
    statement = rowan.paper.of(first.record)
    assert (statement.pages, statement.corrections) == (1, (1,))
    assert "Written down by Rowan Quillon, begun 19 November 2026 at" in _words(statement)


def test_the_custody_sheet_has_a_row_an_act_and_whose_authority(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan = casebook_of(ROWAN)
    _, master = in_sound(rowan, casebook_of(JUNO), clock, tmp_path)
    words = _words(rowan.beside(InterviewPaper).custody(master))
    assert words.count("19/11/2026") == 2
    assert "Handed over Keeping" in words
    assert "Dana Reed" in words
    assert "Master opened by authority Copy for the solicitor Seal S 4502 Authority: Petra Ashlock" in words
    assert "A master recording is opened only by authority." in words


def test_the_caution_explained_back_in_its_three_parts_is_printed(casebook_of: Of, clock: Clock) -> None:
    rowan = casebook_of(ROWAN)
    made = begun(rowan, casebook_of(JUNO), clock)
    parts = {
        "explained": "One part after the other", "said_silence": "I can be quiet.",
        "said_harm": "They may not believe me later.", "said_evidence": "It can be read out.",
    }  # fmt: skip
    for code, typed in TO_QUESTIONS:
        rowan.interviews.step(made, code, {"understood": "yes"} | parts if code == "caution" else typed)
    step = rowan.interviews.page(made).step_of("caution")
    assert {"explained": step.explained} | dict(step.parts) == {
        "explained": "One part after the other",
        "Need not say anything": "I can be quiet.",
        "May harm the defence": "They may not believe me later.",
        "May be given in evidence": "It can be read out.",
    }
    words = _words(rowan.beside(InterviewPaper).record(made))
    assert "Understood. Explained: One part after the other" in words
    assert "May harm the defence: “They may not believe me later.”" in words
