"""By what right an officer is in: consent, the 48 hours of an order, performances (EMP-30, EMP-31)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import RULES, Finding
from fieldkit.rules.employment import Entry, bases_open, order_ends, order_left
from fieldkit.rules.finding import UK

ORDER = datetime(2026, 11, 18, 10, 0, tzinfo=UK)
IN_TIME, LATE = ORDER + timedelta(hours=48), ORDER + timedelta(hours=48, seconds=1)


def _ask(rule: str, entry: Entry, book: Reference) -> Finding | None:
    return RULES[rule].function(entry, book)


def _told(found: Finding | None) -> str:
    return found.verdict.value if found else "nothing"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (Entry(), "cannot_tell"),
        (Entry("from-the-future"), "cannot_tell"),
        (Entry("public"), "pass"),
        (Entry("consent"), "cannot_tell"),
        (Entry("consent", " "), "cannot_tell"),
        (Entry("consent", "Mr A. Tolliver"), "pass"),
        (Entry("order"), "cannot_tell"),
        (Entry("order", order_made_at=ORDER), "cannot_tell"),
        (Entry("order", order_made_at=ORDER, entered_at=ORDER), "pass"),
        (Entry("order", order_made_at=ORDER, entered_at=IN_TIME), "pass"),
        (Entry("order", order_made_at=ORDER, entered_at=LATE), "fail"),
        (Entry("order", order_made_at=ORDER, entered_at=ORDER - timedelta(seconds=1)), "fail"),
        (Entry("order", order_made_at=ORDER, now=IN_TIME), "cannot_tell"),
        (Entry("order", order_made_at=ORDER, now=LATE), "fail"),
        (Entry("order", order_made_at=ORDER, entered_at=IN_TIME, now=LATE), "pass"),
        (Entry("order", order_made_at=datetime.max.replace(tzinfo=UTC), entered_at=ORDER), "cannot_tell"),
        (Entry("performance"), "nothing"),
    ],
)
def test_there_is_no_general_power_to_enter(book: Reference, entry: Entry, told: str) -> None:
    assert _told(_ask("EMP-30", entry, book)) == told


def test_the_order_is_counted_in_hours_not_by_the_clock_face(book: Reference) -> None:
    before_the_clocks_change = datetime(2026, 10, 24, 12, 0, tzinfo=UK)
    ends = order_ends(before_the_clocks_change, book)
    assert ends == datetime(2026, 10, 26, 11, 0, tzinfo=UK)
    entry = Entry("order", order_made_at=before_the_clocks_change, entered_at=ends)
    assert _told(_ask("EMP-30", entry, book)) == "pass"
    clock_face = replace(entry, entered_at=datetime(2026, 10, 26, 12, 0, tzinfo=UK))
    assert _told(_ask("EMP-30", clock_face, book)) == "fail"


def test_an_order_counts_down_and_is_then_refused(book: Reference) -> None:
    every = {"public", "consent", "order", "performance"}
    assert order_left(ORDER, ORDER + timedelta(hours=1), book) == timedelta(hours=47)
    assert order_left(ORDER, IN_TIME, book) == timedelta()
    assert {code.code for code in bases_open(ORDER, IN_TIME, book)} == every
    assert {code.code for code in bases_open(None, LATE, book)} == every
    assert {code.code for code in bases_open(ORDER, LATE, book)} == every - {"order"}


@pytest.mark.parametrize(
    ("authorisation", "licensed", "told"),
    [
        ("yes", "yes", "pass"),
        ("no", None, "fail"),
        (None, "no", "fail"),
        ("yes", "unknown", "cannot_tell"),
        (None, "yes", "cannot_tell"),
    ],
)
def test_performances_are_entered_with_the_written_authorisation(
    book: Reference, authorisation: str | None, licensed: str | None, told: str
) -> None:
    entry = Entry("performance", authorisation=authorisation, licensed_child=licensed)
    assert _told(_ask("EMP-31", entry, book)) == told


def test_performance_premises_are_said_only_of_those(book: Reference) -> None:
    assert _ask("EMP-31", Entry("public"), book) is None
    assert _told(_ask("EMP-31", Entry(), book)) == "cannot_tell"
