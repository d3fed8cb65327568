"""The states of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """The case is asked for, each page of a new plan, a plan with much missing, a plan to be changed."""
    with sitting(kit) as at:
        yield "which case", at.open("plan_visit")
        page = at.open("plan_visit", at.load.case)
        for number in range(len(page.leaves())):
            page._asked_for(str(number))
            yield f"page {number + 1}", page
        page.continue_button.click()
        at.wait()
        yield "answers missing", page
        yield "change", at.open("plan_visit", at.load.visit)
