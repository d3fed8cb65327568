"""The officer's clock, for the Now and Today keys and for what the screen says about time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The present moment in UK local time."""
    return _source().astimezone(LONDON)


def set_source(source: Callable[[], datetime] | None) -> None:
    """Take the time from `source` (the sample caseload has its own day); None is the laptop's clock."""
    global _source
    _source = source or _system
