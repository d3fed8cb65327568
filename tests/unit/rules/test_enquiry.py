"""Allocation and remote enquiries before a visit (CME-10 to CME-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fieldkit.reference import LocalValue, Reference
from fieldkit.rules import SchoolCalendar, Verdict
from fieldkit.rules.enquiry import (
    Enquiry,
    Referral,
    RemoteWork,
    allocate_by,
    allocated_in_time,
    days_left,
    remote_work_first,
    required_lines,
    visit_is_appropriate,
)

RECEIVED = date(2026, 11, 16)


def test_the_sample_referral_is_due_on_the_fifth_school_day(
    book: Reference, calendar: SchoolCalendar
) -> None:
    assert allocate_by(Referral(RECEIVED, calendar=calendar), book) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("allocated", "verdict"),
    [
        (date(2026, 11, 16), Verdict.PASS),
        (date(2026, 11, 23), Verdict.PASS),
        (date(2026, 11, 24), Verdict.FAIL),
    ],
)
def test_allocation_at_the_boundary(
    book: Reference, calendar: SchoolCalendar, allocated: date, verdict: Verdict
) -> None:
    facts = Referral(RECEIVED, allocated, date(2026, 11, 30), calendar)
    assert allocated_in_time(facts, book).verdict is verdict


@pytest.mark.parametrize(
    ("today", "left", "verdict", "says"),
    [
        (date(2026, 11, 16), 5, Verdict.CANNOT_TELL, "Allocate by Mon 23 Nov 2026: 5 school days left."),
        (date(2026, 11, 20), 1, Verdict.CANNOT_TELL, "Allocate by Mon 23 Nov 2026: 1 school day left."),
        (date(2026, 11, 21), 1, Verdict.CANNOT_TELL, "Allocate by Mon 23 Nov 2026: 1 school day left."),
        (date(2026, 11, 23), 0, Verdict.CANNOT_TELL, "Allocate by Mon 23 Nov 2026: today is the last day."),
        (date(2026, 11, 24), 0, Verdict.FAIL, "Not allocated: it was due by Mon 23 Nov 2026."),
    ],
)
def test_days_left_for_allocation(
    book: Reference, calendar: SchoolCalendar, today: date, left: int, verdict: Verdict, says: str
) -> None:
    facts = Referral(RECEIVED, None, today, calendar)
    found = allocated_in_time(facts, book)
    assert (days_left(facts, book), found.verdict, found.says) == (left, verdict, says)


def test_the_councils_own_number_of_days_counts(book: Reference, calendar: SchoolCalendar) -> None:
    own = replace(book, council_values=(LocalValue("referral.allocate_within_school_days", 3, "local"),))
    assert allocate_by(Referral(RECEIVED, calendar=calendar), own) == date(2026, 11, 19)


def test_without_receipt_or_calendar_it_cannot_be_told(book: Reference, calendar: SchoolCalendar) -> None:
    for facts in (Referral(calendar=calendar), Referral(RECEIVED, RECEIVED), Referral(RECEIVED)):
        assert allocated_in_time(facts, book).verdict is Verdict.CANNOT_TELL


def _checklist(book: Reference, result: str = "done") -> tuple[Enquiry, ...]:
    return tuple(Enquiry(line.code, result) for line in required_lines(book))


def test_a_visit_waits_for_every_required_line(book: Reference) -> None:
    lines = _checklist(book)
    assert remote_work_first(RemoteWork(lines), book).verdict is Verdict.PASS
    for left_out in lines:
        rest = tuple(line for line in lines if line != left_out)
        found = remote_work_first(RemoteWork(rest), book)
        assert found.verdict is Verdict.FAIL
        assert found.says == "Enter a result for 1 required enquiry."


@pytest.mark.parametrize(
    ("result", "reason", "verdict"),
    [
        ("not-started", None, Verdict.FAIL),
        ("not-possible", None, Verdict.FAIL),
        ("refused", "  ", Verdict.FAIL),
        ("refused", "They asked for a court order.", Verdict.PASS),
        ("not-possible", "No such record.", Verdict.PASS),
        ("not-applicable", None, Verdict.PASS),
        ("from a newer FieldKit", "why", Verdict.FAIL),
        (None, None, Verdict.FAIL),
    ],
)
def test_which_results_settle_a_line(
    book: Reference, result: str | None, reason: str | None, verdict: Verdict
) -> None:
    first, *others = _checklist(book)
    lines = (Enquiry(first.line, result, reason), *others)
    assert remote_work_first(RemoteWork(lines), book).verdict is verdict


def test_a_managers_urgency_opens_the_visit_only_with_its_reason(book: Reference) -> None:
    urgent = RemoteWork((), urgent_by="Petra Ashlock", urgent_reason="A sibling was hurt.")
    assert remote_work_first(urgent, book).verdict is Verdict.PASS
    assert remote_work_first(replace(urgent, urgent_reason=""), book).verdict is Verdict.FAIL
    assert remote_work_first(replace(urgent, urgent_by=None), book).verdict is Verdict.FAIL


def test_a_checklist_not_to_hand_cannot_be_told(book: Reference) -> None:
    assert remote_work_first(RemoteWork(), book).verdict is Verdict.CANNOT_TELL


def test_a_council_chooses_its_required_lines(book: Reference) -> None:
    own = replace(book, council_values=(LocalValue("enquiry.required_lines", "council-tax", "local"),))
    assert [line.code for line in required_lines(own)] == ["council-tax"]
    assert remote_work_first(RemoteWork((Enquiry("council-tax", "done"),)), own).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("found", "verdict"), [(False, Verdict.PASS), (True, Verdict.FAIL), (None, Verdict.CANNOT_TELL)]
)
def test_a_visit_is_for_a_child_that_remote_work_did_not_find(
    book: Reference, found: bool | None, verdict: Verdict
) -> None:
    assert visit_is_appropriate(RemoteWork(child_found=found), book).verdict is verdict
