"""The states of a referral for legal action."""

from __future__ import annotations

from collections.abc import Iterator

import legals
from sitting import sitting

from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Page


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Checked with a failure, returned, and one that waits for the panel."""
    with sitting(kit) as at:
        referral = legals.referred(at.load)
        yield "checks failed", at.open("legal_referral", referral)
        at.load.book.legal_referrals.return_to_school(referral, "Two sessions still have code N.")
        yield "returned", at.open("legal_referral", referral)
    with sitting(kit) as at:
        yield "with the panel", at.open("legal_referral", legals.accepted(at.load))
