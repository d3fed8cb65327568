"""The states of the queue."""

from __future__ import annotations

from collections.abc import Iterator

import sample

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.queue import QueuePage, read_queue


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Rows that wait with a conflict, all rows, and nothing to send."""
    with sample.caseload() as load:
        page = QueuePage(kit)
        page.show_queue(read_queue(load.book))
        yield "waiting", page
        page.more_link.click()
        yield "all of them", page
        page = QueuePage(kit)
        page.show_queue(read_queue(load.empty_book()))
        yield "empty", page
