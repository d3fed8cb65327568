"""The states of a sweep."""

from __future__ import annotations

from collections.abc import Iterator

import sweeps
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Planned, approved, live with stops and one begun, stood down."""
    with sitting(kit) as at:
        planned = sweeps.plan(at.load, name="Riverside", objectives="")
        yield "planned with a gap", at.open("sweep", planned)
    with sitting(kit) as at:
        operation = sweeps.approved(at.load)
        yield "approved", at.open("sweep", operation)
        at.load.book.operations.brief(operation)
        at.load.clock.set("2026-11-20 09:35")
        at.load.book.operations.go_live(operation)
        yield "live without a stop", at.open("sweep", operation)
        sweeps.stopped(at.load, operation)
        sweeps.stopped(at.load, operation, child_name="", description="Red coat, about ten", age="10")
        at.load.book.stops.begin(operation)
        yield "live with stops", at.open("sweep", operation)
        at.load.book.operations.stand_down(operation)
        yield "stood down", at.open("sweep", operation)
