"""The states of a person."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """A father with a risk flag; a mother whose number is in dispute."""
    with sitting(kit) as at:
        cases = at.load.book.cases
        yield "with a flag", at.open("person", cases.open(at.load.case).relations[0].person)
        yield "in dispute", at.open("person", cases.open(at.load.first).relations[0].person)
