"""What an officer can do with a record that is being read, by its kind and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.gui.page import Place
from fieldkit.kinds.registry import kind_named


@dataclass(frozen=True)
class Offer:
    """An act as a button: its words, its object name, where it leads."""

    words: str
    name: str
    place: Place
    kind: str = "plain"
    icon: str = ""


#: kind: the lists under it, as (kind, heading, what adds to it, the page that opens a row)
_LISTS = {
    "person": (("residence", "Lives at", "Add an address they live at", "record"),
               ("risk-flag", "Risk flags", "Add a risk flag", "risk_flag")),
    "child": (("relationship", "Family", "Add a relationship", "record"),
              ("residence", "Lives at", "Add an address they live at", "record"),
              ("risk-flag", "Risk flags", "Add a risk flag", "risk_flag")),
    "address": (("risk-flag", "Risk flags", "Add a risk flag", "risk_flag"),),
    "visit": (("person-present", "People present", "", "record"), ("exhibit", "Exhibits", "", "record"),
              ("calling-card", "Calling cards", "", "record"), ("escalation", "Who was told", "", "record"),
              ("follow-up", "Follow-up", "Add a follow-up", "record"),
              ("school-told", "School told", "Record that the school was told", "record"),
              ("signoff", "Sign-offs", "", "record"), ("countersignature", "Countersigned", "", "record")),
    "note": (("exhibit", "Exhibits", "", "record"),),
}  # fmt: skip


def lists_of(held: Any) -> Sequence[tuple[str, str, str, str]]:
    """The lists that stand under a record."""
    return _LISTS.get(held.kind, ())


def offers(page: Any, me: str) -> list[Offer]:
    """The acts offered above a record to the officer named `me`, the most likely first."""
    held, found = page.held, []
    model = kind_named(held.kind)
    record = held.record
    if held.withdrawn:
        return []
    if held.kind == "visit" and held.locked and page.sealed_by == me:
        found.append(Offer("Make a statement", "statement_button", Place("statement", f"visit/{record}")))
    elif held.kind == "visit" and held.locked:
        found.append(Offer("Countersign", "countersign_button", Place("sign_off", record), icon="seal-check"))
    if held.kind == "statement":
        found.append(Offer("Open the statement", "statement_button", Place("statement", record)))
    if held.kind == "follow-up" and held.state == "open":
        found.append(Offer("Done", "done_button", Place("reason", f"done/{record}"), icon="check"))
    if held.kind in ("calling-card", "exhibit", "visit", "note", "statement"):
        found.append(Offer("Print", "print_button", Place("print", record), icon="printer"))
    if not held.locked and held.kind not in (
        "visit",
        "case",
        "child",
        "signoff",
        "flag-read",
        "safety-event",
    ):
        words = f"Withdraw {model.label.lower()}"
        found.append(Offer(words, "withdraw_button", Place("reason", f"withdraw/{record}"), icon="trash"))
    return found
