"""The states of a colleague's timer."""

from __future__ import annotations

from collections.abc import Iterator

import sample
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Nobody out, out, overdue with what was done, duress, duress that was answered."""
    with sitting(kit) as at:
        load = at.load
        load.book.safety.choose_pins("2468", "1357")
        at.at_the_door()
        plan = load.book.safety.running()[0].plan
        kit.book = load.petra
        yield "nobody out", at.open("colleague")
        sample.exchange(load.book, load.petra)
        yield "out", at.open("colleague", plan)
        load.clock.set("2026-11-20 11:55")
        load.petra.colleagues.write(plan, "rang", "No answer; left a message")
        page = at.open("colleague", plan)
        yield "overdue", page
        load.book.safety.all_clear(plan, "1357")
        sample.exchange(load.book, load.petra)
        page = at.open("colleague", plan)
        yield "duress", page
        page.main.click()
        yield "no note", page
        page.note.set_value("Rang 999 at 11:56, a car is on its way")
        page.main.click()
        at.wait()
        yield "answered", page
