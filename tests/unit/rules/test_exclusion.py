"""The school days of an exclusion, and the duty on the stated ones (EIA-103 to EIA-105)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.unit.rules.sweep_cases import at, caspian

from fieldkit.reference import Reference
from fieldkit.rules import SchoolCalendar, Span
from fieldkit.rules.sweeps.exclusion import (
    PenaltyAmounts,
    day_one,
    exclusion_day,
    kept_out_of_public_places,
    penalty_notice_may_be_considered,
    s105_amounts,
    stated_days,
)
from fieldkit.rules.sweeps.facts import Exclusion

THURSDAY = date(2026, 11, 12)
FRIDAY = date(2026, 11, 13)
MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("when", "first"),
    [
        ("before-school", THURSDAY),
        ("morning", THURSDAY),
        ("lunch", THURSDAY),
        ("afternoon", FRIDAY),
        ("after-school", FRIDAY),
        (None, None),
    ],
)
def test_an_exclusion_before_the_afternoon_session_makes_that_day_day_1(
    book: Reference, calendar: SchoolCalendar, when: str | None, first: date | None
) -> None:
    assert day_one(Exclusion(given_on=THURSDAY, given_when=when), calendar, book) == first


def test_day_1_is_a_school_day(book: Reference, calendar: SchoolCalendar) -> None:
    saturday = date(2026, 11, 14)
    assert day_one(Exclusion(first_day=saturday), calendar, book) == MONDAY
    assert day_one(Exclusion(given_on=FRIDAY, given_when="afternoon"), calendar, book) == MONDAY
    inset = replace(calendar, closures=(Span(MONDAY, MONDAY),))
    assert day_one(Exclusion(given_on=FRIDAY, given_when="afternoon"), inset, book) == date(2026, 11, 17)


def test_days_are_counted_by_the_schools_calendar(book: Reference, calendar: SchoolCalendar) -> None:
    facts = Exclusion(first_day=THURSDAY)
    assert exclusion_day(facts, THURSDAY, calendar, book) == 1
    assert exclusion_day(facts, MONDAY, calendar, book) == 3
    inset = replace(calendar, closures=(Span(FRIDAY, FRIDAY),))
    assert exclusion_day(facts, MONDAY, inset, book) == 2
    assert exclusion_day(facts, date(2026, 11, 11), calendar, book) == 0
    assert exclusion_day(facts, MONDAY, None, book) is None


def test_the_day_that_the_school_said_has_to_agree(book: Reference, calendar: SchoolCalendar) -> None:
    assert exclusion_day(Exclusion(day_said=4), MONDAY, None, book) == 4
    assert exclusion_day(Exclusion(first_day=THURSDAY, day_said=3), MONDAY, calendar, book) == 3
    assert exclusion_day(Exclusion(first_day=THURSDAY, day_said=4), MONDAY, calendar, book) is None


def test_the_duty_is_for_the_first_five_school_days_or_fewer(
    book: Reference, calendar: SchoolCalendar
) -> None:
    long = Exclusion(kind="permanent", first_day=THURSDAY)
    assert [day.day for day in stated_days(long, calendar, book)] == [12, 13, 16, 17, 18]
    short = Exclusion(kind="suspension", first_day=THURSDAY, last_day=FRIDAY)
    assert stated_days(short, calendar, book) == (THURSDAY, FRIDAY)
    stated = replace(long, stated=(FRIDAY, date(2026, 11, 19)))
    assert stated_days(stated, calendar, book) == (FRIDAY,)
    assert stated_days(long, None, book) == ()


@pytest.mark.parametrize(
    ("day", "verdict", "says"),
    [
        (16, "Pass", "No breach. The exclusion does not run on this day."),
        (17, "Fail", "In a public place on school day 1 of the exclusion."),
        (23, "Fail", "In a public place on school day 5 of the exclusion."),
        (24, "Pass", "No breach. School day 6 of the exclusion: the duty is for the first 5."),
        (21, "Pass", "No breach. Quayside High is closed today."),
    ],
)
def test_the_breach_is_on_days_1_to_5(
    book: Reference, calendar: SchoolCalendar, day: int, verdict: str, says: str
) -> None:
    stop = caspian(calendar)
    assert stop.exclusion is not None
    longer = replace(stop.exclusion, last_day=date(2026, 11, 30), day_said=None)
    found = kept_out_of_public_places(replace(stop, exclusion=longer, stopped_at=at(11, 15, day)), book)
    assert found is not None
    assert (found.verdict.words, found.says) == (verdict, says)


def test_what_is_missing_cannot_be_told(book: Reference, calendar: SchoolCalendar) -> None:
    stop = caspian(calendar)
    assert stop.exclusion is not None
    for lacking in (
        replace(stop, exclusion=None),
        replace(stop, calendar=None),
        replace(stop, opens=None),
        replace(stop, public_place="unknown"),
        replace(stop, reason=None),
        replace(stop, reason="unwell"),
        replace(stop, exclusion=replace(stop.exclusion, last_day=None, day_said=None)),
        replace(stop, exclusion=replace(stop.exclusion, day_said=4)),
    ):
        for rule in (kept_out_of_public_places, penalty_notice_may_be_considered):
            found = rule(lacking, book)
            assert found is not None
            assert found.verdict.words == "Cannot tell"


def test_amounts_are_those_of_section_105_alone(book: Reference) -> None:
    assert s105_amounts(book) == PenaltyAmounts(60, 21, 120, 28)
    assert all(book.local_value(f"penalty.s105_{key}").verify for key in ("soon_pounds", "late_pounds"))


def test_a_child_who_is_not_excluded_is_not_spoken_of(book: Reference, calendar: SchoolCalendar) -> None:
    stop = replace(caspian(calendar), exclusion=None, school_says="expected-in", reason="shopping")
    assert kept_out_of_public_places(stop, book) is None
    assert penalty_notice_may_be_considered(stop, book) is None
