"""The states of a referral that was taken in."""

from __future__ import annotations

from collections.abc import Iterator

import referrals
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Not allocated, then allocated."""
    with sitting(kit) as at:
        draft = referrals.typed(at.load.book)
        case, _ = at.load.book.referrals.take_in(draft, referrals.ANSWERS)
        page = at.open("taken_in", case)
        yield "not allocated", page
        page.allocate_button.click()
        at.wait()
        yield "allocated", page
