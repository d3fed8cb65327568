"""The states of grounds to suspect at a visit: the caution to be read out, then what was said."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Stopped; cautioned, with its two pages of questions; and where nothing more was asked."""
    with sitting(kit) as at:
        visit = at.at_the_door()
        made, _ = at.load.book.cautions.stop(visit, {"person": "Bram Halloway"})
        yield "stopped", at.open("doorstep_caution", made)
        at.load.clock.set("2026-11-20 11:00")
        at.load.book.cautions.caution(made)
        page = at.open("doorstep_caution", made)
        yield "caution given", page
        page.main.click()
        at.wait()
        yield "answers missing", page
        at.load.book.cautions.describe(made, {"grounds": "He said that Corin works with him."})
        page = at.open("doorstep_caution", made)
        page.main.click()
        at.wait()
        yield "what was said", page
        other, _ = at.load.book.cautions.stop(visit, {"person": "Bram Halloway"})
        at.load.book.cautions.describe(other, {"asked_on": "no"})
        yield "nothing more asked", at.open("doorstep_caution", other)
