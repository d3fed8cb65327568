"""The states of Today."""

from __future__ import annotations

from collections.abc import Iterator

import sample

from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Page
from fieldkit.gui.pages.today import TodayPage


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Before it is read, a working day, and an empty one."""
    with sample.caseload() as load:
        yield "being read", TodayPage(kit)
        page = TodayPage(kit)
        page.show_day(load.book.day.open())
        yield "a working day", page
        page = TodayPage(kit)
        page.show_day(load.empty_book().day.open())
        yield "an empty notebook", page
