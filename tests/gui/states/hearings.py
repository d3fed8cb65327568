"""The states of the list of hearings."""

from __future__ import annotations

from collections.abc import Iterator

import ways
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """None, one that was heard beside one to come that is not ready."""
    with sitting(kit) as at:
        yield "none", at.open("hearings")
        way = ways.charged(at.load)
        heard = {"court": "Fenmarch", "listed_for": "1 2 2027 14:00", "hearing_kind": "sentence"}
        at.load.book.hearings.list_hearing(way.action, heard)
        at.load.book.records.correct(way.hearing, {"outcome": "Adjourned for a report"}, "Heard")
        yield "two", at.open("hearings")
