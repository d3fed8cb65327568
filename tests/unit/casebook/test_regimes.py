"""Law enforcement processing at the desk: reviews in time, what people are to the law, no way round it."""

from __future__ import annotations

import pytest
from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.legal import referred

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble


@pytest.fixture
def case(casebook: Casebook, clock: Clock) -> str:
    """Case 12, moved to law enforcement by accepting its referral on 16 November 2026."""
    schools(casebook)
    referral = referred(casebook, clock)
    casebook.legal_referrals.accept(referral, "Both tests are met.")
    return casebook.held(referral).home


def subjects(casebook: Casebook, case: str) -> dict[str, str]:
    return {one.name: one.data_subject for one in casebook.cases.open(case).relations}


def test_a_case_is_reviewed_by_its_retention_class_and_an_overdue_review_stands_on_today(
    casebook: Casebook, case: str, clock: Clock
) -> None:
    standing = casebook.regimes.standing(case)
    assert (str(standing.since), standing.by, standing.why) == (
        "2026-11-16", "Dilys Farthing", "Both tests are met.",
    )  # fmt: skip
    assert standing.gathered == len(casebook.regimes.changes(case)[0].value("gathered_before"))
    assert (str(standing.review_by), standing.overdue) == ("2027-05-16", False)
    casebook.records.correct(case, {"retention_class": "attendance"})
    assert str(casebook.regimes.standing(case).review_by) == "2027-11-16"
    casebook.records.correct(case, {"retention_class": "prosecution"})
    clock.set("2027-05-20 09:00")
    (row,) = [row for row in casebook.day.dates() if row.what.startswith("Review")]
    assert (row.case, row.who, row.days) == (case, "Lorcan Ebbage", -4)
    assert {one.rule: one.verdict.value for one in casebook.findings.of_case(case)}["DP-03"] == "fail"
    with pytest.raises(Problems):
        casebook.regimes.review(case, " ")
    casebook.regimes.review(case, "The trial is on 9 June.")
    assert str(casebook.regimes.standing(case).review_by) == "2027-11-20"
    assert [row for row in casebook.day.dates() if row.what.startswith("Review")] == []
    found = {one.rule: one.verdict.value for one in casebook.findings.of_case(case)}
    assert [found[f"DP-0{number}"] for number in (1, 3)] == ["pass", "pass"]


def test_a_liable_parent_is_a_suspect_once_the_referral_is_accepted_and_anyone_can_be_put_right(
    casebook: Casebook, case: str
) -> None:
    assert subjects(casebook, case) == {"Agnieszka Ebbage": "Suspect", "Piotr Ebbage": "Suspect"}
    tie = casebook.categories.ties(case)[1]
    casebook.categories.categorise(tie.record, "witness-or-other", "He lives in Gdynia.")
    assert subjects(casebook, case)["Piotr Ebbage"] == "Witness or other"
    assert {one.rule: one.verdict.value for one in casebook.findings.of_case(case)}["DP-02"] == "pass"


def test_nothing_but_the_act_brings_a_case_under_law_enforcement(casebook: Casebook, case: str) -> None:
    typed = {"case_type": "ATT", "received_at": "16 11 2026 09:00", "processing_regime": "LEP"}
    other, _ = casebook.cases.new(typed, {"forenames": "Lorcan", "surname": "Ebbage"})
    assert casebook.held(other).text("processing_regime") == "UKGDPR"
    said = {"regime": "LEP", "changed_at": "16 11 2026 09:00", "why": "So"}
    with pytest.raises(Trouble, match="an act of its own"):
        casebook.records.new("regime-change", said, parent=other)
    with pytest.raises(Trouble, match="stays on record"):
        casebook.records.withdraw(casebook.regimes.changes(case)[0].record, "No")
    with pytest.raises(Trouble, match="not under law enforcement"):
        casebook.regimes.review(other, "Why not")
    assert casebook.regimes.standing(other) is None
    assert "DP-03" not in {one.rule for one in casebook.findings.of_case(other)}
