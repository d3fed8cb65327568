"""Reads the safety timers that a notebook holds, the officer's own and those of colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import timer_of
from fieldkit.kinds.times import LONDON
from fieldkit.rules.safety_timer import Reading, Stage, read_timer
from fieldkit.store import certificates, records, revisions
from fieldkit.store.incarnation import own_chains
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that was started and not ended: its plan, what the plan is for, what was told it, whose it is.

    `officer` is who started it, by their certificate; `own` says that it was this officer.
    """

    plan: Held
    about: Held | None
    events: tuple[Held, ...]
    reading: Reading
    officer: str
    own: bool


class Timers(Desk):
    """One reading of all timers for every page that shows them."""

    def standing(self) -> Sequence[Timer]:
        """Every timer that runs, is late, or ended by a duress code."""
        with self.notebook.reading() as book:
            plans = records.listed(book, kinds=["safety-plan"], order="made_ms")
            events = records.listed(book, kinds=["safety-event"], order="made_ms")
        told: dict[str, list[Held]] = {}
        for event in events:
            told.setdefault(event.parent, []).append(event)
        found = []
        for plan in plans:
            said = told.get(plan.record, [])
            reading = self.read(plan, said)
            if reading is None or reading.stage in (Stage.NOT_RUNNING, Stage.ENDED):
                continue
            if reading.stage is not Stage.DURESS or not any(
                one.text("event") == "found-safe" for one in said
            ):
                found.append(self._timer(plan, said, reading))
        return found

    def read(self, plan: Held, events: Sequence[Held]) -> Reading | None:
        """How a plan's timer stands now; None when it cannot be told."""
        timer = timer_of(plan, events, datetime.fromisoformat(self.now_text()))
        return read_timer(timer, self.reference())

    def text_of(self, plan: Held, officer: str) -> str:
        """A short text of the plan, to send or hand to the buddy (LW-01)."""
        phone, car, escalation = (plan.text(name) for name in ("phone", "car", "escalation_order"))
        back = clock_of(plan.text("expected_finish")) or "an agreed time"
        lines = [
            f"{officer}, {phone}, goes to {self.where(plan)}.",
            f"Back safe by {back}. If you hear nothing by then, ring {phone}.",
            f"Car: {car}." if car else "",
            f"Then: {escalation}." if escalation else "",
        ]
        return "\n".join(line for line in lines if line)

    def where(self, plan: Held) -> str:
        """Where the officer of a plan goes, as far as it is known here."""
        with self.notebook.reading() as book:
            about = records.get(book, plan.parent)
            place = records.get(book, about.text("address")) if about is not None else None
        if place is not None:
            return place.title
        if about is None:
            return "an unknown place"
        return about.text("address") or about.text("area") or about.title

    def _timer(self, plan: Held, events: Sequence[Held], reading: Reading) -> Timer:
        started = next((event.record for event in events if event.text("event") == "started"), plan.record)
        with self.notebook.reading() as book:
            about = records.get(book, plan.parent)
            first = revisions.of_record(book, started)[0].header
            author = certificates.by_key(book, first.key)
            own = first.chain in own_chains(book)
        name = author.holder.name if author else "An officer whose certificate is not here"
        own = own or (author is not None and author.holder.officer == self.me.officer)
        return Timer(plan, about, tuple(events), reading, name, own)


def clock_of(moment: str) -> str:
    """The UK time of a moment as a record keeps it; empty for none."""
    return f"{datetime.fromisoformat(moment).astimezone(LONDON):%H:%M}" if moment else ""
