"""The states of one line of the checklist."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A line without a result, and one with."""
    with sitting(kit) as at:
        yield "no result", at.open("enquiry", f"{at.load.case}/school-first-day-calls")
        yield "a result", at.open("enquiry", f"{at.load.first}/school-first-day-calls")
