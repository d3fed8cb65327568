"""What a bundle or pack holds: its documents in order, their served numbers, and what is unsettled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from fieldkit.casebook.bundles.gaps import Gaps
from fieldkit.casebook.bundles.packs import CASE, PACKS, Pack
from fieldkit.casebook.bundles.rows import PlanRow, in_served_order, outline_of, rows_of
from fieldkit.casebook.bundles.settling import Settling, ToSettle
from fieldkit.casebook.bundles.shelves import CourtFile, CourtFiles
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.disclosure import Disclosure
from fieldkit.casebook.evidence.exhibits import by_mark
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.paper import Paper, day_short
from fieldkit.errors import Trouble
from fieldkit.kinds.times import local
from fieldkit.rules.finding import Finding
from fieldkit.store import records
from fieldkit.store.records import Held

SUMMARY, STATEMENTS, VISITS, EXHIBITS = "Case", "Statements", "Visits", "Exhibits"
_COURT = "the court"


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """The documents of a bundle in order, index and evidence sheet apart, and what is unsettled.

    `pack` is a code of `court-pack`; `action` the one it is about, empty for a whole case. `findings` are the
    check list of a pack, `closed` says that it takes no later papers. `outline` are the rows with an
    empty one, of no record, for each paper that a pack lacks.
    """

    case: str
    reference: str
    name: str
    recipient: str
    version: int
    rows: tuple[PlanRow, ...]
    to_settle: tuple[ToSettle, ...]
    pack: str = CASE
    pack_words: str = ""
    action: str = ""
    defendant: str = ""
    about: str = ""
    closed: bool = False
    findings: tuple[Finding, ...] = ()
    outline: tuple[PlanRow, ...] = ()

    @property
    def index_pages(self) -> int:
        """How many pages of index were served; 0 while nothing was."""
        return min((row.served_as for row in self.rows if row.served_as), default=1) - 1

    @property
    def ready(self) -> bool:
        """Whether it can be built."""
        return bool(self.rows) and not any(one.blocks for one in self.to_settle)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where a document came to lie: its first page, how many it has, and its numbered places by page."""

    source: str
    title: str
    mark: str
    first: int
    pages: int
    places: tuple[tuple[str, int], ...] = ()


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
    pack_words: str = ""


@dataclass(frozen=True, slots=True)
class PackChoice:
    """A pack that can be made of a case: for one parent, or of the whole. `action` is empty for the whole."""

    pack: str
    words: str
    action: str = ""
    parent: str = ""
    short: str = ""


class Planning(Desk):
    """Numbers once served never move: what comes later goes last."""

    def of(self, record: str, recipient: str = "", pack: str = "") -> BundlePlan:
        """The plan of the next version of a pack. `record` is a case, or the action of one parent.

        Without a pack: the bundle of a case, and of an action what its measure asks. Raises `Trouble` for
        another record, for an unknown pack, and for a case with two parents in it where a pack is for one.
        """
        held = self.held(record)
        if held.kind == "legal-action":
            wanted = pack or ("sjp" if held.text("tier") == "sjp" else "open-court")
        else:
            wanted = pack or CASE
        if wanted == CASE:
            return self._of_case(self._case(held), recipient or _COURT)
        if wanted not in PACKS:
            raise Trouble(
                f"There is no pack called {wanted}.", f"Choose one of: {', '.join((CASE, *PACKS))}."
            )
        action = held.record if held.kind == "legal-action" else self._only_action(self._case(held))
        return self._of_pack(PACKS[wanted], action, recipient)

    def choices(self, case: str) -> tuple[PackChoice, ...]:
        """The packs that can be made of a case, those of each parent under their name."""
        held, labels = self._case(self.held(case)), self.reference()
        packs = {code.code: code for code in labels.codes("court-pack")}
        found = [PackChoice(CASE, packs[CASE].label, short=packs[CASE].mark("short"))]
        with self.notebook.reading() as book:
            actions = records.listed(book, kinds=["legal-action"], home=held.home, order="made_ms")
            people = records.some(book, [one.text("person") for one in actions])
        for action in actions:
            person = people.get(action.text("person"))
            for code in PACKS:
                named = packs[code]
                parent = person.title if person else ""
                found.append(PackChoice(code, named.label, action.record, parent, named.mark("short")))
        return tuple(found)

    def exhibits(self, case: Held) -> list[Held]:
        """The exhibits that may be shown: sensitive and unused material never enters a bundle (EVD-30)."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["exhibit"], home=case.home)
        out = self.beside(Disclosure).left_out(case.home)
        # One whose file was lawfully erased has nothing left to show.
        kept = (item for item in held if item.record not in out and item.value("file"))
        return sorted(kept, key=by_mark)

    def _of_case(self, held: Held, recipient: str) -> BundlePlan:
        builds = self._builds(held, CASE, "")
        return BundlePlan(
            case=held.record,
            reference=held.text("reference"),
            name=f"{self._surname(held)} {held.text('reference')}".strip(),
            recipient=recipient,
            version=_next(builds),
            rows=tuple(in_served_order(self._rows(held), self._served(builds))),
            to_settle=tuple(self.beside(Settling).of(held)),
            pack_words=self.reference().label("court-pack", CASE),
            about=f"Papers of the case for {recipient}.",
        )

    def _of_pack(self, pack: Pack, action: str, recipient: str) -> BundlePlan:
        file = self.beside(CourtFiles).of(action)
        builds = self._builds(file.case, pack.code, action)
        served = self._served(builds) if self._numbers_hold(pack, file) else {}
        rows = in_served_order(rows_of(pack, file, self.today()), served)
        gaps = self.beside(Gaps).of(pack, file, rows)
        words = self.reference().label("court-pack", pack.code)
        surname = self.held(file.person).text("surname")
        return BundlePlan(
            case=file.case.record,
            reference=file.case.text("reference"),
            name=f"{surname} {file.case.text('reference')} {words}".strip(),
            recipient=recipient or pack.recipient,
            version=_next(builds),
            rows=tuple(rows),
            to_settle=gaps.to_settle,
            pack=pack.code,
            pack_words=words,
            action=action,
            defendant=file.name,
            about=f"{pack.about} Defendant: {file.name}.",
            closed=pack.closed,
            findings=gaps.findings,
            outline=outline_of(pack, file, rows),
        )

    def _numbers_hold(self, pack: Pack, file: CourtFile) -> bool:
        """Whether a release gave the numbers out: of a closed pack, only once its day of service is past."""
        if not pack.closed:
            return True
        service = next(iter(file.shelf("service")), None)
        posted = day_of(service, "served_on") if service else None
        return posted is not None and posted < self.today()

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
            PlanRow(SUMMARY, "Case summary", "summary", case.record, date=today),
            PlanRow(SUMMARY, "Chronology", "chronology", case.record, date=today),
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

    def _builds(self, case: Held, pack: str, action: str) -> list[Held]:
        """The builds of a pack of one parent, or of the whole case, the oldest first."""
        with self.notebook.reading() as book:
            built = records.listed(book, kinds=["bundle-build"], home=case.home, order="made_ms")
        return [one for one in built if (one.text("pack") or CASE, one.text("action")) == (pack, action)]

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

    def _case(self, held: Held) -> Held:
        if held.kind != "case":
            raise Trouble("A bundle is built of a case.", "Name the case by its reference.")
        return held

    def _only_action(self, case: Held) -> str:
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["legal-action"], home=case.home, order="made_ms")
        if len(found) != 1:
            say = (
                "Two parents have a way of their own." if found else "There is no legal action in this case."
            )
            raise Trouble(say, "Name the legal action of the parent: each has a pack alone (PAR-02).")
        return found[0].record


def _next(builds: list[Held]) -> int:
    return 1 + max((cast("int", build.value("version") or 0) for build in builds), default=0)


def _day(held: Held) -> str:
    return day_short(local(held.happened).date()) if "T" in held.happened else ""
