"""The states of a register."""

from __future__ import annotations

from collections.abc import Iterator

import legals
from sitting import sitting

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """None yet, a file being read, one whose columns are not known, one with faults, the year, the roll."""
    with sitting(kit) as at:
        case = legals.case(at.load)
        page = at.open("register", case)
        yield "nothing imported", page
        page.importing.show_reading("register.csv")
        page.importing.show()
        yield "being read", page
        page._raw, page._name = legals.marks().replace("Date,Session,Mark", "A,B,C").encode(), "register.csv"
        page._examine()
        at.wait()
        yield "columns to choose", page
        page._raw = legals.marks().replace(",AM,O", ",AM,ZZ").encode()
        page._examine()
        at.wait()
        yield "faults", page
        legals.take(at.load, case, 2)
        yield "a year", at.open("register", case)
        typed = {"school": legals.SCHOOL, "ground": "F", "notice_written": "no"}
        at.load.book.records.new("roll-deletion", typed, parent=case)
        yield "a deletion", at.open("register", case)
