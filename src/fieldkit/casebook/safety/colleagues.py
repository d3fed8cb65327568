"""The desk of whoever waits for an officer: who is out, until when, how late, what to do, what was done
(LW-02, LW-03).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.casebook.safety.timers import Timer, Timers
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.canonical import Json
from fieldkit.rules.safety_timer import Stage
from fieldkit.store import certificates, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

#: What a colleague may write on the timer of another officer.
ACTS = ("rang", "told", "escalated", "acknowledged", "found-safe")
_HEARD = frozenset({"started", "check-in", "extended"})
_ALARMS = frozenset({Stage.OVERDUE_FIRST, Stage.OVERDUE_SECOND, Stage.ESCALATE, Stage.DURESS})


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was written on the timer: when, by whom, what (code and words), and the note."""

    at: datetime
    who: str
    event: str
    words: str
    note: str
    own: bool


@dataclass(frozen=True, slots=True)
class Out:
    """A colleague who is out, as their buddy, manager and duty contact need to know it.

    `due_at` is when the all-clear is due, or when the duress code was given. `awaited` says that this officer
    is the buddy; `answered` that this officer acknowledged the duress code.
    """

    plan: str
    about: str
    about_kind: str
    officer: str
    phone: str
    where: str
    stage: Stage
    stage_words: str
    due_at: datetime | None
    minutes_over: int
    heard_at: datetime | None
    awaited: bool
    answered: bool
    do: str
    plan_text: str
    log: tuple[Entry, ...]

    @property
    def duress(self) -> bool:
        """Whether the officer gave the duress code."""
        return self.stage is Stage.DURESS

    @property
    def alarm(self) -> bool:
        """Whether it cannot wait: the buddy's timer is overdue, or a duress code nobody here answered."""
        return not self.answered if self.duress else self.awaited and self.stage in _ALARMS


class Colleagues(Desk):
    """The timers of others, as far as their cases and sweeps are on this laptop."""

    def out(self) -> Sequence[Out]:
        """Every colleague whose timer runs, a duress code first, then the latest."""
        found = [self._out(timer) for timer in self.beside(Timers).standing() if not timer.own]
        return sorted(found, key=lambda one: (not one.duress, not one.awaited, -one.minutes_over))

    def write(self, plan: str, event: str, note: str = "") -> Changes:
        """Write what was done about a colleague's timer.

        A duress code is acknowledged with a note, and found safe with one. Raises `Problems`.
        """
        if event not in ACTS:
            raise Problems([Problem("event", f"Enter {', '.join(ACTS[:-1])} or {ACTS[-1]}")])
        if event in ("acknowledged", "found-safe") and not note.strip():
            raise Problems([Problem("note", "Write what you do or know")])
        machine: dict[str, Json] = {"event": event, "at": self.now_text()}
        if note.strip():
            machine["note"] = note.strip()
        return self.beside(Records).new("safety-event", {}, parent=plan, machine=machine)[1]

    def _out(self, timer: Timer) -> Out:
        plan, reading = timer.plan, timer.reading
        buddy = plan.folded.latest("buddy")
        log = self._log(timer.events)
        heard = [event.text("at") for event in timer.events if event.text("event") in _HEARD]
        due = reading.due_at.astimezone(LONDON) if reading.due_at else None
        return Out(
            plan=plan.record,
            about=plan.parent,
            about_kind=timer.about.kind if timer.about else "",
            officer=timer.officer,
            phone=plan.text("phone"),
            where=self.beside(Timers).where(plan),
            stage=reading.stage,
            stage_words=_STAGES[reading.stage],
            due_at=due,
            minutes_over=reading.minutes_over,
            heard_at=_moment(max(heard)) if heard else None,
            awaited=isinstance(buddy, dict) and buddy.get("id") == self.me.officer,
            answered=any(entry.own and entry.event == "acknowledged" for entry in log),
            do=self._do(timer),
            plan_text=self.beside(Timers).text_of(plan, timer.officer),
            log=log,
        )

    def _do(self, timer: Timer) -> str:
        """What to do next, in the order of the plan."""
        officer, phone = timer.officer, timer.plan.text("phone")
        then = timer.plan.text("escalation_order").rstrip(". ")
        order = f"Then: {then}." if then else ""
        if timer.reading.stage is Stage.DURESS:
            words = self.reference().wording("duress-alarm").text.strip()
            return f"{words} {order}".strip()
        steps = {
            Stage.RUNNING: "Nothing yet. Keep your phone and the plan at hand.",
            Stage.DUE: f"Wait for the all-clear. If none comes, ring {officer} on {phone}.",
            Stage.OVERDUE_FIRST: f"Ring {officer} on {phone}, and write down what you heard. {order}",
            Stage.OVERDUE_SECOND: f"Ring {officer} on {phone} once more. {order}",
            Stage.ESCALATE: f"Ring 999 if you believe that {officer} is in danger. {order}",
        }
        return steps[timer.reading.stage].strip()

    def _log(self, events: Sequence[Held]) -> tuple[Entry, ...]:
        with self.notebook.reading() as book:
            told = revisions.of_records(book, [event.record for event in events])
            who = {record: certificates.by_key(book, lines[0].header.key) for record, lines in told.items()}
        holders = {record: author.holder for record, author in who.items() if author is not None}
        label = self.reference().label
        found = []
        for event in events:
            holder, code = holders.get(event.record), event.text("event")
            if event.text("at"):
                name, words = holder.name if holder else "", label("safety-event", code)
                own = holder is not None and holder.officer == self.me.officer
                at, note = _moment(event.text("at")), event.text("note")
                found.append(Entry(at, name, code, words, note, own))
        return tuple(found)


_STAGES = {
    Stage.RUNNING: "Out",
    Stage.DUE: "Due now",
    Stage.OVERDUE_FIRST: "Overdue",
    Stage.OVERDUE_SECOND: "Overdue again",
    Stage.ESCALATE: "Escalate now",
    Stage.DURESS: "Duress: act now",
}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(LONDON)
