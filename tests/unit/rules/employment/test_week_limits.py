"""The hours of a week, all employers together, and two free weeks (EMP-07, EMP-10, EMP-12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fieldkit.reference import LocalValue, Reference
from fieldkit.rules import Finding, SchoolCalendar, Span

Ask = Callable[..., Any]
Worked = Callable[..., Any]
FIFTEEN = date(2011, 3, 3)


def _told(found: Finding | None) -> str:
    return found.verdict.value if found else "nothing"


@pytest.mark.parametrize(("minutes", "told"), [(720, "pass"), (721, "fail")])
def test_twelve_hours_in_a_school_week(ask: Ask, minutes: int, told: str) -> None:
    assert _told(ask("EMP-07", week_minutes=minutes, week_complete=None)) == told


def test_a_week_too_long_reads_as_in_the_picture(ask: Ask) -> None:
    found = ask("EMP-07", week_minutes=840)
    assert found.title == "More than 12 hours in a school week"
    assert found.says == "14 h in the week from Sunday 15 November."
    assert found.authority == "s.18(1)(da)"


def test_several_employers_add_up_over_the_week(ask: Ask, worked: Worked) -> None:
    shifts = [worked(day, "16:00", "18:00", employer="shop") for day in (16, 17, 18, 19, 20)]
    shifts.append(worked(21, "09:00", "11:00", employer="stables"))
    assert _told(ask("EMP-07", shifts=tuple(shifts))) == "pass"
    shifts.append(worked(21, "11:00", "11:01", employer="cafe"))
    assert _told(ask("EMP-07", shifts=tuple(shifts))) == "fail"


def test_two_hours_on_a_sunday_count_to_the_school_week(ask: Ask, worked: Worked) -> None:
    week = tuple(worked(day, "16:00", "18:00") for day in (16, 17, 18, 19, 20))
    sunday, saturday = worked(15, "10:00", "12:00"), worked(21, "09:00", "09:01")
    assert _told(ask("EMP-07", shifts=(*week, sunday))) == "pass"
    assert _told(ask("EMP-07", shifts=(*week, sunday, saturday))) == "fail"
    # The Sunday after belongs to the next week, unless the council's week begins on Monday.
    after = worked(22, "10:00", "12:00")
    assert _told(ask("EMP-07", shifts=(*week, saturday, after))) == "pass"


def test_the_council_says_when_a_week_begins(book: Reference, ask: Ask, worked: Worked) -> None:
    monday = replace(book, council_values=(LocalValue("employment.week_starts", 1, "policy 9"),))
    week = tuple(worked(day, "16:00", "18:00") for day in (16, 17, 18, 19, 20))
    shifts = (*week, worked(22, "10:00", "12:01"))
    assert _told(ask("EMP-07", shifts=shifts)) == "pass"
    found = ask("EMP-07", monday, shifts=shifts)
    assert (_told(found), found.says) == ("fail", "12 h 01 in the week from Monday 16 November.")


def test_a_week_that_is_not_known_whole_never_passes(ask: Ask, worked: Worked) -> None:
    assert _told(ask("EMP-07", week_complete=None)) == "cannot_tell"
    assert _told(ask("EMP-07", week_complete=False)) == "cannot_tell"
    assert _told(ask("EMP-07", shifts=(worked(19, "16:00", None),))) == "cannot_tell"
    assert _told(ask("EMP-07", shifts=None, week_minutes=60)) == "cannot_tell"
    assert _told(ask("EMP-07", shifts=())) == "cannot_tell"
    assert _told(ask("EMP-07", shifts=(), week_minutes=60)) == "pass"
    long = tuple(worked(day, "10:00", "14:00") for day in (15, 16, 17, 21))
    found = ask("EMP-07", shifts=long, week_complete=None)
    assert (_told(found), found.says) == ("fail", "At least 16 h in the week from Sunday 15 November.")


def test_the_list_stands_where_it_is_more_than_the_total_stated(ask: Ask, worked: Worked) -> None:
    shifts = tuple(worked(day, "10:00", "14:00") for day in (15, 16, 17, 21))
    assert _told(ask("EMP-07", shifts=shifts, week_minutes=300)) == "fail"


@pytest.mark.parametrize(
    ("born", "minutes", "told"),
    [
        (date(2012, 3, 3), 1500, "pass"),
        (date(2012, 3, 3), 1501, "fail"),
        (FIFTEEN, 2100, "pass"),
        (FIFTEEN, 2101, "fail"),
    ],
)
def test_25_hours_in_a_holiday_week_at_14_and_35_at_15(ask: Ask, born: date, minutes: int, told: str) -> None:
    holiday = date(2026, 10, 27)
    assert _told(ask("EMP-10", born=born, day=holiday, week_minutes=minutes)) == told
    assert ask("EMP-07", born=born, day=holiday, week_minutes=minutes) is None


@pytest.mark.parametrize(("day", "told"), [(date(2026, 10, 27), "fail"), (date(2026, 10, 28), "pass")])
def test_the_age_on_the_day_looked_at_decides_over_the_week(ask: Ask, day: date, told: str) -> None:
    assert _told(ask("EMP-10", born=date(2011, 10, 28), day=day, week_minutes=1600)) == told


def test_a_week_with_one_session_is_a_school_week(calendar: SchoolCalendar, ask: Ask, worked: Worked) -> None:
    first_week = date(2026, 9, 4)
    assert _told(ask("EMP-07", day=first_week)) == "pass"
    closed = Span(date(2026, 11, 16), date(2026, 11, 20))
    shut = replace(calendar, closures=(*calendar.closures, closed))
    assert ask("EMP-07", calendar=shut) is None
    assert _told(ask("EMP-10", calendar=shut)) == "pass"
    one_day = replace(calendar, closures=(replace(closed, first=date(2026, 11, 17)),))
    assert _told(ask("EMP-07", calendar=one_day)) == "pass"


@pytest.mark.parametrize(("weeks", "told"), [(2, "pass"), (1, "fail"), (0, "fail"), (None, "cannot_tell")])
def test_two_weeks_free_when_no_holiday_is_left_this_year(ask: Ask, weeks: int | None, told: str) -> None:
    assert _told(ask("EMP-12", weeks_free=weeks)) == told


def test_what_to_ask_about_free_weeks_reads_as_in_the_picture(ask: Ask) -> None:
    found = ask("EMP-12", weeks_free=None)
    assert found.title == "Two weeks free in school holidays"
    assert found.says == "Ask which weeks they worked in the holidays."


def test_two_weeks_that_could_still_come_are_in_order(ask: Ask, worked: Worked) -> None:
    february = date(2027, 2, 4)
    shifts = (worked(february, "16:00", "17:30"),)
    assert _told(ask("EMP-12", day=february, shifts=shifts, weeks_free=0)) == "pass"
    # Easter is 18 days from 25 March to 11 April: work in its middle leaves no 14 days running.
    easter = tuple(worked(date(2027, 4, day), "10:00", "11:00") for day in (1, 8))
    found = ask("EMP-12", day=february, shifts=(*shifts, *easter), weeks_free=0)
    assert _told(found) == "cannot_tell"
    assert found.says == "No calendar of the child's school reaches to the end of the year."


@pytest.mark.parametrize(("days", "told"), [(14, "pass"), (13, "fail")])
def test_fourteen_days_running_are_two_weeks(
    calendar: SchoolCalendar, ask: Ask, days: int, told: str
) -> None:
    last = date(2026, 12, 31) - timedelta(days=days)
    terms = (Span(date(2026, 9, 3), last), *calendar.terms[1:])
    every_day = replace(calendar, terms=terms, weekdays=frozenset(range(7)), closures=())
    assert _told(ask("EMP-12", calendar=every_day, weeks_free=0)) == told
