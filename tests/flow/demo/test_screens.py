"""Every page has its picture in the demonstration, but for those that one only passes through."""

from __future__ import annotations

from pathlib import Path

from fieldkit import gui
from fieldkit.demo.screens import SCREENS
from fieldkit.gui.places import FOOT_PLACES, LOCK, PLACES

#: Shown for a moment on the way, after a fault, or the base of pages that have their picture.
PASSED_THROUGH = {
    "check_referral", "colleague", "court_forms", "crash", "doorstep_caution", "exchange", "locked",
    "record_form", "serve", "sign_off", "sweep_figure", "taken_in", "worried",
}  # fmt: skip


def test_every_page_has_its_picture() -> None:
    there = {file.stem for file in (Path(gui.__file__).parent / "pages").glob("*.py")} - {"__init__"}
    shown = {page for _, page, _ in SCREENS}
    assert there - shown - PASSED_THROUGH == set()
    assert shown - there == set()


def test_every_place_of_the_rail_has_its_picture() -> None:
    shown = {page for _, page, _ in SCREENS}
    assert {place.page for place in (*PLACES, *FOOT_PLACES)} - shown == {LOCK}


def test_no_two_pictures_have_one_name() -> None:
    names = [name for name, _, _ in SCREENS]
    assert len(names) == len(set(names))
