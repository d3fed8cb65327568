"""Measures the groups that are asked for (all when none is) and prints their table."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figure import Figure, Result, grown, measure
from bench.table import print_table

GROUPS = ("start", "notebook", "sync", "sweep", "register", "panel", "interview", "paper")
"""In the order of the design's table: the window, the store, the wire; sweeps, the legal half, the bundle."""


def main(arguments: Sequence[str]) -> int:
    """Prints the table; returns 1 when there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"only these: {' '.join(GROUPS)}")
    parser.add_argument(
        "--rounds", type=int, help="how often each pair is taken, instead of the row's own number"
    )
    asked = parser.parse_args(arguments)
    unknown = [group for group in asked.groups if group not in GROUPS]
    if unknown:
        parser.error(f"there is no group {', '.join(unknown)}; there are {', '.join(GROUPS)}")
    results = [_measured(figure, asked.rounds) for figure in _figures(asked.groups or GROUPS)]
    if not results:
        print("There is nothing to measure.", file=sys.stderr)
        return 1
    print_table([*results, *grown(results)])
    return 0


def _figures(groups: Sequence[str]) -> Iterator[Figure]:
    for group in groups:
        if importlib.util.find_spec(f"bench.{group}") is None:
            print(f"{group}: no figure yet", file=sys.stderr)
            continue
        yield from importlib.import_module(f"bench.{group}").FIGURES


def _measured(figure: Figure, rounds: int | None) -> Result:
    print(f"{figure.what} ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="fieldkit-bench-", ignore_cleanup_errors=True) as folder:
        return measure(figure, Path(folder), rounds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
