"""A day of work as the hours ruler draws it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.reference import LocalValue, Reference
from fieldkit.rules.employment import CWSA2026, ChildAtWork, Ruler, SchoolHours, ruler, under

Worked = Callable[..., Any]
SIX, SCHOOL = 6 * 60, (8 * 60 + 45, 15 * 60 + 15)


def test_case_8_is_drawn_as_in_the_picture(book: Reference, in_order: ChildAtWork, worked: Worked) -> None:
    drawn = ruler(replace(in_order, shifts=(worked(19, "16:00", "19:40"),)), book)
    assert drawn.school == SCHOOL
    assert drawn.no_work == ((0, 420), SCHOOL, (1140, 1440))
    assert drawn.allowed == ((960, 1080),)
    assert drawn.over == ((1080, 1180),)
    assert (drawn.allowed_until, drawn.limit_minutes) == (1080, 120)
    assert (drawn.worked_minutes, drawn.over_minutes) == (220, 100)
    assert drawn.words == "Worked 16:00 to 19:40"
    assert (drawn.allowed_words, drawn.over_words) == ("2 h allowed", "1 h 40 over")
    assert drawn.day_words == "a school day"


def test_work_in_order_has_nothing_over(book: Reference, in_order: ChildAtWork) -> None:
    drawn = ruler(in_order, book)
    assert (drawn.over, drawn.over_words, drawn.allowed_until) == ((), "", None)
    assert drawn.allowed_words == "1 h 30 allowed"


@pytest.mark.parametrize(
    ("shift", "words"),
    [
        ((19, "16:00", None), "Cannot tell: enter a finish time"),
        ((19, None, "18:00"), "Cannot tell: enter a start time"),
    ],
)
def test_a_missing_time_leaves_the_ruler_empty(
    book: Reference, in_order: ChildAtWork, worked: Worked, shift: Any, words: str
) -> None:
    drawn = ruler(replace(in_order, shifts=(worked(*shift),)), book)
    assert (drawn.words, drawn.worked, drawn.allowed, drawn.over) == (words, (), (), ())
    assert drawn.no_work
    assert drawn.day_words == "a school day"


def test_what_else_may_be_missing_is_said(book: Reference, in_order: ChildAtWork) -> None:
    assert ruler(ChildAtWork(), book) == Ruler(words="Cannot tell: enter the day of the work")
    assert ruler(replace(in_order, calendar=None), book).words.startswith("Cannot tell: no calendar")
    assert ruler(replace(in_order, hours=SchoolHours()), book).words == (
        "Cannot tell: enter when the school opened and closed that day"
    )
    assert ruler(replace(in_order, required="no"), book).words.startswith("Cannot tell: did not have to")
    assert ruler(replace(in_order, born=date(2010, 1, 1)), book).words == "Not a child for this purpose"


def test_before_school_an_hour_is_allowed(book: Reference, in_order: ChildAtWork, worked: Worked) -> None:
    early = replace(in_order, shifts=(worked(19, "06:50", "08:10"), worked(19, "16:00", "17:00")))
    drawn = ruler(early, book)
    assert drawn.allowed == ((420, 480), (960, 1020))
    assert drawn.over == ((410, 420), (480, 490))
    assert drawn.over_minutes == 20
    barred = replace(book, council_values=(LocalValue("employment.before_school_allowed", False, "byelaws"),))
    assert ruler(early, barred).allowed == ((960, 1020),)


def test_days_without_school_have_their_own_limit(
    book: Reference, in_order: ChildAtWork, worked: Worked
) -> None:
    saturday = replace(
        in_order, day=date(2026, 11, 21), shifts=(worked(21, "09:00", "15:00", "12:00 13:00"),)
    )
    drawn = ruler(saturday, book)
    assert (drawn.day_words, drawn.school, drawn.limit_minutes) == ("a day without school", None, 300)
    assert drawn.worked == ((540, 720), (780, 900))
    sunday = replace(in_order, day=date(2026, 11, 22), shifts=(worked(22, "09:00", "15:00"),))
    assert (ruler(sunday, book).day_words, ruler(sunday, book).limit_minutes) == ("a Sunday", 120)
    assert ruler(sunday, under(CWSA2026, book)).limit_minutes == 300
    small = replace(saturday, born=date(2014, 11, 30))
    assert (ruler(small, book).allowed, ruler(small, book).no_work) == ((), ((0, 1440),))


@given(
    starts=st.lists(st.tuples(st.integers(0, 1438), st.integers(1, 600)), max_size=4),
    day=st.sampled_from([19, 21, 22]),
)
def test_every_minute_worked_is_allowed_or_over(
    book: Reference, in_order: ChildAtWork, worked: Worked, starts: list[tuple[int, int]], day: int
) -> None:
    def clock(minutes: int) -> str:
        return f"{minutes // 60:02}:{minutes % 60:02}"

    shifts = tuple(worked(day, clock(at), clock(min(at + length, 1439))) for at, length in starts)
    drawn = ruler(replace(in_order, day=date(2026, 11, day), shifts=shifts), book)
    minutes = sorted(
        minute for start, finish in (*drawn.allowed, *drawn.over) for minute in range(start, finish)
    )
    assert minutes == [minute for start, finish in drawn.worked for minute in range(start, finish)]
    assert drawn.worked or drawn.words.startswith("Cannot tell")
    assert sum(finish - start for start, finish in drawn.allowed) <= (drawn.limit_minutes or 0)
    hatched = {minute for start, finish in drawn.no_work for minute in range(start, finish)}
    assert not hatched & {minute for start, finish in drawn.allowed for minute in range(start, finish)}
