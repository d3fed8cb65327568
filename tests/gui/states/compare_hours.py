"""The states of the comparison of two laws."""

from __future__ import annotations

from collections.abc import Iterator

import premises
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A child with hours."""
    with sitting(kit) as at:
        yield "six fails now", at.open("compare_hours", premises.worked(at.load)[1])
