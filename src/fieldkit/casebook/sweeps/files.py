"""The desk that reads a sweep for its rules: the plan, its pairings, its approval, the schools named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.schools.schools import Schools
from fieldkit.casebook.sweeps import facts as sweep_facts
from fieldkit.casebook.sweeps.facts import SchoolThere
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.sweeps.facts import Operation, Stop
from fieldkit.rules.sweeps.sweeps import may_go_live
from fieldkit.store import records
from fieldkit.store.records import Held

LIVE = "live"
WENT_LIVE = (LIVE, "stood_down", "debriefed", "closed", "return_sent")
_READY = ("approved", "briefed")


@dataclass(frozen=True, slots=True)
class SweepFile:
    """A sweep with its pairings, why its approval does not hold (empty when it does), and its facts."""

    held: Held
    pairings: tuple[Held, ...]
    not_approved: str
    facts: Operation


class SweepFiles(Desk):
    """Read once for many stops: nothing in it changes with what is typed at the kerb."""

    def open(self, operation: str) -> SweepFile:
        """A sweep as it stands. Raises `Trouble` when it is not here or is no sweep."""
        held = self.sweep(operation)
        with self.notebook.reading() as book:
            pairings = records.listed(book, kinds=["pairing"], parent=operation, order="made_ms")
        why_not = self.beside(Approvals).why_not(operation)
        return SweepFile(held, tuple(pairings), why_not, sweep_facts.sweep_of(held, approved=why_not == ""))

    def sweep(self, operation: str) -> Held:
        """The record of a sweep alone. Raises `Trouble` when it is not here or is no sweep."""
        held = self.held(operation)
        if held.kind != "operation":
            raise Trouble("That record is not a sweep.", "Open a sweep first.")
        return held

    def may_go_live(self, file: SweepFile) -> Finding:
        """What SWP-20 says of a sweep."""
        return may_go_live(file.facts, self.reference())

    def why_no_stops(self, file: SweepFile) -> str:
        """Why no stop can be logged on a sweep; empty when one can.

        A sweep that was live takes stops ever after, because a colleague who was offline may be late. One
        that is ready to go live takes them too: the leader's press may not have reached this laptop.
        """
        return "" if file.held.state in WENT_LIVE else self.why_not_out(file)

    def why_not_out(self, file: SweepFile) -> str:
        """Why nobody of a sweep may be at work outside now; empty when it is live, or ready to go live."""
        state = file.held.state
        if state == LIVE:
            return ""
        if state in _READY:
            found = self.may_go_live(file)
            return "" if found.verdict is Verdict.PASS else file.not_approved or found.says
        return f"The sweep is {self.reference().label('operation-state', state).lower()}, not live."

    def school(self, said: Json) -> SchoolThere | None:
        """The school that an answer names, with what the council knows of it; None when none is named."""
        if not isinstance(said, dict):
            return None
        urn, schools = str(said["id"]), self.beside(Schools)
        held = schools.of_urn(urn)
        if held is None:
            return SchoolThere(str(said["name"]))
        return SchoolThere(
            name=held.title,
            phone=held.text("phone"),
            opens=sweep_facts.clock_of(held.text("opens")),
            closes=sweep_facts.clock_of(held.text("closes")),
            calendar=schools.calendar_of(urn),
        )

    def stop(self, said: Mapping[str, Json], sweep: Operation) -> Stop:
        """A stop as its rules take it, from the values of its record or of what is typed so far."""
        school = self.school(said.get("school"))
        return sweep_facts.stop_of(said, sweep, school, self.reference(), self.today())
