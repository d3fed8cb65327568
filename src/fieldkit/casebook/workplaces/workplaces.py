"""The desk for premises visits: planned, arrived, left, locked, and the children found at work there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.cases.cases import Cases
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.paper import Sheet
from fieldkit.casebook.records import Records
from fieldkit.casebook.sections import sections_of
from fieldkit.casebook.workplaces import hours_page
from fieldkit.casebook.workplaces import page as workplace_page
from fieldkit.casebook.workplaces.advice import Advice
from fieldkit.casebook.workplaces.files import ChildFile, WorkplaceFiles
from fieldkit.casebook.workplaces.gates import KEPT, why_no_arrival
from fieldkit.casebook.workplaces.hours import WorkingHours
from fieldkit.casebook.workplaces.hours_page import HoursForm, HoursPage
from fieldkit.casebook.workplaces.page import ChildRow, ComparedRow, WorkplaceAct, WorkplacePage, WorkplaceRow
from fieldkit.errors import Trouble
from fieldkit.kinds.answers import Context
from fieldkit.kinds.operations import Operation
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.stops import age_on
from fieldkit.kinds.times import day_in_words, local
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.rules.employment import CWSA2026, CYPA_CURRENT, under
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.store import counters, drafts, journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.drafts import Typed
from fieldkit.store.records import Held

#: Of cases and of sweeps too, some of which begin with the same letters: no two references are the same.
_SERIES = "case"
PARTS = ("exhibit", "escalation", "follow-up", "note", "signoff")


class Workplaces(Desk):
    """A visit to a workplace on an employment sweep (domain 5.3); each press is a revision at once."""

    def plan(self, operation: str, typed: Mapping[str, Any], *, record: str = "") -> tuple[str, Changes]:
        """Plan a visit on an employment sweep; it gets a reference. Raises `Problems`, `Trouble`."""
        if self.held(operation).kind != Operation.kind:
            raise Trouble("That record is not a sweep.", "Open an employment sweep first.")
        with self.notebook.reading() as book:
            number = counters.upcoming(book, _SERIES)
        mark = f"{self.me.mark}-" if self.me.mark else ""
        machine: dict[str, Json] = {"reference": f"EMP-{self.today().year}-{mark}{number:03}"}

        def take_number(book: Any) -> None:
            counters.next_number(book, _SERIES)

        return self.beside(Records).new(
            "premises-visit", typed, parent=operation, record=record, machine=machine, also=take_number
        )

    def arrive(self, visit: str, typed: Mapping[str, Any] | None = None) -> Changes:
        """Record the arrival, now unless a time is typed, and on what basis the officer is in.

        Raises `Trouble` unless the sweep is live or ready to go live (SWP-20), `Problems` for what is missing
        and under an order that has run out (EMP-30).
        """
        values = answers.read(kind_named("premises-visit"), typed or {}, self.context())
        machine = {"arrived_at": self.now_text(), **{name: told for name, told in values.items() if told}}
        return self.beside(Records).move(visit, "on_site", machine=machine)

    def leave(self, visit: str) -> Changes:
        """Record the departure, now."""
        return self.beside(Records).move(visit, "left", machine={"departed_at": self.now_text()})

    def abort(self, visit: str, why: str) -> Changes:
        """Break a visit off, with the reason."""
        if not why.strip():
            raise Problems([Problem("why", "Say why the visit was broken off")])
        return self.beside(Records).move(visit, "aborted", why)

    def cancel(self, visit: str, why: str) -> Changes:
        """Call off a visit that has not started, with the reason."""
        if not why.strip():
            raise Problems([Problem("why", "Say why the visit is called off")])
        return self.beside(Records).move(visit, "cancelled", why)

    def write_up(self, visit: str) -> Changes:
        """Say that every section is answered. Raises `Problems` with what is missing."""
        held = self.held(visit)
        machine: dict[str, Json] = {} if held.value("made_up_at") else {"made_up_at": self.now_text()}
        return self.beside(Records).move(visit, "written_up", machine=machine)

    def lock(self, visit: str) -> Changes:
        """Write up if that is still to be said, then sign and lock the visit with its children and hours."""
        changed = self.write_up(visit) if self.held(visit).state == "left" else Changes()
        return changed | self.beside(Records).seal(visit)

    def list(self, *, operation: str = "", states: Sequence[str] = ()) -> Sequence[WorkplaceRow]:
        """The premises visits on this laptop, the latest first; the list is logged once, with its ids."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["premises-visit"], parent=operation, states=states)
        rows = sorted((self._row(one) for one in held), key=lambda row: row.at or "9", reverse=True)
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(row.visit for row in rows)])
        return rows

    def referred(self, reference: str) -> Held | None:
        """The premises visit with that reference, or None."""
        wanted = reference.strip().casefold()
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["premises-visit"], withdrawn=True)
        return next((one for one in held if one.text("reference").casefold() == wanted), None)

    def page(self, visit: str) -> WorkplacePage:
        """One visit read whole. Noted as looked at. Raises `Trouble` when it is not here."""
        files, book = self.beside(WorkplaceFiles), self.reference()
        held = files.visit(visit)
        sweep = self.held(held.parent)
        with self.notebook.reading() as store:
            kept = drafts.get(store, visit)
            parts = records.listed(store, kinds=PARTS, parent=visit, order="made_ms")
        with self.notebook.writing() as store:
            journal.note(store, self.now().wall_ms, ["open", visit])
        left, over = workplace_page.order_words(held, datetime.fromisoformat(self.now_text()), book)
        act, *others = self._acts(held, sweep)
        kind = held.text("business_type")
        return WorkplacePage(
            held=held,
            operation=sweep.record,
            operation_reference=sweep.text("reference"),
            state_words="Locked" if held.locked else book.label("premises-state", held.state),
            business=book.label("business-type", kind) if kind else "",
            sections=tuple(sections_of(held, kept)),
            entry_words=workplace_page.entry_words(held, book),
            order_words=left,
            order_over=over,
            children=tuple(self._child(one.record) for one in files.children(visit)),
            findings=files.entry_findings(held.values),
            parts=tuple(parts),
            act=act,
            others=tuple(others),
            caution=workplace_page.caution_for(held),
        )

    def findings(self, visit: str) -> tuple[Finding, ...]:
        """What EMP-30 and EMP-31 say of a visit, and what fails on each of its children."""
        files = self.beside(WorkplaceFiles)
        found = list(files.entry_findings(files.visit(visit).values))
        for child in files.children(visit):
            found += [one for one in self.findings_of(child.record) if one.verdict is Verdict.FAIL]
        return tuple(found)

    def findings_of(self, child: str) -> Sequence[Finding]:
        """What the rules say of a child at work on every day listed, the fails first."""
        files = self.beside(WorkplaceFiles)
        return files.findings(files.child(child))

    def compare(self, child: str) -> Sequence[ComparedRow]:
        """The law now and the Act of 2026 side by side, each rule on every day listed, differences first."""
        files = self.beside(WorkplaceFiles)
        file = files.child(child)
        now, then = (files.findings(file, under(name, self.reference())) for name in (CYPA_CURRENT, CWSA2026))
        return workplace_page.side_by_side(now, then)

    def add_child(self, visit: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write down a child found at work. Of somebody over school age only the least is taken (EMP-00)."""
        return self.beside(Records).new("child-at-work", typed, parent=visit)

    def correct_child(self, child: str, typed: Mapping[str, Any], why: str = "") -> Changes:
        """Give other answers about a child. Raises `Problems`."""
        return self.beside(Records).correct(child, typed, why)

    def add_shift(self, child: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Keep hours worked. `typed` may hold `day`, and `rests` as "None" or "12:00 to 13:00"; a bare time
        falls on the day worked, by default that of the visit. Raises `Problems`.
        """
        values = self._shift(self.beside(WorkplaceFiles).child(child), typed)
        return self.beside(Records).new("shift", values, parent=child)

    def correct_shift(self, shift: str, typed: Mapping[str, Any], why: str = "") -> Changes:
        """Give other hours; a bare time falls on the day that they were of. Raises `Problems`."""
        held = self.held(shift)
        file = self.beside(WorkplaceFiles).child(held.parent)
        said = {name: typed[name] for name in typed if name != "day"}
        if "day" not in typed and (at := held.text("started_at")):
            typed = {"day": local(at).date().isoformat(), **said}
        return self.beside(Records).correct(shift, self._shift(file, typed), why)

    def open_hours(self, child: str, shift: str = "") -> HoursForm:
        """What the page of hours opens on; `shift` is empty for those of the visit's day, or "new"."""
        return self.beside(WorkingHours).open(child, shift)

    def hours(self, child: str, typed: Mapping[str, Typed] | None = None, *, shift: str = "") -> HoursPage:
        """A child's hours checked as typed, with all others that are kept; nothing is written."""
        return self.beside(WorkingHours).page(child, typed, shift)

    def keep_hours(self, form: HoursForm, typed: Mapping[str, Typed]) -> Changes:
        """Keep what is typed in the draft. Durable when it returns."""
        return self.beside(WorkingHours).keep(form, typed)

    def save_hours(
        self, child: str, typed: Mapping[str, Typed], *, shift: str = "", why: str = ""
    ) -> tuple[str, Changes]:
        """Save the hours of the page and what was said of the week. Raises `Problems` at its fields."""
        return self.beside(WorkingHours).save(child, typed, shift, why)

    def withdraw_shift(self, shift: str, why: str) -> Changes:
        """Take hours out; they stay readable."""
        return self.beside(Records).withdraw(shift, why)

    def escalate(self, child: str, level: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write down a worry about a child at once (domain 3.6). Raises `Problems`."""
        said = {"level": level, "noticed_at": self.now_text(), **typed}
        return self.beside(Records).new("escalation", said, parent=child)

    def take_out(self, child: str) -> Changes:
        """Empty what was typed of somebody who is over school age, and their hours (EMP-00).

        What was signed stays in the chain until names are erased, once the sweep is closed.
        """
        files, desk = self.beside(WorkplaceFiles), self.beside(Records)
        file = files.child(child)
        if not files.no_child(file):
            raise Trouble("They are a child for this purpose.", "Withdraw what was typed by mistake instead.")
        why = "Not a child for this purpose (EMP-00)"
        more = [name for name in file.said if name in _ABOUT_CHILD and name not in KEPT]
        changed = desk.correct(child, dict.fromkeys(more, ""), why) if more else Changes()
        for shift in file.shifts:
            changed |= desk.withdraw(shift, why)
        return changed

    def open_case(self, child: str) -> tuple[str, Changes]:
        """Open an employment case of what is known of the child; the child names it. Raises `Trouble`."""
        file = self.beside(WorkplaceFiles).child(child)
        if file.said.get("case_made"):
            raise Trouble("A case was made of it already.", "Open the case.")
        if file.held.locked:
            raise Trouble("That visit is locked, so nothing in it changes.", "Take in a referral instead.")
        case, place = self.new_id(), file.visit
        when = f" on {day_in_words(file.found_on)}" if file.found_on else ""
        about: dict[str, Json] = {
            "case_type": "EMP",
            "received_at": self.now_text(),
            "referrer_kind": "internal",
            "referrer": self.me.name,
            "reason": f"Found at work at {place.title}{when}, visit {place.text('reference')}.",
        }
        forenames, _, surname = str(file.said.get("name") or "").rpartition(" ")
        who: dict[str, Json] = {"forenames": forenames or surname, "surname": surname}
        who |= {name: file.said[name] for name in ("dob", "school", "dob_verified_by") if name in file.said}
        tie = Act(
            type=Type.EDIT,
            kind=file.held.kind,
            record=child,
            home=file.held.home,
            fields={"case_made": case},
            bases=file.held.folded.heads,
        )
        return self.beside(Cases).new(about, who, ids=(case, self.new_id()), family=[tie])

    def advice_letter(self, visit: str) -> Sheet:
        """The letter of advice to the employer, in memory.

        Raises `Trouble` when there is nothing to advise.
        """
        return self.beside(Advice).letter(visit)

    def _shift(self, file: ChildFile, typed: Mapping[str, Any]) -> dict[str, Json]:
        day, problems = hours_page.day_typed(typed, file.found_on or self.today())
        context = Context(day, self.now().offset_ms // 60_000)
        rest = {name: told for name, told in typed.items() if name not in ("day", "rests")}
        values: dict[str, Json] = {}
        if "rests" in typed:
            values = hours_page.breaks_in(str(typed["rests"] or ""), context, problems)
        if problems:
            raise Problems(problems)
        return values | answers.read(kind_named("shift"), rest, context)

    def _row(self, held: Held) -> WorkplaceRow:
        labels, act = self.reference(), self._acts(held, self.held(held.parent))[0]
        return WorkplaceRow(
            visit=held.record,
            operation=held.parent,
            reference=held.text("reference"),
            title=held.title,
            address=", ".join(filter(None, (held.text("address"), held.text("postcode")))),
            at=held.text("arrived_at") or held.text("planned_for"),
            state=held.state,
            state_words="Locked" if held.locked else labels.label("premises-state", held.state),
            children=len(self.beside(WorkplaceFiles).children(held.record)),
            next_act=act.label,
            blocked=act.blocked,
        )

    def _child(self, child: str) -> ChildRow:
        files, labels = self.beside(WorkplaceFiles), self.reference()
        file = files.child(child)
        tally = workplace_page.counts(files.findings(file))
        born, job = file.said.get("dob"), file.said.get("occupation")
        with self.notebook.reading() as book:
            told = records.listed(book, kinds=["escalation"], parent=child)
        return ChildRow(
            child=child,
            name=file.held.title,
            age=age_on(datetime.fromisoformat(str(born)).date(), file.found_on or self.today())
            if born
            else None,
            job=labels.label("employment-occupation", str(job)) if job else "",
            fails=tally[Verdict.FAIL],
            cannot_tell=tally[Verdict.CANNOT_TELL],
            no_child=files.no_child(file),
            worried=bool(told),
            case_made=str(file.said.get("case_made") or ""),
            hours=tuple(hours_page.shift_row(record, said).told for record, said in file.shifts.items()),
        )

    def _acts(self, held: Held, sweep: Held) -> Sequence[WorkplaceAct]:
        """What comes next, then what may be done besides."""
        if held.locked or held.state == "cancelled":
            return (WorkplaceAct("open", "Open visit"),)
        if held.state == "planned":
            why_not = why_no_arrival(self, sweep)
            return WorkplaceAct("arrive", "I have arrived", why_not), WorkplaceAct("cancel", "Call off")
        if held.state == "on_site":
            return WorkplaceAct("leave", "I have left"), WorkplaceAct("abort", "Break off")
        return (WorkplaceAct("lock", "Check and lock"),)


_ABOUT_CHILD = frozenset(kind_named("child-at-work").model_fields) - {"parent", "case_made"}
