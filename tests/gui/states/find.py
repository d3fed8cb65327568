"""The states of Find."""

from __future__ import annotations

from collections.abc import Iterator

import sample

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.find import FindPage


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Nothing typed, found, nothing found."""
    with sample.caseload() as load:
        yield "nothing typed", FindPage(kit)
        page = FindPage(kit)
        page.show_found(
            ("halloway", [(found, "CME-2026-0102") for found in load.book.find.records("halloway")])
        )
        yield "found", page
        page = FindPage(kit)
        page.show_found(("halow", []))
        yield "nothing found", page
