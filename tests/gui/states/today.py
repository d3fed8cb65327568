"""The states of Today."""

from __future__ import annotations

from collections.abc import Iterator

import legals
import sample

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.today import TodayPage, read


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Before it is read, a working day, an empty one, and that of the panel."""
    with sample.caseload() as load:
        yield "being read", TodayPage(kit)
        page = TodayPage(kit)
        page.show_day(load.book.day.open())
        yield "a working day", page
        page = TodayPage(kit)
        page.show_day(load.empty_book().day.open())
        yield "an empty notebook", page
        legals.accepted(load)
        sample.exchange(load.book, load.petra)
        page = TodayPage(kit)
        page.show_morning(read(load.petra))
        yield "a member of the Legal Panel", page
