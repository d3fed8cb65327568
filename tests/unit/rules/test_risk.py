"""What risk flags ask for (RSK-01 to RSK-03)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import Verdict
from fieldkit.rules.risk import (
    FlagReview,
    RiskFlag,
    VisitRisk,
    flag_reviewed,
    flags_met,
    flags_read,
    overdue_for_review,
)

DOG = RiskFlag("dog", "two-officers", read=True)
TODAY = date(2026, 11, 20)


def test_an_unread_flag_holds_the_visit(book: Reference) -> None:
    threats = replace(DOG, flag="threats", read=False)
    assert flags_read(VisitRisk((DOG,)), book).verdict is Verdict.PASS
    assert flags_read(VisitRisk((DOG, threats)), book).verdict is Verdict.FAIL
    assert flags_read(VisitRisk((DOG, replace(threats, read=None))), book).verdict is Verdict.CANNOT_TELL
    assert flags_read(VisitRisk(), book).verdict is Verdict.CANNOT_TELL
    assert flags_read(VisitRisk(()), book).verdict is Verdict.PASS


def test_an_ended_flag_holds_nobody(book: Reference) -> None:
    ended = replace(DOG, read=False, ended=date(2026, 11, 1))
    assert flags_read(VisitRisk((ended,)), book).verdict is Verdict.PASS
    assert flags_met(VisitRisk((ended,)), book).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("level", "second", "verdict"),
    [
        ("information", None, Verdict.PASS),
        ("caution", None, Verdict.PASS),
        ("two-officers", None, Verdict.FAIL),
        ("two-officers", "  ", Verdict.FAIL),
        ("two-officers", "Omar Teasel", Verdict.PASS),
        (None, "Omar Teasel", Verdict.CANNOT_TELL),
        ("from a newer FieldKit", "Omar Teasel", Verdict.CANNOT_TELL),
    ],
)
def test_two_officers(book: Reference, level: str | None, second: str | None, verdict: Verdict) -> None:
    facts = VisitRisk((replace(DOG, level=level),), second_officer=second)
    assert flags_met(facts, book).verdict is verdict


def test_the_gravest_flag_decides(book: Reference) -> None:
    facts = VisitRisk((replace(DOG, level="information"), DOG, replace(DOG, level="caution")))
    found = flags_met(facts, book)
    assert found.verdict is Verdict.FAIL
    assert ("level", "Two officers") in found.facts


def test_advice_is_recorded_before_the_visit(book: Reference) -> None:
    facts = VisitRisk((replace(DOG, level="advice-first"),), second_officer="Omar Teasel")
    assert flags_met(facts, book).verdict is Verdict.FAIL
    assert flags_met(replace(facts, advice="Police: go in daylight."), book).verdict is Verdict.PASS


def test_do_not_visit_is_a_managers_to_allow_with_a_reason(book: Reference) -> None:
    facts = VisitRisk((replace(DOG, level="do-not-visit"),), second_officer="Omar Teasel")
    named = replace(facts, overridden_by="Petra Ashlock")
    assert flags_met(facts, book).verdict is Verdict.FAIL
    assert flags_met(named, book).verdict is Verdict.FAIL
    assert flags_met(replace(named, override_reason="Police go in first."), book).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("review_on", "verdict"),
    [
        (date(2026, 11, 19), Verdict.FAIL),
        (date(2026, 11, 20), Verdict.PASS),
        (date(2027, 11, 1), Verdict.PASS),
        (date(2027, 11, 2), Verdict.FAIL),
        (None, Verdict.CANNOT_TELL),
    ],
)
def test_a_review_is_due_within_a_year(book: Reference, review_on: date | None, verdict: Verdict) -> None:
    found = flag_reviewed(FlagReview(date(2026, 11, 1), review_on, None, TODAY), book)
    assert found is not None
    assert found.verdict is verdict


def test_a_year_from_29_february_ends_on_28_february(book: Reference) -> None:
    facts = FlagReview(date(2028, 2, 29), date(2029, 2, 28), None, date(2028, 3, 1))
    on_time = flag_reviewed(facts, book)
    late = flag_reviewed(replace(facts, review_on=date(2029, 3, 1)), book)
    assert on_time is not None
    assert late is not None
    assert (on_time.verdict, late.verdict) == (Verdict.PASS, Verdict.FAIL)


def test_an_ended_flag_has_no_review(book: Reference) -> None:
    ended = FlagReview(date(2025, 1, 1), date(2026, 1, 1), date(2026, 2, 1), TODAY)
    assert flag_reviewed(ended, book) is None
    assert overdue_for_review(ended) is False
    assert overdue_for_review(replace(ended, ended=None)) is True
    assert overdue_for_review(replace(ended, ended=None, today=None)) is None
