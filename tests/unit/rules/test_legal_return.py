"""What the return of legal activity counts, and what of it may leave the service."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fieldkit.reference import Reference
from fieldkit.rules.legal.monthly_return import LegalEvent, legal_tally
from fieldkit.rules.suppression import publish

BOOK = Reference.load(date(2026, 11, 21))
EVENTS = st.builds(
    LegalEvent,
    id=st.integers(0, 60).map(str),
    what=st.sampled_from(["received", "returned", "decided", "notice", "charge", "result", "considered"]),
    code=st.sampled_from(["", "second", "penalty-notice", "sjp", "convicted", "not-applied"]),
    failed=st.lists(st.sampled_from(["REF-01", "REF-03", "REF-05"]), max_size=3).map(tuple),
    days=st.none() | st.integers(0, 90),
)


def test_every_event_stands_in_its_figures() -> None:
    told = legal_tally(
        [
            LegalEvent("r", "returned", failed=("REF-01", "REF-03", "REF-01")),
            LegalEvent("n", "notice", "second"),
            LegalEvent("a", "decided", days=20),
            LegalEvent("b", "decided"),
            LegalEvent("c", "charge", "sjp"),
        ],
        BOOK,
    )
    assert {figure.key for figure in told.figures() if figure.ids} == {
        "notices", "charges", "returned", "decisions", "failed:REF-01", "failed:REF-03", "notice:second",
        "days:20", "days:unknown", "charge:sjp",
    }  # fmt: skip
    assert told.figure("failed:REF-01").label == "REF-01 The certificate has no N codes"


@given(st.lists(EVENTS, max_size=40))
def test_no_small_figure_leaves_and_no_sum_or_difference_gives_one_away(events: list[LegalEvent]) -> None:
    told = legal_tally(events, BOOK)
    out = publish(told, BOOK)
    shown = {one.key: one.value for table in out.tables for one in table.figures}
    shown |= {one.key: one.value for one in out.headline}
    known = {key: value for key, value in shown.items() if value is not None}
    assert not [value for value in known.values() if 0 < value < 5]
    for pair in told.nested:
        if pair.inner in known and pair.outer in known:
            assert not 0 < known[pair.outer] - known[pair.inner] < 5
    for each in told.sums:
        parts = [known.get(key) for key in each.parts]
        if each.whole in known and each.table not in out.withheld and parts.count(None) == 1:
            raise AssertionError(f"{each.whole} less the rest of {each.table} gives the hidden part away")
