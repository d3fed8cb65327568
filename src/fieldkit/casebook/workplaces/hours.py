"""The desk for a child's hours: checked as they are typed, kept in the draft, saved as hours worked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.drafts import Drafts, OpenDraft
from fieldkit.casebook.records import Records
from fieldkit.casebook.workplaces import hours_page
from fieldkit.casebook.workplaces import page as workplace_page
from fieldkit.casebook.workplaces.facts import day_in
from fieldkit.casebook.workplaces.files import ChildFile, WorkplaceFiles
from fieldkit.casebook.workplaces.gates import KEPT
from fieldkit.casebook.workplaces.hours_page import FIELDS, HoursForm, HoursPage
from fieldkit.kinds.stops import age_on
from fieldkit.rules.employment import ChildAtWork, ruler
from fieldkit.rules.employment.declare import work_of
from fieldkit.rules.employment.week_limits import hours_of_week
from fieldkit.store import drafts
from fieldkit.store.changes import Changes
from fieldkit.store.drafts import Typed

NEW = "new"


class WorkingHours(Desk):
    """One spell of work at a time, on top of all others that are kept of the child."""

    def open(self, child: str, shift: str = "") -> HoursForm:
        """What the fields open on: the hours of the day of the visit, what was begun, or nothing yet.

        `shift` names hours that are kept, or is "new" for another spell of work.
        """
        return self._form(self.beside(WorkplaceFiles).child(child), shift)

    def page(self, child: str, typed: Mapping[str, Typed] | None = None, shift: str = "") -> HoursPage:
        """The hours checked as typed; nothing is written. Raises `Trouble` when the child is not here."""
        files = self.beside(WorkplaceFiles)
        file = files.child(child)
        form = self._form(file, shift)
        said = {**form.typed, **(typed or {})}
        values, about, problems = hours_page.read_hours(said, file.found_on, self.context())
        timed = values.get("started_at") or values.get("finished_at")
        kept = {**dict(file.shifts.get(form.shift, {})), **values}
        now = file.with_answers(about, {form.shift: kept} if timed else {})
        day = day_in(values, "started_at") or hours_page.day_typed(said, file.found_on or self.today())[0]
        facts, book = files.facts(now, day), self.reference()
        drawn = ruler(facts, book)
        no_child = files.no_child(now)
        return HoursPage(
            form=form,
            visit=file.visit.record,
            reference=file.visit.text("reference"),
            place=file.visit.title,
            heading=hours_page.heading_of(now, day, _age(now, day), drawn),
            day=day,
            ruler=drawn,
            findings=files.findings(now),
            problems=problems,
            week_words=self._week(facts),
            source_words=hours_page.as_said(str(said.get("source") or ""), "source"),
            week_source_words=hours_page.as_said(str(said.get("week_hours_source") or ""), "source"),
            shifts=self._others(file, form),
            no_child=no_child,
            to_take_out=hours_page.names_typed(file.said, KEPT) if no_child else (),
            premises=workplace_page.premises_facts(file.visit, book),
            caution=workplace_page.caution_for(file.visit),
            case_made=str(file.said.get("case_made") or ""),
        )

    def keep(self, form: HoursForm, typed: Mapping[str, Typed]) -> Changes:
        """Keep what is typed in the draft. Durable when it returns."""
        draft = OpenDraft(
            record=form.shift,
            kind="shift",
            home=self.held(form.child).home,
            parent=form.child,
            bases=self.held(form.shift).folded.heads if form.known else (),
            typed=typed,
            unconfirmed=frozenset(typed),
            place="",
            saved_ms=0,
        )
        return self.beside(Drafts).save(draft, {name: typed[name] for name in FIELDS if name in typed})

    def save(
        self, child: str, typed: Mapping[str, Typed], shift: str = "", why: str = ""
    ) -> tuple[str, Changes]:
        """Save these hours with what was said of the week, together. A second press writes nothing.

        Raises `Problems` at the fields of the page.
        """
        file = self.beside(WorkplaceFiles).child(child)
        form, desk = self._form(file, shift), self.beside(Records)
        said = {**form.typed, **typed}
        values, about, problems = hours_page.read_hours(said, file.found_on, self.context())
        if problems:
            raise Problems(problems)
        changed = {name: told for name, told in about.items() if told != file.said.get(name)}
        acts = desk.correction(child, changed, why) if changed else []
        if form.known:
            return form.shift, desk.correct(form.shift, values, why, acts=acts)
        return desk.new("shift", values, parent=child, record=form.shift, acts=acts)

    def _form(self, file: ChildFile, shift: str) -> HoursForm:
        child = file.held.record
        with self.notebook.reading() as book:
            begun = [draft for draft in drafts.all_drafts(book) if draft.parent == child]
        kept = {draft.record: dict(draft.typed) for draft in begun if draft.kind == "shift"}
        own = [
            record
            for record, said in file.shifts.items()
            if not said.get("employer") and day_in(said, "started_at") == file.found_on
        ]
        new = [record for record in kept if record not in file.shifts]
        here = [shift] if shift and shift != NEW else ([] if shift == NEW else own[-1:]) or new[-1:]
        record = here[0] if here else self.new_id()
        typed = hours_page.typed_hours(file.shifts.get(record, {}), file.said, file.found_on)
        on_top = {name: str(told) for name, told in kept.get(record, {}).items() if name in FIELDS}
        return HoursForm(child, record, record in file.shifts, typed | on_top)

    def _week(self, facts: ChildAtWork) -> str:
        work = work_of(facts, self.reference())
        return hours_of_week(work).words if work is not None else ""

    def _others(self, file: ChildFile, form: HoursForm) -> tuple[hours_page.ShiftRow, ...]:
        rows: Sequence[hours_page.ShiftRow] = [
            hours_page.shift_row(record, said) for record, said in file.shifts.items() if record != form.shift
        ]
        return tuple(rows)


def _age(file: ChildFile, day: date | None) -> int | None:
    born = file.said.get("dob")
    if not isinstance(born, str) or day is None:
        return None
    since = datetime.fromisoformat(born).date()
    return age_on(since, day) if since <= day else None
