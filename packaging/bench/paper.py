"""The figures of the bundle: making and checking one, beside a plain merge and a plain hash of the bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.figure import Figure, Pair, Reach, timed
from fieldkit.bundle.bench import trial

_PAGES = (60, 100, 600)
_PEAK = Path(__file__).with_name("bundle_peak.py")


@contextmanager
def _build(pages: int, folder: Path) -> Iterator[Pair]:
    made = trial(folder, pages)
    yield Pair(timed(made.build), timed(made.plain_merge))


@contextmanager
def _verify(pages: int, folder: Path) -> Iterator[Pair]:
    made = trial(folder, pages)
    made.build()
    yield Pair(timed(made.verify), timed(made.hash_only))


@contextmanager
def _memory(pages: int, folder: Path) -> Iterator[Pair]:
    """The largest that a process grows which makes one bundle and nothing else."""
    trial(folder, pages)

    def peak() -> float:
        command = [sys.executable, str(_PEAK), str(folder), str(pages)]
        found = subprocess.run(command, check=True, capture_output=True, text=True)
        return float(found.stdout)

    yield Pair(peak)


def _figures(pages: int) -> Iterator[Figure]:
    megabytes = pages * 0.117
    bundle = f"bundle of {pages} pages, {megabytes:.0f} MB"
    yield Figure(
        what=f"make a {bundle}",
        baseline="plain pikepdf merge of the same files",
        reach=Reach(times=2),
        prepare=partial(_build, pages),
        tenth_of=f"make a bundle of {10 * pages} pages, {10 * megabytes:.0f} MB",
    )
    yield Figure(
        what=f"verify a {bundle}",
        baseline="hashing the same bytes",
        reach=Reach(times=10, most=2),
        prepare=partial(_verify, pages),
        tenth_of=f"verify a bundle of {10 * pages} pages, {10 * megabytes:.0f} MB",
    )


_MEMORY = Figure(
    what=f"memory to make a bundle of {_PAGES[-1]} pages",
    baseline="",
    reach=Reach(most=150),
    prepare=partial(_memory, _PAGES[-1]),
    unit="MB",
    rounds=1,
)

FIGURES = (
    *(figure for pages in _PAGES for figure in _figures(pages)),
    # Only where the system says how large a process grew.
    *([_MEMORY] if sys.platform == "linux" else []),
)
