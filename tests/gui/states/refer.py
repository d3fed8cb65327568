"""The states of the form of a referral."""

from __future__ import annotations

from collections.abc import Iterator

import legals
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Each page of the form, and one with answers missing."""
    with sitting(kit) as at:
        page = at.open("refer", f"new/{legals.case(at.load)}")
        for number, leaf in enumerate(page.applying()):
            page._asked_for(str(number))
            yield leaf.name, page
        page.finish()
        at.wait()
        yield "answers missing", page
