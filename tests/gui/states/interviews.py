"""The states of the list of interviews."""

from __future__ import annotations

from collections.abc import Iterator

import interviews
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """None, one proposed, one under way."""
    with sitting(kit) as at:
        yield "none", at.open("interviews")
        interviews.proposed(at.load)
        yield "proposed", at.open("interviews")
    with sitting(kit) as at:
        interviews.begun(at.load)
        yield "under way", at.open("interviews")
