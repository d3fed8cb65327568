"""A small figure that is hidden stays hidden, whatever is added up or taken away (RET-03)."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.reference import Reference
from fieldkit.rules.returns import CountedStop, Sum, Tally, tally
from fieldkit.rules.suppression import Published, publish

CLASSES = ("legitimate", "unauthorised", "excluded", "not-on-roll", "not-csa", "unresolved")
ONE_STOP = st.builds(
    CountedStop,
    st.just(""),
    operation=st.sampled_from("xy"),
    age=st.sampled_from([None, 6, 9, 12, 12, 15, 15, 18]),
    sex=st.sampled_from(["F", "M", None]),
    year_group=st.sampled_from(["7", "8", "9", None]),
    school=st.sampled_from(["Larkspur", "Quayside", "Mereham"]),
    with_adult=st.sampled_from(["none", "parent", None]),
    reason=st.sampled_from(["shopping", "ehe", "late"]),
    classification=st.sampled_from(CLASSES),
    actions=st.sampled_from([(), (), ("removed-to-school",), ("removed-to-premises",)]),
    back_after=st.sampled_from([None, None, 0, 1, 3, 12]),
    follow_up=st.booleans(),
    follow_up_done=st.booleans(),
)


@st.composite
def sweeps(draw: st.DrawFn) -> tuple[CountedStop, ...]:
    """Clumps of like stops, so that small and large figures stand beside one another."""
    clumps = draw(st.lists(st.tuples(ONE_STOP, st.integers(1, 9)), max_size=7))
    stops = [stop for stop, number in clumps for _ in range(number)]
    return tuple(replace(stop, id=f"{n:03}") for n, stop in enumerate(stops))


def _leaks(counted: Tally, out: Published) -> list[str]:
    """The hidden figures that only one number fits, for a reader who even knows which were small."""
    values = {figure.key: figure.value for figure in counted.figures()}
    few = out.smallest
    by_table: dict[str, list[Sum]] = {}
    for each in counted.sums:
        if each.table not in out.withheld:
            by_table.setdefault(each.table, []).append(each)
    leaks = []
    for sums in by_table.values():
        terms = {key for each in sums for key in (each.whole, *each.parts)}
        unknown = sorted(terms & out.hidden)
        # A hidden figure that was not small may be any from `few` on: a little past its own is enough.
        spans = [range(1, few) if values[k] < few else range(few, values[k] + few) for k in unknown]
        seen: dict[str, set[int]] = {key: set() for key in unknown}
        for guess in product(*spans):
            full = values | dict(zip(unknown, guess, strict=True))
            if all(full[each.whole] == sum(full[part] for part in each.parts) for each in sums):
                for key, number in zip(unknown, guess, strict=True):
                    seen[key].add(number)
        leaks += [key for key, numbers in seen.items() if len(numbers) < 2]
    return leaks


@settings(max_examples=150, deadline=None)
@given(stops=sweeps())
def test_no_sum_gives_a_hidden_figure_away(book: Reference, stops: tuple[CountedStop, ...]) -> None:
    counted = tally(stops, book)
    out = publish(counted, book)
    shown = {f.key: f.value for f in (*out.headline, *(f for t in out.tables for f in t.figures))}
    for figure in counted.figures():
        if figure.key in shown and shown[figure.key] is not None:
            assert shown[figure.key] == figure.value
            assert not 0 < figure.value < 5
    assert _leaks(counted, out) == []


@settings(max_examples=60, deadline=None)
@given(stops=sweeps())
def test_the_return_of_a_period_shows_nothing_that_its_operations_hid(
    book: Reference, stops: tuple[CountedStop, ...]
) -> None:
    parts = [publish(tally([s for s in stops if s.operation == name], book), book) for name in "xy"]
    period = publish(tally(stops, book), book, parts)
    keys = {figure.key for figure in tally(stops, book).figures()}
    for part in parts:
        assert part.hidden & keys <= period.hidden
        assert part.withheld <= period.withheld


@settings(max_examples=60, deadline=None)
@given(stops=sweeps())
def test_no_two_figures_of_which_one_holds_the_other_differ_by_a_small_number(
    book: Reference, stops: tuple[CountedStop, ...]
) -> None:
    counted = tally(stops, book)
    out = publish(counted, book)
    shown = {f.key: f.value for f in (*out.headline, *(f for t in out.tables for f in t.figures))}
    assert counted.nested
    for pair in counted.nested:
        inner, outer = shown.get(pair.inner), shown.get(pair.outer)
        if inner is not None and outer is not None:
            assert not 0 < outer - inner < out.smallest


def _of(**classes: int) -> tuple[CountedStop, ...]:
    names = [name.replace("_", "-") for name, number in classes.items() for _ in range(number)]
    return tuple(
        CountedStop(
            f"{n:03}",
            age=12,
            sex="F",
            year_group="7",
            school="Larkspur",
            with_adult="none",
            reason="late",
            classification=name,
        )
        for n, name in enumerate(names)
    )


def _classes(out: Published) -> dict[str, str]:
    table = next(table for table in out.tables if table.key == "class")
    return {figure.key.partition(":")[2]: figure.text() for figure in table.figures}


def test_a_figure_below_five_takes_the_next_smallest_with_it(book: Reference) -> None:
    out = publish(tally(_of(legitimate=3, unauthorised=20, not_csa=9), book), book)
    found = _classes(out)
    assert (found["legitimate"], found["not-csa"], found["unauthorised"]) == ("hidden", "hidden", "20")
    assert found["unresolved"] == "0"
    assert [figure.text() for figure in out.headline] == ["32", "20", "0"]


def test_a_figure_of_five_is_shown(book: Reference) -> None:
    out = publish(tally(_of(legitimate=5, unauthorised=20), book), book)
    assert _classes(out)["legitimate"] == "5"
    assert out.hidden == frozenset()


def test_without_good_reason_is_not_left_to_tell_on_its_parts(book: Reference) -> None:
    out = publish(tally(_of(excluded=2, unauthorised=20, legitimate=30), book), book)
    found = _classes(out)
    assert (found["excluded"], found["unauthorised"]) == ("hidden", "hidden")
    assert (found["legitimate"], out.headline[1].text()) == ("30", "22")


def test_a_table_that_cannot_be_saved_is_withheld(book: Reference) -> None:
    out = publish(tally(_of(legitimate=4, unauthorised=4), book), book)
    assert "class" in out.withheld
    assert ("What the stops were", "All figures", "withheld") in list(out.rows())


def test_of_fewer_than_five_stops_nothing_is_said(book: Reference) -> None:
    out = publish(tally(_of(legitimate=4), book), book)
    assert [figure.text() for figure in out.headline] == ["hidden", "hidden", "hidden"]
    assert all(table.withheld for table in out.tables)


def test_no_ids_leave(book: Reference) -> None:
    out = publish(tally(_of(legitimate=12), book), book)
    assert "ids" not in {name for figure in out.headline for name in figure.__slots__}
    assert all(measure.ids == () for measure in out.measures)
    assert ("Side by side", "Stopped", "12") in list(out.rows())
