"""What an outcome asks for, reviews of failed visits, and a calendar (CME-20 to CME-22, SCH-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import SchoolCalendar, Verdict
from fieldkit.rules.finding import UK
from fieldkit.rules.outcome import Outcome, other_council_acknowledged, weak_evidence_reviewed
from fieldkit.rules.school.school import Attendance, calendar_of_the_school
from fieldkit.rules.visits import Attempt, Attempts, failed_visits_reviewed

MOVED = Outcome("moved-council", "Northmoor", date(2026, 11, 16), date(2026, 11, 18))
VISITS = (
    Attempt(datetime(2026, 11, 4, 9, 10, tzinfo=UK), "V05"),
    Attempt(datetime(2026, 11, 10, 13, 30, tzinfo=UK), "V06"),
    Attempt(datetime(2026, 11, 12, 15, 52, tzinfo=UK), "V08"),
)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (MOVED, Verdict.PASS),
        (replace(MOVED, acknowledged=date(2026, 11, 16)), Verdict.PASS),
        (replace(MOVED, acknowledged=None), Verdict.FAIL),
        (replace(MOVED, council=None), Verdict.CANNOT_TELL),
        (replace(MOVED, acknowledged=date(2026, 11, 15)), Verdict.CANNOT_TELL),
        (replace(MOVED, outcome=None), Verdict.CANNOT_TELL),
    ],
)
def test_the_other_council_acknowledges(book: Reference, facts: Outcome, verdict: Verdict) -> None:
    found = other_council_acknowledged(facts, book)
    assert found is not None
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("evidence", "review", "verdict"),
    [
        ("1", None, Verdict.PASS),
        ("2", None, Verdict.PASS),
        ("3", None, Verdict.FAIL),
        ("3", date(2027, 5, 1), Verdict.PASS),
        (None, date(2027, 5, 1), Verdict.CANNOT_TELL),
    ],
)
def test_a_report_only_keeps_a_review_date(
    book: Reference, evidence: str | None, review: date | None, verdict: Verdict
) -> None:
    found = weak_evidence_reviewed(Outcome("left-country", evidence=evidence, review_on=review), book)
    assert found is not None
    assert found.verdict is verdict


def test_an_outcome_is_asked_only_for_what_concerns_it(book: Reference) -> None:
    assert other_council_acknowledged(Outcome("duplicate"), book) is None
    assert weak_evidence_reviewed(MOVED, book) is None


def test_three_failed_visits_prompt_a_review(book: Reference) -> None:
    found = failed_visits_reviewed(Attempts(VISITS), book)
    assert found.verdict is Verdict.FAIL
    assert found.says == "Ask a manager to review the case: 3 failed visits at different times of day."


@pytest.mark.parametrize(
    ("reviewed", "verdict"),
    [
        (datetime(2026, 11, 12, 15, 51, tzinfo=UK), Verdict.FAIL),
        (datetime(2026, 11, 12, 15, 52, tzinfo=UK), Verdict.PASS),
    ],
)
def test_a_review_counts_from_the_last_failed_visit(
    book: Reference, reviewed: datetime, verdict: Verdict
) -> None:
    assert failed_visits_reviewed(Attempts(VISITS, reviewed), book).verdict is verdict


@pytest.mark.parametrize(("minutes_apart", "verdict"), [(59, Verdict.PASS), (60, Verdict.FAIL)])
def test_different_times_of_day_are_an_hour_apart(
    book: Reference, minutes_apart: int, verdict: Verdict
) -> None:
    minutes = [9 * 60, 9 * 60 + minutes_apart, 9 * 60 + 2 * minutes_apart]
    visits = tuple(
        Attempt(datetime(2026, 11, 4 + n, *divmod(minute, 60), tzinfo=UK), "V05")
        for n, minute in enumerate(minutes)
    )
    assert failed_visits_reviewed(Attempts(visits), book).verdict is verdict


def test_a_visit_of_unknown_outcome_or_time_cannot_be_told(book: Reference) -> None:
    for third in (Attempt(None, "V05"), Attempt(VISITS[2].arrived, None)):
        found = failed_visits_reviewed(Attempts((*VISITS[:2], third)), book)
        assert found.verdict is Verdict.CANNOT_TELL
    assert failed_visits_reviewed(Attempts(), book).verdict is Verdict.CANNOT_TELL


def test_a_visit_that_met_the_child_is_not_failed(book: Reference) -> None:
    visits = (*VISITS[:2], Attempt(VISITS[2].arrived, "V02"))
    assert failed_visits_reviewed(Attempts(visits), book).verdict is Verdict.PASS


def test_attendance_is_counted_only_by_the_schools_calendar(
    book: Reference, calendar: SchoolCalendar
) -> None:
    facts = Attendance("Larkspur Academy", calendar, date(2026, 9, 3), date(2026, 11, 20))
    assert calendar_of_the_school(facts, book).verdict is Verdict.PASS
    for lacking in (
        replace(facts, calendar=None),
        replace(facts, school=None),
        replace(facts, last=None),
        replace(facts, first=date(2026, 9, 2)),
    ):
        assert calendar_of_the_school(lacking, book).verdict is Verdict.CANNOT_TELL
