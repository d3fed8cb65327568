"""The safety timer of a visit: running, due, overdue, escalate (rule LW-02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, counted, in_uk, instant, shown
from fieldkit.rules.registry import rule


class Stage(StrEnum):
    """Where a safety timer stands; the values are codes of `safety-stage`."""

    NOT_RUNNING = "not-running"
    RUNNING = "running"
    DUE = "due"
    OVERDUE_FIRST = "overdue-first"
    OVERDUE_SECOND = "overdue-second"
    ESCALATE = "escalate"
    DURESS = "duress"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SafetyTimer:
    """What the timer has been told, and the moment looked at.

    `check_in_minutes` is None when the plan asks for no check-ins; `checked_in_at` is the latest of them.
    `duress_at` is when the officer gave the duress code: no all-clear takes it back.
    """

    started_at: datetime | None = None
    expected_finish: datetime | None = None
    check_in_minutes: int | None = None
    checked_in_at: datetime | None = None
    all_clear_at: datetime | None = None
    duress_at: datetime | None = None
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The timer read at a moment: its stage, when it is or was due, and whole minutes past that."""

    stage: Stage
    due_at: datetime | None = None
    minutes_over: int = 0


def read_timer(timer: SafetyTimer, book: Reference) -> Reading | None:
    """The stage of a timer at `now`, or None when it cannot be told: no finish, or a clock that went back."""
    if timer.duress_at is not None:
        given = instant(timer.duress_at)
        over = max(0, (instant(timer.now) - given) // timedelta(minutes=1)) if timer.now else 0
        return Reading(Stage.DURESS, given, over)
    if timer.all_clear_at is not None:
        return Reading(Stage.ENDED)
    if timer.started_at is None:
        return Reading(Stage.NOT_RUNNING)
    due = _due_at(timer)
    if due is None or timer.now is None:
        return None
    now = instant(timer.now)
    if now < instant(timer.checked_in_at or timer.started_at):
        return None
    over = (now - due) // timedelta(minutes=1)
    if over < 0:
        return Reading(Stage.RUNNING, due)
    stages = (
        (book.number("safety.escalate_minutes"), Stage.ESCALATE),
        (book.number("safety.second_overdue_minutes"), Stage.OVERDUE_SECOND),
        (book.number("safety.first_overdue_minutes"), Stage.OVERDUE_FIRST),
    )
    return Reading(next((stage for minutes, stage in stages if over >= minutes), Stage.DUE), due, over)


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
    if reading.stage is Stage.DURESS and reading.due_at is not None:
        given = shown(in_uk(reading.due_at).time())
        return Finding.failed(f"Duress code given at {given}.", **used)
    label = book.label("safety-stage", reading.stage)
    if reading.stage is Stage.ENDED and facts.all_clear_at is not None:
        return Finding.passed(f"All clear given at {shown(in_uk(facts.all_clear_at).time())}.", **used)
    if reading.stage in (Stage.NOT_RUNNING, Stage.DUE):
        return Finding.cannot_tell(f"{label.rstrip('.?')}.", **used)
    if reading.stage is Stage.RUNNING and reading.due_at is not None:
        return Finding.passed(f"Back safe by {shown(in_uk(reading.due_at).time())}.", **used)
    return Finding.failed(f"{label}: {counted(reading.minutes_over, 'minute')} over.", **used)


def _due_at(timer: SafetyTimer) -> datetime | None:
    """The earlier of the expected finish and the next check-in, in UTC; None without a finish."""
    last = timer.checked_in_at or timer.started_at
    if timer.expected_finish is None or last is None:
        return None
    finish = instant(timer.expected_finish)
    if timer.check_in_minutes is None:
        return finish
    return min(finish, instant(last) + timedelta(minutes=timer.check_in_minutes))
