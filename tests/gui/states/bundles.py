"""The states of the list of bundles."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """The cases of the laptop."""
    with sitting(kit) as at:
        yield "cases", at.open("bundles")
