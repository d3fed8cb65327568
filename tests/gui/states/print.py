"""The states of a record on paper."""

from __future__ import annotations

from collections.abc import Iterator

import interviews
import ways
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A locked visit; what is sent before an interview; a notice with no translation and no address."""
    with sitting(kit) as at:
        at.load.book.visits.lock(at.written())
        yield "a visit", at.open("print", at.load.visit)
        made = interviews.confirmed(at.load)
        yield "an invitation", at.open("print", f"invitation/{made}")
        yield "a notice of rights", at.open("print", f"notice/{made}")
        yield "a notice to a parent, in easy words", at.open("print", f"letter/{ways.noticed(at.load)}/easy")
