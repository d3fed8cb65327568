"""What may be done next with a sweep, and its pairings and approval in words; nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.approvals.page import Approval
from fieldkit.casebook.sweeps.files import SweepFile
from fieldkit.casebook.sweeps.stop_page import police_power
from fieldkit.kinds.operations import Operation
from fieldkit.kinds.record import questions
from fieldkit.kinds.times import day_in_words
from fieldkit.reference import Reference
from fieldkit.store.records import Held

NEEDED = frozenset(item.ask.section for item in questions(Operation) if item.ask.needed == "submitted")
"""The sections of a plan without which it cannot be submitted."""


@dataclass(frozen=True, slots=True)
class SweepAct:
    """One thing to do with a sweep, and why not yet when it is blocked."""

    name: str
    label: str
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class PairingRow:
    """Who goes with whom; `removes` says whether the power to remove a child is held in the pair."""

    pairing: str
    officer: str
    second: str
    police: str
    power: str
    power_words: str
    removes: bool
    patch: str
    phone: str
    mine: bool
    disputed: bool


def acts(
    file: SweepFile, *, to_decide: bool, why_not_live: str, missing: Sequence[str]
) -> Sequence[SweepAct]:
    """What may be done with a sweep, what comes next first."""
    state, fallen = file.held.state, bool(file.not_approved)
    cancel = SweepAct("cancel", "Call off")
    if state in ("draft", "returned"):
        why = f"Answer: {', '.join(missing)}." if missing else ""
        why = why or ("" if file.pairings else "Say who goes with whom.")
        return [SweepAct("submit", "Submit for approval", why), cancel]
    if state == "submitted":
        waits = "" if to_decide else "It waits for a manager. Send and receive to get the answer."
        return [SweepAct("decide", "Approve or return", waits), cancel]
    if state in ("approved", "briefed"):
        again = [SweepAct("submit", "Submit again")] if fallen else []
        step = (
            SweepAct("brief", "Everybody is briefed", file.not_approved)
            if state == "approved"
            else SweepAct("go-live", "Go live", why_not_live)
        )
        decide = [SweepAct("decide", "Approve again")] if to_decide else []
        return [*decide, step, *again, cancel]
    if state == "live":
        employment = file.facts.sort == "employment"
        log = SweepAct("visit", "Visit premises") if employment else SweepAct("stop", "Log a stop")
        return [log, SweepAct("stand-down", "Stand down")]
    following = {
        "stood_down": SweepAct("debrief", "Write the debrief"),
        "debriefed": SweepAct("close", "Close sweep"),
        "closed": SweepAct("return", "Return of the sweep"),
    }
    return [following.get(state, SweepAct("open", "Open sweep"))]


def pairing_row(held: Held, book: Reference, me: str) -> PairingRow:
    """A pairing as a row."""
    power = held.text("police_power")
    told = (police_power(power), held.text("collar_no"), held.text("police_name"))
    who = [held.folded.latest(name) for name in ("officer", "second_officer")]
    first, second = (str(one["name"]) if isinstance(one, dict) else "" for one in who)
    return PairingRow(
        pairing=held.record,
        officer=first,
        second=second,
        police=" ".join(filter(None, told)) if told[0] else "",
        power=power,
        power_words=book.label("police-power", power),
        removes=any(code.code == power and code.has("removes") for code in book.codes("police-power")),
        patch=held.text("patch"),
        phone=held.text("phone"),
        mine=any(isinstance(one, dict) and one["id"] == me for one in who),
        disputed=bool(held.disputed),
    )


def approval_words(approval: Approval | None, not_approved: str) -> str:
    """How an approval stands, in words: whose, on what conditions, until when; or why there is none."""
    if approval is None or approval.decision != "approve" or approval.holds is not True:
        return not_approved
    told = [f"Approved by {approval.by}"]
    told += [f"until {day_in_words(date.fromisoformat(approval.until))}"] if approval.until else []
    told += [f"on condition: {approval.conditions}"] if approval.conditions else []
    return ", ".join(told)
