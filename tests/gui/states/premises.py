"""The states of the list of premises visits."""

from __future__ import annotations

from collections.abc import Iterator

import premises
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """None, one planned, one under way."""
    with sitting(kit) as at:
        yield "none", at.open("premises")
        premises.planned(at.load, premises.entered(at.load) and _sweep(at.load))
        yield "under way and planned", at.open("premises")


def _sweep(load: object) -> str:
    rows = load.book.operations.list()  # type: ignore[attr-defined]
    return str(rows[0].operation)
