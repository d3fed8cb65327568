"""A school's register and returns: CME-01 to CME-06, CME-14 and CME-15 on their boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fieldkit.reference import Reference
from fieldkit.rules.legal.facts import (
    Deletion,
    GroundI,
    NewPupil,
    OutsideMeeting,
    SchoolReturns,
    SevereAbsence,
)
from fieldkit.rules.school.marks import Register
from fieldkit.rules.school.returns import overdue_reasons

FIRST, MONDAY, DAY = date(2026, 9, 3), date(2026, 9, 7), date(2026, 9, 8)


def _absent(days: int, mark: str = "O") -> dict[date, tuple[str, str]]:
    """So many weekdays in a row from Monday 7 September, before half-term."""
    weekdays = [MONDAY + timedelta(days=at) for at in range(2 * days) if at % 7 < 5]
    return dict.fromkeys(weekdays[:days], (mark, mark))


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({"returned_on": date(2026, 9, 12)}, "Pass"),
        ({"returned_on": date(2026, 9, 13)}, "Fail"),
        ({"today": date(2026, 9, 12)}, "Cannot tell"),
        ({"today": date(2026, 9, 13)}, "Fail"),
        ({"normal_intake": "yes", "today": date(2026, 12, 1)}, "Pass"),
        ({"normal_intake": "yes", "council_asks": "yes", "today": date(2026, 12, 1)}, "Fail"),
        ({"normal_intake": None, "today": date(2026, 12, 1)}, "Cannot tell"),
        ({"added_on": None}, "Cannot tell"),
    ],
)
def test_a_new_pupil_is_returned(said, changed: dict[str, Any], verdict: str) -> None:
    assert said("CME-01", replace(NewPupil(MONDAY, None, "no", "no"), **changed)) == verdict


CONTENTS = ("name", "address", "parents", "phone", "ground")


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"contents": CONTENTS[1:]}, "Fail"),
        ({"contents": None}, "Cannot tell"),
        ({"returned_on": None}, "Fail"),
        ({"returned_on": None, "senior_class_leaves": "yes", "council_asks": "no"}, "Pass"),
        ({"returned_on": None, "senior_class_leaves": None}, "Cannot tell"),
        ({"deleted_from": None}, "Cannot tell"),
    ],
)
def test_a_deletion_is_returned_whole(said, changed: dict[str, Any], verdict: str) -> None:
    whole = Deletion("A", MONDAY, MONDAY, "yes", None, None, MONDAY, CONTENTS, "no", "no")
    assert said("CME-02", replace(whole, **changed)) == verdict


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"ground": "Z"}, "Fail"),
        ({"ground": None}, "Cannot tell"),
        ({"deleted_from": MONDAY - timedelta(days=1)}, "Fail"),
        ({"written_on": None}, "Cannot tell"),
        ({"evidence_held": "no"}, "Fail"),
        ({"evidence_held": None}, "Cannot tell"),
        ({"ground": "F", "notice_written": "yes", "leaves_on": date(2026, 9, 6)}, "Pass"),
        ({"ground": "F", "notice_written": "yes", "leaves_on": MONDAY}, "Fail"),
        ({"ground": "F", "notice_written": "no", "leaves_on": date(2026, 9, 6)}, "Fail"),
        ({"ground": "F", "notice_written": "yes"}, "Cannot tell"),
        (
            {
                "ground": "F",
                "notice_written": "yes",
                "leaves_on": MONDAY,
                "deleted_from": DAY,
                "today": MONDAY,
            },
            "Fail",
        ),
        (
            {"ground": "F", "notice_written": "yes", "leaves_on": MONDAY, "deleted_from": DAY, "today": DAY},
            "Pass",
        ),
    ],
)
def test_deletion_only_on_a_ground_and_never_backwards(said, changed: dict[str, Any], verdict: str) -> None:
    assert said("CME-05", replace(Deletion("A", MONDAY, MONDAY, "yes"), **changed)) == verdict


@pytest.mark.parametrize(
    ("rule", "days", "mark", "returned", "verdict"),
    [
        ("CME-03", 9, "O", None, "Pass"),
        ("CME-03", 10, "O", None, "Fail"),
        ("CME-03", 10, "N", MONDAY, "Pass"),
        ("CME-03", 10, "N", MONDAY - timedelta(days=1), "Fail"),
        ("CME-03", 12, "U", None, "Pass"),
        ("CME-03", 12, "I", None, "Pass"),
        ("CME-03", 9, "?", None, "Cannot tell"),
        ("CME-04", 14, "I", None, "Pass"),
        ("CME-04", 15, "I", None, "Fail"),
        ("CME-04", 15, "I", MONDAY, "Pass"),
        ("CME-04", 14, "?", None, "Cannot tell"),
    ],
)
def test_absence_and_sickness_are_returned(
    said, register, rule: str, days: int, mark: str, returned: date | None, verdict: str
) -> None:
    of_term = register(FIRST, date(2026, 10, 23), _absent(days, mark))
    assert said(rule, SchoolReturns(of_term, returned, returned)) == verdict
    assert said(rule, SchoolReturns(replace(of_term, calendar=None))) == "Cannot tell"
    assert said(rule, SchoolReturns()) == "Cannot tell"


def test_illness_to_come_counts(said, register) -> None:
    ill = register(FIRST, date(2026, 10, 23), _absent(3, "I"))
    assert said("CME-04", SchoolReturns(ill, None, None, 15)) == "Fail"
    assert said("CME-04", SchoolReturns(ill, None, None, 14)) == "Pass"


SIGNED = GroundI(None, date(2026, 11, 20), "no", "yes", "yes", "A. Head", "D. Farthing", "not-found")


@pytest.mark.parametrize(
    ("days", "other", "changed", "verdict"),
    [
        (20, {}, {}, "Pass"),
        (19, {}, {}, "Fail"),
        (20, {3: ("O", "G")}, {}, "Pass"),
        (20, {3: ("O", "I")}, {}, "Fail"),
        (20, {3: ("C2", "C2")}, {}, "Fail"),
        (20, {3: ("O", "U")}, {}, "Fail"),
        (20, {3: ("O", "?")}, {}, "Fail"),
        (20, {3: ("O", "-")}, {}, "Cannot tell"),
        (20, {}, {"sick_or_prevented": "yes"}, "Fail"),
        (20, {}, {"sick_or_prevented": None}, "Cannot tell"),
        (20, {}, {"council_enquired": "no"}, "Fail"),
        (20, {}, {"school_enquired": None}, "Cannot tell"),
        (20, {}, {"enquiries_found": "found-not-attending"}, "Pass"),
        (20, {}, {"enquiries_found": "found-attending"}, "Fail"),
        (20, {}, {"enquiries_found": "under-way"}, "Fail"),
        (20, {}, {"enquiries_found": None}, "Cannot tell"),
        (20, {}, {"signed_for_school": ""}, "Fail"),
        (20, {}, {"signed_for_council": None}, "Cannot tell"),
    ],
)
def test_ground_i(ask, register, days: int, other: Any, changed: dict[str, Any], verdict: str) -> None:
    at = _absent(days)
    last = max(at)
    at |= {MONDAY + timedelta(days=offset): marks for offset, marks in other.items()}
    absent = replace(register(FIRST, last, at), first=MONDAY)
    found = ask("CME-06", replace(SIGNED, register=absent, **changed))
    assert found.verdict.words == verdict
    assert found.says.startswith("Conditions ")
    assert "delete" not in found.says.lower()
    assert ("first day", "Mon 7 Sep 2026") in found.facts


def test_ground_i_without_register_or_calendar(said, register) -> None:
    assert said("CME-06", SIGNED) == "Cannot tell"
    absent = register(FIRST, date(2026, 10, 23), _absent(20))
    assert said("CME-06", replace(SIGNED, register=replace(absent, calendar=None))) == "Cannot tell"


def test_the_five_days_for_n_run_from_the_next_school_day(register, book: Reference) -> None:
    friday = register(FIRST, date(2026, 10, 23), {date(2026, 9, 4): ("N", "/")})
    assert overdue_reasons(friday, date(2026, 9, 11), book) == ()
    late = overdue_reasons(friday, date(2026, 9, 12), book)
    assert late is not None
    assert [mark.when for mark in late] == ["Fri 4 Sep 2026 AM"]
    assert overdue_reasons(Register(None, friday.marks), date(2026, 9, 12), book) is None


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"signed_off_by": None}, "Fail"),
        ({"signed_off_by": "dilys"}, "Fail"),
        ({"signed_off_on": date(2026, 11, 21)}, "Fail"),
        ({"attends": None}, "Cannot tell"),
    ],
)
def test_outside_meetings_are_signed_off(said, changed: dict[str, Any], verdict: str) -> None:
    meeting = OutsideMeeting(date(2026, 11, 20), "dilys", "petra", date(2026, 11, 20))
    assert said("CME-14", replace(meeting, **changed)) == verdict


@pytest.mark.parametrize(
    ("absences", "considered", "verdict"),
    [(46, None, "Pass"), (47, "yes", "Pass"), (47, "no", "Fail"), (47, None, "Cannot tell")],
)
def test_severe_absence_is_looked_at(said, register, absences: int, considered: Any, verdict: str) -> None:
    of_term = register(FIRST, date(2026, 11, 13), O=absences)
    assert said("CME-15", SevereAbsence(of_term, considered)) == verdict
