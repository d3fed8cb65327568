"""The states of the unlock page."""

from __future__ import annotations

from collections.abc import Iterator

import sample

from fieldkit.gui.bases.page import Page
from fieldkit.gui.doorstep import Parting
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.unlock import UnlockPage
from fieldkit.keys.officer_slot import WrongPassphrase


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """At the start, after a lock, refused, and with the help for who forgot."""
    with sample.caseload() as load:
        load.doorstep.create(
            "four plain words and more", None, "Dilys Farthing", "DF", "CME"
        ).notebooks.close()
        kit.extra["doorstep"] = load.doorstep
        yield "at the start", UnlockPage(kit)
        kit.extra["parting"] = Parting(
            "Dilys Farthing", "CME officer", "Fenmarch", "Idle.", "16:52", "CME-2026-0102", "16:51:58", 6
        )
        yield "after a lock", UnlockPage(kit)
        refused = UnlockPage(kit)
        refused.show_refusal(WrongPassphrase())
        yield "refused", refused
        forgotten = UnlockPage(kit)
        forgotten.forgotten_link.click()
        yield "forgotten", forgotten
