"""The desk for cases: the caseload, one case with its family and chronology, a new referral, allocation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exchange.lease import Lease
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import KINDS, kind_named
from fieldkit.kinds.times import LONDON, moment_of
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Type
from fieldkit.store import counters, journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.receipts import receipts_of
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the caseload."""

    case: str
    reference: str
    child: str
    case_type: str
    state: str
    officer: str
    next_action: str
    due: str
    changed_ms: int
    flags: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a chronology: when, what, its line, their words if any, and how far it has got."""

    record: str
    kind: str
    icon: str
    at: datetime
    title: str
    line: str
    verbatim: str
    locked: bool
    sent: bool
    disputed: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """Somebody related to the child: as whom, and where they are reached."""

    record: str
    person: str
    name: str
    relationship: str
    phone: str
    lives_with: str
    addresses: tuple[tuple[str, str], ...]
    data_subject: str = ""


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with the people and places it is about."""

    case: Held
    child: Held | None
    relations: tuple[Relation, ...]
    addresses: tuple[Held, ...]
    flags: tuple[Held, ...]
    state: str


OPEN_STATES = tuple(state for state in KINDS["case"].moves if state != "closed")


class Cases(Desk):
    """Everything about the caseload."""

    def list(self, *, text: str = "", closed: bool = False) -> Sequence[CaseRow]:
        """The cases on this laptop by what is due first; a list that is looked at is logged once, with
        its ids.
        """
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["case"], states=() if closed else OPEN_STATES, order="due")
            children = records.some(book, [str(case.value("child")) for case in held])
            flags = records.listed(book, kinds=["risk-flag"])
        standing = [flag.home for flag in flags if not flag.value("ended_on")]
        labels = self.reference()
        rows = [
            CaseRow(
                case=case.record,
                reference=case.text("reference"),
                child=children[child].title if (child := str(case.value("child"))) in children else "",
                case_type=labels.label("case-type", case.text("case_type")),
                state=labels.label("case-state", case.state),
                officer=_name(case.value("allocated_officer")),
                next_action=case.text("next_action"),
                due=case.due,
                changed_ms=case.changed_ms,
                flags=standing.count(case.home),
            )
            for case in held
        ]
        wanted = text.casefold().split()
        rows = [r for r in rows if all(w in f"{r.child} {r.reference} {r.state}".casefold() for w in wanted)]
        rows.sort(key=lambda row: (row.due == "", row.due, row.reference))
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(row.case for row in rows)])
        return rows

    def open(self, case: str) -> CasePage:
        """One case, with its family, places and flags. Noted as looked at. Raises `LeaseOver`."""
        self.beside(Lease).must_hold()
        held = self.held(case)
        with self.notebook.reading() as book:
            child = records.get(book, str(held.value("child")))
            family = records.listed(book, kinds=["relationship"], home=held.home, order="made_ms")
            people = records.some(book, [str(tie.value("person")) for tie in family])
            addresses = records.listed(book, kinds=["address"], home=held.home, order="made_ms")
            lived = records.listed(book, kinds=["residence"], home=held.home, order="made_ms")
            flags = records.listed(book, kinds=["risk-flag"], home=held.home, order="made_ms")
        where = {place.record: place.title for place in addresses}
        homes: dict[str, list[tuple[str, str]]] = {}
        for stay in lived:
            place = str(stay.value("address"))
            if place in where and not stay.value("date_to"):
                homes.setdefault(stay.parent, []).append((place, where[place]))
        labels = self.reference()
        relations = tuple(
            Relation(
                record=tie.record,
                person=person.record,
                name=person.title,
                relationship=labels.label("relationship", tie.text("relationship")),
                phone=person.text("phone"),
                lives_with=labels.label("lives-with-child", tie.text("lives_with_child")),
                addresses=tuple(homes.get(person.record, ())),
                data_subject=labels.label("data-subject-category", tie.text("data_subject")),
            )
            for tie in family
            if (person := people.get(str(tie.value("person"))))
        )
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["open", case])
        standing = tuple(flag for flag in flags if not flag.value("ended_on"))
        state = labels.label("case-state", held.state)
        return CasePage(held, child, relations, tuple(addresses), standing, state)

    def chronology(self, case: str, *, kinds: Sequence[str] = ()) -> Sequence[Entry]:
        """What happened on a case, the newest first; withdrawn entries stay, marked."""
        home = self.held(case).home
        told = [name for name, kind in KINDS.items() if kind.in_chronology and (not kinds or name in kinds)]
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=told, home=home, withdrawn=True, newest_first=True)
            heads = {head: item.record for item in held for head in item.folded.heads}
            received = set(receipts_of(book, heads))
        waiting = {record for head, record in heads.items() if head not in received}
        return [
            Entry(
                record=item.record,
                kind=item.kind,
                icon=kind_named(item.kind).icon,
                at=_moment(item),
                title=item.title,
                line=item.line,
                verbatim=item.text("child_words") or item.text("words"),
                locked=item.locked,
                sent=item.record not in waiting,
                disputed=bool(item.disputed),
                withdrawn=item.withdrawn,
            )
            for item in held
        ]

    def new(
        self,
        typed: Mapping[str, Any],
        child: Mapping[str, Any],
        *,
        reference: str = "",
        ids: tuple[str, str] | None = None,
        family: Sequence[Act] = (),
    ) -> tuple[str, Changes]:
        """Take in a referral: the case, its child and what is known of the family in one transaction.

        `ids` are those of case and child where they were given before. Raises `Problems`.
        """
        case, person = ids or (self.new_id(), self.new_id())
        context = self.context()
        about = answers.read(kind_named("child"), child, context)
        answers.check(kind_named("child"), about)
        # Whatever is typed: a case goes over to law enforcement by an act of its own (DP-01).
        made = {"child": person, "processing_regime": "UKGDPR"}
        values = answers.read(kind_named("case"), typed, context) | made
        answers.check(kind_named("case"), values, state="received")
        with self.notebook.writing() as book:
            values["reference"] = reference or self._reference(counters.next_number(book, "case"), values)
        values[STATE] = "received"
        acts = [
            Act(type=Type.EDIT, kind="case", record=case, home=case, fields=_given(values)),
            Act(type=Type.EDIT, kind="child", record=person, home=case, fields=_given(about)),
            *family,
        ]
        return case, self.notebook.write(acts, self.now(), confirmed=[case, person])

    def allocate(self, case: str, officer: Mapping[str, str], *, at: str = "") -> Changes:
        """Give a received or triaged case to an officer (CME-10): triaged on the way, each move a
        revision.
        """
        desk = self.beside(Records)
        changed = desk.move(case, "triaged") if self.held(case).state == "received" else Changes()
        machine: dict[str, Json] = {"allocated_officer": dict(officer), "allocated_at": at or self.now_text()}
        return changed | desk.move(case, "allocated", machine=machine)

    def of_record(self, record: str) -> Held:
        """The case that a record lives in. Raises `Trouble` when it lives in no case."""
        held = self.held(record)
        case = held if held.kind == "case" else self.held(held.home)
        if case.kind != "case":
            raise Trouble("That record does not belong to a case.")
        return case

    def by_reference(self, reference: str) -> Held:
        """The case with that reference. Raises `Trouble` when it is not on this laptop."""
        with self.notebook.reading() as book:
            for case in records.listed(book, kinds=["case"], withdrawn=True):
                if case.text("reference").casefold() == reference.strip().casefold():
                    return case
        raise Trouble(f"No case {reference} is on this laptop.", "Check the reference, or send and receive.")

    def _reference(self, number: int, values: Mapping[str, Json]) -> str:
        """A reference made here carries the device's mark, so that two laptops offline never give the
        same.
        """
        mark = f"{self.me.mark}-" if self.me.mark else ""
        return f"{values.get('case_type') or 'CME'}-{self.today().year}-{mark}{number:03}"


def _given(values: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in values.items() if value is not None}


def _name(officer: Json) -> str:
    return str(officer["name"]) if isinstance(officer, dict) else ""


def _moment(held: Held) -> datetime:
    if "T" in held.happened:
        return datetime.fromisoformat(held.happened).astimezone(LONDON)
    if held.happened:
        return datetime.combine(date.fromisoformat(held.happened), datetime.min.time(), LONDON)
    return datetime.fromisoformat(moment_of(held.made_ms))
