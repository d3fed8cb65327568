"""What may be done next with a referral for legal action, and what bars it; nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.casebook.approval_check import PANEL
from fieldkit.casebook.legal_page import LegalAct
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.store.records import Held

#: Measures that are no sanction: the contract path may go on while a blocker is open.
NO_SANCTIONS = frozenset({"support", "contract", "eso", "no-further-action"})
_N_CODES = "REF-01"
_RETURN, _WITHDRAW = LegalAct("return", "Return to school"), LegalAct("withdraw", "Withdraw")
#: state: what comes next there.
_NEXT = {
    "returned_to_school": LegalAct("again", "Receive it again"),
    "accepted": LegalAct("to-panel", "Put before the Legal Panel"),
    "allocated": LegalAct("plan", "Plan the investigation"),
    "investigation_plan": LegalAct("plan", "Open the investigation plan"),
    "investigation": LegalAct("decision", "Ready to decide"),
    "decision": LegalAct("actions", "Legal actions"),
}


def bars_accepting(held: Held, found: Sequence[Finding], blockers: Sequence[Finding] = ()) -> str:
    """Why a referral cannot be accepted; empty when a person may decide. N codes always go back."""
    n_codes = [one for one in found if one.rule == _N_CODES and one.verdict is Verdict.FAIL]
    if n_codes:
        return n_codes[0].says
    if held.value("tier_asked") in NO_SANCTIONS:
        return ""
    return " ".join(one.says for one in blockers)


def acts(
    held: Held, found: Sequence[Finding], blockers: Sequence[Finding], roles: Sequence[str]
) -> Sequence[LegalAct]:
    """What may be done with a referral, what comes next first."""
    if held.state == "referral_received":
        return [LegalAct("check", "Run the checks"), _WITHDRAW]
    if held.state == "checks_run":
        accept = LegalAct("accept", "Accept", bars_accepting(held, found, blockers))
        failed = any(one.verdict is Verdict.FAIL for one in found)
        return [_RETURN, accept, _WITHDRAW] if failed else [accept, _RETURN, _WITHDRAW]
    if held.state == "panel":
        waits = "" if PANEL in roles else "It waits for the Legal Panel. Send and receive to get the answer."
        return [LegalAct("panel", "Open the Legal Panel", waits), _WITHDRAW]
    if held.state in _NEXT:
        return [_NEXT[held.state], _WITHDRAW]
    return [LegalAct("open", "Open referral")]
