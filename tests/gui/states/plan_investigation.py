"""The states of the investigation plan."""

from __future__ import annotations

from collections.abc import Iterator

import legals
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """To be written, with answers missing, and returned by the panel."""
    with sitting(kit) as at:
        referral = legals.allocated(at.load)
        page = at.open("plan_investigation", referral)
        yield "to be written", page
        page.finish()
        at.wait()
        yield "answers missing", page
        plan, _ = at.load.book.panel.plan(referral, legals.PLAN)
        at.load.book.panel.submit_plan(plan)
        legals.of_the_panel(at.load, plan, "return")
        yield "returned", at.open("plan_investigation", referral)
