"""The states of one parent's way."""

from __future__ import annotations

from collections.abc import Iterator

import ways
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Barred at its beginning, charged with everything on its sheets, and an alarm raised."""
    with sitting(kit) as at:
        way = ways.considered(at.load, support_from="12 10 2026")
        yield "barred", at.open("pathway", way.action)
        at.load.clock.set("2027-02-10 09:00")
        yield "alarm", at.open("pathway", way.action)
    with sitting(kit) as at:
        yield "charged", at.open("pathway", ways.charged(at.load).action)
