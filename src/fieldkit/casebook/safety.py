"""The desk for the safety timer: started with the visit, read at any moment, ended by a typed all-clear
(LW-02).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import timer_of
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.times import LONDON, moment_of
from fieldkit.ledger.canonical import Json
from fieldkit.rules.safety_timer import Reading, Stage, read_timer
from fieldkit.store import records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Running:
    """A safety timer as it stands: for which visit, until when, how late, and who is to be told."""

    plan: str
    visit: str
    title: str
    stage: Stage
    due_at: datetime | None
    minutes_over: int
    minutes_left: int
    buddy: str
    buddy_phone: str
    limit: str


class Safety(Desk):
    """The timer is nothing but records, so it survives a restart; it says that it cannot call for help."""

    def start(self, visit: str) -> Changes:
        """Start the timer of a visit's safety plan. Raises `Trouble` when there is no plan."""
        return self._event(self._plan(visit), "started")

    def check_in(self, plan: str) -> Changes:
        """Say that all is well so far."""
        return self._event(self.held(plan), "check-in")

    def extend(self, plan: str, minutes: int) -> Changes:
        """Give the timer more time from now. Raises `Trouble` unless that is 1 to 480 minutes."""
        if not 1 <= minutes <= 480:
            raise Trouble("Enter from 1 to 480 minutes.")
        until = moment_of(self.now().wall_ms + minutes * 60_000)
        return self._event(self.held(plan), "extended", until=until)

    def tell_buddy(self, plan: str, note: str = "") -> Changes:
        """Record that the buddy was told."""
        return self._event(self.held(plan), "buddy-told", note=note)

    def all_clear(self, plan: str, typed: str) -> Changes:
        """End the timer. What is typed must be the words safe, so that nobody ends it by a slip (LW-02)."""
        if typed.strip().casefold() != "safe":
            raise Trouble("Type the word safe to end the timer.")
        return self._event(self.held(plan), "all-clear", typed=typed.strip())

    def running(self) -> Sequence[Running]:
        """Every timer that was started and not ended, the most urgent first."""
        with self.notebook.reading() as book:
            plans = records.listed(book, kinds=["safety-plan"], order="made_ms")
            events = records.listed(book, kinds=["safety-event"], order="made_ms")
            visits = records.some(book, [plan.parent for plan in plans])
        found = [self._running(plan, visits.get(plan.parent), events) for plan in plans]
        standing = [timer for timer in found if timer is not None]
        return sorted(standing, key=lambda timer: -timer.minutes_over)

    def plan_text(self, plan: str) -> str:
        """A short text of the plan, to send or hand to the buddy (LW-01)."""
        held = self.held(plan)
        visit = self.held(held.parent)
        with self.notebook.reading() as book:
            place = records.get(book, visit.text("address"))
        back = self._clock(held.text("expected_finish"))
        lines = [
            f"{self.me.name}, {held.text('phone')}, goes to {place.title if place else 'a visit'}.",
            f"Back safe by {back}. If you hear nothing by then, ring {held.text('phone')}.",
            f"Car: {held.text('car')}." if held.text("car") else "",
            f"Then: {held.text('escalation_order')}." if held.text("escalation_order") else "",
        ]
        return "\n".join(line for line in lines if line)

    def _running(self, plan: Held, visit: Held | None, events: Sequence[Held]) -> Running | None:
        mine = [event for event in events if event.parent == plan.record]
        reading = self._read(plan, mine)
        if reading is None or reading.stage in (Stage.NOT_RUNNING, Stage.ENDED):
            return None
        now = datetime.fromisoformat(self.now_text())
        left = int((reading.due_at - now).total_seconds() // 60) + 1 if reading.due_at else 0
        buddy = plan.folded.latest("buddy")
        return Running(
            plan=plan.record,
            visit=plan.parent,
            title=visit.title if visit else plan.title,
            stage=reading.stage,
            due_at=reading.due_at.astimezone(LONDON) if reading.due_at else None,
            minutes_over=reading.minutes_over,
            minutes_left=max(left, 0),
            buddy=str(buddy["name"]) if isinstance(buddy, dict) else "",
            buddy_phone=plan.text("buddy_phone"),
            limit=self.reference().wording("lone-working-limit").text,
        )

    def _read(self, plan: Held, events: Sequence[Held]) -> Reading | None:
        timer = timer_of(plan, events, datetime.fromisoformat(self.now_text()))
        return read_timer(timer, self.reference())

    def _event(self, plan: Held, event: str, **more: Json) -> Changes:
        with self.notebook.reading() as book:
            before = records.listed(book, kinds=["safety-event"], parent=plan.record, order="made_ms")
        reading = self._read(plan, before)
        machine: dict[str, Json] = {"event": event, "at": self.now_text()}
        machine |= {name: value for name, value in more.items() if value}
        if reading is not None:
            machine["stage"] = str(reading.stage)
        desk = self.beside(Records)
        _, changed = desk.new("safety-event", {}, parent=plan.record, machine=machine)
        return changed

    def _plan(self, visit: str) -> Held:
        with self.notebook.reading() as book:
            plans = records.listed(book, kinds=["safety-plan"], parent=visit, order="made_ms")
        if not plans:
            raise Trouble("This visit has no safety plan.", "Write one before you set off.")
        return plans[-1]

    def _clock(self, moment: str) -> str:
        return f"{datetime.fromisoformat(moment).astimezone(LONDON):%H:%M}" if moment else "an agreed time"
