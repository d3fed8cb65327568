"""The hours of one day, at each boundary (EMP-03 to EMP-06, EMP-08, EMP-09, EMP-11)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from fieldkit.reference import LocalValue, Reference
from fieldkit.rules import Finding, SchoolCalendar, Session, Span
from fieldkit.rules.employment import HalfDay, SchoolHours, Shift

Ask = Callable[..., Any]
Worked = Callable[..., Any]
THURSDAY, SATURDAY, SUNDAY = date(2026, 11, 19), date(2026, 11, 21), date(2026, 11, 22)
FOURTEEN, FIFTEEN = date(2012, 3, 3), date(2011, 3, 3)
USUAL = SchoolHours(time(8, 45), time(15, 15))


def _told(found: Finding | None) -> str:
    return found.verdict.value if found else "nothing"


@pytest.mark.parametrize(("start", "told"), [("06:59", "fail"), ("07:00", "pass")])
def test_0659_is_too_early_and_0700_is_not(ask: Ask, worked: Worked, start: str, told: str) -> None:
    assert _told(ask("EMP-03", shifts=(worked(19, start, "07:30"),))) == told


@pytest.mark.parametrize(("finish", "told"), [("19:00", "pass"), ("19:01", "fail")])
def test_1900_is_in_time_and_1901_is_not(ask: Ask, worked: Worked, finish: str, told: str) -> None:
    assert _told(ask("EMP-04", shifts=(worked(19, "17:30", finish),))) == told


def test_a_late_finish_reads_as_in_the_picture(ask: Ask, worked: Worked) -> None:
    found = ask("EMP-04", shifts=(worked(19, "16:00", "19:40"),))
    assert (found.title, found.says) == ("Works after 19:00", "Finished at 19:40.")
    assert found.authority == "CYPA 1933 s.18(1)(c)"
    assert ("latest finish", "19:40") in found.facts
    assert ("rule set", "CYPA_CURRENT") in found.facts


def test_one_end_of_a_shift_may_be_enough_to_fail_but_never_to_pass(ask: Ask, worked: Worked) -> None:
    assert _told(ask("EMP-03", shifts=(worked(19, "06:30", None),))) == "fail"
    assert _told(ask("EMP-03", shifts=(worked(19, None, "06:30"),))) == "fail"
    assert _told(ask("EMP-03", shifts=(worked(19, None, "17:00"),))) == "cannot_tell"
    assert _told(ask("EMP-04", shifts=(worked(19, "19:00", None),))) == "fail"
    assert _told(ask("EMP-04", shifts=(worked(19, "16:00", None),))) == "cannot_tell"
    assert _told(ask("EMP-05", shifts=(worked(19, "14:00", None),))) == "fail"
    assert _told(ask("EMP-05", shifts=(worked(19, None, "14:00"),))) == "fail"


def test_times_the_wrong_way_round_are_checked_first(ask: Ask, worked: Worked) -> None:
    found = ask("EMP-06", shifts=(worked(19, "17:30", "16:00"),))
    assert _told(found) == "cannot_tell"
    assert found.says == "Check the times: the finish is not after the start."


@pytest.mark.parametrize(
    ("start", "finish", "told"),
    [
        ("15:15", "16:15", "pass"),
        ("15:14", "16:15", "fail"),
        ("12:00", "13:00", "fail"),
        ("07:45", "08:45", "pass"),
        ("07:44", "08:45", "fail"),
        ("07:45", "08:46", "fail"),
        ("07:00", "08:00", "pass"),
    ],
)
def test_school_hours_and_the_hour_before_them(
    ask: Ask, worked: Worked, start: str, finish: str, told: str
) -> None:
    assert _told(ask("EMP-05", shifts=(worked(19, start, finish),))) == told


def test_the_hour_before_school_is_the_byelaws_to_allow(book: Reference, ask: Ask, worked: Worked) -> None:
    barred = LocalValue("employment.before_school_allowed", False, "byelaw 4")
    strict = replace(book, council_values=(barred,))
    found = ask("EMP-05", strict, shifts=(worked(19, "07:30", "08:00"),))
    assert (found.title, _told(found)) == ("Works before school", "fail")
    assert _told(ask("EMP-05", strict)) == "pass"


def test_two_hours_on_a_school_day_before_and_after_together(ask: Ask, worked: Worked) -> None:
    morning = worked(19, "07:30", "08:15", employer="papers")
    assert _told(ask("EMP-06", shifts=(morning, worked(19, "16:00", "17:15")))) == "pass"
    found = ask("EMP-06", shifts=(morning, worked(19, "16:00", "17:16", employer="shop")))
    assert _told(found) == "fail"
    assert found.title == "More than 2 hours on a school day"
    assert found.says == "07:30 to 08:15 and 16:00 to 17:16 is 2 h 01, no break."


def test_breaks_are_not_work(ask: Ask, worked: Worked) -> None:
    assert _told(ask("EMP-06", shifts=(worked(19, "16:00", "18:30", "17:00 17:30"),))) == "pass"
    unasked = replace(worked(19, "16:00", "18:30"), breaks=None)
    assert _told(ask("EMP-06", shifts=(unasked,))) == "cannot_tell"
    assert ask("EMP-06", shifts=(unasked,)).says == "Ask about rest breaks."


def test_what_is_certain_fails_although_something_is_missing(ask: Ask, worked: Worked) -> None:
    unasked = replace(worked(19, "18:30", "19:00"), breaks=None)
    found = ask("EMP-06", shifts=(worked(19, "16:00", "18:15"), unasked))
    assert (_told(found), found.says) == ("fail", "At least 2 h 15 of work.")


def test_the_same_shift_written_twice_counts_once(ask: Ask, worked: Worked) -> None:
    twice = (worked(19, "16:00", "17:30"), worked(19, "16:15", "17:30"))
    assert _told(ask("EMP-06", shifts=twice)) == "pass"


@pytest.mark.parametrize("day", [SUNDAY, date(2026, 12, 27)])
@pytest.mark.parametrize(("finish", "told"), [("12:00", "pass"), ("12:01", "fail")])
def test_two_hours_on_a_sunday_in_term_and_holiday(
    ask: Ask, worked: Worked, day: date, finish: str, told: str
) -> None:
    found = ask("EMP-08", day=day, shifts=(worked(day, "10:00", finish),), born=FIFTEEN)
    assert _told(found) == told
    assert ask("EMP-09", day=day) is None


def test_the_sunday_limit_is_for_sundays(ask: Ask) -> None:
    assert ask("EMP-08") is None


@pytest.mark.parametrize(
    ("born", "finish", "told"),
    [
        (FOURTEEN, "14:00", "pass"),
        (FOURTEEN, "14:01", "fail"),
        (FIFTEEN, "17:00", "pass"),
        (FIFTEEN, "17:01", "fail"),
        (date(2013, 6, 17), "14:01", "fail"),
    ],
)
def test_five_hours_on_a_saturday_at_14_and_eight_at_15(
    ask: Ask, worked: Worked, born: date, finish: str, told: str
) -> None:
    found = ask("EMP-09", born=born, day=SATURDAY, shifts=(worked(21, "09:00", finish),))
    assert _told(found) == told


@pytest.mark.parametrize(("born", "told"), [(date(2011, 11, 21), "pass"), (date(2011, 11, 22), "fail")])
def test_from_the_15th_birthday_the_8_hour_limit_applies(
    ask: Ask, worked: Worked, born: date, told: str
) -> None:
    shift = worked(21, "09:00", "17:00")
    assert _told(ask("EMP-09", born=born, day=SATURDAY, shifts=(shift,))) == told


def test_an_inset_monday_is_no_school_day_for_the_day_but_a_school_week(
    calendar: SchoolCalendar, ask: Ask, worked: Worked
) -> None:
    monday = date(2026, 11, 16)
    inset = replace(calendar, closures=(*calendar.closures, Span(monday, monday)))
    changed = {"calendar": inset, "day": monday, "required": "no", "shifts": (worked(16, "10:00", "14:00"),)}
    assert ask("EMP-05", **changed) is None
    assert ask("EMP-06", **changed) is None
    assert _told(ask("EMP-09", **changed)) == "pass"
    assert _told(ask("EMP-07", **changed)) == "pass"
    assert ask("EMP-10", **changed) is None


def test_a_half_day_closes_when_the_calendar_says(calendar: SchoolCalendar, ask: Ask, worked: Worked) -> None:
    half = replace(calendar, half_days=((THURSDAY, Session.AM),))
    shift = (worked(19, "13:00", "15:00"),)
    open_ended = ask("EMP-05", calendar=half, shifts=shift)
    assert _told(open_ended) == "cannot_tell"
    assert open_ended.says == "Enter when the school opened and closed that day."
    told = replace(USUAL, half_days=(HalfDay(THURSDAY, closes=time(12, 30)),))
    assert _told(ask("EMP-05", calendar=half, hours=told, shifts=shift)) == "pass"
    early = (worked(19, "12:29", "13:00"),)
    assert _told(ask("EMP-05", calendar=half, hours=told, shifts=early)) == "fail"
    # It stays a school day: two hours and no more.
    assert _told(ask("EMP-06", calendar=half, hours=told, shifts=(worked(19, "13:00", "15:01"),))) == "fail"


@pytest.mark.parametrize("rule", ["EMP-05", "EMP-06", "EMP-07", "EMP-09"])
def test_a_pupil_who_did_not_have_to_attend_cannot_be_told(ask: Ask, rule: str) -> None:
    found = ask(rule, required="no")
    assert _told(found) == "cannot_tell"
    assert found.says == "Did not have to be in school on Thu 19 Nov 2026: decide which limit applies."


@pytest.mark.parametrize("required", [None, "unknown"])
@pytest.mark.parametrize("rule", ["EMP-05", "EMP-06", "EMP-07"])
def test_whether_the_pupil_had_to_attend_is_asked(ask: Ask, rule: str, required: str | None) -> None:
    assert _told(ask(rule, required=required)) == "cannot_tell"


@pytest.mark.parametrize(("finish", "told"), [("13:00", "pass"), ("13:01", "fail")])
def test_four_hours_without_a_break_and_no_more(ask: Ask, worked: Worked, finish: str, told: str) -> None:
    shift = worked(21, "09:00", finish)
    assert _told(ask("EMP-11", day=SATURDAY, shifts=(shift,))) == told


@pytest.mark.parametrize(
    ("rest", "told"),
    [("12:00 13:00", "pass"), ("12:00 12:59", "fail"), ("13:01 14:01", "fail"), ("13:00 14:00", "pass")],
)
def test_only_a_break_of_an_hour_begins_the_count_again(
    ask: Ask, worked: Worked, rest: str, told: str
) -> None:
    shift = worked(21, "09:00", "15:00", rest)
    assert _told(ask("EMP-11", day=SATURDAY, shifts=(shift,))) == told


def test_short_breaks_are_not_working_time(ask: Ask, worked: Worked) -> None:
    at_limit = worked(21, "09:00", "13:30", "11:00 11:30")
    assert _told(ask("EMP-11", day=SATURDAY, shifts=(at_limit,))) == "pass"
    over = worked(21, "09:00", "13:31", "11:00 11:30")
    found = ask("EMP-11", day=SATURDAY, shifts=(over,))
    assert found.title == "More than 4 hours without a break of 1 hour"
    assert found.says == "09:00 to 13:31 is 4 h 01 of work."


def test_going_from_one_employer_to_another_is_no_break(ask: Ask, worked: Worked) -> None:
    shifts = (worked(21, "09:00", "11:30", employer="a"), worked(21, "11:45", "13:30", employer="b"))
    assert _told(ask("EMP-11", day=SATURDAY, shifts=shifts)) == "fail"


@pytest.mark.parametrize("rule", ["EMP-03", "EMP-04", "EMP-05", "EMP-06", "EMP-11"])
@pytest.mark.parametrize("shifts", [None, (), (Shift(),), (Shift(THURSDAY),), (Shift(THURSDAY, time(16)),)])
def test_hours_that_nobody_entered_never_pass(ask: Ask, rule: str, shifts: Any) -> None:
    assert _told(ask(rule, shifts=shifts)) == "cannot_tell"


@pytest.mark.parametrize("rule", ["EMP-05", "EMP-06", "EMP-07", "EMP-09", "EMP-10", "EMP-12"])
def test_without_a_calendar_it_cannot_be_told(ask: Ask, rule: str) -> None:
    found = ask(rule, calendar=None)
    assert _told(found) == "cannot_tell"
    assert found.says == "No calendar of the child's school reaches that day."


def test_without_school_hours_it_cannot_be_told(ask: Ask) -> None:
    assert _told(ask("EMP-05", hours=None)) == "cannot_tell"
    assert _told(ask("EMP-05", hours=SchoolHours(closes=time(15, 15)))) == "cannot_tell"
