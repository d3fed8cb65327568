"""The states of what is behind a figure."""

from __future__ import annotations

from collections.abc import Iterator

import sweeps
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Stops, a sweep, nothing."""
    with sitting(kit) as at:
        operation = sweeps.counted(at.load)
        yield "stops", at.open("sweep_figure", f"{operation}#without-reason")
        yield "a sweep", at.open("sweep_figure", f"{operation}#minutes")
        yield "nothing", at.open("sweep_figure", f"{operation}#removed")
