"""The bench takes pairs fairly, and says plainly what was reached."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench import __main__ as door
from bench.figure import Figure, Pair, Reach, Result, measure, timed
from bench.table import amount, asked, print_table


def figure(reach: Reach, ours: list[float], plain: list[float] | None = None, unit: str = "s") -> Figure:
    @contextmanager
    def prepare(folder: Path) -> Iterator[Pair]:
        (folder / "prepared").touch()
        yield Pair(iter(ours).__next__, iter(plain).__next__ if plain else None)

    return Figure("a row", "a plain row", reach, prepare, unit, rounds=len(ours) - 1)


def test_the_first_round_warms_up_and_the_medians_of_the_rest_count(tmp_path: Path) -> None:
    result = measure(figure(Reach(times=3), ours=[90, 2, 6, 4], plain=[90, 1, 2, 4]), tmp_path)

    assert (result.ours, result.baseline, result.times) == (4, 2, 2)
    assert (tmp_path / "prepared").exists()


def test_the_two_are_taken_by_turns(tmp_path: Path) -> None:
    taken: list[str] = []

    def taking(name: str) -> float:
        taken.append(name)
        return 1.0

    @contextmanager
    def prepare(_: Path) -> Iterator[Pair]:
        yield Pair(lambda: taking("ours"), lambda: taking("plain"))

    measure(Figure("a row", "a plain row", Reach(), prepare), tmp_path, rounds=2)

    assert taken == ["plain", "ours", "ours", "plain", "plain", "ours"]


@pytest.mark.parametrize(
    ("reach", "reached"),
    [
        (Reach(times=2), True),
        (Reach(times=1.9), False),
        (Reach(more=2), True),
        (Reach(more=1.9), False),
        (Reach(most=4), True),
        (Reach(times=2, most=3), False),
    ],
)
def test_every_part_of_the_reach_is_held(reach: Reach, reached: bool, tmp_path: Path) -> None:
    assert measure(figure(reach, ours=[4, 4], plain=[2, 2]), tmp_path).reached is reached


def test_without_a_baseline_only_the_figure_itself_counts(tmp_path: Path) -> None:
    result = measure(figure(Reach(most=3), ours=[9, 2], unit="KB"), tmp_path)

    assert (result.baseline, result.times, result.reached) == (None, None, True)


def test_a_timing_is_in_seconds() -> None:
    assert 0 <= timed(lambda: None)() < 1


def test_the_table_says_all_of_it(tmp_path: Path) -> None:
    rows = [
        measure(figure(Reach(times=2, more=0.5), ours=[1, 0.03], plain=[1, 0.01]), tmp_path),
        Result(figure(Reach(most=40), ours=[], unit="KB"), 12.0, None, None),
    ]
    out = io.StringIO()

    print_table(rows, out)

    late, early = [line for line in out.getvalue().splitlines() if "a row" in line]
    assert all(
        words in late for words in ("30.0 ms", "10.0 ms", "3.00 x", "≤ 2 x, ≤ 500.0 ms more", "MISSED")
    )
    assert all(words in early for words in ("12.00 KB", "≤ 40.00 KB", "reached"))


def test_words() -> None:
    assert [amount(0.0123, "s"), amount(2, "s"), amount(2, "MB")] == ["12.3 ms", "2.00 s", "2.00 MB"]
    assert asked(Reach(), "s") == ""


def test_an_unknown_group_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        door.main(["nowhere"])

    there_are = "start, notebook, sync, sweep, register, panel, interview, paper"
    assert f"there is no group nowhere; there are {there_are}" in capsys.readouterr().err
