"""The states of the return of legal activity."""

from __future__ import annotations

from collections.abc import Iterator

import ways
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Nothing in the month, and a month in which something happened."""
    with sitting(kit) as at:
        yield "none", at.open("legal_return", "legal:2020-09-01..2020-09-30")
        ways.noticed(at.load)
        yield "a month", at.open("legal_return", "legal:2026-11-01..2026-11-30")
