"""Long work is cut so that each part takes about as long as somebody may wait."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.store import pace


class Clock:
    """A clock that stands still between parts."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(pace, "perf_counter", lambda: self.now)

    def sizes(self, count: int, seconds_each: float) -> list[int]:
        """How many items each part had when one takes so long."""
        found = []
        for part in pace.Pace().parts(range(count)):
            found.append(len(part))
            self.now += seconds_each * len(part)
        return found


@given(st.integers(0, 5_000))
def test_every_item_comes_once_and_in_order(count: int) -> None:
    assert [item for part in pace.Pace().parts(range(count)) for item in part] == list(range(count))


def test_parts_grow_while_they_are_quick_and_stay_under_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = Clock(monkeypatch).sizes(20_000, 0.000_1)
    assert sizes[0] < sizes[1] < sizes[2]
    assert all(size * 0.000_1 <= 0.050 for size in sizes)
    assert max(sizes) * 0.000_1 > 0.025


def test_parts_shrink_when_they_are_slow_but_never_to_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = Clock(monkeypatch).sizes(1_000, 0.010)
    assert sizes[1] < sizes[0]
    assert min(sizes[:-1]) == 20
