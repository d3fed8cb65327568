"""The states of a witness statement."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A draft, one that names an address, a signed one."""
    with sitting(kit) as at:
        at.load.book.visits.lock(at.written())
        page = at.open("statement", f"visit/{at.load.visit}")
        yield "draft", page
        words = str(page.paragraphs.value())
        page.paragraphs.set_value(f"{words} I live at ZZ1 4CD.")
        page.sign_button.click()
        at.wait()
        yield "an address in it", page
        page.paragraphs.set_value(words)
        page.sign_button.click()
        at.wait()
        yield "signed", page
