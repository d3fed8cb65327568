"""NF-01 to NF-11: the threshold, which notice it is, its amounts, its words and its payment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fieldkit.reference import Reference
from fieldkit.rules.legal.facts import (
    ImprovementNotice,
    NoticeAsked,
    NoticePaper,
    NoticeServed,
    PastSanction,
)
from fieldkit.rules.legal.framework import amounts, counted_notices, notice_number
from fieldkit.rules.legal.notices import payment_days

FIRST, FRIDAY = date(2026, 9, 7), date(2026, 11, 20)
NOTICE = NoticeAsked("ruth", "perdita", FRIDAY, (), ("ruth",), ("perdita",), for_leave="no")


def _past(issued: date | None, **changed: Any) -> PastSanction:
    return replace(PastSanction("penalty-notice", "ruth", "perdita", issued, "no"), **changed)


@pytest.mark.parametrize(
    ("codes", "verdict"),
    [
        ({"O": 10}, "Pass"),
        ({"G": 4, "O": 3, "U": 3}, "Pass"),
        ({"O": 9}, "Fail"),
        ({"O": 9, "N": 4}, "Fail"),
        ({"O": 9, "I": 9}, "Fail"),
        ({"O": 9, "H": 1}, "Cannot tell"),
    ],
)
def test_ten_sessions_in_ten_school_weeks(said, register, codes: dict[str, int], verdict: str) -> None:
    assert said("NF-01", register(FIRST, FRIDAY, **codes)) == verdict


def test_ten_against_eleven_weeks(said, register) -> None:
    five = {date(2026, 9, day): ("O", "O") for day in (7, 8)} | {date(2026, 9, 9): ("O", "/")}
    within = five | {date(2026, 11, day): ("O", "O") for day in (16, 17)} | {date(2026, 11, 18): ("O", "/")}
    beyond = five | {date(2026, 11, day): ("O", "O") for day in (23, 24)} | {date(2026, 11, 25): ("O", "/")}
    assert said("NF-01", register(FIRST, date(2026, 11, 27), within)) == "Pass"
    assert said("NF-01", register(FIRST, date(2026, 11, 27), beyond)) == "Fail"


def test_n_is_shown_beside_the_count(ask, register) -> None:
    assert ("n beside", "4") in ask("NF-01", register(FIRST, FRIDAY, O=9, N=4)).facts


@pytest.mark.parametrize(
    ("sanctions", "number"),
    [
        ((), 1),
        ((_past(date(2025, 1, 10)),), 2),
        ((_past(date(2023, 11, 20)),), 1),
        ((_past(date(2024, 8, 18)),), 1),
        ((_past(date(2024, 8, 19)),), 2),
        ((_past(date(2025, 1, 10), withdrawn_on=date(2025, 1, 20)),), 1),
        ((_past(date(2025, 1, 10), kind="penalty-notice-s105"),), 1),
        ((_past(date(2025, 1, 10), kind="sjp"),), 1),
        ((_past(date(2025, 1, 10), person="dev"),), 1),
        ((_past(date(2025, 1, 10), child="maisie"),), 1),
        ((_past(date(2025, 1, 10), for_leave="yes"),), 2),
        ((_past(date(2025, 1, 10)), _past(date(2026, 3, 2))), 3),
        ((_past(None),), None),
        (None, None),
    ],
)
def test_which_notice_it_is(book: Reference, sanctions: Any, number: int | None) -> None:
    assert notice_number(replace(NOTICE, sanctions=sanctions), book) == number


def test_the_day_exactly_three_years_after_is_still_within_and_the_count_rolls(book: Reference) -> None:
    first, second = _past(date(2025, 1, 10)), _past(date(2026, 6, 1))
    on = [date(2028, 1, 10), date(2028, 1, 11), date(2029, 6, 1), date(2029, 6, 2)]
    asked = [replace(NOTICE, issued_on=day, sanctions=(second, first)) for day in on]
    assert [notice_number(facts, book) for facts in asked] == [3, 2, 2, 1]
    assert counted_notices(asked[0], book) == (first, second)


def test_amounts_of_their_day(book: Reference) -> None:
    words = [found and found.words for found in (amounts(n, FRIDAY, book) for n in (1, 2, 3))]
    assert words == ["£160 within 28 days, £80 if within 21 days", "£160 within 28 days", None]
    before = amounts(1, date(2024, 8, 18), book)
    assert before is not None
    assert before.words == "£120 within 28 days, £60 if within 21 days"


@pytest.mark.parametrize(
    ("rule", "earlier", "changed", "verdict"),
    [
        ("NF-05", 0, {}, "Pass"),
        ("NF-05", 0, {"pounds": 160, "reduced_pounds": 80}, "Pass"),
        ("NF-05", 0, {"pounds": 120, "reduced_pounds": 60}, "Fail"),
        ("NF-05", 1, {}, ""),
        ("NF-06", 1, {"pounds": 160}, "Pass"),
        ("NF-06", 1, {"pounds": 160, "reduced_pounds": 80}, "Fail"),
        ("NF-06", 0, {}, ""),
        ("NF-06", 2, {}, ""),
        ("NF-07", 0, {}, "Pass"),
        ("NF-07", 1, {}, "Pass"),
        ("NF-07", 2, {}, "Fail"),
        ("NF-08", 0, {}, "Pass"),
        ("NF-08", 0, {"persons": ("ruth", "dev")}, "Fail"),
        ("NF-08", 0, {"children": ("perdita", "maisie")}, "Fail"),
        ("NF-08", 0, {"persons": None}, "Cannot tell"),
    ],
)
def test_first_second_third(said, rule: str, earlier: int, changed: dict[str, Any], verdict: str) -> None:
    past = tuple(_past(date(2025, 1, 10) + timedelta(days=number)) for number in range(earlier))
    assert said(rule, replace(NOTICE, sanctions=past, **changed)) == verdict


@pytest.mark.parametrize("rule", ["NF-05", "NF-06", "NF-07"])
def test_without_the_earlier_notices_nobody_can_tell(said, rule: str) -> None:
    assert said(rule, replace(NOTICE, sanctions=None)) == "Cannot tell"


@pytest.mark.parametrize(
    ("rule", "changed", "verdict"),
    [
        ("NF-02", {}, "Cannot tell"),
        ("NF-02", {"support_tried": "Two meetings.", "change_expected": "yes"}, "Pass"),
        ("NF-02", {"for_leave": "yes", "change_expected": "yes"}, "Pass"),
        ("NF-02", {"support_tried": "Two meetings.", "change_expected": "no"}, "Fail"),
        ("NF-02", {"support_suits": "yes", "support_tried": " ", "change_expected": "yes"}, "Fail"),
        ("NF-03", {}, "Cannot tell"),
        ("NF-03", {"for_leave": "yes"}, "Pass"),
        ("NF-03", {"support_suits": "yes", "no_nti_because": ""}, "Fail"),
        ("NF-03", {"support_suits": "yes", "no_nti_because": "Two notices had no effect."}, "Pass"),
        ("NF-03", {"support_suits": "yes", "improve_to": FRIDAY, "early_ground": ""}, "Fail"),
        ("NF-03", {"support_suits": "yes", "improve_to": FRIDAY, "early_ground": "No session."}, "Pass"),
        ("NF-03", {"support_suits": "yes", "improve_to": date(2026, 11, 19), "improved": "no"}, "Pass"),
        ("NF-03", {"support_suits": "yes", "improve_to": date(2026, 11, 19), "improved": "yes"}, "Fail"),
        ("NF-03", {"support_suits": "yes", "improve_to": date(2026, 11, 19)}, "Cannot tell"),
    ],
)
def test_support_comes_first(said, rule: str, changed: dict[str, Any], verdict: str) -> None:
    assert said(rule, replace(NOTICE, **changed)) == verdict


@pytest.mark.parametrize(
    ("days", "verdict"), [(20, "Fail"), (21, "Pass"), (42, "Pass"), (43, "Fail"), (None, "Cannot tell")]
)
def test_an_improvement_period_counts_both_its_days(said, book, days: int | None, verdict: str) -> None:
    whole = [code.code for code in book.codes("notice-content") if code.mark("notice") == "notice-to-improve"]
    last = None if days is None else FIRST + timedelta(days=days - 1)
    assert said("NF-04", ImprovementNotice(tuple(whole), FIRST, last)) == verdict
    assert said("NF-04", ImprovementNotice(tuple(whole[1:]), FIRST, last)) == "Fail"
    assert said("NF-04", ImprovementNotice()) == "Cannot tell"


def test_the_days_for_paying_begin_with_receipt(book: Reference) -> None:
    first, second = amounts(1, FRIDAY, book), amounts(2, FRIDAY, book)
    assert first is not None
    assert second is not None
    days = payment_days(date(2026, 11, 23), first)
    assert (days.reduced, days.full) == (date(2026, 12, 13), date(2026, 12, 20))
    assert payment_days(date(2026, 11, 23), second).reduced is None


@pytest.mark.parametrize(
    ("paid", "withdrawn", "today", "verdict"),
    [
        (None, None, date(2026, 12, 20), "Fail"),
        (None, None, date(2026, 12, 21), "Pass"),
        (date(2026, 12, 20), None, date(2026, 12, 21), "Fail"),
        (date(2026, 12, 21), None, date(2026, 12, 22), "Cannot tell"),
        (None, date(2026, 12, 1), date(2026, 12, 22), "Cannot tell"),
        (None, None, None, "Cannot tell"),
    ],
)
def test_no_prosecution_before_the_payment_period_ends(said, paid, withdrawn, today, verdict: str) -> None:
    assert said("NF-09", NoticeServed(date(2026, 11, 23), paid, withdrawn, today)) == verdict


def test_what_a_penalty_notice_says(said, ask, book: Reference) -> None:
    whole = [code.code for code in book.codes("notice-content") if code.mark("notice") == "penalty-notice"]
    assert said("NF-10", NoticePaper(tuple(whole))) == "Pass"
    assert ask("NF-10", NoticePaper(tuple(whole[:-1]))).says == (
        "The notice lacks: grounds on which it is withdrawn."
    )
    assert said("NF-10", NoticePaper()) == "Cannot tell"


@pytest.mark.parametrize(
    ("issuer", "authorised", "reported", "verdict"),
    [
        ("council", "yes", None, "Pass"),
        ("head", "yes", "yes", "Pass"),
        ("head", "yes", "no", "Fail"),
        ("head", "yes", None, "Cannot tell"),
        ("deputy", "no", "yes", "Fail"),
        ("governor", "yes", "yes", "Cannot tell"),
    ],
)
def test_who_issues_it(said, issuer: str, authorised: str, reported: str | None, verdict: str) -> None:
    assert said("NF-11", NoticePaper(None, issuer, authorised, reported)) == verdict
