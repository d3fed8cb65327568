"""The states of the safety timer."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """None running, running, due, overdue, a slip of the fingers, and by PIN with a wrong one."""
    with sitting(kit) as at:
        yield "none", at.open("safety")
        at.at_the_door()
        yield "running", at.open("safety")
        at.load.clock.set("2026-11-20 11:30")
        yield "due", at.open("safety")
        at.load.clock.set("2026-11-20 11:55")
        page = at.open("safety")
        yield "overdue", page
        page.safe.set_value("saf")
        page.clear_button.click()
        yield "a slip", page
        at.load.book.safety.choose_pins("2468", "1357")
        page = at.open("safety")
        yield "by PIN", page
        page.safe.set_value("1111")
        page.clear_button.click()
        at.wait()
        yield "a wrong PIN", page
