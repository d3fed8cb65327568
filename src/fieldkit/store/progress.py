"""How long work on a notebook says how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[int, int, str], None]
"""Told how far the work is (done, of, what); whatever it raises stops the work."""


def silent(done: int, of: int, what: str) -> None:
    """Says nothing."""
