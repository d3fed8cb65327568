"""The states of the case law list."""

from __future__ import annotations

from collections.abc import Iterator

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.case_law import CaseLawPage


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """All, one that is superseded, none."""
    for words in ("", "burden", "nothing of it"):
        page = CaseLawPage(kit)
        page.open(words)
        yield words or "all", page
