"""What a bundle of a case holds: its documents in order, their served numbers, and what is unsettled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.disclosure import Disclosure
from fieldkit.casebook.exhibits import by_mark
from fieldkit.casebook.paper import Paper, day_short
from fieldkit.casebook.settling import Settling, ToSettle
from fieldkit.errors import Trouble
from fieldkit.kinds.times import local
from fieldkit.store import records
from fieldkit.store.records import Held

CASE, STATEMENTS, VISITS, EXHIBITS, LATER = "Case", "Statements", "Visits", "Exhibits", "Added later"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One document of a bundle: what part of which record it prints, and the number it was served under."""

    section: str
    title: str
    part: str
    record: str
    mark: str = ""
    date: str = ""
    locked: bool = False
    served_as: int | None = None

    @property
    def source(self) -> str:
        """What names the document from one version to the next."""
        return f"{self.part} {self.record}"


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """The documents of a bundle in order, index and evidence sheet apart, and what is unsettled."""

    case: str
    reference: str
    name: str
    recipient: str
    version: int
    rows: tuple[PlanRow, ...]
    to_settle: tuple[ToSettle, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be built."""
        return bool(self.rows) and not any(one.blocks for one in self.to_settle)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where a document came to lie: its first page and how many it has."""

    source: str
    title: str
    mark: str
    first: int
    pages: int


@dataclass(frozen=True, slots=True)
class Built:
    """A sealed bundle in memory. `build` is its record, empty for a draft."""

    case: str
    build: str
    pdf: bytes
    pages: int
    sha256: str
    file_name: str
    version: int
    recipient: str
    documents: tuple[Numbered, ...]


class Planning(Desk):
    """Numbers once served never move: what comes later goes last."""

    def of(self, case: str, recipient: str) -> BundlePlan:
        """The plan of the next version. Raises `Trouble` when `case` is no case."""
        held = self._case(case)
        builds = self._builds(held)
        rows = _in_served_order(self._rows(held), self._served(builds))
        return BundlePlan(
            case=held.record,
            reference=held.text("reference"),
            name=f"{self._surname(held)} {held.text('reference')}".strip(),
            recipient=recipient,
            version=1 + max((cast("int", build.value("version") or 0) for build in builds), default=0),
            rows=tuple(rows),
            to_settle=tuple(self.beside(Settling).of(held)),
        )

    def _rows(self, case: Held) -> list[PlanRow]:
        with self.notebook.reading() as book:
            statements = records.listed(book, kinds=["statement"], home=case.home)
            visits = records.listed(book, kinds=["visit"], home=case.home)
        today = day_short(self.today())
        out = self.beside(Disclosure).left_out(case.home)
        visits = [visit for visit in visits if visit.locked and visit.record not in out]
        statements = [one for one in statements if one.locked and one.record not in out]
        exhibits = self.exhibits(case)
        if not (visits or statements or exhibits):
            return []
        rows = [
            PlanRow(CASE, "Case summary", "summary", case.record, date=today),
            PlanRow(CASE, "Chronology", "chronology", case.record, date=today),
        ]
        rows += [
            PlanRow(section, item.title, item.kind, item.record, date=_day(item), locked=True)
            for section, held in ((STATEMENTS, statements), (VISITS, visits))
            for item in held
        ]
        if exhibits:
            rows.append(PlanRow(EXHIBITS, "List of exhibits", "list", case.record, date=today))
        paper = self.beside(Paper)
        for item in exhibits:
            title, mark, day = item.text("description"), item.text("mark"), paper.exhibit_day(item)
            rows.append(PlanRow(EXHIBITS, title, "exhibit", item.record, mark, day, item.locked))
        return rows

    def exhibits(self, case: Held) -> list[Held]:
        """The exhibits that may be shown: sensitive and unused material never enters a bundle (EVD-30)."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["exhibit"], home=case.home)
        out = self.beside(Disclosure).left_out(case.home)
        # One whose file was lawfully erased has nothing left to show.
        kept = (item for item in held if item.record not in out and item.value("file"))
        return sorted(kept, key=by_mark)

    def _builds(self, case: Held) -> list[Held]:
        with self.notebook.reading() as book:
            return records.listed(book, kinds=["bundle-build"], home=case.home, order="made_ms")

    def _served(self, builds: list[Held]) -> dict[str, int]:
        """The first pages of the newest version that left the notebook; until then numbers may move."""
        for build in reversed(builds):
            with self.notebook.reading() as book:
                released = records.listed(book, kinds=["release"], parent=build.record)
            if released:
                documents = cast("list[dict[str, Any]]", build.value("documents") or [])
                return {str(one["source"]): int(one["first"]) for one in documents}
        return {}

    def _surname(self, case: Held) -> str:
        with self.notebook.reading() as book:
            child = records.get(book, case.text("child"))
        return child.text("surname") if child else ""

    def _case(self, case: str) -> Held:
        held = self.held(case)
        if held.kind != "case":
            raise Trouble("A bundle is built of a case.", "Name the case by its reference.")
        return held


def _in_served_order(rows: list[PlanRow], served: dict[str, int]) -> list[PlanRow]:
    """Documents in the order in which they were served, each with its number; what is new goes last."""
    if not served:
        return rows
    old = [row for row in rows if row.source in served]
    old.sort(key=lambda row: served[row.source])
    kept = [replace(row, served_as=served[row.source]) for row in old]
    return kept + [replace(row, section=LATER) for row in rows if row.source not in served]


def _day(held: Held) -> str:
    return day_short(local(held.happened).date()) if "T" in held.happened else ""
