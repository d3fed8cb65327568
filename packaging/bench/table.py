"""Prints results as one table, a row a figure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from rich.console import Console
from rich.table import Table

from bench.figure import Reach, Result

_WIDE = 150


def print_table(results: Iterable[Result], file: IO[str] | None = None) -> None:
    """Prints what was measured, the baseline, the ratio, what the design asks, and whether it was reached."""
    table = Table("What", "Measured", "Baseline", "Baseline is", "Ratio", "Reach", "")
    for result in results:
        unit = result.figure.unit
        table.add_row(
            result.figure.what,
            amount(result.ours, unit),
            "-" if result.baseline is None else amount(result.baseline, unit),
            result.figure.baseline,
            "-" if result.times is None else f"{result.times:.2f} x",
            asked(result.figure.reach, unit),
            "reached" if result.reached else "MISSED",
        )
    out = Console(file=file)
    if not out.is_terminal:
        out.width = _WIDE
    out.print(table)


def amount(value: float, unit: str) -> str:
    """A measured value in words: seconds below one as milliseconds."""
    if unit == "s" and value < 1:
        return f"{value * 1000:.1f} ms"
    return f"{value:.2f} {unit}"


def asked(reach: Reach, unit: str) -> str:
    """What the design asks of a row, in words."""
    parts = []
    if reach.times is not None:
        parts.append(f"≤ {reach.times:g} x")
    if reach.more is not None:
        parts.append(f"≤ {amount(reach.more, unit)} more")
    if reach.most is not None:
        parts.append(f"≤ {amount(reach.most, unit)}")
    return ", ".join(parts)
