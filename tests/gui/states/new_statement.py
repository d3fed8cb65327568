"""The states of choosing what a statement is made from."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Some chosen and one that cannot be, then another witness with nothing entered."""
    with sitting(kit) as at:
        page = at.open("new_statement", at.load.case)
        page.all_button.click()
        yield "chosen", page
        page.whose.editor().target("other").click()
        page.draft_button.click()
        yield "another witness", page
