"""The desk for home visits: plan, read the flags, set off, arrive, leave, write up, lock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.cases.risk import Risk
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.drafts import Drafts, OpenDraft
from fieldkit.casebook.records import Records
from fieldkit.casebook.sections import Section, sections_of
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import local
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Type
from fieldkit.rules.finding import Verdict
from fieldkit.store import drafts, records
from fieldkit.store.changes import Changes
from fieldkit.store.drafts import Typed
from fieldkit.store.records import Held

PLAN = "Plan"
PRESSED = ("left_base", "arrived_at", "departed_at")
NOT_YET = ("planned", "risk_read", "approved", "travelling", "on_site")


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit in a list: when, whom it is about, where, and what comes next."""

    visit: str
    case: str
    reference: str
    child: str
    title: str
    where: str
    planned_for: str
    state: str
    state_words: str
    second_officer: str
    next_act: str
    blocked: str


@dataclass(frozen=True, slots=True)
class NextAct:
    """What the officer does next with a visit, and why not yet when it is blocked."""

    name: str
    label: str
    blocked: str = ""


class Visits(Desk):
    """One home visit from plan to lock; every press of a button is a revision at once."""

    def plan(
        self,
        case: str,
        typed: Mapping[str, Any],
        safety: Mapping[str, Any] | None = None,
        *,
        record: str = "",
    ) -> tuple[str, Changes]:
        """Plan a visit on a case, with its safety plan, in one transaction; `record` is the id its draft had.

        Raises `Problems`.
        """
        held = self.held(case)
        visit, plan = record or self.new_id(), self.new_id()
        model, context = kind_named("visit"), self.context()
        values = answers.read(model, typed, context)
        with self.notebook.reading() as book:
            before = records.listed(book, kinds=["visit"], home=held.home)
        values |= {"parent": case, "visit_no": len(before) + 1, STATE: "planned"}
        answers.check(model, values, state="planned")
        acts = [Act(type=Type.EDIT, kind="visit", record=visit, home=held.home, fields=_given(values))]
        if safety:
            there = self.context(day_of(values) or context.day)
            kept = answers.read(kind_named("safety-plan"), safety, there) | {"parent": visit}
            answers.check(kind_named("safety-plan"), kept)
            acts.append(
                Act(type=Type.EDIT, kind="safety-plan", record=plan, home=held.home, fields=_given(kept))
            )
        return visit, self.notebook.write(acts, self.now(), confirmed=[visit, plan])

    def list(self, *, states: Sequence[str] = (), case: str = "") -> Sequence[VisitRow]:
        """The visits on this laptop by the time they are planned for."""
        home = self.held(case).home if case else ""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["visit"], home=home, states=states, order="due")
            cases = records.some(book, [visit.home for visit in held])
            children = records.some(book, [str(item.value("child")) for item in cases.values()])
            places = records.some(book, [visit.text("address") for visit in held])
        return [self._row(visit, cases, children, places) for visit in held]

    def next_act(self, visit: str) -> NextAct:
        """The one thing to do next, and what stands in its way."""
        held = self.held(visit)
        state = held.state
        if held.locked or state in ("cancelled",):
            return NextAct("open", "Open visit")
        if state == "planned":
            unread = [flag for flag in self._risk.of_visit(visit) if not flag.read_by_me]
            if unread:
                return NextAct("read-flag", "Read risk flag", self._unread(unread[0].level))
            return NextAct("set-off", "Set off", self._why_not_travel(held))
        if state in ("risk_read", "approved"):
            return NextAct("set-off", "Set off", self._why_not_travel(held))
        if state == "travelling":
            return NextAct("arrive", "I have arrived")
        if state == "on_site":
            return NextAct("leave", "I have left safely")
        return NextAct("write-up", "Write up" if state == "departed_safe" else "Check and lock")

    def read_flag(self, visit: str, flag: str) -> Changes:
        """Record that a flag was read; when it was the last one, the visit says so too (RSK-01)."""
        changed = self._risk.read(flag, visit)
        held = self.held(visit)
        if held.state == "planned" and all(f.read_by_me for f in self._risk.of_visit(visit)):
            changed |= self._records.move(visit, "risk_read")
        return changed

    def set_off(self, visit: str) -> Changes:
        """Leave for the visit.

        Raises `Trouble` while a risk rule or an approval forbids it (RSK-01, RSK-02).
        """
        held = self.held(visit)
        why_not = self._why_not_travel(held)
        if why_not:
            raise Trouble("You cannot set off yet.", why_not)
        changed = self._records.move(visit, "risk_read") if held.state == "planned" else Changes()
        return changed | self._records.move(visit, "travelling", machine={"left_base": self.now_text()})

    def arrive(self, visit: str) -> Changes:
        """Record the arrival, now."""
        return self._records.move(visit, "on_site", machine={"arrived_at": self.now_text()})

    def leave(self, visit: str) -> Changes:
        """Record the departure, now."""
        return self._records.move(visit, "departed_safe", machine={"departed_at": self.now_text()})

    def abort(self, visit: str, why: str) -> Changes:
        """Break off on the way or at the door, with the reason."""
        machine: dict[str, Json] = {"outcome_code": "V15", "outcome_reason": why}
        return self._records.move(visit, "aborted", why, machine=machine)

    def cancel(self, visit: str, why: str) -> Changes:
        """Call off a visit that nobody has set out on."""
        if not why.strip():
            raise Trouble("Say why the visit is called off.")
        return self._records.move(visit, "cancelled", why)

    def confirm(
        self, form: OpenDraft, typed: Mapping[str, Typed], *, page: Collection[str], why: str = ""
    ) -> Changes:
        """Confirm a page of the write-up. A time that a button gave changes only with a reason (domain 3.4).

        Raises `Problems`.
        """
        held = self.held(form.record)
        pressed = {name: typed[name] for name in PRESSED if name in page and name in typed}
        times = answers.read(kind_named("visit"), pressed, self.context(self._records.day_of(held)))
        moved = [name for name in times if held.text(name) and times[name] != held.value(name)]
        if moved and not why.strip():
            raise answers.Problems([answers.Problem("why", "Say why the time is changed")])
        return self.beside(Drafts).confirm(form, typed, page=page, why=why)

    def sections(self, visit: str) -> Sequence[Section]:
        """The sections of the write-up with their status, confirmed answers and the draft together."""
        with self.notebook.reading() as book:
            kept = drafts.get(book, visit)
        return sections_of(self.held(visit), kept)

    def write_up(self, visit: str) -> Changes:
        """Say that every section is answered. Raises `Problems` with what is missing."""
        return self._records.move(visit, "written_up")

    def lock(self, visit: str) -> Changes:
        """Write up if that is still to be said, then sign and lock the visit with its parts."""
        held = self.held(visit)
        changed = self.write_up(visit) if held.state == "departed_safe" else Changes()
        return changed | self._records.seal(visit)

    def _row(
        self, visit: Held, cases: Mapping[str, Held], children: Mapping[str, Held], places: Mapping[str, Held]
    ) -> VisitRow:
        case = cases.get(visit.home)
        child = children.get(str(case.value("child"))) if case else None
        place = places.get(visit.text("address"))
        act = self.next_act(visit.record)
        second = visit.folded.latest("second_officer")
        return VisitRow(
            visit=visit.record,
            case=case.record if case else "",
            reference=case.text("reference") if case else "",
            child=child.title if child else "",
            title=visit.title,
            where=place.title if place else "",
            planned_for=visit.text("planned_for"),
            state=visit.state,
            state_words="Locked" if visit.locked else self.reference().label("visit-state", visit.state),
            second_officer=str(second["name"]) if isinstance(second, dict) else "",
            next_act=act.label,
            blocked=act.blocked,
        )

    def _why_not_travel(self, held: Held) -> str:
        failed = [
            f for f in self._risk.findings(held.record) if f.rule != "RSK-03" and f.verdict != Verdict.PASS
        ]
        if failed:
            return failed[0].says
        return self._approvals.why_not(held.record)

    def _unread(self, level: str) -> str:
        return f"{level}: risk flag not read. You cannot set off yet."

    @property
    def _records(self) -> Records:
        return self.beside(Records)

    @property
    def _risk(self) -> Risk:
        return self.beside(Risk)

    @property
    def _approvals(self) -> Approvals:
        return self.beside(Approvals)


def day_of(values: Mapping[str, Json]) -> date | None:
    """The day that a visit is planned for: a bare time of its safety plan falls on it."""
    at = values.get("planned_for")
    return local(at).date() if isinstance(at, str) else None


def _given(values: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in values.items() if value is not None}
