"""What an operation needs, and what becomes of its stops (rules SWP-01, SWP-02, SWP-20 to SWP-24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.unit.rules.sweep_cases import OPERATION, at, fenella, odessa

from fieldkit.reference import Reference
from fieldkit.rules import SchoolCalendar
from fieldkit.rules.sweeps.facts import Stop
from fieldkit.rules.sweeps.stops import (
    child_on_no_roll_referred,
    erasure_due,
    inside_area_and_period,
    names_erased_in_time,
    names_go,
    stop_is_no_interview,
)
from fieldkit.rules.sweeps.sweeps import may_go_live, premises_designated, superintendent_directed

PREMISES, DIRECTION = OPERATION.premises, OPERATION.direction
assert PREMISES is not None
assert DIRECTION is not None


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"name": "Mereham Police Station"}, "Fail"),
        ({"name": None}, "Cannot tell"),
        ({"designated_on": date(2026, 11, 20)}, "Fail"),
        ({"designated_on": None}, "Cannot tell"),
        ({"chief_officer_told_on": date(2026, 11, 19)}, "Pass"),
        ({"chief_officer_told_on": date(2026, 11, 20)}, "Fail"),
        ({"chief_officer_told_on": None}, "Cannot tell"),
    ],
)
def test_premises_are_designated_and_the_chief_officer_told(
    book: Reference, changed: dict[str, Any], verdict: str
) -> None:
    found = premises_designated(replace(OPERATION, premises=replace(PREMISES, **changed)), book)
    assert found is not None
    assert found.verdict.words == verdict


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"rank": "chief-superintendent"}, "Pass"),
        ({"rank": "chief-inspector"}, "Fail"),
        ({"rank": None}, "Cannot tell"),
        ({"name": None}, "Cannot tell"),
        ({"area": ""}, "Cannot tell"),
        ({"until": None}, "Cannot tell"),
        ({"until": at(8, 59)}, "Cannot tell"),
        ({"copy_held": "no"}, "Cannot tell"),
    ],
)
def test_a_superintendent_directs_an_area_and_a_period(
    book: Reference, changed: dict[str, Any], verdict: str
) -> None:
    found = superintendent_directed(replace(OPERATION, direction=replace(DIRECTION, **changed)), book)
    assert found is not None
    assert found.verdict.words == verdict


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"since": OPERATION.starts, "until": OPERATION.ends}, "Pass"),
        ({"since": at(9, 31)}, "Fail"),
        ({"until": at(14, 29)}, "Fail"),
        ({"since": None}, "Cannot tell"),
        ({"covers": "no"}, "Fail"),
        ({"covers": None}, "Cannot tell"),
        ({"rank": "inspector"}, "Fail"),
    ],
)
def test_going_live_needs_a_direction_that_covers_it(
    book: Reference, changed: dict[str, Any], verdict: str
) -> None:
    found = may_go_live(replace(OPERATION, direction=replace(DIRECTION, **changed)), book)
    assert found.verdict.words == verdict


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({"approved": False}, "Fail"),
        ({"approved": None}, "Cannot tell"),
        ({"direction": None}, "Cannot tell"),
        ({"mode": None}, "Cannot tell"),
        ({"ends": None}, "Cannot tell"),
        ({"mode": "engagement", "direction": None}, "Pass"),
        ({"mode": "engagement", "approved": False}, "Fail"),
        ({"mode": "engagement", "approved": None}, "Cannot tell"),
        ({"sort": "employment", "mode": None}, "Pass"),
        ({"sort": "employment", "mode": None, "approved": False}, "Fail"),
    ],
)
def test_going_live_needs_approval_in_every_mode(
    book: Reference, changed: dict[str, Any], verdict: str
) -> None:
    assert may_go_live(replace(OPERATION, **changed), book).verdict.words == verdict


def test_without_the_power_neither_premises_nor_direction_are_asked_for(book: Reference) -> None:
    for operation in (replace(OPERATION, mode="engagement"), replace(OPERATION, sort="employment")):
        assert premises_designated(operation, book) is None
        assert superintendent_directed(operation, book) is None


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"stopped_at": OPERATION.starts}, "Pass"),
        ({"stopped_at": OPERATION.ends}, "Pass"),
        ({"stopped_at": at(9, 29)}, "Fail"),
        ({"stopped_at": at(14, 31)}, "Fail"),
        ({"in_area": "no"}, "Fail"),
        ({"in_area": "unknown"}, "Cannot tell"),
        ({"stopped_at": None}, "Cannot tell"),
        ({"operation": None}, "Cannot tell"),
    ],
)
def test_a_stop_outside_area_or_period_is_flagged(
    book: Reference, calendar: SchoolCalendar, changed: dict[str, Any], verdict: str
) -> None:
    assert inside_area_and_period(replace(odessa(calendar), **changed), book).verdict.words == verdict


def _closed(stop: Stop, day: date | None) -> Stop:
    return replace(stop, operation=replace(OPERATION, closed_on=day))


@pytest.mark.parametrize(
    ("changed", "verdict", "word"),
    [
        ({}, "Pass", "due to be erased on Fri 18 Dec 2026"),
        ({"today": date(2026, 12, 18)}, "Pass", "due to be erased on Fri 18 Dec 2026"),
        ({"today": date(2026, 12, 19)}, "Fail", "Erase the names"),
        ({"today": date(2026, 12, 19), "names_held": False}, "Pass", "were erased"),
        ({"today": date(2026, 12, 19), "on_hold": True}, "Pass", "On hold"),
        ({"today": date(2026, 12, 19), "on_hold": None}, "Cannot tell", "18 Dec"),
        ({"classification": "not-csa", "today": date(2027, 1, 1)}, "Fail", "Erase"),
        ({"classification": "unauthorised", "today": date(2027, 1, 1)}, "Pass", "kept"),
        ({"welfare": "yes", "today": date(2027, 1, 1)}, "Pass", "kept"),
        ({"actions": ("referred-mash",), "today": date(2027, 1, 1)}, "Pass", "kept"),
        ({"welfare": None}, "Cannot tell", "worry"),
        ({"classification": None}, "Cannot tell", "what the stop is"),
    ],
)
def test_names_go_28_days_after_the_operation_closed(
    book: Reference, calendar: SchoolCalendar, changed: dict[str, Any], verdict: str, word: str
) -> None:
    stop = _closed(fenella(calendar), date(2026, 11, 20))
    found = names_erased_in_time(replace(stop, **changed), book)
    assert found.verdict.words == verdict
    assert word in found.says


def test_an_open_operation_erases_nothing(book: Reference, calendar: SchoolCalendar) -> None:
    found = names_erased_in_time(_closed(fenella(calendar), None), book)
    assert (found.verdict.words, found.says) == (
        "Cannot tell",
        "The names go 28 days after the operation closes.",
    )
    assert names_go(fenella(calendar), book) is True
    assert erasure_due(date(2026, 11, 20), book) == date(2026, 12, 18)
    assert erasure_due(date.max, book) == date.max


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"on_roll": "no", "school_says": "not-on-roll"}, "Fail"),
        ({"on_roll": "no", "school_says": "not-on-roll", "actions": ("referred-cme",)}, "Pass"),
        ({"on_roll": "no", "school_says": "not-on-roll", "actions": None}, "Cannot tell"),
        ({"on_roll": "no", "school_says": "not-on-roll", "dob": date(2010, 2, 11)}, "Pass"),
        ({"on_roll": "no", "school_says": "home-educated"}, "Pass"),
        ({"on_roll": "unknown"}, "Cannot tell"),
    ],
)
def test_a_child_on_no_roll_is_referred(
    book: Reference, calendar: SchoolCalendar, changed: dict[str, Any], verdict: str
) -> None:
    assert child_on_no_roll_referred(replace(odessa(calendar), **changed), book).verdict.words == verdict


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("", "Pass"),
        ("We are only getting shoes.", "Pass"),
        ("I said: you do NOT have to\nsay anything - but it may harm", "Fail"),
        (None, "Cannot tell"),
    ],
)
def test_a_stop_has_no_caution(
    book: Reference, calendar: SchoolCalendar, words: str | None, verdict: str
) -> None:
    assert stop_is_no_interview(replace(odessa(calendar), words=words), book).verdict.words == verdict
