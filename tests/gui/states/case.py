"""The states of a case."""

from __future__ import annotations

from collections.abc import Iterator

import legals
import sample

from fieldkit.gui import case_file
from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.case import TABS, CasePage


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A flag not read, after the visit each of the tabs, then a parent's way not begun and one begun."""
    with sample.caseload() as load:
        yield "flag not read", _page(kit, load)
        load.make_the_visit()
        for tab in TABS:
            page = _page(kit, load)
            page.tabs.set_current(tab)
            page.show_panel(tab)
            yield tab, page
        case = load.book.held(legals.referred(load)).home
        yield "a way not begun", _page(kit, load, case)
        ((parent, _name),) = load.book.pathway.not_begun(case)
        load.book.pathway.consider(case, parent)
        yield "a way begun", _page(kit, load, case)
        load.book.regimes.to_enforcement(case, "An offence is investigated.")
        page = _page(kit, load, case)
        page.show_panel("family")
        yield "under law enforcement", page


def _page(kit: Kit, load: sample.Caseload, case: str = "") -> CasePage:
    page = CasePage(kit)
    page.expect(case or load.case)
    page.show_file(case_file.read(load.book, case or load.case))
    return page
