"""A concern is passed on at once, and what was said is recorded (CME-16, CME-25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import Verdict
from fieldkit.rules.finding import UK
from fieldkit.rules.safeguarding import Concern, Told, said_and_recorded, told_the_same_day

NOTICED = datetime(2026, 11, 20, 10, 51, tzinfo=UK)


def _at(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UK)


def test_case_2_told_mash_the_same_day(book: Reference) -> None:
    found = told_the_same_day(Concern("E2", NOTICED, (Told("mash", _at(12, 5)),), _at(15)), book)
    assert found.verdict is Verdict.PASS
    assert found.says == "Noticed 10:51, told 12:05."
    assert ("told", "MASH Fri 20 Nov 2026 12:05") in found.facts


@pytest.mark.parametrize(
    ("told", "verdict"), [(_at(23, 59), Verdict.PASS), (_at(0, 0, day=21), Verdict.FAIL)]
)
def test_the_day_ends_at_midnight(book: Reference, told: datetime, verdict: Verdict) -> None:
    facts = Concern("E2", NOTICED, (Told("mash", told),), told)
    assert told_the_same_day(facts, book).verdict is verdict


def test_midnight_is_the_uks_in_summer_too(book: Reference) -> None:
    noticed = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    told = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    facts = Concern("E2", noticed, (Told("mash", told),), told)
    assert told_the_same_day(facts, book).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("level", "who", "verdict"),
    [
        ("E1", "manager", Verdict.PASS),
        ("E1", "safeguarding-lead", Verdict.PASS),
        ("E1", "nspcc", Verdict.CANNOT_TELL),
        ("E2", "out-of-hours", Verdict.PASS),
        ("E2", "manager", Verdict.CANNOT_TELL),
        ("E3", "mash", Verdict.FAIL),
        ("E3", "999", Verdict.FAIL),
    ],
)
def test_each_level_asks_for_its_own(book: Reference, level: str, who: str, verdict: Verdict) -> None:
    facts = Concern(level, NOTICED, (Told(who, _at(11)),), _at(12))
    assert told_the_same_day(facts, book).verdict is verdict


def test_in_danger_999_comes_first_then_the_manager_and_mash(book: Reference) -> None:
    told = (Told("999", _at(10, 52)), Told("manager", _at(10, 58)), Told("mash", _at(11, 5)))
    facts = Concern("E3", NOTICED, told, _at(12))
    assert told_the_same_day(facts, book).verdict is Verdict.PASS
    early = replace(facts, told=(Told("manager", _at(10, 51)), *told[:1], *told[2:]))
    found = told_the_same_day(early, book)
    assert (found.verdict, found.says) == (Verdict.FAIL, "Somebody else was told before 999 was called.")


@pytest.mark.parametrize(
    ("now", "verdict"),
    [(_at(15), Verdict.CANNOT_TELL), (_at(0, 1, day=21), Verdict.FAIL), (None, Verdict.CANNOT_TELL)],
)
def test_nobody_told_yet(book: Reference, now: datetime | None, verdict: Verdict) -> None:
    assert told_the_same_day(Concern("E2", NOTICED, (), now), book).verdict is verdict


def test_times_that_contradict_each_other_cannot_be_told(book: Reference) -> None:
    facts = Concern("E2", NOTICED, (Told("mash", _at(9)),), _at(12))
    assert told_the_same_day(facts, book).verdict is Verdict.CANNOT_TELL


def test_no_concern_passes_and_no_level_cannot_be_told(book: Reference) -> None:
    assert told_the_same_day(Concern("E0"), book).verdict is Verdict.PASS
    assert told_the_same_day(Concern(None, NOTICED, ()), book).verdict is Verdict.CANNOT_TELL
    assert told_the_same_day(Concern("E9", NOTICED, ()), book).verdict is Verdict.CANNOT_TELL


def test_what_was_said_is_recorded(book: Reference) -> None:
    said = said_and_recorded(Concern("E2", words_shown=True, said_at=_at(12, 5)), book)
    assert said is not None
    assert (said.verdict, said.says) == (Verdict.PASS, "Recorded as said at 12:05.")
    assert said_and_recorded(Concern("E0"), book) is None
    for facts, verdict in (
        (Concern("E2", words_shown=True), Verdict.CANNOT_TELL),
        (Concern("E2", words_shown=False, said_at=_at(12)), Verdict.FAIL),
        (Concern(None, words_shown=True, said_at=_at(12)), Verdict.CANNOT_TELL),
    ):
        found = said_and_recorded(facts, book)
        assert found is not None
        assert found.verdict is verdict
