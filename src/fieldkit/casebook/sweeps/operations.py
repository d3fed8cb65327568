"""The desk for sweeps: planned, approved, briefed, live, stood down, debriefed, closed, its return sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.approvals.check import MANAGER
from fieldkit.casebook.approvals.page import Approval
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.records import Records
from fieldkit.casebook.schools.days import SchoolDay, SchoolDays, closed_words
from fieldkit.casebook.sections import Section, sections_of
from fieldkit.casebook.sweeps import acts as operation_acts
from fieldkit.casebook.sweeps.acts import PairingRow, SweepAct
from fieldkit.casebook.sweeps.files import SweepFile, SweepFiles
from fieldkit.casebook.sweeps.stops import Stops
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import local
from fieldkit.ledger.canonical import Json
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.registry import findings
from fieldkit.store import counters, drafts, journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

DEBRIEF = "Debrief"
#: That of cases, some of which begin with the same letters: no two references are ever the same.
_SERIES = "case"
UNDER_WAY = ("draft", "submitted", "returned", "approved", "briefed", "live", "stood_down", "debriefed")


@dataclass(frozen=True, slots=True)
class OperationRow:
    """A sweep in a list; `day` is ISO, `starts` its time; `blocked` says why the next act cannot be done."""

    operation: str
    reference: str
    name: str
    sort: str
    sort_words: str
    day: str
    starts: str
    ends: str
    state: str
    state_words: str
    stops: int
    next_act: str
    blocked: str


@dataclass(frozen=True, slots=True)
class OperationPage:
    """A sweep read whole. `act` is what comes next, `others` what may be done besides; `to_decide` says that
    it waits for this officer as its manager, `own` that this officer wrote some of it.
    """

    held: Held
    state_words: str
    mode_words: str
    day: str
    sections: tuple[Section, ...]
    pairings: tuple[PairingRow, ...]
    my_pairing: str
    approval: Approval | None
    approval_words: str
    findings: tuple[Finding, ...]
    closed_schools: tuple[SchoolDay, ...]
    stops: int
    premises: int
    drafts: int
    act: SweepAct
    others: tuple[SweepAct, ...]
    to_decide: bool
    own: bool


class Operations(Desk):
    """One sweep of either sort; every press of a button is a revision at once, with its time."""

    def plan(self, typed: Mapping[str, Any], *, record: str = "", reference: str = "") -> tuple[str, Changes]:
        """Begin the plan of a sweep: its sort, name and times, and whatever else is known. It gets a
        reference unless it brings one.

        Raises `Problems`.
        """
        model, made = kind_named("operation"), record or self.new_id()
        values = answers.read(model, typed, self.context())
        answers.check(model, values, state="draft")
        sort = self.reference().code("operation-sort", str(values["sort"]))
        mark = f"{self.me.mark}-" if self.me.mark else ""

        def take_number(book: Any) -> None:
            counters.next_number(book, _SERIES)

        with self.notebook.reading() as book:
            number = counters.upcoming(book, _SERIES)
        year = local(str(values["starts_at"])).year
        given = reference or f"{sort.mark('prefix')}-{year}-{mark}{number:03}"
        machine: dict[str, Json] = {"reference": given}
        if sort.code == "employment":
            machine["mode"] = "employment"
        return self.beside(Records).new("operation", typed, record=made, machine=machine, also=take_number)

    def list(self, *, states: Sequence[str] = (), sort: str = "") -> Sequence[OperationRow]:
        """The sweeps on this laptop, the latest first; the list is logged once, with its ids."""
        with self.notebook.reading() as book:
            held = records.listed(
                book, kinds=["operation"], states=states, order="happened", newest_first=True
            )
        rows = [self._row(item) for item in held if sort in ("", item.text("sort"))]
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(row.operation for row in rows)])
        return rows

    def by_reference(self, reference: str) -> Held:
        """The sweep with that reference. Raises `Trouble` when it is not on this laptop."""
        found = self.referred(reference)
        if found is None:
            raise Trouble(
                f"No sweep {reference} is on this laptop.", "Check the reference, or send and receive."
            )
        return found

    def referred(self, reference: str) -> Held | None:
        """The sweep with that reference, or None."""
        wanted = reference.strip().casefold()
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["operation"], withdrawn=True)
        return next((one for one in held if one.text("reference").casefold() == wanted), None)

    def open(self, operation: str) -> OperationPage:
        """One sweep read whole. Noted as looked at."""
        file, approvals = self._file(operation), self.beside(Approvals)
        held, me = file.held, self.me
        with self.notebook.reading() as book:
            typed = drafts.get(book, operation)
            begun = [one for one in drafts.all_drafts(book) if one.parent == operation]
            stops = records.number_under(book, operation, "stop")
            premises = records.number_under(book, operation, "premises-visit")
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["open", operation])
        labels, asked = self.reference(), approvals.asked_of(operation)
        pairings = tuple(operation_acts.pairing_row(item, labels, me.officer) for item in file.pairings)
        approval = approvals.of(operation)
        act, *others = self._acts(file)
        return OperationPage(
            held=held,
            state_words=labels.label("operation-state", held.state),
            mode_words=labels.label("operation-mode", file.facts.mode or ""),
            day=_day(held),
            sections=tuple(self.sections(operation, typed)),
            pairings=pairings,
            my_pairing=next((row.pairing for row in reversed(pairings) if row.mine), ""),
            approval=approval,
            approval_words=operation_acts.approval_words(approval, file.not_approved),
            findings=self.findings(operation),
            closed_schools=tuple(self.closed_schools(operation)),
            stops=stops,
            premises=premises,
            drafts=len(begun),
            act=act,
            others=tuple(others),
            to_decide=asked is not None and not asked.own and MANAGER in me.roles,
            own=approvals.wrote(operation),
        )

    def sections(self, operation: str, typed: drafts.Draft | None = None) -> Sequence[Section]:
        """The sections of the plan with their status; the debrief only once it is stood down."""
        held = self.held(operation)
        later = held.state in ("stood_down", "debriefed", "closed", "return_sent")
        state = "debriefed" if later else "submitted"
        return sections_of(held, typed, state=state, leave_out=() if later else (DEBRIEF,))

    def findings(self, operation: str) -> tuple[Finding, ...]:
        """What the rules say of a sweep, the fails first."""
        return findings(self.reference(), self._file(operation).facts)

    def all_findings(self, operation: str) -> tuple[Finding, ...]:
        """What the rules say of a sweep, and what fails on each of its stops."""
        return (*self.findings(operation), *self.beside(Stops).flagged(operation))

    def next_act(self, operation: str) -> SweepAct:
        """The one thing to do next, and what stands in its way."""
        return self._acts(self._file(operation))[0]

    def school_days(self, operation: str) -> Sequence[SchoolDay]:
        """Every school of the council on the day of the sweep: open, closed and why, or not known."""
        held = self.held(operation)
        starts = held.text("starts_at")
        return self.beside(SchoolDays).on(local(starts).date()) if starts else ()

    def closed_schools(self, operation: str) -> Sequence[SchoolDay]:
        """The schools that are closed on the day of the sweep, by their calendars."""
        return [school for school in self.school_days(operation) if school.is_open is False]

    def pair(self, operation: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Say who goes with whom. After an approval that makes a new one needed. Raises `Problems`."""
        return self.beside(Records).new("pairing", typed, parent=operation)

    def correct_pairing(self, pairing: str, typed: Mapping[str, Any], why: str = "") -> Changes:
        """Give other answers about a pair. Who they are and what power they hold undoes an approval; the
        constable's name and number do not.
        """
        return self.beside(Records).correct(pairing, typed, why)

    def unpair(self, pairing: str, why: str) -> Changes:
        """Take a pair out of the sweep."""
        return self.beside(Records).withdraw(pairing, why)

    def submit(self, operation: str) -> Changes:
        """Ask a manager to approve the plan; the schools closed that day are written down with it.

        Raises `Problems` for what is missing, also when nobody is paired.
        """
        if not self._file(operation).pairings:
            raise Problems([Problem("pairings", "Say who goes with whom")])
        told = closed_words(self.school_days(operation))
        return self.beside(Records).move(operation, "submitted", machine={"closed_schools": told or None})

    def brief(self, operation: str) -> Changes:
        """Record that everybody was briefed, now."""
        return self._press(operation, "briefed", "briefed_at")

    def go_live(self, operation: str) -> Changes:
        """Go live, now. Raises `Trouble` unless SWP-20 is met on this laptop."""
        return self._press(operation, "live", "went_live_at")

    def stand_down(self, operation: str) -> Changes:
        """End the sweep in the streets, now."""
        return self._press(operation, "stood_down", "stood_down_at")

    def debrief(self, operation: str, typed: Mapping[str, Any]) -> Changes:
        """Write the debrief: police hours, what went well, what should change. Raises `Problems`."""
        values = answers.read(kind_named("operation"), typed, self.context())
        return self.beside(Records).move(operation, "debriefed", machine=values)

    def close(self, operation: str) -> Changes:
        """Close the sweep, now: from here the days run until names go (SWP-22)."""
        with self.notebook.reading() as book:
            begun = [one for one in drafts.all_drafts(book) if one.parent == operation]
        if begun:
            raise Trouble(
                "Something of this sweep is begun and not saved.", "Save it or throw it away first."
            )
        return self._press(operation, "closed", "closed_at")

    def return_sent(self, operation: str) -> Changes:
        """Record that the return of the sweep was sent."""
        return self.beside(Records).move(operation, "return_sent")

    def cancel(self, operation: str, why: str) -> Changes:
        """Call off a sweep that has not gone live, with the reason."""
        if not why.strip():
            raise Trouble("Say why the sweep is called off.")
        return self.beside(Records).move(operation, "cancelled", why)

    def _press(self, operation: str, to: str, field: str) -> Changes:
        return self.beside(Records).move(operation, to, machine={field: self.now_text()})

    def _file(self, operation: str) -> SweepFile:
        return self.beside(SweepFiles).open(operation)

    def _acts(self, file: SweepFile) -> Sequence[SweepAct]:
        approvals = self.beside(Approvals)
        asked = approvals.asked_of(file.held.record)
        mine = asked is not None and not asked.own and MANAGER in self.me.roles
        live = self.beside(SweepFiles).may_go_live(file)
        why_not = "" if live.verdict is Verdict.PASS else file.not_approved or live.says
        missing = [one.name for one in self.sections(file.held.record) if one.status == "not started"]
        needed = [name for name in missing if name in operation_acts.NEEDED]
        return operation_acts.acts(file, to_decide=mine, why_not_live=why_not, missing=needed)

    def _row(self, held: Held) -> OperationRow:
        labels = self.reference()
        with self.notebook.reading() as book:
            stops = records.number_under(book, held.record, "stop")
        act = self.next_act(held.record)
        return OperationRow(
            operation=held.record,
            reference=held.text("reference"),
            name=held.text("name"),
            sort=held.text("sort"),
            sort_words=labels.label("operation-sort", held.text("sort")),
            day=_day(held),
            starts=_clock(held.text("starts_at")),
            ends=_clock(held.text("ends_at")),
            state=held.state,
            state_words=labels.label("operation-state", held.state),
            stops=stops,
            next_act=act.label,
            blocked=act.blocked,
        )


@gate("operation")
def may_move(desk: Desk, intent: Intent) -> None:
    """A sweep goes live only as SWP-20 lets it, and is decided by a sign-off alone."""
    if intent.held is None or not intent.to:
        return
    if intent.to in ("approved", "returned", "refused"):
        raise Trouble(
            "A manager decides this with a signature.", "Use: fieldkit record approve, return or refuse"
        )
    if intent.to != "live":
        return
    files = desk.beside(SweepFiles)
    file = files.open(intent.held.record)
    found = files.may_go_live(file)
    if found.verdict is not Verdict.PASS:
        raise Trouble("This sweep cannot go live yet.", file.not_approved or found.says)


def _day(held: Held) -> str:
    starts = held.text("starts_at")
    return local(starts).date().isoformat() if starts else ""


def _clock(moment: str) -> str:
    return f"{local(moment):%H:%M}" if moment else ""
