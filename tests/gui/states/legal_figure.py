"""The states of what is behind a figure of the return of legal activity."""

from __future__ import annotations

from collections.abc import Iterator

import ways
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A notice, nothing."""
    with sitting(kit) as at:
        ways.noticed(at.load)
        yield "a notice", at.open("legal_figure", "legal:2026-11-01..2026-11-30#notices")
        yield "nothing", at.open("legal_figure", "legal:2026-11-01..2026-11-30#charges")
