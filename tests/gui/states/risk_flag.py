"""The states of a risk flag."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """To be read, read, and past its review."""
    with sitting(kit) as at:
        load = at.load
        yield "unread", at.open("risk_flag", f"{load.flag}/{load.visit}")
        load.book.visits.read_flag(load.visit, load.flag)
        yield "read", at.open("risk_flag", f"{load.flag}/{load.visit}")
        load.clock.set("2027-04-01 09:00")
        yield "overdue for review", at.open("risk_flag", load.flag)
