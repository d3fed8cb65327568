"""The states of a referral before it is taken in."""

from __future__ import annotations

from collections.abc import Iterator

import referrals
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """With much missing, and complete."""
    with sitting(kit) as at:
        book = at.load.book
        page = at.open("check_referral", referrals.typed(book, {"child_surname": "Tolliver"}))
        page.take_button.click()
        at.wait()
        yield "answers missing", page
        yield "complete", at.open("check_referral", referrals.typed(book))
