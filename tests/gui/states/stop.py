"""The states of a stop: each thing asked, an answer missing, saved, and a sweep that takes no stops."""

from __future__ import annotations

from collections.abc import Iterator

import sweeps
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.stop import steps as stop_steps


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Every step with its answers, the page after a save, and one that is not live."""
    with sitting(kit) as at:
        stop = sweeps.said(at.load, "done", actions=["advice", "phoned-parent"])
        page = at.open("stop", stop)
        for step in stop_steps.STEPS:
            page.show_step(step)
            yield step.name, page
        page = at.open("stop", sweeps.said(at.load, "with"))
        page.show_step(stop_steps.step("done"))
        page.save_button.click()
        at.wait()
        yield "answers missing", page
        page = at.open("stop", sweeps.said(at.load, "done", classification="not-on-roll", actions=["advice"]))
        page.show_step(stop_steps.step("done"))
        page.save_button.click()
        at.wait()
        assert page.made
        yield "saved", page
        planned = sweeps.plan(at.load, name="Riverside")
        page = at.open("stop", at.load.book.stops.begin(planned).record)
        assert page.banners.keys()
        yield "not live", page
