"""The states of the register of schools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.schools import SchoolsPage
from fieldkit.reference.school_register import BadLine, BadLines
from fieldkit.store.search import School

_LARKSPUR = School("999001", "Larkspur Academy", "999/4001", "Fenmarch", "Academy converter")


def states(kit: Kit) -> Iterator[tuple[str, Page]]:
    """No register, found, nothing found, an import under way and one with bad lines."""
    for state, typed, found, held in (
        ("no register", "", [], 0),
        ("found", "lark", [_LARKSPUR], 21_567),
        ("nothing found", "zz", [], 21_567),
    ):
        page = SchoolsPage(kit)
        page.show_schools((typed, found, held))
        yield state, page
    page = SchoolsPage(kit)
    page.show_schools(("", [], 21_567))
    page.show_import(Path("schools_england.csv"))
    page.show_progress(8_000, 21_567, "Importing schools")
    yield "importing", page
    page.show_refusal(BadLines([BadLine(7, "there is no URN")]))
    yield "bad lines", page
