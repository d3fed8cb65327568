"""The states of the courtroom view."""

from __future__ import annotations

from collections.abc import Iterator

import ways
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """Every answer with a bundle beside it, then without a bundle."""
    with sitting(kit) as at:
        way = ways.in_court(at.load)
        page = at.open("presenter", way.action)
        for answer in page.presenter.answers:
            page.press_letter(answer.letter)
            yield answer.name, page
    with sitting(kit) as at:
        yield "no bundle", at.open("presenter", ways.charged(at.load).hearing)
