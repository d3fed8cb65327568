"""The states of the page before the lock."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Page


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """With much missing, and complete."""
    with sitting(kit) as at:
        visit = at.at_the_door()
        at.load.book.visits.leave(visit)
        page = at.open("check_answers", visit)
        page.lock_button.click()
        at.wait()
        yield "answers missing", page
    with sitting(kit) as at:
        yield "ready to lock", at.open("check_answers", at.written())
