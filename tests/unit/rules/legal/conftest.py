"""Registers for the rules of the legal half: a year, a period, and how to ask one rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import RULES, Finding, SchoolCalendar
from fieldkit.rules.school.marks import DayMarks, Register

Ask = Callable[..., Finding | None]
Made = Callable[..., Register]


@pytest.fixture(scope="session")
def ask(book: Reference) -> Ask:
    """What one rule says of some facts: `ask("REF-01", register)`."""

    def asked(rule: str, facts: object, under: Reference = book) -> Finding | None:
        return RULES[rule].function(facts, under)

    return asked


@pytest.fixture(scope="session")
def said(ask: Ask) -> Callable[[str, object], str]:
    """The verdict of one rule on some facts, in words; empty when it has nothing to say."""

    def of(rule: str, facts: object) -> str:
        found = ask(rule, facts)
        return "" if found is None else found.verdict.words

    return of


@pytest.fixture(scope="session")
def register(calendar: SchoolCalendar) -> Made:
    """Every session of a period present but the first so many: `register(first, last, O=9, U=3)`.

    `at` gives days their own two marks instead.
    """

    def made(
        first: date, last: date, at: Mapping[date, tuple[str, str]] | None = None, **codes: int
    ) -> Register:
        given = [code for code, number in codes.items() for _ in range(number)]
        marks = []
        for day in (first + timedelta(days=offset) for offset in range((last - first).days + 1)):
            if calendar.is_school_day(day):
                pair = [given.pop(0) if given else present for present in ("/", "\\")]
                marks.append(DayMarks(day, *(at or {}).get(day, pair)))
        assert not given
        return Register(calendar, tuple(marks), first, last)

    return made
