"""The safety plan (LW-01, LW-03, LW-04)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import Verdict
from fieldkit.rules.lone_working import (
    Fix,
    Places,
    SafetyPlan,
    limit_said,
    place_by_own_act,
    plan_kept_and_offered,
)

NOW = datetime(2026, 11, 20, 10, 20, tzinfo=UTC)
PLAN = SafetyPlan(
    officer="Dilys Farthing",
    phone="07700 900201",
    address="14 Sluice Lane",
    purpose="see-child",
    expected_finish=NOW,
    buddy="Petra Ashlock",
    kept_at=NOW,
    offered=True,
    limit_shown=True,
)


def test_a_plan_is_kept_and_offered(book: Reference) -> None:
    assert plan_kept_and_offered(PLAN, book).verdict is Verdict.PASS
    assert plan_kept_and_offered(replace(PLAN, offered=False), book).verdict is Verdict.FAIL
    assert plan_kept_and_offered(replace(PLAN, offered=None), book).verdict is Verdict.CANNOT_TELL
    assert plan_kept_and_offered(replace(PLAN, kept_at=None), book).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("part", ["officer", "phone", "address", "purpose", "expected_finish", "buddy"])
def test_a_plan_that_lacks_a_part_names_it(book: Reference, part: str) -> None:
    found = plan_kept_and_offered(replace(PLAN, **{part: None}), book)
    assert found.verdict is Verdict.CANNOT_TELL
    assert part.replace("_", " ") in found.says


def test_the_screen_says_what_fieldkit_cannot_do(book: Reference) -> None:
    said = limit_said(PLAN, book)
    assert said.verdict is Verdict.PASS
    assert "FieldKit cannot call for help without a network." in said.says
    assert limit_said(replace(PLAN, limit_shown=False), book).verdict is Verdict.FAIL
    assert limit_said(replace(PLAN, limit_shown=None), book).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("fixes", "verdict"),
    [
        ((), Verdict.PASS),
        ((Fix("arrival", True), Fix("departure", True)), Verdict.PASS),
        ((Fix("arrival", True), Fix("travelling", True)), Verdict.FAIL),
        ((Fix("arrival", False),), Verdict.FAIL),
        ((Fix("arrival"),), Verdict.CANNOT_TELL),
        ((Fix(None, True),), Verdict.CANNOT_TELL),
        (None, Verdict.CANNOT_TELL),
    ],
)
def test_a_place_is_recorded_by_the_officers_own_act(
    book: Reference, fixes: tuple[Fix, ...] | None, verdict: Verdict
) -> None:
    assert place_by_own_act(Places(fixes), book).verdict is verdict
