"""The states of the note of a worry about a child at the kerb."""

from __future__ import annotations

from collections.abc import Iterator

import sweeps
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Before the level is chosen, and with the words of a level."""
    with sitting(kit) as at:
        stop = sweeps.said(at.load, "reason")
        page = at.open("worried", stop)
        yield "new", page
        page.form.block("level").set_value("E2")
        page._typed("level")
        yield "level chosen", page
