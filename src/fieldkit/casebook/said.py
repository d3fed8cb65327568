"""Reads the answers of a record or a draft one by one; what is missing, empty or of another sort is None."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from fieldkit.plain import Json


def said_word(said: Mapping[str, Json], name: str) -> str | None:
    """A text or a code."""
    told = said.get(name)
    return told if isinstance(told, str) and told.strip() else None


def said_moment(said: Mapping[str, Json], name: str) -> datetime | None:
    """A day with its time of day."""
    told = said_word(said, name)
    return datetime.fromisoformat(told) if told and "T" in told else None


def said_day(said: Mapping[str, Json], name: str) -> date | None:
    """A day without a time."""
    told = said_word(said, name)
    return date.fromisoformat(told) if told and "T" not in told else None


def said_number(said: Mapping[str, Json], name: str) -> int | None:
    """A whole number."""
    told = said.get(name)
    return told if isinstance(told, int) and not isinstance(told, bool) else None
