"""A figure: what is measured, against which baseline, how far it should reach, and how it is taken."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

Taking = Callable[[], float]
"""Does the work once and returns its figure, in the unit of the row."""


@dataclass(frozen=True)
class Pair:
    """Our work and the plain work it is measured against (none where the design names no baseline)."""

    ours: Taking
    baseline: Taking | None = None


@dataclass(frozen=True)
class Reach:
    """What the design asks: at most `times` the baseline, `more` above it, `most` in itself (those set)."""

    times: float | None = None
    more: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Figure:
    """One row. `unit` is s (seconds), MB or KB; `rounds` is how often the pair is taken.

    `tenth_of` names the row with ten times the work: how much dearer that is becomes a row of its own.
    """

    what: str
    baseline: str
    reach: Reach
    prepare: Callable[[Path], AbstractContextManager[Pair]]
    unit: str = "s"
    rounds: int = 5
    tenth_of: str = ""


@dataclass(frozen=True)
class Result:
    """The medians of a figure; `times` is the median of each round's own ratio."""

    figure: Figure
    ours: float
    baseline: float | None
    times: float | None

    @property
    def reached(self) -> bool:
        """Whether the figure is as good as the design asks."""
        reach = self.figure.reach
        return all(
            (
                reach.times is None or (self.times is not None and self.times <= reach.times),
                reach.more is None or (self.baseline is not None and self.ours - self.baseline <= reach.more),
                reach.most is None or self.ours <= reach.most,
            )
        )


TEN_TIMES = 12
"""What ten times the work may cost, times as much."""


def grown(results: Sequence[Result]) -> list[Result]:
    """A row for each pair of figures of which one does ten times the work of the other."""
    by_name = {result.figure.what: result for result in results}
    found = []
    for tenth in results:
        whole = by_name.get(tenth.figure.tenth_of)
        if whole is not None:
            row = replace(
                whole.figure,
                what=f"ten times the work: {whole.figure.what}",
                baseline=tenth.figure.what,
                reach=Reach(times=TEN_TIMES),
            )
            found.append(Result(row, whole.ours, tenth.ours, whole.ours / tenth.ours))
    return found


def timed(work: Callable[[], object]) -> Taking:
    """A taking that returns how many seconds the work took."""

    def take() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return take


def measure(figure: Figure, folder: Path, rounds: int | None = None) -> Result:
    """Takes the pair by turns after one round that is not counted, so that both meet the same machine."""
    ours: list[float] = []
    plain: list[float] = []
    with figure.prepare(folder) as pair:
        takings = [(pair.ours, ours)] + ([(pair.baseline, plain)] if pair.baseline else [])
        for turn in range((rounds or figure.rounds) + 1):
            # Who goes first changes, so that neither always finds the other's warm caches.
            for taking, taken in takings if turn % 2 else reversed(takings):
                taken.append(taking())
    ours, plain = ours[1:], plain[1:]
    if not plain:
        return Result(figure, median(ours), None, None)
    ratios = [mine / theirs for mine, theirs in zip(ours, plain, strict=True)]
    return Result(figure, median(ours), median(plain), median(ratios))
