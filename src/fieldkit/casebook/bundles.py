"""The desk for bundles: what goes in, what is unsettled, the sealed PDF in memory, its page numbers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from fieldkit import __version__
from fieldkit.casebook import letting_out
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exhibits import by_mark
from fieldkit.casebook.looks import Looks
from fieldkit.casebook.paper import Paper, Sheet, at_words, day_short, printed_to_image
from fieldkit.casebook.proving import Proof, Proving
from fieldkit.casebook.records import Records
from fieldkit.casebook.settling import LEFT_OUT, Settling, ToSettle
from fieldkit.errors import Trouble
from fieldkit.kinds.times import LONDON, local, moment_of
from fieldkit.ledger.canonical import Json
from fieldkit.store import journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.progress import Say, silent
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.plan import Paper as BundlePaper
    from fieldkit.bundle.plan import Plan

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


class Bundles(Desk):
    """Numbers once served never move: what comes later goes last."""

    def plan(self, case: str, recipient: str = "the court") -> BundlePlan:
        """What a bundle of the case holds now, and what must be settled before it is built."""
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

    def draft(self, case: str, recipient: str = "the court", *, say: Say = silent) -> Built:
        """The bundle as it would be now, marked as a draft; nothing is recorded but the look."""
        return self._made(self.plan(case, recipient), "draft, not for service", "", self._second(), say)

    def build(
        self, case: str, recipient: str = "the court", *, hearing: str = "", say: Say = silent
    ) -> tuple[Built, Changes]:
        """The sealed bundle, and its page numbers in the ledger. `hearing` is an ISO date for the file name.

        Raises `Trouble` while anything is unsettled, and when a number once served would move.
        """
        plan = self.plan(case, recipient)
        blocking = [one for one in plan.to_settle if one.blocks]
        if blocking:
            more = f" There are {len(blocking) - 1} more." if len(blocking) > 1 else ""
            raise Trouble("The bundle cannot be built yet.", f"{blocking[0].say}{more}")
        at_ms = self._second()
        built = self._made(plan, "full copy", hearing, at_ms, say)
        documents: list[Json] = [
            {
                "first": one.first,
                "mark": one.mark,
                "pages": one.pages,
                "source": one.source,
                "title": one.title,
            }
            for one in built.documents
        ]
        machine: dict[str, Json] = {
            "name": built.file_name,
            "version": plan.version,
            "built_at": moment_of(at_ms),
            "pages": built.pages,
            "sha256": built.sha256,
            "documents": documents,
        }
        record, changed = self.beside(Records).new(
            "bundle-build", {"recipient": recipient}, parent=plan.case, machine=machine
        )
        return replace(built, build=record), changed

    def export(self, built: Built, path: Path, *, reason: str = "") -> tuple[Path, Changes]:
        """Write a bundle into a folder, under its own name, or to a file, and log it. Says where it lies."""
        target = path / built.file_name if path.is_dir() else path
        changed = letting_out.export(
            self.beside(Looks),
            built.build or built.case,
            target,
            built.pdf,
            _what(built),
            recipient=built.recipient,
            reason=reason,
        )
        return target, changed

    def printed(self, built: Built, *, reason: str = "") -> Changes:
        """Log that a bundle or its draft was printed."""
        return letting_out.printed(
            self.beside(Looks),
            built.build or built.case,
            built.pdf,
            _what(built),
            recipient=built.recipient,
            reason=reason,
        )

    def page_image(self, pdf: bytes, number: int, scale: float = 1.0) -> bytes:
        """Page `number` (from 1, as printed) as PNG, `scale` pixels a point. Raises `Trouble`."""
        return self.shop.workshop.render(pdf, number - 1, scale)

    def _made(self, plan: BundlePlan, copy: str, hearing: str, at_ms: int, say: Say) -> Built:
        if not plan.rows:
            raise Trouble("There is nothing to put in a bundle yet.", "Lock a visit first.")
        sources: dict[str, bytes] = {}
        papers: list[BundlePaper] = []
        keys: set[str] = set()
        for done, row in enumerate(plan.rows):
            say(done, len(plan.rows) + 1, row.title)
            proof = self.beside(Proving).of(self.held(row.record)) if row.part not in _UNSIGNED else None
            papers.append(self._paper(row, proof, sources))
            keys |= proof.keys if proof else set()
        say(len(plan.rows), len(plan.rows) + 1, "Numbering and sealing")
        whole = self._whole(plan, tuple(papers), keys, copy, hearing, at_ms)
        signing = self.notebook.vault.signing
        pdf, laid = self.shop.workshop.build_placed(whole, sources, signing.sign)
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["bundle", *dict.fromkeys(r.record for r in plan.rows)])
        say(len(plan.rows) + 1, len(plan.rows) + 1, "")
        return Built(
            case=plan.case,
            build="",
            pdf=pdf,
            pages=laid.pages,
            sha256=hashlib.sha256(pdf).hexdigest(),
            file_name=whole.file_name,
            version=plan.version,
            recipient=plan.recipient,
            documents=tuple(
                Numbered(row.source, row.title, row.mark, place.first, place.pages)
                for row, place in zip(plan.rows, laid.placed, strict=True)
            ),
        )

    def _whole(
        self,
        plan: BundlePlan,
        papers: tuple[BundlePaper, ...],
        keys: set[str],
        copy: str,
        hearing: str,
        at_ms: int,
    ) -> Plan:
        from fieldkit.bundle.plan import Plan

        case, proving = self.held(plan.case), self.beside(Proving)
        heading = self.beside(Paper).heading(case)
        at = datetime.fromtimestamp(at_ms / 1000, LONDON)
        return Plan(
            title=plan.name,
            parties=heading.parties,
            reference=heading.reference,
            about=f"Papers of the case for {plan.recipient}.",
            papers=papers,
            built_ms=at_ms,
            made=f"{at_words(at)} by {self.me.name}",
            made_on=day_short(at.date()),
            copy=copy,
            version=plan.version,
            hearing=hearing or at.date().isoformat(),
            device_key=self.notebook.vault.signing.public.raw.hex(),
            certificates=proving.certificates(keys),
            council_keys=proving.council_keys(),
            app=__version__,
        )

    def _paper(self, row: PlanRow, proof: Proof | None, sources: dict[str, bytes]) -> BundlePaper:
        from fieldkit.bundle.plan import Paper as BundlePaper

        sheet, about = self._sheet(row, sources)
        sources[row.source] = sheet.pdf
        sealed_by = f"{proof.by}, {at_words(proof.at)}" if proof and proof.at else ""
        return BundlePaper(
            title=row.title,
            section=row.section,
            source=row.source,
            sha256=hashlib.sha256(sheet.pdf).hexdigest(),
            exhibit=row.mark,
            date=row.date,
            sealed_by=sealed_by,
            notebook_line=proof.notebook_line if proof else "",
            first_page=row.served_as,
            corrections=sheet.corrections,
            revisions=proof.signed if proof else (),
            **about,
        )

    def _sheet(self, row: PlanRow, sources: dict[str, bytes]) -> tuple[Sheet, dict[str, Any]]:
        """The printed document of a row, and what the evidence sheet says of an attached file."""
        paper = self.beside(Paper)
        if row.part == "summary":
            return paper.summary(row.record), {}
        if row.part == "chronology":
            return paper.chronology(row.record), {}
        if row.part == "list":
            return paper.exhibit_list(row.record, self._exhibits(self.held(row.record))), {}
        sheet = paper.of(row.record)
        return self._exhibit(row, sheet, sources) if row.part == "exhibit" else (sheet, {})

    def _exhibit(self, row: PlanRow, label: Sheet, sources: dict[str, bytes]) -> tuple[Sheet, dict[str, Any]]:
        """The pages of an exhibit behind its label; the label alone where they are too large to print."""
        held = self.held(row.record)
        file = cast("dict[str, Any]", held.value("file"))
        about: dict[str, Any] = {
            "original_name": str(file["name"]),
            "original_sha256": str(file["sha256"]),
            "note": printed_to_image(held),
        }
        if not held.value("derived"):
            return label, about | {"note": "too large to print: only its label is here"}
        sources[f"label {row.record}"] = label.pdf
        about |= {
            "front": f"label {row.record}",
            "front_sha256": hashlib.sha256(label.pdf).hexdigest(),
            "lifts": tuple(cast("list[int]", held.value("lifts") or [])),
        }
        return Sheet(row.record, row.title, self.beside(Paper).exhibit_pages(row.record), 0), about

    def _rows(self, case: Held) -> list[PlanRow]:
        with self.notebook.reading() as book:
            statements = records.listed(book, kinds=["statement"], home=case.home)
            visits = records.listed(book, kinds=["visit"], home=case.home)
        today = day_short(self.today())
        visits = [visit for visit in visits if visit.locked]
        statements = [statement for statement in statements if statement.locked]
        exhibits = self._exhibits(case)
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

    def _exhibits(self, case: Held) -> list[Held]:
        """The exhibits that may be shown: sensitive and unused material never enters a bundle (EVD-30)."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["exhibit"], home=case.home)
        return sorted((item for item in held if item.text("disclosure") not in LEFT_OUT), key=by_mark)

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

    def _second(self) -> int:
        """Now in UTC milliseconds, whole seconds, as the build's record keeps it."""
        return self.now().wall_ms // 1000 * 1000


_UNSIGNED = ("summary", "chronology", "list")


def _in_served_order(rows: list[PlanRow], served: dict[str, int]) -> list[PlanRow]:
    """Documents in the order in which they were served, each with its number; what is new goes last."""
    if not served:
        return rows
    old = [row for row in rows if row.source in served]
    old.sort(key=lambda row: served[row.source])
    kept = [replace(row, served_as=served[row.source]) for row in old]
    return kept + [replace(row, section=LATER) for row in rows if row.source not in served]


def _what(built: Built) -> str:
    name = f"Bundle, version {built.version}, {built.pages} pages"
    return name if built.build else f"Draft of {name[0].lower()}{name[1:]}"


def _day(held: Held) -> str:
    return day_short(local(held.happened).date()) if "T" in held.happened else ""
