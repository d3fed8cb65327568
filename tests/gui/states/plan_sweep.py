"""The states of the form of a sweep."""

from __future__ import annotations

from collections.abc import Iterator

import sweeps
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Each page of a plan, a new one with answers missing, and the debrief."""
    with sitting(kit) as at:
        operation = sweeps.approved(at.load)
        page = at.open("plan_sweep", operation)
        for number, leaf in enumerate(page.applying()):
            page._asked_for(str(number))
            yield leaf.name, page
        page = at.open("plan_sweep")
        page.finish()
        at.wait()
        yield "answers missing", page
        yield "debrief", at.open("plan_sweep", f"{operation}/Debrief")
