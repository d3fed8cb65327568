"""The states of the page that asks for a reason."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.reason import ASKINGS


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Every act, and a reason that is missing."""
    with sitting(kit) as at:
        for act in ASKINGS:
            yield act, at.open("reason", f"{act}/{at.load.flag}")
        page = at.open("reason", f"withdraw/{at.load.flag}")
        page.act_button.click()
        at.wait()
        yield "no reason", page
