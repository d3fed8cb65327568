"""The states of a visit under way."""

from __future__ import annotations

from collections.abc import Iterator

import papers
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.visit.photo_shelf import PhotoShelf

_SECTIONS = ("Arrival", "Who you met", "The child", "The home", "What they told you",
             "Documents and photographs", "Safeguarding", "Outcome and follow-up")  # fmt: skip


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Before travel, then each section at the door, one with a problem."""
    with sitting(kit) as at:
        yield "flag not read", at.open("visit", at.load.visit)
        visit = at.at_the_door()
        for section in _SECTIONS:
            yield section, at.open("visit", f"{visit}/{section}")
        page = at.open("visit", f"{visit}/The child")
        page.continue_button.click()
        at.wait()
        yield "answers missing", page
        page = at.open("visit", f"{visit}/Documents and photographs")
        locked = papers.locked_pdf(at.load.folder / "letter.pdf", "fen")
        page.findChild(PhotoShelf).strip.files_given.emit([locked])
        at.wait()
        yield "PDF with a password", page
