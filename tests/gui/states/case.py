"""The states of a case."""

from __future__ import annotations

from collections.abc import Iterator

import sample

from fieldkit.gui import case_file
from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Page
from fieldkit.gui.pages.case import TABS, CasePage


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A flag not read, then after the visit each of the tabs."""
    with sample.caseload() as load:
        yield "flag not read", _page(kit, load)
        load.make_the_visit()
        for tab in TABS:
            page = _page(kit, load)
            page.tabs.set_current(tab)
            page.show_panel(tab)
            yield tab, page


def _page(kit: Kit, load: sample.Caseload) -> CasePage:
    page = CasePage(kit)
    page.expect(load.case)
    page.show_file(case_file.read(load.book, load.case))
    return page
