"""The states of the Legal Panel."""

from __future__ import annotations

from collections.abc import Iterator

import legals
from sitting import sitting

from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Page


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Nothing to decide, the list, one's own referral."""
    with sitting(kit) as at:
        yield "nothing waits", at.open("panel")
        referral = legals.accepted(at.load)
        yield "the list", at.open("panel")
        yield "one of them", at.open("panel", referral)
