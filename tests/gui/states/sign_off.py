"""The states of a sign-off."""

from __future__ import annotations

from collections.abc import Iterator

import interviews
import sample
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A manager and the panel asked, one's own request, a lock to countersign, one's own lock."""
    with sitting(kit) as at:
        load = at.load
        mash = {"meeting_kind": "mash", "held_on": "24 11 2026", "attends": "o-dilys Dilys Farthing"}
        meeting, _ = load.book.records.new("outside-meeting", mash, parent=load.case)
        sample.exchange(load.book, load.petra)
        yield "own request", at.open("sign_off", load.visit)
        kit.book = load.petra
        yield "asked", at.open("sign_off", load.visit)
        yield "a meeting asked", at.open("sign_off", meeting)
        yield "the panel asked", at.open("sign_off", interviews.requested(load))
        kit.book = load.book
        load.make_the_visit()
        yield "own lock", at.open("sign_off", load.visit)
        sample.exchange(load.book, load.omar)
        kit.book = load.omar
        yield "to countersign", at.open("sign_off", load.visit)
        kit.book = load.book
