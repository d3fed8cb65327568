"""The states of the help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.help import HelpPage
from fieldkit.reference import Reference


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Each of its tabs, and one rule."""
    for key in ("about", "keys", "safeguarding", "rules", "rule/RSK-01"):
        page = HelpPage(kit)
        page.show_numbers(Reference.load(date(2026, 11, 20)).phones())
        page.open(key)
        yield key, page
