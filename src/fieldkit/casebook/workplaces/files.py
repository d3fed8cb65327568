"""The desk that reads a premises visit for its rules: entry, each child with hours, and the child's
school.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.schools.schools import Schools, calendar_in, spans_in
from fieldkit.casebook.sweeps.facts import agreed, clock_of
from fieldkit.casebook.workplaces import facts as workplace_facts
from fieldkit.casebook.workplaces.facts import Schooling
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.reference import Reference
from fieldkit.rules.employment import ChildAtWork, half_days_of
from fieldkit.rules.employment.declare import NOT_A_CHILD, scope
from fieldkit.rules.finding import Finding
from fieldkit.rules.registry import findings
from fieldkit.store import records
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class ChildFile:
    """A child found at work: its agreed answers, its hours by record, its school, and the day of the
    visit.
    """

    held: Held
    visit: Held
    said: Mapping[str, Json]
    shifts: Mapping[str, Mapping[str, Json]]
    school: Schooling
    found_on: date | None

    def with_answers(self, said: Mapping[str, Json], shifts: Mapping[str, Mapping[str, Json]]) -> ChildFile:
        """The same file with other answers and hours on top, as they are being typed."""
        return replace(self, said={**self.said, **said}, shifts={**self.shifts, **shifts})


class WorkplaceFiles(Desk):
    """Reads; writes nothing and notes no look."""

    def visit(self, visit: str) -> Held:
        """A premises visit. Raises `Trouble` when it is not here or is no such visit."""
        held = self.held(visit)
        if held.kind != "premises-visit":
            raise Trouble("That record is not a premises visit.", "Open a premises visit first.")
        return held

    def children(self, visit: str) -> Sequence[Held]:
        """The children of a visit in the order in which they were found."""
        with self.notebook.reading() as book:
            return records.listed(book, kinds=["child-at-work"], parent=visit, order="made_ms")

    def child(self, child: str) -> ChildFile:
        """A child with its hours and school. Raises `Trouble` when it is not here or is none."""
        held = self.held(child)
        if held.kind != "child-at-work":
            raise Trouble("That record is not a child at work.", "Open a child of a premises visit first.")
        with self.notebook.reading() as book:
            shifts = records.listed(book, kinds=["shift"], parent=child, order="happened")
        visit = self.held(held.parent)
        return ChildFile(
            held=held,
            visit=visit,
            said=agreed(held),
            shifts={shift.record: agreed(shift) for shift in shifts},
            school=self.school(held.value("school")),
            found_on=day_of(visit, "arrived_at"),
        )

    def school(self, said: Json) -> Schooling:
        """The school that an answer names, with what the council knows of it."""
        if not isinstance(said, dict):
            return Schooling()
        held = self.beside(Schools).of_urn(str(said["id"]))
        if held is None:
            return Schooling(str(said["name"]))
        with self.notebook.reading() as book:
            calendar = records.get(book, held.text("calendar"))
        return workplace_facts.schooling_of(
            held.title,
            calendar_in(calendar),
            clock_of(held.text("opens")),
            clock_of(held.text("closes")),
            half_days_of(spans_in(calendar, "half_days")),
            held.text("school_type"),
        )

    def facts(self, file: ChildFile, day: date | None) -> ChildAtWork:
        """What the rules are told of a child on one day."""
        shifts = list(file.shifts.values())
        return workplace_facts.child_of(file.said, shifts, day, file.found_on, file.school, self.reference())

    def days(self, file: ChildFile) -> tuple[date, ...]:
        """The days looked at, the day of the visit first."""
        return workplace_facts.days_looked_at(file.shifts.values(), file.found_on)

    def findings(self, file: ChildFile, law: Reference | None = None) -> tuple[Finding, ...]:
        """What the rules say of every day listed, the fails first; of no child, that it is none (EMP-00).

        `law` is a book pinned to one rule set; by default the day of the work decides.
        """
        book, days = law or self.reference(), self.days(file)
        found = [(day, one) for day in days for one in findings(book, self.facts(file, day))]
        if not days:
            return findings(book, self.facts(file, None))
        return workplace_facts.over_days(found, days[0])

    def no_child(self, file: ChildFile) -> bool:
        """Whether it was no child for this purpose on any day looked at (EMP-00)."""
        found = [scope(self.facts(file, day), self.reference()) for day in self.days(file)]
        return bool(found) and all(one.title == NOT_A_CHILD for one in found)

    def entry_findings(self, said: Mapping[str, Json]) -> tuple[Finding, ...]:
        """What EMP-30 and EMP-31 say of how the officer came in."""
        now = datetime.fromisoformat(self.now_text())
        return findings(self.reference(), workplace_facts.entry_of(said, now))
