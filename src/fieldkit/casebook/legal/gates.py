"""What is refused of a referral for legal action and of its plan, by whatever door it is written (7.1)."""

from __future__ import annotations

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.approvals.check import PANEL
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.legal.files import LegalFiles
from fieldkit.casebook.legal.standing import Standings
from fieldkit.errors import Trouble

_ATTENDANCE = "ATT"
#: Where a plan may be begun.
_PLANNED = ("allocated", "investigation_plan")
#: Where nothing was decided on it yet.
_SCHOOLS = ("referral_received", "checks_run", "returned_to_school")
_WHY = {"returned_to_school": "Say what the school has to put right", "withdrawn": "Say why it is withdrawn"}


def under_the_panels_approval(desk: Desk, referral: str) -> None:
    """Raises `Trouble` while the panel's approval of a referral does not stand; checked offline."""
    approval = desk.beside(Approvals).of(referral)
    if approval is None or not approval.stands:
        said = approval.why if approval else "The Legal Panel has not decided on it yet."
        raise Trouble("This referral does not go on without the Legal Panel's approval.", said)


@gate("referral", every_act=True)
def may_go_on(desk: Desk, intent: Intent) -> None:
    """A referral is decided by the panel's signature, allocated by its members, and ended as a whole.

    Accepting is an act of its own (DP-01).
    """
    if intent.held is None:
        case = desk.held(intent.home)
        if case.kind != "case" or case.value("case_type") != _ATTENDANCE:
            raise Trouble(
                "Only an attendance case takes a referral for legal action.",
                "Open an attendance case for this pupil first.",
            )
        return
    if intent.act == "withdraw" and intent.held.state not in _SCHOOLS:
        raise Trouble("A referral that was accepted stays on record.", "Move it to Withdrawn, with why.")
    if "allocated_officer" in intent.changed and PANEL not in desk.me.roles:
        raise Trouble("Only a member of the Legal Panel allocates.", "Ask a member of the Legal Panel.")
    if intent.to:
        _may_move(desk, intent, intent.held.record)


@gate("investigation-plan")
def may_be_planned(desk: Desk, intent: Intent) -> None:
    """A plan belongs to an allocated referral, one at a time; it is checked by a signed decision alone."""
    standings = desk.beside(Standings)
    if intent.held is None:
        referral = desk.beside(LegalFiles).latest(intent.home)
        if referral is None or referral.state not in _PLANNED:
            raise Trouble("A plan is made once the referral is allocated.")
        under_the_panels_approval(desk, referral.record)
        if standings.plan_of(intent.home, since=referral) is not None:
            raise Trouble("This referral has an investigation plan already.", "Change that one.")
    if intent.to in ("checked", "returned") or (intent.held is not None and "quality_note" in intent.changed):
        raise Trouble("The Legal Panel decides this with a signature.", "Decide it on the panel's page.")


def _may_move(desk: Desk, intent: Intent, referral: str) -> None:
    to, here = intent.to, intent.held.state if intent.held is not None else ""
    if to == "accepted":
        raise Trouble(
            "Accepting moves the case into law enforcement processing too.", "Accept it on its own page."
        )
    if to in _WHY and not intent.why.strip():
        raise Problems([Problem("why", _WHY[to])])
    if (here, to) == ("panel", "returned_to_school"):
        raise Trouble("The Legal Panel decides this with a signature.", "Decide it on the panel's page.")
    if to in ("allocated", "investigation_plan", "investigation"):
        under_the_panels_approval(desk, referral)
    if to in ("investigation", "decision", "closed"):
        standing = desk.beside(Standings).of(desk.held(referral))
        bars = {
            "investigation": ("The investigation cannot begin yet.", standing.not_begun),
            "decision": ("The investigation is not at its end yet.", standing.not_decided),
            "closed": ("This referral cannot be closed yet.", standing.not_closed),
        }
        say, why_not = bars[to]
        if why_not:
            raise Trouble(say, why_not)
