"""The states of the list of sweeps."""

from __future__ import annotations

from collections.abc import Iterator

import sweeps
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """None, one planned, one live."""
    with sitting(kit) as at:
        yield "none", at.open("sweeps")
        sweeps.live(at.load)
        sweeps.plan(at.load, name="Riverside", starts_at="25 11 2026 13:00", ends_at="25 11 2026 15:00")
        yield "live and planned", at.open("sweeps")
