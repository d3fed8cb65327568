"""A bug's report, scrubbed: where in our code it happened, and nothing that was typed."""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from fieldkit import __version__


def report(bug: BaseException) -> str:
    """Kind of error and the places it went through. No message and no values: they may hold a name."""
    lines = [
        f"FieldKit {__version__}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()}",
        f"{type(bug).__module__}.{type(bug).__qualname__}",
    ]
    for frame in traceback.extract_tb(bug.__traceback__):
        path = Path(frame.filename)
        lines.append(f"  {path.parent.name}/{path.name}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


def keep(bug: BaseException) -> str:
    """Writes the report beside the others of this user; says in one sentence where it lies."""
    folder = platformdirs.user_log_path("fieldkit", appauthor=False)
    path = folder / f"fault-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(report(bug) + "\n", encoding="utf-8")
    except OSError:
        return f"No report could be written to {folder}."
    return f"Send the report to your IT department: {path}"
