"""The states of a return."""

from __future__ import annotations

from collections.abc import Iterator

import sweeps
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """No sweep in the period, a sweep of many stops, the period it is in."""
    with sitting(kit) as at:
        yield "none", at.open("sweep_return", "truancy:2020-09-01..2020-12-18")
        operation = sweeps.counted(at.load)
        yield "a sweep", at.open("sweep_return", operation)
        yield "a period", at.open("sweep_return", "period")
