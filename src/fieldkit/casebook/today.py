"""The desk for the first page of the day: visits, what needs the officer, the next dates, ready to work
offline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.approvals.check import MANAGER
from fieldkit.casebook.approvals.page import Asked
from fieldkit.casebook.cases.cases import OPEN_STATES
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.drafts import Drafts, Unfinished
from fieldkit.casebook.legal.alarms import LegalAlarms
from fieldkit.casebook.legal.regimes import Regimes
from fieldkit.casebook.safety.colleagues import Colleagues, Out
from fieldkit.casebook.visits.visits import NOT_YET, VisitRow, Visits
from fieldkit.kinds.record import question
from fieldkit.kinds.registry import kind_named
from fieldkit.reference import Phone
from fieldkit.store import records, schools, settings

_REVIEW = "Review under law enforcement (DP-03)"
_SOON_DAYS = 28


@dataclass(frozen=True, slots=True)
class Dispute:
    """An answer that two officers gave differently, waiting to be settled."""

    record: str
    field: str
    label: str
    title: str
    home: str


@dataclass(frozen=True, slots=True)
class NextDate:
    """Something due on a case: when, whom it concerns, what it is; `kind` is where it leads."""

    due: date
    record: str
    case: str
    who: str
    what: str
    days: int
    kind: str = "case"


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on the first page."""

    day: date
    visits: tuple[VisitRow, ...]
    to_write_up: tuple[VisitRow, ...]
    disputes: tuple[Dispute, ...]
    drafts: tuple[Unfinished, ...]
    asked: tuple[Asked, ...]
    out: tuple[Out, ...]
    dates: tuple[NextDate, ...]
    cases: int
    schools: int
    last_received_ms: int
    phones: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers beside the places."""

    cases: int
    visits: int
    sweeps: int


class Day(Desk):
    """What an officer opens in the morning, and again in the rain."""

    def counts(self) -> Counts:
        """How much there is at each place, told by counting alone."""
        with self.notebook.reading() as book:
            return Counts(
                cases=records.number_of(book, "case", OPEN_STATES),
                visits=records.number_of(book, "visit", NOT_YET),
                sweeps=records.number_of(book, "operation", ("live",)),
            )

    def open(self) -> Today:
        """The page as of now."""
        visits = self.beside(Visits)
        with self.notebook.reading() as book:
            cases = records.number_of(book, "case", OPEN_STATES)
            known = schools.count(book)
            received = int(settings.get(book, "last_received_ms", 0))
        coming = [row for row in visits.list(states=NOT_YET) if self._by_today(row)]
        open_visits = visits.list(states=["departed_safe", "written_up"])
        return Today(
            day=self.today(),
            visits=tuple(coming),
            to_write_up=tuple(row for row in open_visits if row.state_words != "Locked"),
            disputes=tuple(self.disputes()),
            drafts=tuple(self.beside(Drafts).waiting()),
            asked=self._to_decide(),
            out=tuple(self.beside(Colleagues).out()),
            dates=tuple(self.dates()),
            cases=cases,
            schools=known,
            last_received_ms=received,
            phones=self.reference().phones(),
        )

    def disputes(self) -> Sequence[Dispute]:
        """Every answer that is not settled, the newest first."""
        with self.notebook.reading() as book:
            held = records.disputed(book)
        return [
            Dispute(item.record, field, self._label(item.kind, field), item.title, item.home)
            for item in held
            for field in item.disputed
        ]

    def dates(self, limit: int = 12) -> Sequence[NextDate]:
        """What is due next on cases, follow-ups and legal pathways (LIM-02, s.447), the overdue first."""
        with self.notebook.reading() as book:
            cases = records.listed(book, kinds=["case"], states=OPEN_STATES, order="due")
            tasks = records.listed(book, kinds=["follow-up"], states=["open"], order="due")
            children = records.some(book, [str(case.value("child")) for case in cases])
        who = {case.home: children[c].title for case in cases if (c := str(case.value("child"))) in children}
        rows = [(case, case.text("next_action")) for case in cases if case.due]
        rows += [(task, task.text("action")) for task in tasks if task.due]
        found = [
            NextDate(
                due := date.fromisoformat(item.due[:10]),
                item.record,
                item.home,
                who.get(item.home, ""),
                what,
                (due - self.today()).days,
            )
            for item, what in rows
        ]
        found += [
            NextDate(one.due, one.action, one.case, one.parent, one.what, one.left, "legal-action")
            for one in self.beside(LegalAlarms).coming()
        ]
        found += self._reviews()
        return sorted(found, key=lambda row: row.due)[:limit]

    def _reviews(self) -> Sequence[NextDate]:
        """The reviews of cases under law enforcement that are due soon, or overdue (DP-03)."""
        today, found = self.today(), []
        due = [one for one in self.beside(Regimes).reviews() if one.review_by is not None]
        soon = [one for one in due if one.review_by and (one.review_by - today).days <= _SOON_DAYS]
        with self.notebook.reading() as book:
            cases = records.some(book, [one.case for one in soon])
            children = records.some(book, [str(case.value("child")) for case in cases.values()])
        for one in soon:
            child = children.get(str(cases[one.case].value("child")))
            day = one.review_by or today
            who = child.title if child is not None else ""
            found.append(NextDate(day, one.case, one.case, who, _REVIEW, (day - today).days))
        return found

    def _to_decide(self) -> tuple[Asked, ...]:
        """What waits for this officer as a manager; the Legal Panel has a list of its own."""
        return tuple(self.beside(Approvals).waiting(MANAGER)) if MANAGER in self.me.roles else ()

    def _by_today(self, row: VisitRow) -> bool:
        return not row.planned_for or row.planned_for[:10] <= self.today().isoformat()

    def _label(self, kind: str, field: str) -> str:
        return "State" if field.startswith("@") else question(kind_named(kind), field).short
