"""What keeps a pack from the single justice, and from when its days run (SJP-01 to SJP-07)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from fieldkit.reference import Reference
from fieldkit.rules.finding import Verdict
from fieldkit.rules.legal.sjp import SinglePack, counts_as_served, plea_by
from fieldkit.rules.registry import findings

POSTED = date(2026, 11, 24)
WHOLE = SinglePack(
    born=date(1984, 2, 11), charged_on=POSTED, offence="s444-1", persons=("ruth",), first=date(2026, 9, 3),
    last=date(2026, 11, 13), eso="not-applied", eso_reason="A family worker is tried first.",
    welsh="not-wanted", served=(POSTED,),
)  # fmt: skip


def verdict(book: Reference, rule: str, **changed: Any) -> Verdict:
    found = {one.rule: one.verdict for one in findings(book, replace(WHOLE, **changed))}
    return found[rule]


def test_a_whole_pack_passes(book: Reference) -> None:
    found = findings(book, WHOLE)
    assert [one.rule for one in found] == [f"SJP-0{number}" for number in range(1, 8)]
    assert {one.verdict for one in found} == {Verdict.PASS}


@pytest.mark.parametrize(
    ("rule", "changed", "said"),
    [
        ("SJP-01", {"born": None}, Verdict.CANNOT_TELL),
        ("SJP-01", {"born": date(2008, 11, 24)}, Verdict.PASS),
        ("SJP-01", {"born": date(2008, 11, 25)}, Verdict.FAIL),
        ("SJP-01", {"charged_on": None}, Verdict.CANNOT_TELL),
        ("SJP-02", {"offence": None}, Verdict.CANNOT_TELL),
        ("SJP-02", {"offence": "of a newer FieldKit"}, Verdict.CANNOT_TELL),
        ("SJP-02", {"offence": "s444-1a"}, Verdict.FAIL),
        ("SJP-03", {"persons": ()}, Verdict.CANNOT_TELL),
        ("SJP-03", {"persons": ("ruth", "dev")}, Verdict.FAIL),
        ("SJP-04", {"last": None}, Verdict.CANNOT_TELL),
        ("SJP-04", {"last": date(2026, 9, 2)}, Verdict.FAIL),
        ("SJP-05", {"eso": None}, Verdict.CANNOT_TELL),
        ("SJP-05", {"eso_reason": " "}, Verdict.FAIL),
        ("SJP-06", {"welsh": None}, Verdict.CANNOT_TELL),
        ("SJP-06", {"welsh": "wanted"}, Verdict.FAIL),
        ("SJP-06", {"welsh": "enclosed"}, Verdict.PASS),
        ("SJP-07", {"served": ()}, Verdict.CANNOT_TELL),
        ("SJP-07", {"served": (POSTED, date(2026, 11, 25))}, Verdict.FAIL),
    ],
)
def test_each_gap(book: Reference, rule: str, changed: dict[str, Any], said: Verdict) -> None:
    assert verdict(book, rule, **changed) is said


@pytest.mark.parametrize(
    ("posted", "how", "served"),
    [
        (date(2026, 11, 24), "post", date(2026, 11, 26)),
        (date(2026, 11, 27), "post", date(2026, 12, 1)),
        (date(2026, 12, 24), "recorded-post", date(2026, 12, 30)),
        (date(2026, 11, 24), "hand", date(2026, 11, 24)),
    ],
)
def test_post_counts_on_the_second_working_day(book: Reference, posted: date, how: str, served: date) -> None:
    assert counts_as_served(posted, how, book) == served


def test_the_plea_is_due_21_days_from_posting(book: Reference) -> None:
    assert plea_by(POSTED, "post", book) == date(2026, 12, 15)
