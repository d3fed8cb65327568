"""The safety timer at each of its minutes (LW-02)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.reference import Reference
from fieldkit.rules import Verdict
from fieldkit.rules.safety_timer import SafetyTimer, Stage, back_in_time, read_timer

STARTED = datetime(2026, 11, 20, 10, 20, tzinfo=UTC)
FINISH = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
TIMER = SafetyTimer(STARTED, FINISH)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("minutes", "stage", "verdict"),
    [
        (-32, Stage.RUNNING, Verdict.PASS),
        (-1, Stage.RUNNING, Verdict.PASS),
        (0, Stage.DUE, Verdict.CANNOT_TELL),
        (9, Stage.DUE, Verdict.CANNOT_TELL),
        (10, Stage.OVERDUE_FIRST, Verdict.FAIL),
        (19, Stage.OVERDUE_FIRST, Verdict.FAIL),
        (20, Stage.OVERDUE_SECOND, Verdict.FAIL),
        (29, Stage.OVERDUE_SECOND, Verdict.FAIL),
        (30, Stage.ESCALATE, Verdict.FAIL),
        (600, Stage.ESCALATE, Verdict.FAIL),
    ],
)
def test_stages(book: Reference, minutes: int, stage: Stage, verdict: Verdict) -> None:
    timer = replace(TIMER, now=FINISH + minutes * MINUTE)
    reading = read_timer(timer, book)
    assert reading is not None
    assert (reading.stage, reading.minutes_over) == (stage, max(minutes, 0))
    assert back_in_time(timer, book).verdict is verdict


def test_a_second_before_a_stage_is_not_in_it(book: Reference) -> None:
    reading = read_timer(replace(TIMER, now=FINISH + 10 * MINUTE - timedelta(seconds=1)), book)
    assert reading is not None
    assert reading.stage is Stage.DUE


def test_a_duress_code_fails_whatever_else_was_said(book: Reference) -> None:
    given = FINISH - 5 * MINUTE
    forced = replace(TIMER, now=FINISH, all_clear_at=FINISH, duress_at=given)
    reading = read_timer(forced, book)
    assert reading is not None
    assert (reading.stage, reading.due_at, reading.minutes_over) == (Stage.DURESS, given, 5)
    finding = back_in_time(forced, book)
    assert (finding.verdict, finding.says) == (Verdict.FAIL, "Duress code given at 11:25.")


def test_an_all_clear_ends_an_overdue_timer(book: Reference) -> None:
    cleared = replace(TIMER, now=FINISH + 15 * MINUTE, all_clear_at=FINISH + 12 * MINUTE)
    found = back_in_time(cleared, book)
    assert (found.verdict, found.says) == (Verdict.PASS, "All clear given at 11:42.")


def test_a_missed_check_in_counts_before_the_finish(book: Reference) -> None:
    timer = replace(TIMER, check_in_minutes=30, now=STARTED + 30 * MINUTE)
    due = read_timer(timer, book)
    checked = read_timer(replace(timer, checked_in_at=STARTED + 29 * MINUTE), book)
    assert due is not None
    assert checked is not None
    assert (due.stage, due.due_at) == (Stage.DUE, STARTED + 30 * MINUTE)
    assert (checked.stage, checked.due_at) == (Stage.RUNNING, STARTED + 59 * MINUTE)


def test_it_says_by_when_to_be_back(book: Reference) -> None:
    found = back_in_time(replace(TIMER, now=STARTED), book)
    assert found.says == "Back safe by 11:30."


@pytest.mark.parametrize(
    "timer",
    [
        SafetyTimer(STARTED, None, now=FINISH),
        SafetyTimer(STARTED, FINISH),
        SafetyTimer(STARTED, FINISH, now=STARTED - MINUTE),
        SafetyTimer(STARTED, FINISH, 30, STARTED + 20 * MINUTE, now=STARTED + 19 * MINUTE),
    ],
)
def test_no_finish_or_a_clock_that_went_back_cannot_be_told(book: Reference, timer: SafetyTimer) -> None:
    assert read_timer(timer, book) is None
    assert back_in_time(timer, book).verdict is Verdict.CANNOT_TELL


def test_not_started_is_no_pass(book: Reference) -> None:
    found = back_in_time(SafetyTimer(None, FINISH, now=FINISH), book)
    assert (found.verdict, found.says) == (Verdict.CANNOT_TELL, "Not started.")


def test_minutes_are_real_ones_when_the_clocks_change(book: Reference) -> None:
    finish = datetime(2026, 10, 25, 0, 55, tzinfo=UTC)
    timer = SafetyTimer(finish - 30 * MINUTE, finish, now=datetime(2026, 10, 25, 1, 5, tzinfo=UTC))
    reading = read_timer(timer, book)
    assert reading is not None
    assert (reading.stage, reading.minutes_over) == (Stage.OVERDUE_FIRST, 10)


@given(first=st.integers(0, 2000), later=st.integers(0, 2000))
def test_time_never_makes_a_timer_safer(book: Reference, first: int, later: int) -> None:
    order = list(Stage)
    readings = [
        read_timer(replace(TIMER, now=STARTED + minutes * MINUTE), book) for minutes in sorted((first, later))
    ]
    stages = [order.index(reading.stage) for reading in readings if reading is not None]
    assert len(stages) == 2
    assert stages[0] <= stages[1]
