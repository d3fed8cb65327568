"""How far a visit is, in words: the stage above the questions, and the task list beside them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from fieldkit.gui.clock import LONDON
from fieldkit.gui.widgets.stage import Stage
from fieldkit.gui.widgets.task_list import Task

BEFORE = ("planned", "risk_read", "approved")
_STATES = {"not started": "not_started", "in progress": "in_progress", "done": "done"}


def tasks(seen: Any, wrong: dict[str, int]) -> list[Task]:
    """The sections with their state, then Check and lock."""
    before = seen.held.state in BEFORE
    rows = []
    for number, part in enumerate(seen.sections):
        state, note = _STATES[part.status], ""
        if before:
            state, note = ("in_progress", "") if number == 0 else ("locked", "After you set off")
        elif wrong.get(part.name):
            things = wrong[part.name]
            state, note = "problem", "" if things == 1 else f"{things} things to put right"
        rows.append(Task(part.name, part.name, state, note))
    done = all(part.status == "done" for part in seen.sections)
    left = seen.held.state in ("departed_safe", "written_up")
    note = "When all sections are done" if left else "When you have left"
    rows.append(Task("check", "Check and lock", "not_started" if left else "locked",
                     "Ready" if left and done else note, apart=True))  # fmt: skip
    return rows


def show_stage(stage: Stage, seen: Any) -> None:
    """The words and the one button of the state that the visit is in."""
    held = seen.held
    stage.setVisible(held.state in ("travelling", "on_site") or seen.running)
    if held.state == "travelling":
        stage.show_stage(
            "house-line", f"You set off at {clock_of(held.text('left_base'))}.", "I have arrived", "map-pin"
        )  # fmt: skip
    elif held.state == "on_site":
        words = f"You arrived at {clock_of(held.text('arrived_at'))}."
        stage.show_stage("map-pin", words, "I have left safely", "sign-out")
    elif seen.running:
        words = f"You left at {clock_of(held.text('departed_at'))}. The safety timer is still running."
        stage.show_stage("timer", words, "All clear", "check-circle")


def clock_of(moment: str) -> str:
    """A kept time as HH:MM; a dash when there is none."""
    return f"{datetime.fromisoformat(moment).astimezone(LONDON):%H:%M}" if moment else "-"


def day_of(held: Any) -> date | None:
    """The day that a visit is about, on which a bare time falls."""
    for name in ("arrived_at", "planned_for"):
        if told := held.text(name):
            return datetime.fromisoformat(told).astimezone(LONDON).date()
    return None
