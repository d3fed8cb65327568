"""The school is kept informed (CME-13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import SchoolCalendar, Verdict
from fieldkit.rules.updates import SchoolUpdates, school_kept_informed, updates_due

ALLOCATED = date(2026, 11, 9)


@pytest.fixture
def facts(calendar: SchoolCalendar) -> SchoolUpdates:
    """A case allocated on Monday 9 November, of which the school was told the same day."""
    return SchoolUpdates("Quayside High", ALLOCATED, (), (), (ALLOCATED,), None, date(2026, 11, 20), calendar)


def test_an_update_after_a_visit_is_due_within_two_school_days(book: Reference, facts: SchoolUpdates) -> None:
    waiting = school_kept_informed(replace(facts, visits=(date(2026, 11, 20),)), book)
    assert waiting.verdict is Verdict.CANNOT_TELL
    assert waiting.says == "No update to Quayside High after the visit yet. Due Tue 24 Nov 2026."


@pytest.mark.parametrize(
    ("told", "verdict"), [(date(2026, 11, 24), Verdict.PASS), (date(2026, 11, 25), Verdict.FAIL)]
)
def test_an_update_at_the_boundary(
    book: Reference, facts: SchoolUpdates, told: date, verdict: Verdict
) -> None:
    visited = replace(
        facts, visits=(date(2026, 11, 20),), told=(ALLOCATED, date(2026, 11, 19), told), today=told
    )
    assert school_kept_informed(visited, book).verdict is verdict


@pytest.mark.parametrize(
    ("today", "verdict"), [(date(2026, 11, 23), Verdict.PASS), (date(2026, 11, 24), Verdict.FAIL)]
)
def test_the_regular_update_comes_within_ten_school_days(
    book: Reference, facts: SchoolUpdates, today: date, verdict: Verdict
) -> None:
    found = school_kept_informed(replace(facts, today=today), book)
    assert found.verdict is verdict
    assert "Mon 23 Nov 2026" in found.says


def test_a_gap_in_the_past_still_fails(book: Reference, facts: SchoolUpdates) -> None:
    gap = replace(facts, told=(ALLOCATED, date(2026, 11, 24)), today=date(2026, 11, 24))
    assert school_kept_informed(gap, book).verdict is Verdict.FAIL


def test_allocation_itself_is_told(book: Reference, facts: SchoolUpdates) -> None:
    untold = replace(facts, told=(), today=date(2026, 11, 11))
    assert school_kept_informed(untold, book).verdict is Verdict.CANNOT_TELL
    late = school_kept_informed(replace(untold, today=date(2026, 11, 12)), book)
    assert late.verdict is Verdict.FAIL
    assert (
        late.says
        == "The update to Quayside High after the allocation was due by Wed 11 Nov 2026: not told yet."
    )


def test_a_closed_case_needs_no_regular_update_but_its_outcome_told(
    book: Reference, facts: SchoolUpdates
) -> None:
    closed = replace(facts, closed=date(2026, 11, 18), outcomes=(date(2026, 11, 18),))
    assert school_kept_informed(closed, book).verdict is Verdict.CANNOT_TELL
    told = replace(closed, told=(ALLOCATED, date(2026, 11, 19)), today=date(2027, 3, 1))
    assert school_kept_informed(told, book).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("closed", "verdict"), [(date(2026, 11, 23), Verdict.PASS), (date(2026, 11, 24), Verdict.FAIL)]
)
def test_the_regular_update_is_due_until_the_case_closes(
    book: Reference, facts: SchoolUpdates, closed: date, verdict: Verdict
) -> None:
    ended = replace(facts, closed=closed, today=date(2026, 12, 1))
    assert school_kept_informed(ended, book).verdict is verdict


def test_nothing_is_told_without_the_facts_or_a_calendar(book: Reference, facts: SchoolUpdates) -> None:
    lacking = [
        replace(facts, told=None),
        replace(facts, visits=None),
        replace(facts, allocated=None),
        replace(facts, calendar=None),
        replace(facts, today=None),
    ]
    assert {school_kept_informed(each, book).verdict for each in lacking} == {Verdict.CANNOT_TELL}
    assert updates_due(lacking[0], book) == ()


def test_a_calendar_that_ends_cannot_tell(book: Reference, facts: SchoolUpdates) -> None:
    july = date(2027, 7, 15)
    late = replace(facts, allocated=july, told=(july,), today=july)
    assert school_kept_informed(late, book).verdict is Verdict.CANNOT_TELL
