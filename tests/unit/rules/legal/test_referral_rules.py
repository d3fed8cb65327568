"""REF-01 to REF-16 and the limitation dates: pass, fail, cannot tell, and their boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import SchoolCalendar
from fieldkit.rules.legal.blockers import BLOCKERS, NO_SANCTION
from fieldkit.rules.legal.facts import (
    BeforeCourt,
    Certificate,
    MeasureAsked,
    Offence,
    PastSanction,
    SupportGiven,
    SupportHistory,
    WhoIsProsecuted,
)
from fieldkit.rules.legal.limits import alarms, days_left, limits_of
from fieldkit.rules.school.marks import Register

FIRST, LAST, FRIDAY = date(2026, 9, 3), date(2026, 11, 13), date(2026, 11, 20)
CLEAR = SupportHistory(FRIDAY, (), "yes", "no", None, "no")


def _days_before(days: int) -> date:
    return FRIDAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("rule", "last", "codes", "verdict"),
    [
        ("REF-01", LAST, {"O": 12}, "Pass"),
        ("REF-01", LAST, {"O": 12, "N": 1}, "Fail"),
        ("REF-02", LAST, {}, "Pass"),
        ("REF-02", date(2026, 11, 9), {}, "Pass"),
        ("REF-02", date(2026, 11, 8), {}, "Fail"),
        ("REF-03", LAST, {"O": 10}, "Pass"),
        ("REF-03", LAST, {"O": 4, "G": 3, "U": 3}, "Pass"),
        ("REF-03", LAST, {"O": 9, "I": 20}, "Fail"),
        ("REF-03", LAST, {"O": 9, "N": 1}, "Cannot tell"),
        ("REF-03", LAST, {"O": 9, "H": 1}, "Cannot tell"),
        ("REF-03", LAST, {"O": 8, "N": 1}, "Fail"),
        ("REF-04", LAST, {"O": 10, "I": 20}, "Pass"),
        ("REF-04", FRIDAY, {"O": 33, "I": 32}, "Pass"),
        ("REF-04", FRIDAY, {"O": 32, "I": 32}, "Fail"),
        ("REF-04", FRIDAY, {"O": 32, "I": 31, "N": 1}, "Cannot tell"),
        ("REF-04", FRIDAY, {}, "Fail"),
    ],
)
def test_the_register(said, register, rule: str, last: date, codes: dict[str, int], verdict: str) -> None:
    assert said(rule, register(FIRST, last, **codes)) == verdict


@pytest.mark.parametrize("rule", ["REF-02", "REF-03", "REF-04", "NF-01"])
def test_without_a_calendar_nothing_is_counted(said, register, rule: str) -> None:
    whole = register(FIRST, LAST, O=30)
    assert said(rule, replace(whole, calendar=None)) == "Cannot tell"
    short = SchoolCalendar(whole.calendar.terms[1:], whole.calendar.weekdays)
    assert said(rule, replace(whole, calendar=short)) == "Cannot tell"
    assert said("REF-01", Register()) == "Cannot tell"


@pytest.mark.parametrize(
    ("rule", "kind", "days", "ended", "verdict"),
    [
        ("REF-05", "eha", 83, None, "Fail"),
        ("REF-05", "eha", 84, None, "Pass"),
        ("REF-05", "eha", 10, 5, "Fail"),
        ("REF-05", "family-worker", 83, None, "Fail"),
        ("REF-05", "family-worker", 84, None, "Pass"),
        ("REF-05", "family-worker", 30, 1, "Pass"),
        ("REF-05", "psychology", 10, None, "Pass"),
        ("REF-07", "psychology", 83, None, "Fail"),
        ("REF-07", "psychology", 84, None, "Pass"),
        ("REF-07", "eha", 10, None, "Pass"),
        ("REF-05", "youth-offending", None, None, "Cannot tell"),
    ],
)
def test_support_has_its_twelve_weeks(
    said, rule: str, kind: str, days: int | None, ended: int | None, verdict: str
) -> None:
    given = SupportGiven(
        kind,
        None if days is None else _days_before(days),
        None if ended is None else _days_before(ended),
    )
    assert said(rule, replace(CLEAR, supports=(given,))) == verdict


@pytest.mark.parametrize(
    ("rule", "changed", "verdict"),
    [
        ("REF-05", {}, "Pass"),
        ("REF-05", {"supports": None}, "Cannot tell"),
        ("REF-06", {}, "Pass"),
        ("REF-06", {"eha_offered": "no"}, "Fail"),
        ("REF-06", {"eha_offered": "unknown"}, "Cannot tell"),
        ("REF-08", {}, "Pass"),
        ("REF-08", {"on_iaep": "yes", "iaep_reviews": 1}, "Fail"),
        ("REF-08", {"on_iaep": "yes", "iaep_reviews": 2}, "Pass"),
        ("REF-08", {"on_iaep": "yes"}, "Cannot tell"),
        ("REF-09", {}, "Pass"),
        ("REF-09", {"ehcp": "yes", "ehcp_last_review": date(2025, 11, 20)}, "Pass"),
        ("REF-09", {"ehcp": "yes", "ehcp_last_review": date(2025, 11, 19)}, "Fail"),
        ("REF-09", {"ehcp": "yes"}, "Cannot tell"),
        ("REF-09", {"ehcp": "yes", "ehcp_last_review": date(2026, 12, 1)}, "Cannot tell"),
    ],
)
def test_blockers(said, ask, rule: str, changed: dict[str, Any], verdict: str) -> None:
    facts = replace(CLEAR, **changed)
    assert said(rule, facts) == verdict
    for blocker in BLOCKERS:
        found = ask(blocker, facts)
        assert (NO_SANCTION in found.says) == (found.verdict.words == "Fail")


def _past(kind: str = "penalty-notice", **changed: Any) -> PastSanction:
    result = "convicted" if kind in ("sjp", "open-court") else None
    made = PastSanction(kind, "ruth", "perdita", date(2026, 1, 10), "no", None, result)
    return replace(made, **changed)


@pytest.mark.parametrize(
    ("tier", "sanctions", "verdict"),
    [
        ("penalty-notice", (), "Pass"),
        ("penalty-notice", (_past(),), "Pass"),
        ("penalty-notice", (_past("sjp"),), "Fail"),
        ("sjp", (), "Fail"),
        ("sjp", (_past(),), "Pass"),
        ("sjp", (_past("sjp"),), "Pass"),
        ("sjp", (_past(child="maisie"),), "Fail"),
        ("sjp", (_past(person="dev"),), "Fail"),
        ("sjp", (_past(for_leave="yes"),), "Fail"),
        ("sjp", (_past(for_leave=None),), "Cannot tell"),
        ("sjp", (_past(withdrawn_on=FRIDAY),), "Fail"),
        ("sjp", (_past("penalty-notice-s105"),), "Fail"),
        ("open-court", (_past(),), "Fail"),
        ("open-court", (_past("sjp"),), "Pass"),
        ("open-court", (_past("sjp", result="acquitted"),), "Fail"),
        ("open-court", (_past("sjp", result="adjourned"),), "Cannot tell"),
        ("contract", (), "Pass"),
        ("eso", (), "Pass"),
        ("sjp", None, "Cannot tell"),
        (None, (), "Cannot tell"),
    ],
)
def test_the_order_of_measures(said, tier: str | None, sanctions: Any, verdict: str) -> None:
    assert said("REF-10", MeasureAsked(tier, "ruth", "perdita", sanctions)) == verdict


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"born": None}, "Cannot tell"),
        ({"born": date(2010, 2, 11)}, "Fail"),
        ({"born": date(2022, 1, 1)}, "Fail"),
        ({"on_roll_from": FIRST}, "Pass"),
        ({"on_roll_from": FIRST + timedelta(days=1)}, "Fail"),
        ({"off_roll_on": LAST}, "Fail"),
        ({"off_roll_on": LAST + timedelta(days=1)}, "Pass"),
        ({"parent": "no"}, "Fail"),
        ({"parent": "unknown"}, "Cannot tell"),
        ({"evidenced": "no"}, "Fail"),
        ({"address_for_service": "unknown"}, "Cannot tell"),
        ({"last": None}, "Cannot tell"),
    ],
)
def test_child_and_parent(said, calendar: SchoolCalendar, changed: dict[str, Any], verdict: str) -> None:
    lorcan = WhoIsProsecuted(
        *(date(2012, 4, 9), calendar, FIRST, LAST, date(2023, 9, 1), None), "yes", "yes", "yes"
    )
    assert said("REF-11", replace(lorcan, **changed)) == verdict


def test_an_assumed_school_year_cannot_be_told(said) -> None:
    turns_16 = WhoIsProsecuted(
        *(date(2010, 9, 2), None, FIRST, LAST, date(2023, 9, 1), None), "yes", "yes", "yes"
    )
    assert said("REF-11", turns_16) == "Cannot tell"


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"possible": 93}, "Fail"),
        ({"unauthorised": 40}, "Fail"),
        ({"authorised": None}, "Cannot tell"),
        ({"signed_by_head": "no"}, "Fail"),
        ({"signed_by_head": None}, "Cannot tell"),
        ({"register": None}, "Cannot tell"),
    ],
)
def test_the_certificate(said, register, changed: dict[str, Any], verdict: str) -> None:
    sent = Certificate(register(FIRST, LAST, O=41, I=17), "yes", 94, 17, 41)
    assert said("REF-13", replace(sent, **changed)) == verdict


@pytest.mark.parametrize(
    ("rule", "facts", "verdict"),
    [
        ("REF-14", BeforeCourt("yes", "no order: they work with us"), "Pass"),
        ("REF-14", BeforeCourt("yes", " "), "Fail"),
        ("REF-14", BeforeCourt("no", "later"), "Fail"),
        ("REF-14", BeforeCourt(), "Cannot tell"),
        ("REF-15", BeforeCourt(vulnerable="no"), "Pass"),
        ("REF-15", BeforeCourt(vulnerable="unknown"), "Cannot tell"),
        ("REF-15", BeforeCourt(None, None, "yes", "yes", "yes"), "Pass"),
        ("REF-15", BeforeCourt(None, None, "yes", "no", "yes"), "Fail"),
        ("REF-15", BeforeCourt(None, None, "yes", "yes", "no"), "Fail"),
        ("REF-15", BeforeCourt(None, None, "yes", "yes", None), "Cannot tell"),
        ("REF-16", BeforeCourt(equality_note="Considered."), "Pass"),
        ("REF-16", BeforeCourt(equality_note=" "), "Fail"),
        ("REF-16", BeforeCourt(), "Cannot tell"),
    ],
)
def test_what_is_written_before_court(said, rule: str, facts: BeforeCourt, verdict: str) -> None:
    assert said(rule, facts) == verdict


@pytest.mark.parametrize(
    ("rule", "today", "laid_on", "verdict"),
    [
        ("REF-12", date(2027, 1, 6), None, "Pass"),
        ("REF-12", date(2027, 1, 7), None, "Fail"),
        ("REF-12", date(2027, 3, 4), None, "Fail"),
        ("REF-12", None, None, "Cannot tell"),
        ("LIM-01", date(2027, 3, 3), None, "Pass"),
        ("LIM-01", date(2027, 3, 4), None, "Cannot tell"),
        ("LIM-01", date(2027, 5, 13), None, "Cannot tell"),
        ("LIM-01", date(2027, 5, 14), None, "Fail"),
        ("LIM-01", date(2027, 6, 1), date(2027, 3, 3), "Pass"),
        ("LIM-01", date(2027, 6, 1), date(2027, 3, 4), "Cannot tell"),
        ("LIM-01", date(2027, 6, 1), date(2027, 5, 13), "Cannot tell"),
        ("LIM-01", date(2027, 6, 1), date(2027, 5, 14), "Fail"),
        ("LIM-01", date(2027, 6, 1), date(2026, 9, 1), "Cannot tell"),
        ("LIM-01", None, None, "Cannot tell"),
        ("LIM-02", date(2027, 1, 5), None, "Pass"),
        ("LIM-02", date(2027, 1, 6), None, "Fail"),
        ("LIM-02", date(2027, 3, 4), None, "Fail"),
        ("LIM-02", date(2027, 3, 4), date(2027, 3, 1), "Pass"),
        ("LIM-02", None, None, "Cannot tell"),
    ],
)
def test_the_deadline(said, rule: str, today: date | None, laid_on: date | None, verdict: str) -> None:
    assert said(rule, Offence(FIRST, LAST, today, laid_on)) == verdict


def test_both_dates_and_the_alarms(book: Reference) -> None:
    facts = Offence(FIRST, LAST, FRIDAY)
    assert [(alarm.weeks, alarm.day) for alarm in alarms(facts, book)] == [
        *((8, date(2027, 1, 6)), (4, date(2027, 2, 3)), (2, date(2027, 2, 17)), (1, date(2027, 2, 24)))
    ]
    assert days_left(facts, book) == 103
    no_such_day = limits_of(Offence(date(2026, 8, 31), date(2026, 8, 31)), book)
    assert no_such_day is not None
    assert no_such_day.cautious == date(2027, 2, 28)
    assert limits_of(Offence(LAST, FIRST), book) is None
