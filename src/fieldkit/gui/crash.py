"""A bug's report, scrubbed: where in our code it happened and nothing that was typed."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

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
