"""Counting by a school's calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.rules import SchoolCalendar, Session, Span, calendar_of

DAYS = st.dates(date(2026, 9, 3), date(2027, 7, 20))


@pytest.mark.parametrize(
    ("after", "number", "expected"),
    [
        (date(2026, 10, 9), 10, date(2026, 10, 23)),
        (date(2026, 10, 9), 20, date(2026, 11, 13)),
        (date(2026, 11, 16), 5, date(2026, 11, 23)),
        (date(2026, 12, 18), 1, date(2027, 1, 4)),
        (date(2026, 10, 9), 0, date(2026, 10, 9)),
        (date(2027, 7, 19), 2, None),
        (date(2026, 7, 20), 1, None),
    ],
)
def test_the_nth_school_day(
    calendar: SchoolCalendar, after: date, number: int, expected: date | None
) -> None:
    assert calendar.school_day_after(after, number) == expected


def test_days_without_a_session_are_no_school_days(calendar: SchoolCalendar) -> None:
    inset = replace(calendar, closures=(*calendar.closures, Span(date(2026, 11, 2), date(2026, 11, 3))))
    days = (
        date(2026, 11, 2),
        date(2026, 11, 3),
        date(2026, 10, 27),
        date(2026, 11, 7),
        date(2026, 12, 25),
    )
    assert [inset.is_school_day(day) for day in days] == [False] * 5
    assert calendar.is_school_day(date(2026, 11, 2)) is True


def test_a_half_day_is_a_school_day_with_one_session(calendar: SchoolCalendar) -> None:
    half = replace(calendar, half_days=((date(2026, 12, 18), Session.AM),))
    assert half.sessions(date(2026, 12, 18)) == (Session.AM,)
    assert half.is_school_day(date(2026, 12, 18)) is True
    assert half.sessions(date(2026, 12, 17)) == (Session.AM, Session.PM)


def test_a_school_may_open_on_other_days(calendar: SchoolCalendar) -> None:
    saturdays = replace(calendar, weekdays=frozenset({5}))
    assert saturdays.school_day_after(date(2026, 9, 3), 2) == date(2026, 9, 12)


def test_beyond_its_terms_a_calendar_cannot_tell(calendar: SchoolCalendar) -> None:
    assert calendar.is_school_day(date(2026, 9, 2)) is None
    assert calendar.is_school_day(date(2027, 7, 21)) is None
    assert calendar.school_days(date(2026, 9, 1), date(2026, 9, 10)) is None
    empty = SchoolCalendar(terms=(), weekdays=frozenset(range(5)))
    assert empty.is_school_day(date(2026, 9, 3)) is None
    assert empty.school_day_after(date.max, 1) is None


def test_ten_school_weeks_skip_half_term(calendar: SchoolCalendar) -> None:
    mondays = calendar.school_weeks_ending(date(2026, 11, 20), 10)
    expected = ["11-16", "11-09", "11-02", "10-19", "10-12", "10-05", "09-28", "09-21", "09-14", "09-07"]
    assert mondays == tuple(date.fromisoformat(f"2026-{day}") for day in expected)


def test_a_window_asked_for_on_a_holiday_ends_with_the_last_school_week(calendar: SchoolCalendar) -> None:
    assert calendar.school_weeks_ending(date(2026, 10, 28), 1) == (date(2026, 10, 19),)
    assert calendar.school_weeks_ending(date(2026, 9, 10), 3) is None


def test_a_week_with_one_session_is_a_school_week(calendar: SchoolCalendar) -> None:
    monday = date(2026, 11, 2)
    closed = replace(calendar, closures=(Span(monday + timedelta(days=1), monday + timedelta(days=4)),))
    assert closed.is_school_week(date(2026, 11, 8)) is True
    all_closed = replace(closed, closures=(*closed.closures, Span(monday, monday)))
    assert all_closed.is_school_week(monday) is False


def test_the_school_year_begins_with_the_first_term_after_july(calendar: SchoolCalendar) -> None:
    assert calendar.school_year_begins(2026) == date(2026, 9, 3)
    assert calendar.school_year_begins(2027) is None
    july = replace(calendar, terms=(Span(date(2026, 7, 31), date(2026, 8, 5)), *calendar.terms))
    assert july.school_year_begins(2026) == date(2026, 9, 3)
    entered = replace(calendar, year_begins=date(2026, 9, 1))
    assert entered.school_year_begins(2026) == date(2026, 9, 1)


def test_a_calendar_is_made_from_the_rows_of_its_record(calendar: SchoolCalendar) -> None:
    made = calendar_of(
        [
            ["2026-09-03", "2026-12-18", "Autumn"],
            ["2027-01-04", "2027-03-24", "Spring"],
            ["2027-04-12", "2027-07-20", ""],
        ],
        [
            ["2026-10-26", "2026-10-30", "Half term"],
            ["2027-02-15", "2027-02-19", ""],
            ["2027-05-03", "2027-05-03", ""],
            ["2027-05-31", "2027-06-04", ""],
        ],
    )
    assert made == calendar
    half = calendar_of(
        [["2026-09-03", "2026-12-18", ""]],
        half_days=[["2026-12-17", "2026-12-17", "PM only"], ["2026-12-18", "2026-12-18", ""]],
        year_begins="2026-09-01",
        opens="45",
    )
    assert half.sessions(date(2026, 12, 17)) == (Session.PM,)
    assert half.sessions(date(2026, 12, 18)) == (Session.AM,)
    assert half.sessions(date(2026, 12, 16)) == ()
    assert half.school_year_begins(2026) == date(2026, 9, 1)


@given(day=DAYS, number=st.integers(1, 60))
def test_counting_forward_and_counting_between_agree(
    calendar: SchoolCalendar, day: date, number: int
) -> None:
    reached = calendar.school_day_after(day, number)
    if reached is None:
        left = calendar.school_days(day, date(2027, 7, 20))
        assert left is not None
        assert left - bool(calendar.is_school_day(day)) < number
    else:
        assert calendar.is_school_day(reached) is True
        assert calendar.school_days(day + timedelta(days=1), reached) == number


@given(first=DAYS, middle=DAYS, last=DAYS)
def test_counts_of_neighbouring_spans_add_up(
    calendar: SchoolCalendar, first: date, middle: date, last: date
) -> None:
    first, middle, last = sorted((first, middle, last))
    parts = (calendar.school_days(first, middle), calendar.school_days(middle + timedelta(days=1), last))
    assert None not in parts
    assert sum(part for part in parts if part is not None) == calendar.school_days(first, last)
