"""The 10th and 20th school day (CME-07)."""

from __future__ import annotations

from datetime import date

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import SchoolCalendar, Verdict
from fieldkit.rules.school.absence import Absence, Milestones, milestones, tenth_and_twentieth_school_day


def test_the_sample_absence_reaches_both_days(book: Reference, calendar: SchoolCalendar) -> None:
    facts = Absence(date(2026, 10, 9), date(2026, 11, 20), calendar)
    assert milestones(facts, book) == Milestones(date(2026, 10, 23), date(2026, 11, 13))
    found = tenth_and_twentieth_school_day(facts, book)
    assert found.verdict is Verdict.PASS
    assert found.says == (
        "School day 10 is Fri 23 Oct 2026, school day 20 is Fri 13 Nov 2026. 25 school days up to today."
    )
    assert found.facts[0] == ("last attended", "Fri 9 Oct 2026")


@pytest.mark.parametrize(
    ("today", "gone"),
    [
        (date(2026, 10, 9), "0 school days"),
        (date(2026, 10, 12), "1 school day"),
        (date(2026, 10, 30), "10 school days"),
        (date(2026, 11, 2), "11 school days"),
        (date(2026, 10, 8), "0 school days"),
    ],
)
def test_school_days_gone(book: Reference, calendar: SchoolCalendar, today: date, gone: str) -> None:
    found = tenth_and_twentieth_school_day(Absence(date(2026, 10, 9), today, calendar), book)
    assert found.says.endswith(f" {gone} up to today.")


@pytest.mark.parametrize("last", [None, date(2026, 7, 20), date(2027, 7, 1)])
def test_days_that_no_calendar_reaches_cannot_be_told(
    book: Reference, calendar: SchoolCalendar, last: date | None
) -> None:
    found = tenth_and_twentieth_school_day(Absence(last, date(2026, 11, 20), calendar), book)
    assert found.verdict is Verdict.CANNOT_TELL


def test_without_a_calendar_nothing_is_counted(book: Reference) -> None:
    found = tenth_and_twentieth_school_day(Absence(date(2026, 10, 9), date(2026, 11, 20)), book)
    assert found.verdict is Verdict.CANNOT_TELL
    assert ("calendar", "not known") in found.facts


def test_the_10th_day_is_shown_where_the_20th_is_out_of_reach(
    book: Reference, calendar: SchoolCalendar
) -> None:
    found = tenth_and_twentieth_school_day(Absence(date(2027, 6, 30), date(2027, 7, 1), calendar), book)
    assert found.verdict is Verdict.CANNOT_TELL
    assert ("day 10", "Wed 14 Jul 2027") in found.facts
    assert ("day 20", "not known") in found.facts
