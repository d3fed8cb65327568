"""The states of the proposal of an interview."""

from __future__ import annotations

from collections.abc import Iterator

import interviews
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Which case, each page of a proposal, answers missing, and a plan that is changed."""
    with sitting(kit) as at:
        yield "which case", at.open("plan_interview")
        page = at.open("plan_interview", at.load.case)
        page.finish()
        at.wait()
        yield "answers missing", page
        page = at.open("plan_interview", interviews.proposed(at.load))
        for number, leaf in enumerate(page.applying()):
            page._asked_for(str(number))
            yield leaf.name, page
