"""The states of the settings."""

from __future__ import annotations

from collections.abc import Iterator

import sample

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.settings import TABS, SettingsPage, read_settings


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Each of its tabs."""
    with sample.caseload() as load:
        kit.extra["doorstep"] = load.doorstep
        book = load.doorstep.create("four plain words and more", None, "Dilys Farthing", "DF", "CME")
        told = read_settings(book)
        book.notebooks.close()
        for tab, _words in TABS:
            page = SettingsPage(kit)
            page.show_settings(told)
            page.tabs.set_current(tab)
            page.show_panel(tab)
            yield tab, page
