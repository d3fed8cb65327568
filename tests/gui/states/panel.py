"""The states of the Legal Panel."""

from __future__ import annotations

from collections.abc import Iterator

import legals
import sample
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Nothing to decide, the list, one's own referral; for a member to decide, without a reason, to
    allocate.
    """
    with sitting(kit) as at:
        yield "nothing waits", at.open("panel")
        referral = legals.accepted(at.load)
        yield "the list", at.open("panel")
        yield "one's own", at.open("panel", referral)
        sample.exchange(at.load.book, at.load.petra)
        legals.investigator(at.load)
        kit.book = at.load.petra
        page = at.open("panel", referral)
        yield "to decide", page
        page.approve_button.click()
        at.wait()
        yield "no reason", page
        at.load.petra.panel.decide(referral, "approve", "Both tests are met.")
        yield "to allocate", at.open("panel", referral)
