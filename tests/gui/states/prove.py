"""The states of choosing where a point is proved."""

from __future__ import annotations

from collections.abc import Iterator

import ways
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """With papers to choose from."""
    with sitting(kit) as at:
        way = ways.considered(at.load)
        at.load.book.statements.gather(way.case, [])
        yield "to choose", at.open("prove", f"{way.action}/not-regular")
