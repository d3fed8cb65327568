"""The states of a witness signing."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """On the screen with a reader and nothing signed, and on paper with the wrong count."""
    with sitting(kit) as at:
        book = at.load.book
        made, _ = book.statements.gather(at.load.case, [], maker="Jo Ferrow", occupation="Head teacher")
        book.statements.edit(made, {"read_over_by": "Mo Grange"})
        page = at.open("sign_statement", made)
        page.sign_button.click()
        at.wait()
        yield "on the screen", page
        page.how.editor().target("paper").click()
        page.signed_pages.set_value("3")
        page.sign_button.click()
        at.wait()
        yield "on paper", page
