"""The figure of starting: from nothing to the unlock page, beside a bare window of the same toolkit."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figure import Figure, Pair, Reach, Taking
from fieldkit.store.vault import create_vault

_WINDOW = Path(__file__).with_name("first_paint.py")


@contextmanager
def _start(folder: Path) -> Iterator[Pair]:
    """A process for each, from its start to its first painted window."""
    create_vault(folder / "n", "heron lamp quilt nine oak", None).close()
    yield Pair(_painted("fieldkit", str(folder / "n")), _painted("bare"))


def _painted(*arguments: str) -> Taking:
    def take() -> float:
        began = time.perf_counter()
        command = [sys.executable, str(_WINDOW), *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None  # noqa: S101
            told = process.stdout.readline()
            taken = time.perf_counter() - began
        if told != "painted\n":
            raise RuntimeError("no window was painted")
        return taken

    return take


FIGURES = (
    Figure(
        what="process start to unlock page painted",
        baseline="bare PySide6 window",
        reach=Reach(times=2),
        prepare=_start,
        rounds=5,
    ),
)
