"""A return's figures with the stops behind them, the same in any order, and quick (RET-01)."""

from __future__ import annotations

import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.reference import Reference
from fieldkit.rules.returns import CountedOperation, CountedStop, Tally, tally

STOPS = (
    CountedStop(
        "1", "op", 13, "F", "9", "Larkspur", "relative", "shopping", "unauthorised", ("advice",), back_after=1
    ),
    CountedStop(
        "2",
        "op",
        15,
        "M",
        "11",
        "Quayside",
        "none",
        "refused",
        "excluded",
        ("removed-to-premises", "pn-considered"),
        ("s105",),
        excluded_day=3,
        back_after=5,
        follow_up=True,
        follow_up_done=True,
    ),
    CountedStop("3", "op", 13, "F", None, None, "parent", "ehe", "legitimate", ("no-action",)),
    CountedStop(
        "4",
        "op",
        7,
        "M",
        "2",
        None,
        "none",
        "no-place",
        "not-on-roll",
        ("referred-cme", "referred-mash"),
        cme_found=True,
        follow_up=True,
    ),
    CountedStop("5", "op", 17, "M", None, None, None, None, "not-csa"),
    CountedStop(
        "6",
        "op",
        None,
        None,
        None,
        "Larkspur",
        "none",
        "late",
        "unauthorised",
        ("removed-to-school",),
        back_after=20,
        again=True,
    ),
    CountedStop("7", "op", 14, "F", "10", "Quayside", "none", "refused", "excluded", excluded_day=6),
)


@pytest.fixture
def counted(book: Reference) -> Tally:
    """The tally of the seven stops above."""
    return tally(STOPS, book, [CountedOperation("op", 300, 5, 240)])


@pytest.mark.parametrize(
    ("key", "ids"),
    [
        ("stops", "1234567"),
        ("children", "123457"),
        ("without-reason", "1267"),
        ("removed", "26"),
        ("removed:removed-to-school", "6"),
        ("removed:removed-to-premises", "2"),
        ("class:unauthorised", "16"),
        ("class:excluded", "27"),
        ("class:unresolved", ""),
        ("with:adult", "13"),
        ("with:alone", "2467"),
        ("with:unknown", "5"),
        ("age:5-7", "4"),
        ("age:8-10", ""),
        ("age:11-13", "13"),
        ("age:14-16", "27"),
        ("age:other", "5"),
        ("age:unknown", "6"),
        ("sex:F", "137"),
        ("year:9", "1"),
        ("school:Larkspur", "16"),
        ("school:unknown", "345"),
        ("reason:refused", "27"),
        ("action:advice", "1"),
        ("action:referred-mash", "4"),
        ("excluded-first-days", "2"),
        ("notice:s105", "2"),
        ("notice:s444a", ""),
        ("cme_found", "4"),
        ("back:1", "1"),
        ("back:5", "12"),
        ("back:20", "126"),
        ("follow_up", "24"),
        ("follow_up_done", "2"),
    ],
)
def test_every_figure_holds_the_stops_behind_it(counted: Tally, key: str, ids: str) -> None:
    assert counted.figure(key).ids == tuple(ids)
    assert counted.figure(key).value == len(ids)


def test_stopped_without_good_reason_and_removed_stand_side_by_side(counted: Tally) -> None:
    assert [figure.label for figure in counted.headline] == [
        *("Stopped", "Without good reason", "Removed by a constable or PCSO")
    ]


def test_figures_add_up_as_the_return_says(counted: Tally) -> None:
    values = {figure.key: figure.value for figure in counted.figures()}
    for each in counted.sums:
        assert values[each.whole] == sum(values[part] for part in each.parts)
    assert {each.table for each in counted.sums} == {
        *("class", "with", "age", "sex", "year", "school", "reason", "removed")
    }


def test_keys_are_distinct_and_unknown_ones_are_told(counted: Tally) -> None:
    keys = [figure.key for figure in counted.figures()]
    assert len(keys) == len(set(keys))
    with pytest.raises(LookupError):
        counted.figure("class:other")


def test_hours_and_officers_hold_their_operations(book: Reference) -> None:
    measures = tally((), book, [CountedOperation("b", 60, 2, 30), CountedOperation("a", 90, 3, 0)]).measures
    assert [(measure.key, measure.amount) for measure in measures] == [
        *(("minutes", 150), ("officers", 5), ("police_minutes", 30))
    ]
    assert all(measure.ids == ("a", "b") for measure in measures)


@given(shuffled=st.permutations(STOPS))
def test_a_tally_is_the_same_in_any_order(book: Reference, shuffled: list[CountedStop]) -> None:
    assert tally(shuffled, book) == tally(STOPS, book)


def test_two_thousand_stops_are_quick(book: Reference) -> None:
    choices = list(product(range(4, 18), ("F", "M"), ("A", "B", "C"), ("unauthorised", "legitimate")))
    stops = [
        CountedStop(
            f"{n:05}",
            "op",
            age,
            sex,
            str(age - 4),
            school,
            "none",
            "shopping",
            sort,
            ("advice", "phoned-parent"),
            back_after=n % 30,
        )
        for n in range(2000)
        for age, sex, school, sort in [choices[n % len(choices)]]
    ]
    tally(stops, book)
    began = time.process_time()
    assert tally(stops, book).figure("stops").value == 2000
    assert time.process_time() - began < 0.1
