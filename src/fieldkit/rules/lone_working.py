"""The safety plan of a visit and its timer (rules LW-01 to LW-04)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, counted, in_uk, shown
from fieldkit.rules.registry import rule


class Stage(StrEnum):
    """Where a safety timer stands; the values are codes of `safety-stage`."""

    NOT_RUNNING = "not-running"
    RUNNING = "running"
    DUE = "due"
    OVERDUE_FIRST = "overdue-first"
    OVERDUE_SECOND = "overdue-second"
    ESCALATE = "escalate"
    ENDED = "ended"


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
class SafetyTimer:
    """What the timer has been told, and the moment looked at.

    `check_in_minutes` is None when the plan asks for no check-ins; `checked_in_at` is the latest of them.
    """

    started_at: datetime | None = None
    expected_finish: datetime | None = None
    check_in_minutes: int | None = None
    checked_in_at: datetime | None = None
    all_clear_at: datetime | None = None
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The timer read at a moment: its stage, when it is or was due, and whole minutes past that."""

    stage: Stage
    due_at: datetime | None = None
    minutes_over: int = 0


@dataclass(frozen=True, slots=True)
class Fix:
    """A place that was recorded: at which moment of the visit, and whether by the officer's own act."""

    moment: str | None = None
    by_officer: bool | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Every place recorded for a visit; None when that is not known."""

    fixes: tuple[Fix, ...] | None = None


def read_timer(timer: SafetyTimer, book: Reference) -> Reading | None:
    """The stage of a timer at `now`, or None when it cannot be told: no finish, or a clock that went back."""
    if timer.all_clear_at is not None:
        return Reading(Stage.ENDED)
    if timer.started_at is None:
        return Reading(Stage.NOT_RUNNING)
    due = _due_at(timer)
    if due is None or timer.now is None:
        return None
    now = in_uk(timer.now)
    if now < in_uk(timer.started_at) or (timer.checked_in_at and now < in_uk(timer.checked_in_at)):
        return None
    over = int((now.timestamp() - due.timestamp()) // 60)
    if over < 0:
        return Reading(Stage.RUNNING, due)
    stages = (
        (book.number("safety.escalate_minutes"), Stage.ESCALATE),
        (book.number("safety.second_overdue_minutes"), Stage.OVERDUE_SECOND),
        (book.number("safety.first_overdue_minutes"), Stage.OVERDUE_FIRST),
    )
    return Reading(next((stage for minutes, stage in stages if over >= minutes), Stage.DUE), due, over)


@rule(
    "LW-01",
    about="visit",
    authority="Management of Health and Safety at Work Regulations 1999 reg.3; INDG73 [V]",
)
def plan_kept_and_offered(facts: SafetyPlan, _book: Reference) -> Finding:
    """The safety plan is kept on the laptop and offered to the buddy.

    A visit may start without a network. On start the plan is written locally and a short text of it is offered
    to send or hand to the buddy.
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


@rule(
    "LW-02", about="visit", authority="Health and Safety at Work etc. Act 1974 s.2; INDG73 [V]; local minutes"
)
def back_in_time(facts: SafetyTimer, book: Reference) -> Finding:
    """The safety timer is not overdue.

    Due, overdue, overdue again, escalate: each after the local minutes, until the officer gives an all-clear.
    """
    reading = read_timer(facts, book)
    used: dict[str, object] = {"started": facts.started_at, "all_clear": facts.all_clear_at, "now": facts.now}
    if reading is None:
        return Finding.cannot_tell("Enter when you expect to finish, and check the laptop's clock.", **used)
    used["due"] = reading.due_at
    label = book.label("safety-stage", reading.stage)
    if reading.stage is Stage.ENDED and facts.all_clear_at is not None:
        return Finding.passed(f"All clear given at {shown(in_uk(facts.all_clear_at).time())}.", **used)
    if reading.stage in (Stage.NOT_RUNNING, Stage.DUE):
        return Finding.cannot_tell(f"{label.rstrip('.?')}.", **used)
    if reading.stage is Stage.RUNNING and reading.due_at is not None:
        return Finding.passed(f"Back safe by {shown(reading.due_at.time())}.", **used)
    return Finding.failed(f"{label}: {counted(reading.minutes_over, 'minute')} over.", **used)


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


def _due_at(timer: SafetyTimer) -> datetime | None:
    """The earlier of the expected finish and the next check-in, in UK time."""
    due = [in_uk(timer.expected_finish)] if timer.expected_finish is not None else []
    last = timer.checked_in_at or timer.started_at
    if timer.check_in_minutes is not None and last is not None:
        due.append(in_uk(in_uk(last).astimezone(UTC) + timedelta(minutes=timer.check_in_minutes)))
    return min(due, key=datetime.timestamp, default=None)
