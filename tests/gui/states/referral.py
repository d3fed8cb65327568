"""The states of a referral that is being written."""

from __future__ import annotations

from collections.abc import Iterator

import referrals
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Each page of a new referral, answers missing, a second person who lives where the first does."""
    with sitting(kit) as at:
        page = at.open("referral")
        for number in range(len(page.leaves())):
            page._asked_for(str(number))
            yield f"page {number + 1}", page
        page._asked_for("0")
        page.continue_button.click()
        at.wait()
        yield "answers missing", page
        page = at.open("referral", referrals.typed(at.load.book))
        page._asked_for("4")
        page.another_button.click()
        yield "second person", page
        page._asked_for(str(len(page.leaves()) - 1))
        yield "same address", page
