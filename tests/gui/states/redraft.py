"""The state of an earlier draft beside the words that stand."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """One paragraph changed, one taken out, one added."""
    with sitting(kit) as at:
        book = at.load.book
        made, _ = book.statements.gather(at.load.case, [])
        words = book.held(made).text("paragraphs")
        book.statements.edit(made, {"paragraphs": f"{words}\n\nI saw the door open.\n\nI left at noon."})
        book.statements.edit(made, {"paragraphs": f"{words}\n\nI saw the door shut.\n\nNobody answered me."})
        yield "changed", at.open("redraft", f"{made}/2")
