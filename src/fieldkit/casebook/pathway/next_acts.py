"""What may be done next on one parent's way, and what bars it or what it waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fieldkit.casebook.facts import day_of
from fieldkit.casebook.legal.page import LegalAct
from fieldkit.casebook.pathway import gates as pathway_gates
from fieldkit.casebook.pathway import notice_words
from fieldkit.casebook.pathway import reading as pathway_reading
from fieldkit.casebook.pathway.file import PENALTY, TO_IMPROVE, Way
from fieldkit.kinds.times import day_in_words, local
from fieldkit.reference import Reference
from fieldkit.store.records import Held

_END = LegalAct("no_further_action", "No further action")


def acts(way: Way, action: Held, book: Reference) -> Sequence[LegalAct]:
    """What may be done with an action, the next thing first."""
    state, tier = action.state, action.text("tier")
    if state == "considered":
        return _considered(way, action, book)
    if state == "decided" and tier in pathway_gates.COURTS:
        words = "Issue the charge" if tier == "sjp" else "Lay the information"
        return LegalAct("charge", words, pathway_gates.charge_barred(way, action, book)), _END
    if state == "decided":
        return _decided(way, action, book)
    if state == "proceedings":
        return LegalAct("result", "Record the result", _no_result(action)), LegalAct("withdraw", "Withdraw")
    return (LegalAct("close", "Close") if state == "result" else LegalAct("", "At its end"),)


def _considered(way: Way, action: Held, book: Reference) -> Sequence[LegalAct]:
    """What a notice waits for comes first, then, while a blocker bars every sanction, the Notice to Improve.

    The move to law enforcement (DP-01) stays open beside them, as does a measure that is no sanction.
    """
    tier = action.text("tier")
    barred = bool(pathway_gates.blockers_of(way, book))
    barred = barred and (not tier or pathway_gates.is_sanction(tier, book))
    forward, follow = _forward(way, action), _follow(way, action, book)
    improve, penalty = _notices(way, action, book)
    if follow is not None and (barred or not follow.blocked):
        return follow, forward, penalty if follow.name == "improved" else improve, _END
    return (improve, forward, penalty, _END) if barred else (forward, improve, penalty, _END)


def _forward(way: Way, action: Held) -> LegalAct:
    if way.regime != pathway_gates.LAW_ENFORCEMENT:
        return LegalAct("regime", "Move to law enforcement")
    ready = action.text("tier") and action.text("decision_reason")
    return LegalAct("decide", "Decide", "" if ready else "Choose the measure and say why first")


def _decided(way: Way, action: Held, book: Reference) -> Sequence[LegalAct]:
    """A measure outside court: its notice, what that waits for, and the end."""
    given, follow = _notices(way, action, book), _follow(way, action, book)
    if follow is not None:
        return follow, _END, *given
    if _issued(way, action) or action.text("tier") != PENALTY:
        return _END, *given
    return given[1], _END, given[0]


def _follow(way: Way, action: Held, book: Reference) -> LegalAct | None:
    """What the latest notice to this parent waits for; None without one, and once it came to its end."""
    held = next(iter(reversed(way.of("notice", action.text("person")))), None)
    if held is None:
        return None
    state, _words = pathway_reading.standing(way, held, notice_words.amounts_of(held.values, book))
    if held.text("notice_kind") == TO_IMPROVE:
        until = day_of(held, "improve_to")
        waits = f"Waits until {day_in_words(until)}: the improvement runs." if until else ""
        follow = LegalAct("improved", "Say whether it improved", waits, held.record)
        return {"improving": follow, "open": replace(follow, blocked="")}.get(state)
    if state == "unpaid":
        return LegalAct("measure", "Choose the prosecution", record=action.record)
    if state != "open":
        return None
    if day_of(held, "received_on") is None:
        return LegalAct("received", "Enter when it was received", record=held.record)
    return LegalAct("paid", "Enter the payment", record=held.record)


def _notices(way: Way, action: Held, book: Reference) -> tuple[LegalAct, LegalAct]:
    barred = pathway_gates.why_barred(way, action.text("person"), PENALTY, book)
    why = f"{barred[0].rule}: {barred[0].says}" if barred else ""
    if not why and way.regime != pathway_gates.LAW_ENFORCEMENT:
        why = "Move the case to law enforcement processing first (DP-01)."
    return LegalAct(TO_IMPROVE, "Notice to Improve"), LegalAct(PENALTY, "Penalty notice", why)


def _issued(way: Way, action: Held) -> bool:
    return any(
        held.text("notice_kind") == PENALTY
        and (day_of(held, "issued_on") or way.today) >= _decided_on(action)
        for held in way.of("notice", action.text("person"))
    )


def _decided_on(action: Held) -> date:
    return local(action.text("decided_at")).date()


def _no_result(action: Held) -> str:
    return "" if action.text("result") and action.text("result_on") else "Enter the result and its day first"
