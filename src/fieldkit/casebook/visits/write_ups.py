"""The desk for one visit read whole: where it stands, its sections, its parts, the case around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.approvals.check import MANAGER
from fieldkit.casebook.cases.risk import Flag, Risk
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.sections import Section
from fieldkit.casebook.visits.visits import NextAct, Visits
from fieldkit.kinds.safety import ALL_CLEAR, DURESS
from fieldkit.store import drafts, journal, records
from fieldkit.store.drafts import Draft
from fieldkit.store.records import Held

#: The records that are written beside a visit, in the order of its sections.
PARTS = ("person-present", "exhibit", "calling-card", "escalation", "follow-up", "school-told", "signoff",
         "doorstep-caution")  # fmt: skip


@dataclass(frozen=True, slots=True)
class WriteUp:
    """A visit with everything its pages show. `plan` is its safety plan; `running`: its timer runs."""

    held: Held
    case: Held | None
    child: str
    first_name: str
    where: str
    second_officer: str
    act: NextAct
    sections: tuple[Section, ...]
    flags: tuple[Flag, ...]
    plan: Held | None
    running: bool
    parts: tuple[Held, ...]
    to_decide: bool

    def of_kind(self, kind: str) -> tuple[Held, ...]:
        """Its parts of one kind."""
        return tuple(part for part in self.parts if part.kind == kind)


class WriteUps(Desk):
    """Reading a visit for its form, its check and its record."""

    def open(self, visit: str) -> WriteUp:
        """The visit as it stands. Noted as looked at. Raises `Trouble` when it is not here."""
        held, visits = self.held(visit), self.beside(Visits)
        with self.notebook.reading() as book:
            case = records.get(book, held.home)
            child = records.get(book, case.text("child")) if case else None
            place = records.get(book, held.text("address"))
            parts = records.listed(book, kinds=PARTS, parent=visit, order="made_ms")
            plans = records.listed(book, kinds=["safety-plan"], parent=visit, order="made_ms")
            told = records.listed(book, kinds=["safety-event"], parent=plans[-1].record) if plans else []
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["open", visit])
        second = held.folded.latest("second_officer")
        name = (child.text("known_as") or child.text("forenames")) if child else ""
        events = [event.value("event") for event in told]
        return WriteUp(
            held=held,
            case=case,
            child=child.title if child else "",
            first_name=name.split()[0] if name else "the child",
            where=place.title if place else "",
            second_officer=str(second["name"]) if isinstance(second, dict) else "",
            act=visits.next_act(visit),
            sections=tuple(section for section in visits.sections(visit) if section.name != "Plan"),
            flags=tuple(self.beside(Risk).of_visit(visit)),
            plan=plans[-1] if plans else None,
            running="started" in events and not {ALL_CLEAR, DURESS} & set(events),
            parts=tuple(parts),
            to_decide=self._to_decide(visit),
        )

    def _to_decide(self, visit: str) -> bool:
        """Whether this officer is the manager whom the visit waits for."""
        if MANAGER not in self.me.roles:
            return False
        return any(asked.record == visit and not asked.own for asked in self.beside(Approvals).waiting())

    def under(self, record: str) -> Sequence[Held]:
        """What hangs from a record, the oldest first."""
        with self.notebook.reading() as book:
            return records.listed(book, parent=record, order="made_ms")

    def is_here(self, record: str) -> bool:
        """Whether there is such a record yet, and not only a draft of it."""
        with self.notebook.reading() as book:
            return records.get(book, record) is not None

    def draft(self, record: str) -> Draft | None:
        """The draft of a record, which may be of one that is still to be made; None when there is none."""
        with self.notebook.reading() as book:
            return drafts.get(book, record)
