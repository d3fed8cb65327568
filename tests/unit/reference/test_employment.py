"""The rule sets on children at work and the lists of jobs, permits and entry, as shipped."""

from __future__ import annotations

from datetime import date, time

import pytest

from fieldkit.reference import LocalValue, Reference
from fieldkit.reference.employment import rule_sets

BOOK = Reference.load(date(2026, 11, 21))


def test_the_sets_come_in_the_order_in_which_they_become_the_law() -> None:
    now, then = rule_sets()
    assert (now.name, then.name) == ("CYPA_CURRENT", "CWSA2026")
    assert now.commences == ""
    assert isinstance(BOOK.local_value(then.commences), LocalValue)


def test_the_two_sets_differ_in_what_the_act_changes_and_in_no_other_limit() -> None:
    now, then = rule_sets()
    assert (now.latest, then.latest) == (time(19), time(20))
    assert (now.sunday_minutes, then.sunday_minutes) == (120, None)
    assert (now.before_school, then.before_school) == ("byelaws", "act")
    assert (now.jobs, then.jobs) == ("byelaws", "regulations")
    assert (now.free_weeks_by, then.free_weeks_by) == ("calendar", "employer")
    for same in ("earliest", "school_day_minutes", "school_week_minutes", "bands", "unbroken_minutes"):
        assert getattr(now, same) == getattr(then, same)


@pytest.mark.parametrize(
    ("age", "limits"),
    [(12, None), (13, (300, 1500)), (14, (300, 1500)), (15, (480, 2100)), (16, (480, 2100))],
)
def test_an_age_has_the_limits_of_its_band(age: int, limits: tuple[int, int] | None) -> None:
    for rules in rule_sets():
        band = rules.band(age)
        assert (band and (band.day_minutes, band.week_minutes)) == limits


def test_a_set_names_its_authority_where_it_has_one() -> None:
    now, then = rule_sets()
    assert now.authority("EMP-04") == ""
    assert then.authority("EMP-04").endswith("[V]")
    assert then.authority("EMP-17") == ""


def test_jobs_are_allowed_prohibited_or_outside_and_never_two_of_them() -> None:
    jobs = BOOK.codes("employment-occupation")
    kinds = ("allowed_at_13", "prohibited", "industrial", "street_trading", "not_employment")
    assert all(sum(job.has(kind) for kind in kinds) <= 1 for job in jobs)
    assert {job.mark("unless") for job in jobs} == {"", "supervised", "licensed"}
    assert all(job.has("prohibited") for job in jobs if job.mark("unless") or job.mark("by_law"))
    assert BOOK.label("employment-occupation", "kitchen") == "Commercial kitchen"


def test_a_permit_holds_waits_or_is_gone() -> None:
    states = BOOK.codes("permit-state")
    assert [state.code for state in states if state.has("holds")] == ["issued", "amended"]
    assert [state.code for state in states if state.has("pending")] == ["applied", "enquiry"]
    assert [basis.code for basis in BOOK.codes("premises-entry-basis")] == [
        *("public", "consent", "order", "performance")
    ]
