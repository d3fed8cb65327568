"""What may be done next with a referral for legal action, and what bars it; nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.casebook.approvals.check import PANEL
from fieldkit.casebook.legal.page import LegalAct
from fieldkit.casebook.legal.standing import Standing
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.store.records import Held

#: Measures that are no sanction: the contract path may go on while a blocker is open.
NO_SANCTIONS = frozenset({"support", "contract", "eso", "no-further-action"})
_N_CODES = "REF-01"
_RETURN, _WITHDRAW = LegalAct("return", "Return to school"), LegalAct("withdraw", "Withdraw")
_PLAN = LegalAct("plan", "Write the investigation plan")
_READ_PLAN = LegalAct("read-plan", "Read the plan")
_INVESTIGATED = ("allocated", "investigation_plan", "investigation")
_AGAIN = LegalAct("refer-again", "Take in a new referral")


def bars_accepting(held: Held, found: Sequence[Finding], blockers: Sequence[Finding] = ()) -> str:
    """Why a referral cannot be accepted; empty when a person may decide. N codes always go back."""
    n_codes = [one for one in found if one.rule == _N_CODES and one.verdict is Verdict.FAIL]
    if n_codes:
        return n_codes[0].says
    if held.value("tier_asked") in NO_SANCTIONS:
        return ""
    return " ".join(one.says for one in blockers)


def acts(
    standing: Standing, found: Sequence[Finding], blockers: Sequence[Finding], roles: Sequence[str]
) -> Sequence[LegalAct]:
    """What may be done with a referral, what comes next first."""
    held = standing.referral
    if held.state in ("closed", "withdrawn"):
        return [_AGAIN]
    if held.state == "checks_run":
        accept = LegalAct("accept", "Accept", bars_accepting(held, found, blockers))
        failed = any(one.verdict is Verdict.FAIL for one in found)
        return [_RETURN, accept, _WITHDRAW] if failed else [accept, _RETURN, _WITHDRAW]
    before = {
        "referral_received": LegalAct("check", "Run the checks"),
        "returned_to_school": LegalAct("again", "Receive it again"),
        "accepted": LegalAct("to-panel", "Put before the Legal Panel"),
    }
    if held.state in before:
        return [before[held.state], _WITHDRAW]
    found_acts = _from_the_panel_on(standing, roles)
    if PANEL in roles and held.state in _INVESTIGATED and found_acts[0].name != "panel":
        found_acts.insert(1, LegalAct("panel", "Give it to another"))
    return [*found_acts, _WITHDRAW]


def _from_the_panel_on(standing: Standing, roles: Sequence[str]) -> list[LegalAct]:
    state, approved = standing.referral.state, not standing.not_approved
    if state == "panel" or (state in ("allocated", "investigation_plan") and not approved):
        allocates = state == "panel" and approved
        words = "Allocate to an investigator" if allocates else "Decide it on the panel’s page"
        return [LegalAct("panel", words, "" if PANEL in roles else standing.waits_for())]
    if state in ("allocated", "investigation_plan"):
        return _with_plan(standing, roles)
    interview = LegalAct("interview", "Propose an interview")
    if state == "investigation":
        return [LegalAct("decided", "Record the decision", standing.not_decided), interview]
    return [LegalAct("close", "Close the referral", standing.not_closed)]


def _with_plan(standing: Standing, roles: Sequence[str]) -> list[LegalAct]:
    plan = standing.plan
    if plan is None:
        return [_PLAN]
    change = LegalAct("plan", "Change the plan")
    if plan.state == "drafted":
        return [LegalAct("submit-plan", "Submit the plan to the panel"), change]
    if plan.state == "returned":
        return [LegalAct("plan", "Put the plan right"), LegalAct("submit-plan", "Submit it again")]
    if not standing.not_begun:
        return [LegalAct("begin", "Begin the investigation"), _READ_PLAN]
    if PANEL in roles:
        return [LegalAct("panel-plan", "Check the plan’s quality"), _READ_PLAN]
    return [LegalAct("begin", "Begin the investigation", standing.not_begun), _READ_PLAN]
