"""The states of the page that reports a bug."""

from __future__ import annotations

from collections.abc import Iterator

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.crash import CrashPage


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """With a report."""
    page = CrashPage(kit)
    page.show_bug(ValueError("never shown"))
    yield "a report", page
