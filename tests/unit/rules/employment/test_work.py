"""Whom the rules are about, and the job itself (EMP-00, EMP-01, EMP-02, EMP-13, EMP-17, EMP-18)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fieldkit.reference import LocalValue, Reference
from fieldkit.rules import RULES, Finding, findings
from fieldkit.rules.employment import ChildAtWork, in_scope

Ask = Callable[..., Any]
THIRTEEN, TWELVE = date(2013, 6, 17), date(2014, 6, 17)


def _told(found: Finding | None) -> str:
    return found.verdict.value if found else "nothing"


def _with(book: Reference, key: str, value: Any) -> Reference:
    return replace(book, council_values=(LocalValue(f"employment.{key}", value, "byelaws"),))


def test_over_compulsory_school_age_no_rule_is_broken(book: Reference, in_order: ChildAtWork) -> None:
    adult = replace(in_order, born=date(2010, 2, 11), permit=None, light="no")
    (found,) = findings(book, adult)
    assert (found.rule, _told(found), found.title) == ("EMP-00", "pass", "Not a child for this purpose")
    assert found.says.startswith("Compulsory school age ended on Fri 26 Jun 2026.")
    assert found.says.endswith("Stop the checks and keep no more.")
    assert found.authority == RULES["EMP-00"].authority
    assert in_scope(adult, book) is False


@pytest.mark.parametrize(("day", "child"), [(date(2026, 6, 26), True), (date(2026, 6, 27), False)])
def test_the_last_day_of_school_age_is_a_childs(
    book: Reference, in_order: ChildAtWork, day: date, child: bool
) -> None:
    assert in_scope(replace(in_order, born=date(2010, 2, 11), day=day), book) is child


def test_a_child_under_five_is_a_child(book: Reference, in_order: ChildAtWork) -> None:
    small = replace(in_order, born=date(2023, 1, 1))
    assert in_scope(small, book) is True
    assert _told(RULES["EMP-01"].function(small, book)) == "fail"


@pytest.mark.parametrize("born", [None, date(2026, 11, 20), date(1066, 1, 1)])
def test_without_a_date_of_birth_no_rule_can_be_told(
    book: Reference, in_order: ChildAtWork, born: date | None
) -> None:
    found = findings(book, replace(in_order, born=born))
    assert len(found) == 21
    assert {finding.verdict.value for finding in found} == {"cannot_tell"}
    assert in_scope(replace(in_order, born=born), book) is None


@pytest.mark.parametrize("job", ["work-experience", "odd-jobs", "volunteering"])
def test_what_is_no_employment_is_outside(book: Reference, in_order: ChildAtWork, job: str) -> None:
    (found,) = findings(book, replace(in_order, occupations=(job,)))
    assert (found.rule, found.title) == ("EMP-00", "Not employment for these checks")
    both = replace(in_order, occupations=(job, "kitchen"))
    assert in_scope(both, book) is True


@pytest.mark.parametrize(
    ("born", "job", "told"),
    [
        (date(2012, 11, 19), "kitchen", "pass"),
        (date(2012, 11, 20), "kitchen", "fail"),
        (date(2012, 11, 20), "papers", "pass"),
        (date(2013, 11, 19), "papers", "pass"),
        (date(2013, 11, 20), "papers", "fail"),
        (TWELVE, "papers", "fail"),
        (THIRTEEN, None, "cannot_tell"),
        (THIRTEEN, "from-the-future", "cannot_tell"),
    ],
)
def test_the_age_for_the_job_on_the_birthdays(ask: Ask, born: date, job: str | None, told: str) -> None:
    assert _told(ask("EMP-01", born=born, occupations=(job,) if job else None)) == told


def test_every_one_of_several_jobs_has_to_be_allowed_at_13(ask: Ask) -> None:
    assert _told(ask("EMP-01", born=THIRTEEN, occupations=("papers", "shop"))) == "pass"
    assert _told(ask("EMP-01", born=THIRTEEN, occupations=("papers", "milk"))) == "fail"


@pytest.mark.parametrize(("parents", "told"), [("yes", "pass"), ("no", "fail"), (None, "cannot_tell")])
def test_light_farm_work_at_13_is_for_a_parent(ask: Ask, parents: str | None, told: str) -> None:
    found = ask("EMP-01", born=THIRTEEN, occupations=("farm-parent",), by_parents=parents)
    assert _told(found) == told


def test_the_councils_byelaws_go_before_the_model(book: Reference, ask: Ask) -> None:
    only_papers = _with(book, "jobs_at_13", "papers")
    assert _told(ask("EMP-01", only_papers, born=THIRTEEN, occupations=("shop",))) == "fail"
    no_cafes = _with(book, "prohibited_jobs", "cafe kitchen")
    assert _told(ask("EMP-13", no_cafes, occupations=("cafe",))) == "fail"
    assert _told(ask("EMP-13", no_cafes, occupations=("milk",))) == "pass"
    assert _told(ask("EMP-13", no_cafes, occupations=("tobacco",))) == "fail"


@pytest.mark.parametrize(("light", "told"), [("yes", "pass"), ("no", "fail"), ("unknown", "cannot_tell")])
def test_light_work_is_the_officers_finding(ask: Ask, light: str, told: str) -> None:
    assert _told(ask("EMP-02", light=light)) == told


def test_prohibited_work_reads_as_in_the_picture(ask: Ask) -> None:
    found = ask("EMP-13", occupations=("kitchen",), task="Seen washing pans beside the fryer")
    assert found.title == "Prohibited work: commercial kitchen"
    assert found.says == "Seen washing pans beside the fryer."


def test_every_prohibited_job_of_the_list_fails(book: Reference, ask: Ask) -> None:
    jobs = [job for job in book.codes("employment-occupation") if job.has("prohibited")]
    assert len(jobs) == 17
    for job in jobs:
        refused = ask("EMP-13", occupations=("shop", job.code), supervised="no", licensed="no")
        assert _told(refused) == "fail"


@pytest.mark.parametrize(("supervised", "told"), [("yes", "pass"), ("no", "fail"), (None, "cannot_tell")])
def test_an_adult_may_lift_some_prohibitions(ask: Ask, supervised: str | None, told: str) -> None:
    assert _told(ask("EMP-13", occupations=("door-to-door",), supervised=supervised)) == told


@pytest.mark.parametrize(
    ("born", "allowed", "parents", "told"),
    [
        (date(2012, 3, 3), False, "yes", "fail"),
        (date(2012, 3, 3), True, "yes", "pass"),
        (date(2012, 3, 3), True, "no", "fail"),
        (date(2012, 3, 3), True, None, "cannot_tell"),
        (THIRTEEN, True, "yes", "fail"),
    ],
)
def test_street_trading(
    book: Reference, ask: Ask, born: date, allowed: bool, parents: str | None, told: str
) -> None:
    under = _with(book, "street_trading_allowed", allowed)
    found = ask("EMP-17", under, born=born, occupations=("street-trading",), by_parents=parents)
    assert _told(found) == told


def test_street_trading_and_industry_are_said_only_of_those_jobs(ask: Ask) -> None:
    assert ask("EMP-17") is None
    assert ask("EMP-18") is None
    assert _told(ask("EMP-18", occupations=None)) == "cannot_tell"


@pytest.mark.parametrize("job", ["factory", "mine", "construction", "transport"])
def test_industry_is_barred_at_every_age(ask: Ask, job: str) -> None:
    assert _told(ask("EMP-18", occupations=(job,), born=date(2011, 1, 1))) == "fail"
