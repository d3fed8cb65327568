"""Letters to parents: their own address behind the window, their format, nothing of the other parent."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import JUNO, ROWAN, approved
from tests.unit.casebook.parents import Family, law_enforcement, perdita
from tests.unit.casebook.test_pathway import IMPROVE

from fieldkit.bundle.sheets.letterhead import window_lines
from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.paper import Sheet
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.reference.book import sample_council

_MM = 72 / 25.4


def words(sheet: Sheet) -> str:
    """All that is printed, on one line."""
    return " ".join(" ".join(page.extract_text() for page in _pages(sheet)).split())


def _pages(sheet: Sheet) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(sheet.pdf)).pages)


def placed(page: pypdf.PageObject) -> list[tuple[str, float, float, float]]:
    """Each piece of text of a page: its words, millimetres from the left and from the top, and its size."""
    found: list[tuple[str, float, float, float]] = []

    def visit(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append((text.strip(), tm[4] / _MM, (842 - tm[5]) / _MM, size))

    page.extract_text(visitor_text=visit)
    return found


@pytest.fixture
def book(casebook: Casebook, clock: Clock) -> Casebook:
    """A casebook of Fenmarch, with its own address, payments and translations."""
    return Casebook(casebook.notebook, clock, council_values=sample_council())


def noticed(book: Casebook, clock: Clock) -> tuple[Family, str]:
    """Ruth’s Notice to Improve."""
    family = perdita(book, clock)
    action, _ = book.pathway.consider(family.case, family.mother)
    notice, _ = book.pathway.issue(action, "notice-to-improve", IMPROVE)
    return family, notice


def test_the_address_stands_where_a_dl_window_shows_it(book: Casebook, clock: Clock) -> None:
    _, notice = noticed(book, clock)
    first = placed(_pages(book.pathway_paper.notice(notice))[0])
    block = [(text, down, across) for text, across, down, _ in first if across < 100 and 46 < down < 92]
    assert [text for text, *_ in block] == ["Ruth Cole-Anning", "2 Fen Lane", "ZZ1 2AB"]
    assert all(57 < down < 81 and across > 20 for _, down, across in block)
    said = words(book.pathway_paper.notice(notice))
    assert "Fenmarch House, 1 Sample Square" in said
    assert "Our reference ATT-2026-0401" in said
    assert "16 November 2026" in said


def test_large_print_has_18_points_but_for_the_window(book: Casebook, clock: Clock) -> None:
    _, notice = noticed(book, clock)
    sheet = book.pathway_paper.notice(notice, "large")
    for number, page in enumerate(_pages(sheet)):
        told = [(size, across, down) for _, across, down, size in placed(page)]
        window = [size for size, across, down in told if not number and 46 < down < 92 and across < 100]
        assert window == ([10.5] * 3 if not number else [])
        assert min(size for size, *_ in told if size not in window) >= 18
    assert sheet.name.endswith("large")


def test_the_format_is_proposed_from_the_parents_record(book: Casebook, clock: Clock) -> None:
    family, notice = noticed(book, clock)
    assert book.pathway_paper.formats(notice).proposed == "standard"
    book.records.correct(family.mother, {"communication_needs": ["easy-read", "bsl"]})
    found = book.pathway_paper.formats(notice)
    assert (found.proposed, found.why) == ("easy", "Proposed from the parent’s record: Easy read.")
    assert "British Sign Language" in found.notes[-1]
    said = words(book.pathway_paper.notice(notice))
    assert "has missed too much school" in said
    assert "The notice is what counts in law" in said
    assert "section 444 of the Education Act 1996" in said


def test_a_translation_is_the_stored_one_and_a_missing_one_is_said(book: Casebook, clock: Clock) -> None:
    family, notice = noticed(book, clock)
    book.records.correct(family.mother, {"interpreter_language": "lt"})
    found = book.pathway_paper.formats(notice)
    assert found.proposed == "standard"
    assert "no Lithuanian translation" in found.notes[0]
    with pytest.raises(Trouble, match="never translates by machine"):
        book.pathway_paper.notice(notice, "translated")
    with pytest.raises(Trouble, match="There is no format loud"):
        book.pathway_paper.notice(notice, "loud")
    book.records.correct(family.mother, {"interpreter_language": "pl"})
    with pytest.raises(Trouble, match="The letter still needs: unauthorised, possible"):
        book.pathway_paper.notice(notice)


def test_a_refuge_is_never_printed_and_no_address_says_what_to_do(book: Casebook, clock: Clock) -> None:
    family, notice = noticed(book, clock)
    refuge, _ = book.records.new(
        "address",
        {"address_kind": "refuge", "lines": "7 Hidden Walk", "alias": "The Haven", "postcode": "ZZ9 9ZZ"},
        parent=family.case,
    )
    book.records.new("residence", {"address": refuge}, parent=family.mother)
    said = words(book.pathway_paper.notice(notice))
    assert "To be given by hand: The Haven" in said
    assert "Hidden Walk" not in said
    assert "Fen Lane" not in said
    aunt, _ = book.records.new("person", {"surname": "Quill"}, parent=family.case)
    to = book.letters.addressee(aunt)
    assert to.lines == ("To be given by hand",)
    assert "Record where they live, or hand it over and write down when" in to.warning


def test_a_former_home_is_not_written_to(book: Casebook, clock: Clock) -> None:
    family, _ = noticed(book, clock)
    stay = next(one for one in book.find.all(kinds=["residence"], home=family.case)
                if one.parent == family.mother)  # fmt: skip
    book.records.correct(stay.record, {"date_to": "1 11 2026"})
    assert book.letters.addressee(family.mother).lines == ("To be given by hand",)


@pytest.mark.parametrize("given_away", ["She should ask at 9 Quay Street", "Ring 07700 900142"])
def test_nothing_of_the_other_parent_is_printed(book: Casebook, clock: Clock, given_away: str) -> None:
    family, _ = noticed(book, clock)
    book.records.correct(family.father, {"phone": "07700900142"})
    action = book.pathway.list(family.case)[0].action
    typed = IMPROVE | {"support_tried": given_away}
    notice, _ = book.pathway.issue(action, "notice-to-improve", typed)
    with pytest.raises(Trouble, match=r"Dev Anning.*PAR-03"):
        book.pathway_paper.notice(notice)


def test_an_address_too_long_for_the_window_is_refused() -> None:
    lines = tuple(f"Line {number} of a house with a very long name" for number in range(8))
    with pytest.raises(Trouble, match="too long for the window"):
        window_lines(("A parent", *lines))
    short = window_lines(("A parent", "Flat 2", "Old Mill", "Mill Lane", "Upper End", "Mereham", "ZZ1 2AB"))
    assert short == ("A parent", "Flat 2, Old Mill", "Mill Lane", "Upper End", "Mereham", "ZZ1 2AB")


def test_a_notice_lacks_what_is_not_filled_in(book: Casebook, clock: Clock) -> None:
    family = perdita(book, clock)
    action, _ = book.pathway.consider(family.case, family.mother)
    bare = {name: said for name, said in IMPROVE.items() if name not in ("support_tried", "absence_said")}
    with pytest.raises(Problems) as problems:
        book.pathway.issue(action, "notice-to-improve", bare)
    assert [one.field for one in problems.value.problems] == ["absence_said", "support_tried"]
    law_enforcement(book, family.case)
    clock.set("2027-01-04 10:00")
    with pytest.raises(Problems, match="NF-11"):
        book.pathway.issue(
            action, "penalty-notice", {"issuer": "head", "issuer_name": "Ms Osei", "authorised": "no"}
        )
    typed = {"issuer": "head", "issuer_name": "Ms Osei", "authorised": "yes", "reported": "yes"}
    notice, _ = book.pathway.issue(action, "penalty-notice", typed)
    assert "Ms Osei, head teacher" in words(book.pathway_paper.notice(notice))
    for field in ("sufficient", "period_from", "issuer"):
        with pytest.raises(Trouble, match="stays as it is"):
            book.records.correct(notice, {field: "police" if field == "issuer" else "1 9 2026"})


def test_a_code_of_conduct_names_the_roles_that_may_issue(
    casebook: Casebook, clock: Clock, tmp_path: Path
) -> None:
    rules = tmp_path / "council.toml"
    rules.write_text(
        '[[local]]\nkey = "penalty.issuer_roles"\nvalue = "AIO MGR"\nauthority = "Code of conduct"\n'
    )
    book = Casebook(casebook.notebook, clock, council_values=rules)
    family = perdita(book, clock)
    law_enforcement(book, family.case)
    clock.set("2027-01-04 10:00")
    action, _ = book.pathway.consider(family.case, family.mother)
    with pytest.raises(Problems, match="code of conduct does not let them"):
        book.pathway.issue(action, "penalty-notice")


def test_the_certificate_says_paid_unpaid_or_not_yet(book: Casebook, clock: Clock) -> None:
    family = perdita(book, clock)
    law_enforcement(book, family.case)
    clock.set("2027-01-04 10:00")
    ruth, _ = book.pathway.consider(family.case, family.mother)
    notice, _ = book.pathway.issue(ruth, "penalty-notice")
    with pytest.raises(Trouble, match="nothing to certify yet"):
        book.pathway_paper.certificate(notice)
    book.pathway.received(notice, "6 1 2027")
    with pytest.raises(Trouble, match="May be paid until 2 February 2027"):
        book.pathway_paper.certificate(notice)
    clock.set("2027-02-03 10:00")
    unpaid = words(book.pathway_paper.certificate(notice))
    assert "was not received by 2 February 2027" in unpaid
    assert "Ines Cropley, Director of Finance" in unpaid
    assert "Fen Lane" not in unpaid
    book.pathway.paid(notice, "20 1 2027")
    assert "was received on 20 January 2027" in words(book.pathway_paper.certificate(notice))


def test_the_letters_before_an_interview_take_the_same_address_and_formats(
    casebook_of: Callable[[Holder], Casebook], clock: Clock
) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = approved(rowan, juno)
    rowan.interviews.invite(made, {"invited_how": "letter"})
    book = Casebook(rowan.notebook, clock, council_values=sample_council())
    person = book.held(made).text("person")
    home, _ = book.records.new(
        "address",
        {"address_kind": "home", "lines": "14 Sluice Lane", "postcode": "ZZ1 4CD"},
        parent=book.held(made).home,
    )
    book.records.new("residence", {"address": home}, parent=person)
    book.records.correct(person, {"interpreter_language": "pl"})
    papers = book.interview_papers
    assert papers.notice_formats(made).proposed == "translated"
    first = placed(_pages(papers.invitation(made))[0])
    block = [text for text, across, down, _ in first if across < 100 and 57 < down < 81]
    assert block[1:] == ["14 Sluice Lane", "ZZ1 4CD"]
    both = words(papers.notice(made))
    assert "Ma Pani/Pan prawo nic nie mówić" in both
    assert "03.09.2026 - 13.11.2026" in both
    assert "11. To change the day" in both
    easy = words(papers.notice(made, "easy"))
    assert "You can leave when you want" in easy
    assert book.reference().wording("caution").text in easy


def test_what_is_about_somebody_confidential_is_let_out_with_a_reason(
    book: Casebook, clock: Clock, tmp_path: Path
) -> None:
    family, notice = noticed(book, clock)
    sheet, out = book.pathway_paper.notice(notice), tmp_path / "notice.pdf"
    book.paper.export(sheet, out)
    book.records.correct(family.mother, {"confidential_contact": "yes"})
    out.unlink()
    with pytest.raises(Problems, match="what it is about is confidential"):
        book.paper.export(sheet, out)
    with pytest.raises(Problems, match="confidential"):
        book.paper.printed(sheet)
    assert not out.exists()
    book.paper.export(sheet, out, reason="Served on her by hand")
    flag = {
        "applies_to": "person", "categories": ["violence"], "level": "caution", "facts": "Threats on 2 May",
        "source": "Police", "review_on": "1 6 2027",
    }  # fmt: skip
    book.records.new("risk-flag", flag, parent=family.father)
    assert book.looks.why_asked(family.father) == "marked for risk"
    assert book.looks.why_asked(family.case) == ""
