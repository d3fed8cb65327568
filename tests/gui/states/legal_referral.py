"""The states of a referral for legal action."""

from __future__ import annotations

from collections.abc import Iterator

import legals
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Checked with a failure, returned, with the panel, and every state of the plan to the decision."""
    with sitting(kit) as at:
        referral = legals.referred(at.load)
        yield "checks failed", at.open("legal_referral", referral)
        at.load.book.legal_referrals.return_to_school(referral, "Two sessions still have code N.")
        yield "returned", at.open("legal_referral", referral)
    with sitting(kit) as at:
        yield "with the panel", at.open("legal_referral", legals.accepted(at.load))
    with sitting(kit) as at:
        referral, plan = legals.submitted(at.load)
        yield "the plan waits", at.open("legal_referral", referral)
        legals.of_the_panel(at.load, plan, "return")
        yield "the plan is returned", at.open("legal_referral", referral)
        at.load.book.panel.submit_plan(plan)
        legals.of_the_panel(at.load, plan)
        yield "the plan is checked", at.open("legal_referral", referral)
        at.load.book.panel.begin_investigation(referral)
        yield "under investigation", at.open("legal_referral", referral)
