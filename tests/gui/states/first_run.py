"""The states of the first page of all."""

from __future__ import annotations

from collections.abc import Iterator

import sample

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.first_run import FirstRunPage


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Each of its four steps, and a step with problems."""
    with sample.caseload() as load:
        kit.extra["doorstep"] = load.doorstep
        for step in range(4):
            page = FirstRunPage(kit)
            page.show_step(step)
            yield f"step {step + 1}", page
        page = FirstRunPage(kit)
        page.next_button.click()
        yield "nothing typed", page
