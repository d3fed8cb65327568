"""What an officer can do with a record that is being read, by its kind and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.gui.bases.page import Place
from fieldkit.kinds.registry import kind_named


@dataclass(frozen=True)
class Offer:
    """An act as a button: its words, its object name, and where it leads; without a place it locks here."""

    words: str
    name: str
    place: Place | None
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
              ("doorstep-caution", "Grounds to suspect", "", "record"),
              ("calling-card", "Calling cards", "", "record"), ("escalation", "Who was told", "", "record"),
              ("follow-up", "Follow-up", "Add a follow-up", "record"),
              ("school-told", "School told", "Record that the school was told", "record"),
              ("signoff", "Sign-offs", "", "record"), ("countersignature", "Countersigned", "", "record")),
    "note": (("exhibit", "Exhibits", "", "record"),),
    "exhibit": (("custody", "Custody", "Add a row of custody", "record"),),
    "interview-recording": (("custody", "Custody", "Add a row of custody", "record"),),
    "roll-deletion": (("exhibit", "Exhibits", "", "record"),),
    "outside-meeting": (("signoff", "Sign-offs", "", "record"),),
    "stop": (("reattendance", "Back in school", "Record that they are back in school", "record"),
             ("escalation", "Who was told", "", "record"), ("follow-up", "Follow-up", "", "record")),
}  # fmt: skip


#: kind: the verb that signs and locks it from where it is read
LOCKS: dict[str, Callable[[Any, str], Any]] = {
    "note": lambda book, record: book.records.seal(record),
    "statement": lambda book, record: book.statements.sign(record),
}


#: The kinds that are printed from their page.
_PRINTED = frozenset(
    {"calling-card", "exhibit", "visit", "note", "statement", "notice", "roll-deletion", "new-pupil"}
)
#: The kinds that nobody withdraws from their page.
_STAYS = frozenset(
    {
        "visit", "case", "child", "signoff", "flag-read", "safety-event", "notice", "custody",
        "interview-recording", "recording-event", "caution-statement", "doorstep-caution",
    }
)  # fmt: skip


def lists_of(held: Any) -> Sequence[tuple[str, str, str, str]]:
    """The lists that stand under a record."""
    return _LISTS.get(held.kind, ())


def lockable(page: Any, me: Any) -> bool:
    """Whether this officer may sign and lock it here: their own note, their own statement."""
    held = page.held
    if held.kind not in LOCKS or held.locked or held.withdrawn or held.disputed:
        return False
    author = held.text("maker") if held.kind == "statement" else page.lines[0].who
    return bool(author == me.name)


def _second_officer(page: Any, me: Any) -> bool:
    second = page.held.folded.latest("second_officer")
    named = isinstance(second, dict) and second.get("id") == me.officer
    return named and page.sealed_by != me.name


def _about_a_child(kind: str, record: str) -> list[Offer]:
    """What is offered where an officer has a child before them: the worry, and for one at work the hours."""
    key = {"stop": record, "child-at-work": f"{record}/premises"}.get(kind)
    if key is None:
        return []
    worried = Offer("Worried about child", "worried_button", Place("worried", key), icon="first-aid-kit")
    hours = Offer("Hours check", "hours_button", Place("hours", record), icon="clock")
    return [hours, worried] if kind == "child-at-work" else [worried]


def offers(page: Any, me: Any, refer: bool = False) -> list[Offer]:
    """The acts offered above a record to the officer `me`, the most likely first; `refer` a stop as CME."""
    held, found = page.held, []
    model = kind_named(held.kind)
    record = held.record
    if held.withdrawn:
        return []
    if held.kind == "visit" and held.locked and page.sealed_by == me.name:
        found.append(Offer("Make a statement", "statement_button", Place("statement", f"visit/{record}")))
    elif held.kind == "visit" and held.locked and _second_officer(page, me):
        found.append(Offer("Countersign", "countersign_button", Place("sign_off", record), icon="seal-check"))
    if lockable(page, me):
        words = f"Sign and lock {model.label.lower()}"
        found.append(Offer(words, "lock_record_button", None, "main", "lock"))
    if held.kind == "statement":
        found.append(Offer("Open the statement", "statement_button", Place("statement", record)))
    if held.kind == "follow-up" and held.state == "open":
        found.append(Offer("Done", "done_button", Place("reason", f"done/{record}"), icon="check"))
    if held.kind == "outside-meeting" and held.state == "refused":
        found.append(Offer("Ask again", "ask_again_button", Place("reason", f"ask-meeting/{record}")))
    if refer:
        referral = Place("referral", record)
        found.append(Offer("Open a CME referral", "referral_button", referral, icon="folder-open"))
    found += _about_a_child(held.kind, record)
    if held.kind in _PRINTED:
        found.append(Offer("Print", "print_button", Place("print", record), icon="printer"))
    if held.kind == "note" and not held.locked:
        stop = Place("doorstep_caution", f"stop/{record}")
        found.append(Offer("Grounds to suspect", "grounds_button", stop, icon="warning"))
    if held.kind in ("exhibit", "interview-recording"):
        custody = Place("print", f"custody/{record}")
        found.append(Offer("Print custody", "custody_button", custody, icon="printer"))
    if held.kind == "notice" and held.value("amount") is not None:
        certificate = Place("print", f"certificate/{record}")
        found.append(Offer("Print certificate", "certificate_button", certificate, icon="printer"))
    if not held.locked and held.kind not in _STAYS:
        words = f"Withdraw {model.label.lower()}"
        found.append(Offer(words, "withdraw_button", Place("reason", f"withdraw/{record}"), icon="trash"))
    return found
