"""The desk for the officer's own safety timer: started, read at any moment, ended by a typed all-clear
(LW-02).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.casebook.safety.timers import Timer, Timers
from fieldkit.errors import Trouble
from fieldkit.keys import pins
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.safety import ALL_CLEAR, DURESS
from fieldkit.kinds.times import LONDON, moment_of
from fieldkit.ledger.canonical import Json
from fieldkit.rules.safety_timer import Stage
from fieldkit.store import records, settings
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

_PINS = "safety pins"


@dataclass(frozen=True, slots=True)
class Running:
    """A safety timer as it stands: for which visit or sweep, until when, how late, who is to be told."""

    plan: str
    about: str
    about_kind: str
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

    def start(self, about: str) -> Changes:
        """Start the timer of the safety plan of a visit or sweep. Raises `Trouble` when there is no plan."""
        return self._event(self._plan(about), "started")

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
        """End the timer by the PIN, or by the word safe while there is none, never by a slip (LW-02).

        The duress PIN ends it in the same way for whoever looks on; the record says duress. Raises `Trouble`
        for anything else, as often as it is tried.
        """
        with self.notebook.reading() as book:
            kept = settings.get(book, _PINS)
        if not kept:
            if typed.strip().casefold() != "safe":
                raise Trouble("Type the word safe to end the timer.")
            return self._event(self.held(plan), ALL_CLEAR, typed=typed.strip())
        given = pins.which(typed, kept)
        if not given:
            raise Trouble("That is not your PIN. The timer still runs.", "Enter your PIN again.")
        return self._event(self.held(plan), DURESS if given == pins.DURESS else ALL_CLEAR)

    def has_pins(self) -> bool:
        """Whether a PIN ends the timer, and no longer the word safe."""
        with self.notebook.reading() as book:
            return settings.get(book, _PINS) is not None

    def choose_pins(self, clear: str, duress: str) -> Changes:
        """Keep new PINs, as salted slow hashes inside the notebook. Raises `Trouble` for what is no PIN."""
        kept = pins.keep_pins(clear.strip(), duress.strip())
        with self.notebook.writing() as book:
            settings.put(book, _PINS, kept)
        return Changes.to("settings")

    def running(self) -> Sequence[Running]:
        """Every timer of this officer's that was started and not ended, the most urgent first."""
        found = [self._running(one) for one in self.beside(Timers).standing() if one.own]
        return sorted(found, key=lambda timer: -timer.minutes_over)

    def plan_text(self, plan: str) -> str:
        """A short text of the plan, to send or hand to the buddy (LW-01)."""
        held = self.held(plan)
        return self.beside(Timers).text_of(held, self.me.name)

    def _running(self, timer: Timer) -> Running:
        plan, reading = timer.plan, timer.reading
        now = datetime.fromisoformat(self.now_text())
        left = int((reading.due_at - now).total_seconds() // 60) + 1 if reading.due_at else 0
        buddy = plan.folded.latest("buddy")
        return Running(
            plan=plan.record,
            about=plan.parent,
            about_kind=timer.about.kind if timer.about else "",
            title=timer.about.title if timer.about else plan.title,
            stage=reading.stage,
            due_at=reading.due_at.astimezone(LONDON) if reading.due_at else None,
            minutes_over=reading.minutes_over,
            minutes_left=max(left, 0),
            buddy=str(buddy["name"]) if isinstance(buddy, dict) else "",
            buddy_phone=plan.text("buddy_phone"),
            limit=self.reference().wording("lone-working-limit").text,
        )

    def _event(self, plan: Held, event: str, **more: Json) -> Changes:
        with self.notebook.reading() as book:
            before = records.listed(book, kinds=["safety-event"], parent=plan.record, order="made_ms")
        reading = self.beside(Timers).read(plan, before)
        machine: dict[str, Json] = {"event": event, "at": self.now_text()}
        machine |= {name: value for name, value in more.items() if value}
        if reading is not None:
            machine["stage"] = str(reading.stage)
        desk = self.beside(Records)
        _, changed = desk.new("safety-event", {}, parent=plan.record, machine=machine)
        return changed

    def _plan(self, about: str) -> Held:
        with self.notebook.reading() as book:
            plans = records.listed(book, kinds=["safety-plan"], parent=about, order="made_ms")
        if not plans:
            label = kind_named(self.held(about).kind).label.lower()
            raise Trouble(f"This {label} has no safety plan.", "Write one before you set off.")
        return plans[-1]
