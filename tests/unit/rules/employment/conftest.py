"""A child at work in order, the sample council's school hours, and how to ask one rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import RULES, Finding, SchoolCalendar
from fieldkit.rules.employment import Break, ChildAtWork, Notice, Permit, SchoolHours, Shift

Ask = Callable[..., Finding | None]
Worked = Callable[..., Shift]


@pytest.fixture(scope="session")
def worked() -> Worked:
    """A shift in November 2026: `worked(19, "16:00", "17:30", "16:30 16:45")`."""

    def made(
        day: int | date, start: str | None, finish: str | None, *rests: str, employer: str = ""
    ) -> Shift:
        return Shift(
            day if isinstance(day, date) else date(2026, 11, day),
            time.fromisoformat(start) if start else None,
            time.fromisoformat(finish) if finish else None,
            tuple(Break(*map(time.fromisoformat, rest.split())) for rest in rests),
            employer,
        )

    return made


@pytest.fixture(scope="session")
def in_order(calendar: SchoolCalendar, worked: Worked) -> ChildAtWork:
    """A child of 14 who works in a shop from 16:00 to 17:30 on Thursday 19 November, everything in order."""
    return ChildAtWork(
        born=date(2012, 3, 3),
        day=date(2026, 11, 19),
        calendar=calendar,
        hours=SchoolHours(time(8, 45), time(15, 15)),
        required="yes",
        shifts=(worked(19, "16:00", "17:30"),),
        week_complete=True,
        occupations=("shop",),
        light="yes",
        permit=Permit(seen="produced", covers="yes"),
        notice=Notice("yes", date(2026, 9, 7), date(2026, 9, 1)),
        risk_assessed="yes",
        parent_told="yes",
        harms="no",
        weeks_free=3,
    )


@pytest.fixture(scope="session")
def ask(book: Reference, in_order: ChildAtWork) -> Ask:
    """What one rule says of the child in order with some facts changed: `ask("EMP-04", shifts=...)`.

    With a `day` alone the one shift moves to it.
    """

    def asked(rule: str, under: Reference = book, **changed: Any) -> Finding | None:
        if "day" in changed and "shifts" not in changed:
            changed["shifts"] = tuple(replace(one, day=changed["day"]) for one in in_order.shifts or ())
        return RULES[rule].function(replace(in_order, **changed), under)

    return asked
