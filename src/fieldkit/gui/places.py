"""The places of the rail; one is shown when its page exists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldkit.gui.bases.page import Page


@dataclass(frozen=True)
class RailPlace:
    """An item of the rail: its page's name, its word, its icon, and its key where it has one of its own."""

    page: str
    words: str
    icon: str
    key_cap: str = ""


#: Top to bottom; the number of a place is its Alt key.
PLACES = (
    RailPlace("today", "Today", "house"),
    RailPlace("cases", "Cases", "folder-open"),
    RailPlace("visits", "Home visits", "house-line"),
    RailPlace("sweeps", "Sweeps", "users-three"),
    RailPlace("interviews", "Interviews", "chats-circle"),
    RailPlace("premises", "Premises", "storefront"),
    RailPlace("schools", "Schools", "buildings"),
    RailPlace("bundles", "Bundles", "books"),
    RailPlace("queue", "Queue", "paper-plane-tilt"),
)
LOCK = "lock"
#: At the foot of the rail; `lock` is an act, not a page.
FOOT_PLACES = (
    RailPlace("settings", "Settings", "gear"),
    RailPlace("help", "Help", "question", "F1"),
    RailPlace(LOCK, "Lock now", "lock", "F12"),
)


#: Kinds with a page of their own; any other record is read on the page of records.
_OWN = {
    "visit": "visit",
    "person": "person",
    "child": "child",
    "address": "address",
    "case": "case",
    "operation": "sweep",
    "interview": "interview",
    "referral": "legal_referral",
    "legal-action": "pathway",
    "premises-visit": "premises_visit",
    "child-at-work": "hours",
    "doorstep-caution": "doorstep_caution",
}


#: Kinds written on the page of the record that they are part of, in its order, and on no form of their own.
_PARTS = {
    "interview-step": "interview",
    "interview-line": "interview",
    "interview-break": "interview",
    "interview-signature": "interview",
    "interview-recording": "interview",
    "recording-event": "interview",
    "caution-statement": "interview",
}


#: Where records stand in the rail, where it is not among the cases.
_RAILS = {
    "operation": "sweeps",
    "pairing": "sweeps",
    "stop": "sweeps",
    "premises": "premises",
    "premises-visit": "premises",
    "child-at-work": "premises",
    "shift": "premises",
}


def rail_of(kind: str, home: str = "") -> str:
    """The item of the rail that is the chosen one while a record of a kind, in a home of a kind, is read."""
    return _RAILS.get(kind) or _RAILS.get(home, "cases")


def page_of(kind: str) -> str:
    """The page on which a record of a kind is shown."""
    page = _OWN.get(kind, "")
    return page if page and exists(page) else "record"


def page_of_part(kind: str) -> str:
    """The page on which a part of another record is read and written; empty for one with a page or a form."""
    return _PARTS.get(kind, "")


@cache
def exists(page: str) -> bool:
    """Whether there is a page of that name: `gui/pages/<page>.py`."""
    return find_spec("fieldkit.gui.pages") is not None and find_spec(f"fieldkit.gui.pages.{page}") is not None


def page_class(page: str) -> type[Page]:
    """The class of a page: `case_file` is `CaseFilePage` in `gui/pages/case_file.py`."""
    module = import_module(f"fieldkit.gui.pages.{page}")
    name = "".join(part.capitalize() for part in page.split("_")) + "Page"
    made: type[Page] = getattr(module, name)
    return made
