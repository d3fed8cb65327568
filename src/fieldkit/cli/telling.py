"""How the shell speaks: one JSON document or plain lines on standard output, progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

Say = Callable[[int, int, str], None]


def tell(found: Any, lines: str | Callable[[], str], *, as_json: bool) -> None:
    """Prints `found` as one JSON document, or else `lines`."""
    if as_json:
        print(json.dumps(found, default=_plain, ensure_ascii=False, indent=2))
    else:
        print(lines if isinstance(lines, str) else lines())


def table(rows: Sequence[Sequence[str]], none: str) -> str:
    """Rows as columns; `none` says that there are none."""
    if not rows:
        return none
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def note(words: str) -> None:
    """Says something beside the answer."""
    print(words, file=sys.stderr)


@contextmanager
def progress() -> Iterator[Say]:
    """Shows how far work is while the block runs: on a terminal only, and on standard error."""
    if not sys.stderr.isatty():
        yield lambda _done, _of, _what: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")

        def say(done: int, of: int, what: str) -> None:
            bar.update(task, completed=done, total=of or None, description=what)

        yield say


def size(count: int) -> str:
    """A number of bytes in words."""
    for unit, bytes_ in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= bytes_:
            return f"{count / bytes_:.1f} {unit}"
    return f"{count} bytes"


def _plain(found: Any) -> Any:
    if is_dataclass(found) and not isinstance(found, type):
        return asdict(found)
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, (set, frozenset, tuple)):
        return list(found)
    if isinstance(found, Path):
        return str(found)
    raise TypeError(type(found).__name__)
