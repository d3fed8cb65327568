"""The states of the forms of the court."""

from __future__ import annotations

from collections.abc import Iterator

from papers import plain_pdf
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """None attached, answers missing, one attached."""
    with sitting(kit) as at:
        page = at.open("court_forms", at.load.case)
        yield "none", page
        path = plain_pdf(at.load.folder / "form.pdf")
        page.attach(path)
        at.wait()
        yield "answers missing", page
        page.edition.set_value("10.25")
        page.taken_on.set_value("2 11 2026")
        page.attach(path)
        at.wait()
        yield "attached", page
