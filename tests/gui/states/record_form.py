"""The states of the form for any record."""

from __future__ import annotations

from collections.abc import Iterator

from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit

_OF_CASE = ("person", "address", "follow-up", "school-told")
_OF_VISIT = ("person-present", "calling-card", "escalation")


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """New records of each kind, one with problems, and an answer to be changed."""
    with sitting(kit) as at:
        load = at.load
        for kind in _OF_CASE:
            yield f"new {kind}", at.open("record_form", f"new/{kind}/{load.case}")
        for kind in _OF_VISIT:
            yield f"new {kind}", at.open("record_form", f"new/{kind}/{load.visit}")
        person = load.book.cases.open(load.case).relations[0].person
        yield "new flag", at.open("record_form", f"new/risk-flag/{person}")
        page = at.open("record_form", f"new/follow-up/{load.case}")
        page.save_button.click()
        at.wait()
        yield "answers missing", page
        yield "change", at.open("record_form", f"{person}/phone")
