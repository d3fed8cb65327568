"""The states of the hours check."""

from __future__ import annotations

from collections.abc import Iterator

import premises
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Nothing typed, a finish missing, all of it, other hours, no child for this purpose."""
    with sitting(kit) as at:
        _visit, child = premises.entered(at.load)
        page = at.open("hours", child)
        yield "nothing typed", page
        page.save_button.click()
        at.wait()
        yield "nothing to save", page
        at.load.book.workplaces.add_shift(child, premises.HOURS)
        yield "six fails", at.open("hours", child)
        yield "other hours", at.open("hours", f"{child}/new")
        at.load.book.workplaces.correct_child(child, {"dob": "3 3 2010"}, "Passport")
        yield "no child", at.open("hours", child)
