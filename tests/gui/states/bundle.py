"""The states of a bundle."""

from __future__ import annotations

from collections.abc import Iterator

import ways
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Nothing in it yet, a plan, its draft; the packs of a parent, one of them with its gaps."""
    with sitting(kit) as at:
        yield "nothing", at.open("bundle", at.load.case)
        at.load.book.visits.lock(at.written())
        page = at.open("bundle", at.load.case)
        yield "a plan", page
        page.draft_button.click()
        at.wait()
        yield "a draft", page
    with sitting(kit) as at:
        way = ways.charged(at.load)
        page = at.open("bundle", way.action)
        yield "an open-court file", page
        page.packs.setCurrentIndex(2)
        at.wait()
        yield "gaps of a single justice pack", page
