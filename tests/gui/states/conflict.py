"""The states of a conflict."""

from __future__ import annotations

from collections.abc import Iterator

import sample

from fieldkit.errors import Trouble
from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.conflict import ConflictPage


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Nothing chosen, a reason given, settled meanwhile."""
    with sample.caseload() as load:
        page = ConflictPage(kit)
        page.show_conflict(load.book.conflicts.open(*load.dispute().split("/")))
        yield "nothing chosen", page
        page.block.columns.why.set_value("She answered on 101 today")
        page.block.columns.why.changed.emit()
        yield "a reason given", page
        page = ConflictPage(kit)
        page.show_settled(Trouble("That is settled already.", "Somebody said which answer is right."))
        yield "settled", page
