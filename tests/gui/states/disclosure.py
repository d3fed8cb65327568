"""The states of classing for disclosure."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.casebook.evidence.disclosure import SENSITIVE, UNUSED, USED
from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Nothing classed, a reason missing, all classed."""
    with sitting(kit) as at:
        book, case = at.load.book, at.load.case
        book.visits.lock(at.written())
        book.statements.draft(at.load.visit)
        page = at.open("disclosure", case)
        yield "nothing classed", page
        page.classify(SENSITIVE)
        at.wait()
        yield "a reason missing", page
        for number, item in enumerate(book.disclosure.open(case).items):
            code = (USED, UNUSED, SENSITIVE)[number % 3]
            book.disclosure.classify(case, item.item, code, reason="Names who told us")
        yield "all classed", at.open("disclosure", case)
