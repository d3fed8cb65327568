"""Every item of a case is classed once before a bundle is complete; what is sensitive stays out (EVD-30)."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.test_statements import written_up

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.evidence import material
from fieldkit.casebook.evidence.disclosure import NOT_RELEVANT, SENSITIVE, UNUSED, USED, DisclosurePage
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import KINDS
from fieldkit.store import records


@pytest.fixture
def case(casebook: Casebook, clock: Clock) -> str:
    """A locked visit with an exhibit, a signed statement that was drafted twice, a note, an enquiry."""
    visit = written_up(casebook, clock)
    casebook.visits.lock(visit)
    home = casebook.held(visit).home
    clock.set("2026-11-20 16:00")
    statement, _ = casebook.statements.draft(visit)
    casebook.statements.edit(statement, {"paragraphs": "I went.\n\nI produce DF/1."}, "shorter")
    casebook.statements.sign(statement)
    note = {"note_kind": "phone-call", "happened_at": "20 11 2026 14:00", "subject": "Call from a neighbour",
            "facts": "Gave a name."}  # fmt: skip
    casebook.records.new("note", note, parent=home)
    casebook.enquiries.record(home, "school-first-day-calls", {"result": "done", "made_on": "20 11 2026"})
    return home


def classed(casebook: Casebook, case: str, sensitive: str = "note") -> DisclosurePage:
    """Everything classed: one kind sensitive, enquiry unused, earlier draft not relevant, rest used."""
    for item in casebook.disclosure.open(case).items:
        if item.kind == sensitive and item.sort != "Earlier draft":
            casebook.disclosure.classify(case, item.item, SENSITIVE, reason="Names who told us")
        elif item.kind == "enquiry":
            casebook.disclosure.classify(case, item.item, UNUSED, relevance="He may have been in school")
        elif item.sort == "Earlier draft":
            casebook.disclosure.classify(case, item.item, NOT_RELEVANT, reason="Same words in another order")
        else:
            casebook.disclosure.classify(case, item.item, USED)
    return casebook.disclosure.open(case)


def words(pdf: bytes) -> str:
    with pdfium.PdfDocument(io.BytesIO(pdf)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


def test_every_item_is_listed_once_with_earlier_drafts(casebook: Casebook, case: str) -> None:
    page = casebook.disclosure.open(case)
    assert sorted(item.sort for item in page.items) == [
        "Earlier draft", "Enquiry", "Exhibit", "Home visit", "Note", "Witness statement",
    ]  # fmt: skip
    assert len({item.item for item in page.items}) == len(page.items)
    assert [item.number for item in page.items] == [1, 2, 3, 4, 5, 6]
    assert page.finding.says == "6 items to class or to give a reason for."
    assert not any("Sluice" in item.description for item in page.items)


def test_every_kind_is_material_or_is_known_to_be_none() -> None:
    assert set(KINDS) == {*material.KINDS, *material.NOT_MATERIAL}
    assert not {*material.KINDS} & {*material.NOT_MATERIAL}


def test_what_waits_stands_first(casebook: Casebook, case: str) -> None:
    items = casebook.disclosure.open(case).items
    casebook.disclosure.classify(case, items[0].item, USED)
    assert [item.number for item in casebook.disclosure.open(case).waiting_first] == [2, 3, 4, 5, 6, 1]


def test_a_withdrawn_record_is_an_item_still(casebook: Casebook, case: str) -> None:
    note = next(item for item in casebook.disclosure.open(case).items if item.kind == "note")
    casebook.records.withdraw(note.record, "Written on the wrong case")
    found = next(item for item in casebook.disclosure.open(case).items if item.kind == "note")
    assert found.description == "Note: Call from a neighbour (withdrawn)"
    assert found.number == note.number


def test_a_class_that_asks_a_reason_is_refused_without_at_every_door(casebook: Casebook, case: str) -> None:
    item = casebook.disclosure.open(case).items[0].item
    for code in (SENSITIVE, NOT_RELEVANT):
        with pytest.raises(Problems, match="Say why it is"):
            casebook.disclosure.classify(case, item, code)
        with pytest.raises(Problems, match="Say why it is"):
            casebook.records.new("unused-material", {"item": item, "disclosure": code}, parent=case)
    casebook.disclosure.classify(case, item, USED)
    with pytest.raises(Trouble, match="classed already"):
        casebook.records.new("unused-material", {"item": item, "disclosure": UNUSED}, parent=case)
    with pytest.raises(Problems, match="item of this case"):
        casebook.records.new("unused-material", {"item": case, "disclosure": UNUSED}, parent=case)


def test_an_item_classed_again_keeps_what_it_was(casebook: Casebook, case: str) -> None:
    item = casebook.disclosure.open(case).items[0].item
    casebook.disclosure.classify(case, item, UNUSED)
    casebook.disclosure.classify(case, item, USED)
    with casebook.notebook.reading() as book:
        (mark,) = records.listed(book, kinds=["unused-material"], home=case)
    assert [line.act for line in casebook.pages.show(mark.record).lines] == ["Answered", "Answered"]
    assert casebook.disclosure.open(case).items[0].class_words == "Used"


def test_a_bundle_for_court_waits_until_all_is_classed(casebook: Casebook, case: str) -> None:
    assert casebook.bundles.plan(case).ready
    casebook.regimes.to_enforcement(case, "Panel accepted the referral")
    said = {one.rule: one.verdict.value for one in casebook.findings.of_case(case)}
    assert (said["EVD-30"], "DP-02" in said) == ("fail", True)
    plan = casebook.bundles.plan(case)
    assert [one.rule for one in plan.to_settle if one.blocks] == ["EVD-30"]
    with pytest.raises(Trouble, match="cannot be built"):
        casebook.bundles.build(case)
    classed(casebook, case)
    assert casebook.bundles.plan(case).ready
    assert "pass" in {one.verdict.value for one in casebook.findings.of_case(case) if one.rule == "EVD-30"}


@pytest.mark.parametrize("kind", ["visit", "statement", "exhibit"])
def test_what_is_sensitive_stands_in_no_bundle(casebook: Casebook, case: str, kind: str) -> None:
    assert kind in {row.part for row in casebook.bundles.plan(case).rows}
    classed(casebook, case, kind)
    assert kind not in {row.part for row in casebook.bundles.plan(case).rows}


def test_a_bundle_says_nothing_of_a_sensitive_note(casebook: Casebook, case: str) -> None:
    assert "neighbour" in words(casebook.paper.chronology(case).pdf)
    classed(casebook, case)
    assert "neighbour" not in words(casebook.bundles.draft(case).pdf)


def test_what_was_served_and_is_sensitive_now_is_told(casebook: Casebook, case: str, tmp_path: Path) -> None:
    built, _ = casebook.bundles.build(case)
    casebook.bundles.export(built, tmp_path / "bundle.pdf")
    classed(casebook, case, "visit")
    said = [one.say for one in casebook.bundles.plan(case).to_settle if one.blocks]
    assert any(say.startswith("Tell the prosecutor: Record of home visit") for say in said)


def test_schedules_are_numbered_and_separate(casebook: Casebook, case: str) -> None:
    with pytest.raises(Trouble, match="6 items to class"):
        casebook.disclosure.schedule(case, UNUSED)
    page = classed(casebook, case)
    note, enquiry = page.of(SENSITIVE)[0], page.of(UNUSED)[0]
    unused = words(casebook.disclosure.schedule(case, UNUSED).pdf)
    assert f"{enquiry.number} Enquiry, " in unused
    assert "neighbour" not in unused
    assert "Names who told us" not in unused
    sensitive = words(casebook.disclosure.schedule(case, SENSITIVE).pdf)
    assert sensitive.count("FOR THE PROSECUTOR ONLY") == 1
    assert f"{note.number} Note: Call from a neighbour" in sensitive
    assert "Names who told us" in sensitive
    report = words(casebook.disclosure.report(case).pdf)
    assert "He may have been in school" in report
    assert "revealed to the prosecutor" in report
    certificate = words(casebook.disclosure.paper(case, "streamlined").pdf)
    assert f"{enquiry.number} Enquiry, " in certificate
    assert "neighbour" not in certificate
    assert "I will look at it again" in certificate


def test_the_sensitive_schedule_goes_to_the_prosecutor_alone(
    casebook: Casebook, case: str, tmp_path: Path
) -> None:
    classed(casebook, case)
    sheet = casebook.disclosure.schedule(case, SENSITIVE)
    with pytest.raises(Trouble, match="prosecutor only"):
        casebook.disclosure.export(sheet, tmp_path / "s.pdf", recipient="Bram Halloway")
    assert not (tmp_path / "s.pdf").exists()
    casebook.disclosure.export(sheet, tmp_path / "s.pdf")
    with casebook.notebook.reading() as book:
        (release,) = records.listed(book, kinds=["release"], home=case)
    assert release.text("recipient") == "the prosecutor"
