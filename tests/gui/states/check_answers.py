"""The states of the page before the lock."""

from __future__ import annotations

from collections.abc import Iterator

import premises
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """With much missing, and complete: a visit to a home, and to premises."""
    with sitting(kit) as at:
        visit = at.at_the_door()
        at.load.book.visits.leave(visit)
        page = at.open("check_answers", visit)
        page.lock_button.click()
        at.wait()
        yield "answers missing", page
    with sitting(kit) as at:
        yield "ready to lock", at.open("check_answers", at.written())
    with sitting(kit) as at:
        visit, _child = premises.worked(at.load)
        at.load.book.workplaces.leave(visit)
        page = at.open("check_answers", f"{visit}/premises")
        page.lock_button.click()
        at.wait()
        yield "premises, answers missing", page
        premises.write_up(at.load, visit)
        yield "premises, ready to lock", at.open("check_answers", f"{visit}/premises")
