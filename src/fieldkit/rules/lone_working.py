"""The safety plan of a visit: kept, offered, honest about its limits (rules LW-01, LW-03, LW-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, counted
from fieldkit.rules.registry import rule


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """Who goes where, until when, and who waits for the all-clear.

    `kept_at` is when it was written on the laptop; `offered` whether it was offered to send or hand to the
    buddy; `limit_shown` whether the screen said what FieldKit cannot do.
    """

    officer: str | None = None
    phone: str | None = None
    address: str | None = None
    purpose: str | None = None
    expected_finish: datetime | None = None
    buddy: str | None = None
    kept_at: datetime | None = None
    offered: bool | None = None
    limit_shown: bool | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A place that was recorded: at which moment of the visit, and whether by the officer's own act."""

    moment: str | None = None
    by_officer: bool | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Every place recorded for a visit; None when that is not known."""

    fixes: tuple[Fix, ...] | None = None


@rule(
    "LW-01",
    about="visit",
    authority="Management of Health and Safety at Work Regulations 1999 reg.3; INDG73 [V]",
)
def plan_kept_and_offered(facts: SafetyPlan, _book: Reference) -> Finding:
    """The safety plan is kept on the laptop and offered to the buddy.

    A visit may start without a network. On start the plan is written locally and a short text of it is
    offered to send or hand to the buddy.
    """
    parts = {
        "officer": facts.officer,
        "phone": facts.phone,
        "address": facts.address,
        "purpose": facts.purpose,
        "expected finish": facts.expected_finish,
        "buddy": facts.buddy,
    }
    missing = tuple(name for name, value in parts.items() if not value)
    used = {"missing": missing, "kept": facts.kept_at, "offered": facts.offered}
    if missing:
        return Finding.cannot_tell(f"Complete the safety plan: {', '.join(missing)}.", **used)
    if facts.offered is False:
        return Finding.failed("Send or hand the safety plan to your buddy.", **used)
    if facts.kept_at is None or facts.offered is None:
        return Finding.cannot_tell("The safety plan is kept when you set off.", **used)
    return Finding.passed(f"Kept on this laptop and offered to {facts.buddy}.", **used)


@rule("LW-03", about="visit", authority="BS 8484; FieldKit LW-03")
def limit_said(facts: SafetyPlan, book: Reference) -> Finding:
    """The screen says that FieldKit cannot call for help without a network.

    FieldKit is not a monitored alarm service. The buddy holds the plan and acts when no all-clear comes.
    """
    words = book.wording("lone-working-limit")
    used = {"shown": facts.limit_shown, "wording": f"{words.id} version {words.version}"}
    if facts.limit_shown is None:
        return Finding.cannot_tell("It is not known whether the screen said so.", **used)
    if not facts.limit_shown:
        return Finding.failed("The screen did not say what FieldKit cannot do.", **used)
    return Finding.passed(f"Shown: {words.text}", **used)


@rule("LW-04", about="visit", authority="UK GDPR Art.5(1)(c); FieldKit LW-04")
def place_by_own_act(facts: Places, _book: Reference) -> Finding:
    """A place is recorded only on arrival and departure, by the officer's act, never in the background."""
    if facts.fixes is None:
        return Finding.cannot_tell("It is not known which places were recorded.", places=None)
    used = {"places": tuple(fix.moment or "not known" for fix in facts.fixes)}
    if any(
        fix.by_officer is False or fix.moment not in (None, "arrival", "departure") for fix in facts.fixes
    ):
        return Finding.failed("A place was recorded that the officer did not press for.", **used)
    if any(fix.by_officer is None or fix.moment is None for fix in facts.fixes):
        return Finding.cannot_tell("It is not known who recorded a place, or when.", **used)
    return Finding.passed(f"{counted(len(facts.fixes), 'place')} recorded, by the officer's act.", **used)
