"""The reference book and the sample calendar of domain 11 that the rules are tried on."""

from __future__ import annotations

from datetime import date

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import SchoolCalendar, Span


@pytest.fixture(scope="session")
def book() -> Reference:
    """The book as FieldKit ships it, on the day of the specification."""
    return Reference.load(date(2026, 11, 21))


@pytest.fixture(scope="session")
def calendar() -> SchoolCalendar:
    """The sample calendar 2026/27 of Fenmarch."""
    return SchoolCalendar(
        terms=(
            Span(date(2026, 9, 3), date(2026, 12, 18)),
            Span(date(2027, 1, 4), date(2027, 3, 24)),
            Span(date(2027, 4, 12), date(2027, 7, 20)),
        ),
        weekdays=frozenset(range(5)),
        closures=(
            Span(date(2026, 10, 26), date(2026, 10, 30)),
            Span(date(2027, 2, 15), date(2027, 2, 19)),
            Span(date(2027, 5, 3), date(2027, 5, 3)),
            Span(date(2027, 5, 31), date(2027, 6, 4)),
        ),
    )
