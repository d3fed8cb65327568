"""The desk that erases names once they are due: of stops without concern, and of who was no child at work.

The counted facts, the order and its ground stay, and the chain still verifies (SWP-22, UK GDPR Art.5(1)(e)).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.returns.counted import repeated
from fieldkit.casebook.sweeps import facts as sweep_facts
from fieldkit.casebook.sweeps.files import SweepFile, SweepFiles
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.rules.age import ChildAge, compulsory_school_age_not_over
from fieldkit.rules.finding import Verdict
from fieldkit.rules.sweeps.stops import erasure_due, names_go
from fieldkit.store import drafts, records, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

_CLOSED = ("closed", "return_sent")
_ORDERING = frozenset({"MGR", "ADM"})
_PROSE = ("@why", "@text")
_BATCH = 50
GROUND = "minimised"
AUTHORITY = "UK GDPR Art.5(1)(e); SWP-22"


@dataclass(frozen=True, slots=True)
class DueErasure:
    """A record whose names go on `due`; `on_hold` says why they stay after all, empty when they go."""

    record: str
    kind: str
    label: str
    operation: str
    reference: str
    due: date
    overdue: bool
    on_hold: str


class Erasures(Desk):
    """What is due is worked out each time from the record and the day on which its sweep was closed."""

    def due(self) -> Sequence[DueErasure]:
        """Every record that still names somebody and should not for ever, the first due first."""
        return [row for row, _ in self._found()]

    def erase_due(self, today: date | None = None) -> tuple[Sequence[DueErasure], Changes]:
        """Erase the names that are due by a day, with the ground and authority; says which.

        Raises `Trouble` unless a manager or administrator orders it.
        """
        if not _ORDERING & set(self.me.roles):
            raise Trouble("Only a manager or administrator may order an erasure.")
        day, changed = today or self.today(), Changes()
        found = [(row, held) for row, held in self._found() if not row.on_hold and row.due <= day]
        stays = self._repeated(held for _, held in found if held.kind == "stop")
        for start in range(0, len(found), _BATCH):
            part = [held for _, held in found[start : start + _BATCH]]
            acts = [act for held in part for act in self._order(held, held.record in stays)]
            gone = {act.record for act in acts}
            changed |= self.notebook.write(acts, self.now(), confirmed=gone)
        return [row for row, _ in found], changed

    def _found(self) -> list[tuple[DueErasure, Held]]:
        with self.notebook.reading() as book:
            closed = records.listed(book, kinds=["operation"], states=_CLOSED)
        found = [pair for operation in closed for pair in self._of(operation.record)]
        return sorted(found, key=lambda pair: (pair[0].due, pair[0].reference, pair[0].label))

    def _of(self, operation: str) -> list[tuple[DueErasure, Held]]:
        file = self.beside(SweepFiles).open(operation)
        if file.facts.closed_on is None:
            return []
        with self.notebook.reading() as book:
            parts = records.listed(book, home=file.held.home, withdrawn=True)
            begun = {draft.parent for draft in drafts.all_drafts(book)}
        due = erasure_due(file.facts.closed_on, self.reference())
        worried = {part.parent for part in parts if part.kind == "escalation"}
        waits = {part.parent for part in parts if part.kind == "follow-up" and part.state == "open"}
        rows = []
        for held in parts:
            if _named(held) and self._goes(held, file, worried, parts):
                rows.append((self._row(held, file, due, waits, begun), held))
        return rows

    def _goes(self, held: Held, file: SweepFile, worried: Collection[str], parts: Sequence[Held]) -> bool:
        if held.kind == "stop":
            stop = self.beside(SweepFiles).stop(sweep_facts.agreed(held), file.facts)
            welfare = "yes" if held.record in worried else stop.welfare or "no"
            return names_go(replace(stop, welfare=welfare), self.reference()) is True
        if held.kind != "child-at-work":
            return False
        visit = next((part for part in parts if part.record == held.parent), None)
        born, on = day_of(held, "dob"), day_of(visit, "arrived_at") if visit else None
        if born is None or on is None or held.record in worried:
            return False
        school = self.beside(SweepFiles).school(held.value("school"))
        age = ChildAge(born, on, school.calendar if school else None)
        return compulsory_school_age_not_over(age, self.reference()).verdict is Verdict.FAIL

    def _row(
        self, held: Held, file: SweepFile, due: date, waits: Collection[str], begun: Collection[str]
    ) -> DueErasure:
        number = held.text("stop_no")
        label = kind_named(held.kind).label
        return DueErasure(
            record=held.record,
            kind=held.kind,
            label=f"{label} {number}" if number else label,
            operation=file.held.record,
            reference=file.held.text("reference"),
            due=due,
            overdue=due < self.today(),
            on_hold=_on_hold(held, waits, begun),
        )

    def _repeated(self, stops: Iterable[Held]) -> Collection[str]:
        """The stops of a child stopped before, which the figures count once the names are gone."""
        found: set[str] = set()
        for operation in {stop.parent for stop in stops}:
            with self.notebook.reading() as book:
                found |= repeated(records.listed(book, kinds=["stop"], parent=operation))
        return found

    def _order(self, held: Held, again: bool) -> list[Act]:
        """The acts that erase one record's names and those in what hangs from it."""
        with self.notebook.reading() as book:
            under = records.listed(book, parent=held.record, withdrawn=True)
        kept = []
        if again and not held.locked and held.value("again") != "yes":
            kept = [_act(held, Type.EDIT, {"again": "yes"}, bases=held.folded.heads)]
        return [*kept, *(act for one in (held, *under) for act in self._erase(one))]

    def _erase(self, held: Held) -> list[Act]:
        with self.notebook.reading() as book:
            told = revisions.of_record(book, held.record)
        said = {name for line in told if line.payload for name in line.payload.fields}
        gone = [name for name in (*kind_named(held.kind).personal, *_PROSE) if name in said]
        if not gone:
            return []
        order: dict[str, Json] = {"@ground": GROUND, "@why": AUTHORITY, "@fields": list(gone)}
        return [_act(held, Type.ERASE, order, bases=held.folded.heads, targets=held.folded.order)]


def _named(held: Held) -> bool:
    return any(held.values.get(name) not in (None, "", []) for name in kind_named(held.kind).personal)


def _on_hold(held: Held, waits: Collection[str], begun: Collection[str]) -> str:
    if held.text("case_made"):
        return "A case was made of it."
    if held.record in begun:
        return "A referral of it is begun."
    if held.record in waits:
        return "A follow-up is open."
    if held.folded.restricted:
        return "A hold stops its disposal."
    return "Two answers differ: settle them first." if held.disputed else ""


def _act(
    held: Held,
    type: Type,
    fields: dict[str, Json],
    *,
    bases: tuple[str, ...],
    targets: tuple[str, ...] = (),
) -> Act:
    return Act(
        type=type,
        kind=held.kind,
        record=held.record,
        home=held.home,
        fields=fields,
        bases=bases,
        targets=targets,
        schema=kind_named(held.kind).schema_version,
    )
