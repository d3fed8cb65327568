"""The states of the caseload."""

from __future__ import annotations

from collections.abc import Iterator

import sample

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.cases import CasesPage


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Two cases, nothing found, nothing there."""
    with sample.caseload() as load:
        for state, typed, found in (
            ("two cases", "", load.book.cases.list()),
            ("nothing found", "Halow", []),
            ("nothing there", "", []),
        ):
            page = CasesPage(kit)
            page.show_cases((typed, found))
            yield state, page
