"""Compulsory school age, with every case of domain 2.3."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.reference import LocalValue, Reference
from fieldkit.rules import SchoolCalendar, Verdict
from fieldkit.rules.age import (
    ChildAge,
    birthday,
    compulsory_school_age_begun,
    compulsory_school_age_not_over,
    csa_ends,
    csa_starts,
    school_leaving_date,
    year_group,
)


@pytest.mark.parametrize(
    ("year", "leaving"),
    [
        (2025, date(2025, 6, 27)),
        (2026, date(2026, 6, 26)),
        (2027, date(2027, 6, 25)),
        (2028, date(2028, 6, 30)),
    ],
)
def test_school_leaving_dates(year: int, leaving: date) -> None:
    assert school_leaving_date(year) == leaving


@pytest.mark.parametrize(
    ("born", "with_calendar", "ends", "assumed"),
    [
        (date(2010, 2, 11), False, date(2026, 6, 26), False),
        (date(2010, 6, 26), False, date(2026, 6, 26), False),
        (date(2010, 6, 27), False, date(2026, 6, 26), False),
        (date(2010, 8, 31), False, date(2026, 6, 26), True),
        (date(2010, 8, 31), True, date(2026, 6, 26), False),
        (date(2010, 9, 2), True, date(2026, 6, 26), False),
        (date(2010, 9, 3), True, date(2027, 6, 25), False),
        (date(2010, 9, 2), False, date(2027, 6, 25), True),
        (date(2010, 9, 12), True, date(2027, 6, 25), False),
        (date(2010, 11, 21), False, date(2027, 6, 25), False),
    ],
)
def test_the_end_of_compulsory_school_age(
    book: Reference, calendar: SchoolCalendar, born: date, with_calendar: bool, ends: date, assumed: bool
) -> None:
    end = csa_ends(born, calendar if with_calendar else None, book)
    assert (end.day, end.assumed) == (ends, assumed)


@pytest.mark.parametrize(
    ("born", "starts"),
    [
        (date(2021, 3, 31), date(2026, 3, 31)),
        (date(2021, 4, 1), date(2026, 8, 31)),
        (date(2021, 8, 31), date(2026, 8, 31)),
        (date(2021, 9, 1), date(2026, 12, 31)),
        (date(2021, 12, 31), date(2026, 12, 31)),
        (date(2022, 1, 1), date(2027, 3, 31)),
    ],
)
def test_the_start_of_compulsory_school_age(book: Reference, born: date, starts: date) -> None:
    assert csa_starts(born, book) == starts


def test_a_leap_birthday_falls_on_1_march_unless_the_council_reads_it_otherwise(book: Reference) -> None:
    born = date(2012, 2, 29)
    assert birthday(born, 5, book) == date(2017, 3, 1)
    assert birthday(born, 16, book) == date(2028, 2, 29)
    other = replace(book, council_values=(LocalValue("csa.leap_birthday_in_march", False, "local"),))
    assert birthday(born, 5, other) == date(2017, 2, 28)


def test_the_last_day_counts_and_the_next_does_not(book: Reference) -> None:
    born = date(2010, 2, 11)
    last = compulsory_school_age_not_over(ChildAge(born, date(2026, 6, 26)), book)
    over = compulsory_school_age_not_over(ChildAge(born, date(2026, 6, 27)), book)
    assert (last.verdict, over.verdict) == (Verdict.PASS, Verdict.FAIL)
    assert over.says == "Compulsory school age ended on Fri 26 Jun 2026."
    assert over.rule == "CSA-02"
    assert ("ends", "Fri 26 Jun 2026") in over.facts


def test_the_first_day_counts_and_the_day_before_does_not(book: Reference) -> None:
    born = date(2021, 4, 1)
    before = compulsory_school_age_begun(ChildAge(born, date(2026, 8, 30)), book)
    first = compulsory_school_age_begun(ChildAge(born, date(2026, 8, 31)), book)
    assert (before.verdict, first.verdict) == (Verdict.FAIL, Verdict.PASS)


def test_an_assumed_school_year_is_said(book: Reference, calendar: SchoolCalendar) -> None:
    born, on = date(2010, 9, 2), date(2026, 11, 21)
    assumed = compulsory_school_age_not_over(ChildAge(born, on), book)
    known = compulsory_school_age_not_over(ChildAge(born, on, calendar), book)
    assert assumed.verdict is Verdict.PASS
    assert "assumed to begin on 1 September" in assumed.says
    assert known.verdict is Verdict.FAIL
    assert "assumed" not in known.says


@pytest.mark.parametrize("born", [None, date(1, 1, 1), date(9999, 12, 31)])
def test_without_a_usable_birth_date_nothing_is_told(book: Reference, born: date | None) -> None:
    facts = ChildAge(born, date(2026, 11, 21))
    assert compulsory_school_age_begun(facts, book).verdict is Verdict.CANNOT_TELL
    assert compulsory_school_age_not_over(facts, book).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (date(2014, 1, 14), "8"),
        (date(2011, 5, 2), "11"),
        (date(2016, 3, 30), "6"),
        (date(2018, 7, 19), "4"),
        (date(2012, 12, 8), "9"),
        (date(2012, 4, 9), "10"),
        (date(2022, 8, 31), "R"),
        (date(2022, 9, 1), None),
        (date(2008, 8, 31), None),
    ],
)
def test_year_groups_of_the_sample_caseload(born: date, group: str | None) -> None:
    assert year_group(born, date(2026, 11, 21)) == group


@given(born=st.dates(date(1980, 1, 1), date(2040, 12, 31)))
def test_compulsory_school_age_begins_by_six_and_ends_between_fifteen_and_seventeen(
    book: Reference, born: date
) -> None:
    starts, end = csa_starts(born, book), csa_ends(born, None, book)
    assert birthday(born, 5, book) <= starts < birthday(born, 6, book)
    assert birthday(born, 15, book) < end.day < birthday(born, 17, book)
    assert (end.day.weekday(), end.day.month) == (4, 6)
