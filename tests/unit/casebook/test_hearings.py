"""What a presenter is answered from the laptop alone, and the papers of one parent's way."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.parents import Family, law_enforcement, lorcan, perdita

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.court.presenter_page import ASKED
from fieldkit.casebook.paper import Sheet
from fieldkit.errors import Trouble

LISTED = {
    "court": "Fenmarch Magistrates", "listed_for": "20 1 2027 10:00", "hearing_kind": "trial",
    "presenter": "o-sunil Sunil Marrow",
}  # fmt: skip


def charged(casebook: Casebook, clock: Clock) -> tuple[Family, str]:
    family = lorcan(casebook, clock)
    law_enforcement(casebook, family.case)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    casebook.pathway.decide(
        action,
        {"tier": "open-court", "offence": "s444-1a", "costs": "150", "decision_reason": "Convicted in 2025"},
    )
    casebook.pathway.consider_eso(action, "not-applied", "It would add nothing")
    casebook.pathway.defend(action, "D1", {"raised": "yes", "evidence": "Colds, she says"})
    casebook.pathway.charge(action)
    return family, action


def built(casebook: Casebook, family: Family, action: str) -> None:
    """A signed statement that proves who the parent is, in a bundle."""
    statement, _ = casebook.records.new(
        "statement",
        {"maker": "Dilys Farthing", "age_note": "Over 18", "occupation": "CME officer",
         "paragraphs": "I know the family from my visits.\n\nShe is his mother."},
        parent=family.case, machine={"wording": "s9-declaration 1"},
    )  # fmt: skip
    casebook.statements.sign(statement)
    casebook.pathway.prove(action, "parent", {"proved_by": statement, "where": "Paragraph 2"})
    for item in casebook.disclosure.open(family.case).items:
        casebook.disclosure.classify(family.case, item.item, "used")
    casebook.bundles.build(family.case)


def text_of(sheet: Sheet) -> str:
    pages = PdfReader(io.BytesIO(sheet.pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_every_key_is_answered(casebook: Casebook, clock: Clock) -> None:
    family, action = charged(casebook, clock)
    casebook.hearings.list_hearing(action, LISTED)
    built(casebook, family, action)
    told = casebook.hearings.presenter(family.case)
    assert told.title.endswith(" v Agnieszka Ebbage")
    assert (told.lay_by, told.laid_on) == ("3 March 2027", "16 November 2026")
    assert [(one.name, one.letter) for one in told.answers] == [one[:2] for one in ASKED]
    assert len({one.letter for one in told.answers}) == 13
    lines = {one.name: one.lines for one in told.answers}
    assert told.answer("points").title == "Points to prove: s.444(1A)"
    assert lines["points"][0].page == 4
    assert lines["points"][0].under == "Statement of Dilys Farthing. Paragraph 2"
    assert lines["points"][-1].warning
    assert lines["defences"][0].words.startswith("D1 Sickness")
    assert lines["previous"][0].under == "12 May 2025. Convicted"
    assert [line.words for line in lines["sentence"]][:2] == ["Fine, level 4", "Custody"]
    assert lines["costs"][0].words == "£150"
    assert lines["authority"][0].warning
    assert lines["case_law"][0].words == "Do not rely on R (P) v Liverpool [2006]"
    assert [line.warning for line in lines["case_law"]].count(True) == 1
    assert lines["eso"][0].words == "No order is applied for"
    assert told.answer("interview").nothing
    assert told.possible is None
    made = casebook.hearings.bundle(told)
    assert told.bundle is not None
    assert made.pages == told.bundle.pages


def test_pages_are_shown_only_while_they_are_those_of_the_build(casebook: Casebook, clock: Clock) -> None:
    family, action = charged(casebook, clock)
    with pytest.raises(Trouble, match="No bundle"):
        casebook.hearings.bundle(casebook.hearings.presenter(action))
    built(casebook, family, action)
    more, _ = casebook.records.new(
        "statement",
        {"maker": "Dilys Farthing", "age_note": "Over 18", "occupation": "AIO", "paragraphs": "I add it."},
        parent=family.case, machine={"wording": "s9-declaration 1"},
    )  # fmt: skip
    casebook.statements.sign(more)
    told = casebook.hearings.presenter(action)
    assert told.answer("points").lines[0].page == 4
    with pytest.raises(Trouble, match="changed since version 1"):
        casebook.hearings.bundle(told)


def test_a_hearing_waits_for_a_charge_and_says_what_is_not_ready(casebook: Casebook, clock: Clock) -> None:
    family = lorcan(casebook, clock)
    law_enforcement(casebook, family.case)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    with pytest.raises(Trouble, match="no proceedings yet"):
        casebook.hearings.list_hearing(action, LISTED)
    casebook.pathway.decide(
        action, {"tier": "open-court", "offence": "s444-1a", "decision_reason": "Convicted in 2025"}
    )
    casebook.pathway.consider_eso(action, "not-applied", "It would add nothing")
    casebook.pathway.charge(action)
    with pytest.raises(Trouble, match="cannot end in prison"):
        casebook.hearings.list_hearing(action, LISTED | {"hearing_kind": "sjp"})
    hearing, _ = casebook.hearings.list_hearing(action, LISTED)
    (row,) = casebook.hearings.list()
    assert (row.parent, row.reference, row.presenter) == (
        "Agnieszka Ebbage", "ATT-2026-0402", "Sunil Marrow"
    )  # fmt: skip
    assert row.not_ready == (
        "No written authority (s.223)", "No witnesses named", "The open-court file is not built",
        "Serve the charge by 20 January 2027", "Serve the evidence by 13 January 2027",
    )  # fmt: skip
    late = {"served_papers": "court-file", "served_how": "post", "served_on": "12 1 2027"}
    casebook.services.serve(action, late | {"served_papers": "requisition", "served_on": "20 11 2026"})
    casebook.services.serve(action, late)
    assert casebook.hearings.list()[0].not_ready[-1] == (
        "Served too late: the evidence on 14 January 2027, after 13 January 2027"
    )
    assert casebook.hearings.presenter(hearing).action == action


def test_two_parents_are_presented_each_alone(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock)
    casebook.pathway.consider(family.case, family.mother)
    casebook.pathway.consider(family.case, family.father)
    with pytest.raises(Trouble, match="Two parents"):
        casebook.hearings.presenter(family.case)


def test_a_notice_to_improve_says_all_and_nothing_of_the_other_parent(
    casebook: Casebook, clock: Clock
) -> None:
    family = perdita(casebook, clock)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    notice, _ = casebook.pathway.issue(
        action,
        "notice-to-improve",
        {"improve_from": "17 11 2026", "improve_to": "14 12 2026", "sufficient": "No unauthorised absence",
         "support_tried": "A family worker since October",
         "absence_said": "14 unauthorised sessions of 100"},
    )  # fmt: skip
    said = text_of(casebook.paper.of(notice))
    for words in (
        "NOTICE TO IMPROVE", "Ruth Cole-Anning", "2 Fen Lane", "section 7 of the Education Act 1996",
        "A family worker since October", "an attendance contract", "prosecute you under section 444",
        "17 November 2026 to 14 December 2026, 28 days", "No unauthorised absence",
        "before the end of the period",
    ):  # fmt: skip
        assert words.casefold() in said.casefold(), words
    assert "Dev Anning" not in said
    assert "Quay Street" not in said


def test_a_penalty_notice_says_its_amounts(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock)
    law_enforcement(casebook, family.case)
    clock.set("2027-01-04 10:00")
    ruth, _ = casebook.pathway.consider(family.case, family.mother)
    dev, _ = casebook.pathway.consider(family.case, family.father)
    second, _ = casebook.pathway.issue(ruth, "penalty-notice")
    first, _ = casebook.pathway.issue(dev, "penalty-notice")
    of_ruth, of_dev = (text_of(casebook.paper.of(one)) for one in (second, first))
    assert "£160 if paid within 28 days" in of_ruth
    assert "£80" not in of_ruth
    assert "£80 if paid within 21 days" in of_dev
    assert "9 Quay Street" in of_dev
    assert "Fen Lane" not in of_dev
    assert "begin with the day on which you receive" in of_ruth


def test_the_working_sheets(casebook: Casebook, clock: Clock) -> None:
    _, action = charged(casebook, clock)
    defences = text_of(casebook.pathway_paper.defences(action))
    assert "D6 Reasonable justification" in defences
    assert "Colds, she says" in defences
    points = text_of(casebook.pathway_paper.points(action))
    assert "6. The parent failed to cause attendance" in points
    assert points.count("Not proved yet") == 6
