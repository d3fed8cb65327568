"""Statements and paper at the desk: drafted from what is recorded, counted by printing, never lost."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.test_exhibits import REASON, letter, photograph
from tests.unit.casebook.test_visit import WRITE_UP, caseload, plan

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.evidence.account import introduced, speech
from fieldkit.errors import Trouble
from fieldkit.store import records, revisions

CARD = {"left_at": "11:20", "adult_seen": "yes", "contact_by": "27 11 2026", "phone": "01632 960140"}


def written_up(casebook: Casebook, clock: Clock) -> str:
    """A visit to Corin Halloway with a photograph, a letter and a correction, ready to lock."""
    case, _, address = caseload(casebook)
    visit = plan(casebook, case, address)
    casebook.visits.set_off(visit)
    clock.set("2026-11-20 10:34")
    casebook.visits.arrive(visit)
    found = casebook.exhibits.examine(photograph(), "door.jpg")
    casebook.exhibits.attach(visit, found, {**found.offered, **REASON, "place": "14 Sluice Lane"})
    clock.set("2026-11-20 11:12")
    casebook.visits.leave(visit)
    clock.set("2026-11-20 15:12")
    casebook.records.correct(visit, WRITE_UP)
    casebook.records.correct(visit, {"departed_at": "11:21"}, "read from the timer")
    return visit


@pytest.fixture
def visit(casebook: Casebook, clock: Clock) -> str:
    return written_up(casebook, clock)


def words(pdf: bytes) -> str:
    """The words of a PDF, with single spaces."""
    with pdfium.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_draft_says_what_was_done_seen_and_heard_and_no_judgement(casebook: Casebook, visit: str) -> None:
    with pytest.raises(Trouble, match="locked visit"):
        casebook.statements.draft(visit)
    casebook.visits.lock(visit)
    statement, _ = casebook.statements.draft(visit)
    text = casebook.held(statement).text("paragraphs")
    assert text.startswith(
        "I am employed as a CME officer.\n\nI make this statement about Corin Halloway, born"
    )
    assert "On 20 November 2026 at 10:34 I arrived at the family’s home." in text
    assert "A parent answered the door and gave the name Bram Halloway." in text
    assert "At 10:51 I spoke to Corin alone. Corin said, “I fell.”" in text
    assert "I recorded what I saw of Corin: Bruise on outer left forearm, about 3 cm." in text
    assert "photograph on 20 November 2026 at 10:41: Front door. I produce it as exhibit DF/1." in text
    assert "I left at 11:21." in text
    assert "MASH" not in text
    assert "Sluice" not in text


def test_signing_counts_the_pages_and_locks(casebook: Casebook, visit: str) -> None:
    casebook.visits.lock(visit)
    statement, _ = casebook.statements.draft(visit)
    draft = words(casebook.paper.statement(statement).pdf)
    assert "(consisting of 1 page each signed by me)" in draft
    assert "D Farthing" not in draft
    casebook.statements.edit(statement, {"paragraphs": "\n\n".join(["I went to the house."] * 30)})
    assert casebook.statements.pages(statement) == 2
    assert "(consisting of 2 pages each signed by me)" in words(casebook.paper.statement(statement).pdf)
    short = "I went to the house.\n\nI produce a photograph as exhibit DF/1."
    casebook.statements.edit(statement, {"paragraphs": short}, "shorter")
    casebook.statements.sign(statement)
    signed = words(casebook.paper.statement(statement).pdf)
    assert "(consisting of 1 page each signed by me)" in signed
    assert "D Farthing" in signed
    assert "20 November 2026" in signed
    with pytest.raises(Trouble, match="locked"):
        casebook.statements.edit(statement, {"paragraphs": "Something else."})
    with casebook.notebook.reading() as book:
        drafts = [r.payload.fields for r in revisions.of_record(book, statement) if r.payload]
    assert sum("paragraphs" in fields for fields in drafts) == 3


def test_an_address_a_number_and_a_missing_exhibit_stop_the_signature(casebook: Casebook, visit: str) -> None:
    casebook.visits.lock(visit)
    statement, _ = casebook.statements.draft(visit)
    bad = "I live at ZZ1 4CD.\n\nRing me on 07700 900102.\n\nI produce a map as exhibit DF/9."
    casebook.statements.edit(statement, {"paragraphs": bad})
    with pytest.raises(Problems) as caught:
        casebook.statements.sign(statement)
    assert [problem.say for problem in caught.value.problems] == [
        "Attach exhibit DF/9, or take it out of the statement",
        "Take the address out of the statement (EVD-04)",
        "Take the telephone number out of the statement (EVD-04)",
    ]
    assert not casebook.held(statement).locked


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("I fell", "“I fell.”"),
        ("“I fell.”", "“I fell.”"),
        ('He said "go"', "“He said ‘go’.”"),
        ("Why?", "“Why?”"),
    ],
)
def test_words_become_direct_speech(typed: str, said: str) -> None:
    assert speech(typed) == said


def test_a_record_prints_its_corrections_addenda_and_lock(casebook: Casebook, visit: str) -> None:
    casebook.visits.lock(visit)
    casebook.records.addendum(visit, "The bruise was on the left arm.")
    sheet = casebook.paper.of(visit)
    text = words(sheet.pdf)
    assert "11:12 DF 20/11/26 15:12" in text
    assert sheet.corrections
    assert "The bruise was on the left arm." in text
    assert "Dilys Farthing, 20 November 2026 at 15:12" in text
    assert "“I fell.”" in text
    assert "DF/1 Front door" in text
    assert "Signed by this notebook for itself." in text
    assert "14 Sluice Lane, ZZ1 4CD" in text


def test_labels_lists_and_chronologies_print(casebook: Casebook, visit: str) -> None:
    case = casebook.held(visit).home
    paper = casebook.exhibits.examine(letter(), "letter.pdf")
    wide = {**REASON, "description": "Wide " * 40, "place": "WWWW " * 40, "produced_at": "20 11 2026 10:00"}
    exhibit, _ = casebook.exhibits.attach(case, paper, wide)
    casebook.visits.lock(visit)
    label = words(casebook.paper.of(exhibit).pdf)
    assert "DF/2" in label
    assert "exhibit DF/2 referred to in the statement made and signed by me" in label
    listed = words(casebook.paper.exhibit_list(case).pdf)
    assert paper.sha256[:32] in listed
    assert words(casebook.paper.chronology(case).pdf).index("20 Nov 2026") > 0
    assert "Corin Halloway" in words(casebook.paper.of(case).pdf)
    assert casebook.paper.chronology(case).pdf == casebook.paper.chronology(case).pdf


def test_printing_and_exporting_are_logged(casebook: Casebook, visit: str, tmp_path: Path) -> None:
    sheet = casebook.paper.of(visit)
    casebook.paper.printed(sheet, reason="for the file")
    casebook.paper.export(sheet, tmp_path / sheet.file_name, recipient="Legal")
    assert (tmp_path / sheet.file_name).read_bytes() == sheet.pdf
    with casebook.notebook.reading() as book:
        released = records.listed(book, kinds=["release"], parent=visit, order="made_ms")
    assert [item.text("release_kind") for item in released] == ["print", "export"]


def test_a_card_is_numbered_and_names_the_child_only_to_an_adult(casebook: Casebook, visit: str) -> None:
    card, _ = casebook.cards.new(visit, {"version": "calling-card-handed", **CARD})
    text = words(casebook.paper.of(card).pdf)
    assert "I called today to talk about Corin." in text
    assert "Halloway" not in text
    assert "Card DF-L07-1" in text
    posted, _ = casebook.cards.new(visit, {**CARD, "version": "calling-card-posted", "adult_seen": "no"})
    assert "an education matter" in casebook.cards.words(posted)
    assert "DF-L07-2" in casebook.cards.words(posted)
    with pytest.raises(Problems, match="no adult was there"):
        casebook.cards.new(visit, {**CARD, "version": "calling-card-handed", "adult_seen": "no"})


def test_a_draft_is_gathered_from_the_records_chosen(
    casebook: Casebook, clock: Clock, visit: str, tmp_path: Path
) -> None:
    case = casebook.held(visit).home
    note = {"note_kind": "phone-call", "happened_at": "19 11 2026 14:00", "subject": "attendance",
            "with_whom": "Ms Ferrow", "words": "He is not here", "facts": "She had not seen him"}  # fmt: skip
    call, _ = casebook.records.new("note", note, parent=case)
    with pytest.raises(Trouble, match="Sign and lock the visit first"):
        casebook.statements.gather(case, [visit, call])
    casebook.visits.lock(visit)
    statement, _ = casebook.statements.gather(case, [visit, call])
    text = casebook.held(statement).text("paragraphs")
    assert "On 19 November 2026 at 14:00 I spoke by telephone to Ms Ferrow" in text
    assert "Ms Ferrow said, “He is not here.”" in text
    assert "I do not know of my own knowledge whether that is so." in text
    assert text.index("Ms Ferrow") < text.index("On 20 November 2026 at 10:34 I arrived")
    assert text.count("I am employed") == 1
    with pytest.raises(Trouble, match="No statement is made from"):
        casebook.statements.gather(case, [case])


def test_a_head_teacher_makes_a_statement_that_the_officer_writes_but_does_not_sign(
    casebook: Casebook, visit: str
) -> None:
    case = casebook.held(visit).home
    made, _ = casebook.statements.gather(
        case, [], maker="Jo Ferrow", occupation="Head teacher, Quayside High"
    )
    assert casebook.held(made).text("paragraphs") == "I am the head teacher of Quayside High."
    with pytest.raises(Trouble, match="Only the person whose statement"):
        casebook.statements.sign(made)


def test_redrafts_that_differ_are_kept_and_listed(casebook: Casebook, clock: Clock, visit: str) -> None:
    made, _ = casebook.statements.gather(casebook.held(visit).home, [])
    for words in ("I went.", "I went.", "I came.", "I left."):
        casebook.statements.edit(made, {"paragraphs": words})
    assert [(one.number, one.paragraphs) for one in casebook.statements.redrafts(made)][1:] == [
        (2, "I went."),
        (3, "I came."),
    ]


@pytest.mark.parametrize(
    ("occupation", "told"),
    [
        ("Head teacher, Quayside High", "I am the head teacher of Quayside High."),
        ("Attendance officer, Quayside High", "I am employed as an attendance officer at Quayside High."),
        ("Retired nurse", "I am a retired nurse."),
        ("", "I am a witness."),
    ],
)
def test_a_witness_says_who_they_are_in_a_sentence(occupation: str, told: str) -> None:
    assert introduced(occupation) == told
