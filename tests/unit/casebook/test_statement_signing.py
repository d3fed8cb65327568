"""Who signs a statement and how: the officer, a witness on the pad, each page of paper, a reader over it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from tests.unit.casebook.conftest import PETRA, Clock
from tests.unit.casebook.test_exhibits import REASON, letter
from tests.unit.casebook.test_statements import words
from tests.unit.casebook.test_visit import caseload

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.evidence.redrafts import GONE, KEPT, NEW, compared
from fieldkit.casebook.evidence.statement_signing import Given
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

PEN = ((10, 10, 60, 40, 110, 10),)
LONG = "\n\n".join(["I went to the house and saw nobody there."] * 40)


@pytest.fixture
def case(casebook: Casebook) -> str:
    return caseload(casebook)[0]


@pytest.fixture
def head(casebook: Casebook, case: str) -> str:
    """A head teacher's statement, written by the officer, not signed."""
    made, _ = casebook.statements.gather(case, [], maker="Jo Ferrow", occupation="Head teacher")
    casebook.statements.edit(made, {"paragraphs": f"I am Head teacher.\n\n{LONG}"})
    return made


def verdicts(casebook: Casebook, statement: str) -> dict[str, str]:
    return {one.rule: str(one.verdict) for one in casebook.statements.findings(statement)}


def page_words(pdf: bytes) -> list[str]:
    with pdfium.PdfDocument(io.BytesIO(pdf)) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_a_witness_signs_on_the_pad_and_the_officer_cannot_for_them(casebook: Casebook, head: str) -> None:
    with pytest.raises(Trouble, match="Only the person whose"):
        casebook.statements.sign(head)
    casebook.statements.edit(head, {"read_over_by": "Mo Grange"})
    with pytest.raises(Trouble, match="Only the person whose"):
        casebook.statements.sign(head)
    with pytest.raises(Problems) as caught:
        casebook.statements.sign_for(head, Given())
    assert [one.field for one in caught.value.problems] == ["ink", "reader_ink"]
    assert verdicts(casebook, head)["EVD-04"] == "cannot_tell"
    casebook.statements.sign_for(head, Given(ink=PEN, reader_ink=PEN))
    assert casebook.held(head).locked
    assert verdicts(casebook, head) == dict.fromkeys(
        ("EVD-01", "EVD-02", "EVD-03", "EVD-04", "EVD-05"), "pass"
    )
    said = words(casebook.paper.statement(head).pdf)
    assert "I, Mo Grange, declare that I read this statement over to Jo Ferrow, who cannot read it" in said


def test_on_paper_each_printed_page_is_signed_and_counted(
    casebook: Casebook, head: str, clock: Clock, tmp_path: Path
) -> None:
    pages = casebook.statements.pages(head)
    assert pages == 2
    for wrong in ("", "1", "3", "two"):
        with pytest.raises(Problems, match="It prints to 2 pages"):
            casebook.statements.sign_for(head, Given(on_paper=True, pages=wrong))
    with pytest.raises(Problems, match="not to come"):
        casebook.statements.sign_for(head, Given(on_paper=True, pages="2", signed_at="21 11 2026 10:00"))
    clock.set("2026-11-23 09:00")
    (tmp_path / "scan.pdf").write_bytes(letter())
    given = Given(on_paper=True, pages="3", signed_at="20 11 2026 16:30", scan=tmp_path / "scan.pdf")
    with pytest.raises(Problems, match="2 pages"):
        casebook.statements.sign_for(head, given)
    assert casebook.exhibits.list(head) == []
    casebook.statements.sign_for(head, replace(given, pages="2"))
    (scan,) = casebook.exhibits.list(head)
    for number, said in enumerate(page_words(casebook.paper.statement(head).pdf), 1):
        assert "(signed) J Ferrow" in said
        assert f"Date 20 November 2026 Page {number} of 2" in said
    assert scan.description == "Signed statement of Jo Ferrow, as signed on paper"
    assert scan.locked


def test_a_statement_is_sealed_by_signing_alone(casebook: Casebook, head: str, case: str) -> None:
    with pytest.raises(Trouble, match="not signed"):
        casebook.records.seal(head)
    own, _ = casebook.statements.gather(case, [])
    casebook.statements.edit(own, {"signed_as": "D Farthing", "paragraphs": "I live at ZZ1 4CD."})
    with pytest.raises(Problems, match="EVD-04"):
        casebook.records.seal(own)


def test_an_age_is_over_18_or_the_years(casebook: Casebook, head: str) -> None:
    for age in ("", "adult", "18", "19", "0"):
        with pytest.raises(Problems, match=r"[Aa]ge"):
            casebook.statements.edit(head, {"age_note": age})
    casebook.statements.edit(head, {"age_note": "17"})
    assert "Age if under 18 17" in words(casebook.paper.statement(head).pdf)


def test_no_address_of_a_witness_is_served(casebook: Casebook, head: str, case: str) -> None:
    refuge = {"address_kind": "refuge", "lines": "9 Haven Yard", "postcode": "ZZ9 9ZZ", "alias": "Safe place"}
    casebook.records.new("address", refuge, parent=case)
    for shown in ("I live at ZZ1 4CD.", "Ring 01632 960101.", "Write to jo@example.org.", "9 haven yard"):
        casebook.statements.edit(head, {"paragraphs": f"I saw it. {shown}"})
        assert verdicts(casebook, head)["EVD-04"] == "fail"
        with pytest.raises(Problems, match="EVD-04"):
            casebook.statements.sign_for(head, Given(ink=PEN))


@pytest.mark.parametrize("said", ["He was out.", "I heard, “Go away."])
def test_words_that_are_no_statement_of_ones_own_are_not_signed(
    casebook: Casebook, head: str, said: str
) -> None:
    casebook.statements.edit(head, {"paragraphs": said})
    with pytest.raises(Problems, match="EVD-02"):
        casebook.statements.sign_for(head, Given(ink=PEN))


def test_marks_are_resolved_or_named(casebook: Casebook, head: str, case: str) -> None:
    casebook.exhibits.attach(case, casebook.exhibits.examine(letter(), "a.pdf"), REASON)
    casebook.statements.edit(head, {"paragraphs": "I produce DF/1.\n\nI saw DF/9 and DF/1."})
    page = casebook.statements.page(head)
    assert [(one.mark, one.there, one.paragraphs) for one in page.cited] == [
        ("DF/1", True, (1, 2)), ("DF/9", False, (2,)),
    ]  # fmt: skip
    assert [(one.mark, one.description) for one in page.offered] == [("DF/1", "Front door")]
    assert page.findings[0].says == "Attach exhibit DF/9, or take it out of the statement."
    assert "Exhibit What it is DF/1 Front door" in words(page.sheet.pdf)


def test_an_earlier_draft_says_what_changed_and_prints_as_it_was(casebook: Casebook, head: str) -> None:
    casebook.statements.edit(head, {"paragraphs": "I am Head teacher.\n\nI saw Corin on Monday."})
    casebook.statements.edit(head, {"paragraphs": "I am Head teacher.\n\nI saw Corin on Tuesday."})
    last = casebook.statements.redrafts(head)[-1]
    same, changed = casebook.statements.changes(head, last.number)
    assert (same.differs, changed.pieces) == (
        False, ((KEPT, "I saw Corin on "), (GONE, "Monday. "), (NEW, "Tuesday. ")),
    )  # fmt: skip
    sheet = casebook.statements.redraft_sheet(head, last.number)
    said = words(sheet.pdf)
    assert "EARLIER DRAFT OF A STATEMENT" in said
    assert "I saw Corin on Monday." in said
    assert "Signed" not in said
    with pytest.raises(Trouble, match="no earlier draft 9"):
        casebook.statements.redraft_sheet(head, 9)


def test_an_erased_redraft_is_told(casebook_of: Callable[[Holder], Casebook]) -> None:
    petra = casebook_of(PETRA)
    made, _ = petra.statements.gather(caseload(petra)[0], [])
    petra.statements.edit(made, {"paragraphs": "I saw nobody."})
    assert verdicts(petra, made)["EVD-05"] == "pass"
    petra.records.erase(made, "not-needed", fields=("paragraphs",))
    assert verdicts(petra, made)["EVD-05"] == "fail"
    assert not any("EVD-05" in say for say in petra.statements.faults(made))


def test_drafts_are_compared_paragraph_by_paragraph() -> None:
    before = "I came.\n\nI saw the door open.\n\nI left."
    after = "I came.\n\nI saw the door shut.\n\nI wrote it down at once.\n\nI left."
    sorts = [tuple(sort for sort, _ in one.pieces) for one in compared(before, after)]
    assert sorts == [(KEPT,), (KEPT, GONE, NEW), (NEW,), (KEPT,)]
    assert [one.after() for one in compared(before, after) if one.after()] == after.split("\n\n")
    assert [one.before() for one in compared(before, after) if one.before()] == before.split("\n\n")
