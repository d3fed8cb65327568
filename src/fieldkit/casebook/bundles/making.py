"""Makes a sealed bundle from its plan: each document printed and proved, then all of it numbered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from fieldkit import __version__
from fieldkit.casebook.bundles.plan import Built, BundlePlan, Numbered
from fieldkit.casebook.bundles.proving import Proof, Proving
from fieldkit.casebook.bundles.rows import FURTHER_INDEX, FURTHER_LIST, LATER, LIST, PlanRow, behind_index
from fieldkit.casebook.bundles.sheets import PAGED, PackSheets
from fieldkit.casebook.bundles.writing import Writing
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.disclosure import Disclosure
from fieldkit.casebook.paper import Paper, Sheet, at_words, day_short, printed_to_image
from fieldkit.errors import Trouble
from fieldkit.kinds.times import LONDON
from fieldkit.store import journal
from fieldkit.store.progress import Say
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.plan import Paper as BundlePaper
    from fieldkit.bundle.plan import Placed, Plan

_PROVED = ("statement", "visit", "exhibit", "interview", "notice", "attendance-certificate")
"""The parts behind which a signed record stands; what is written about a whole case has none."""
_OF_A_RECORD = ("statement", "visit", "exhibit", "interview", "notice")
_TRIES = 4


class Making(Desk):
    """The same plan at the same time gives the same bytes."""

    def made(self, plan: BundlePlan, copy: str, hearing: str, at_ms: int, say: Say) -> Built:
        """The sealed bundle, not yet recorded. `at_ms` (UTC) is the only clock it knows. Raises `Trouble`."""
        if not plan.rows:
            raise Trouble("There is nothing to put in a bundle yet.", "Lock a visit first.")
        writing = self.beside(PackSheets).writing(plan.action) if plan.action else None
        sources: dict[str, bytes] = {}
        papers: list[BundlePaper] = []
        sheets: list[Sheet] = []
        keys: set[str] = set()
        for done, row in enumerate(plan.rows):
            say(done, len(plan.rows) + 1, row.title)
            proof = self.beside(Proving).of(self.held(row.record)) if row.part in _PROVED else None
            sheet, about = (
                (self._further_index(plan, done, ()), {})
                if row.part == FURTHER_INDEX
                else self._sheet(row, sources, writing)
            )
            sheets.append(sheet)
            papers.append(_paper(row, sheet, proof, about, sources))
            keys |= proof.keys if proof else set()
        say(len(plan.rows), len(plan.rows) + 1, "Numbering and sealing")
        parties = writing.parties if writing else ""
        whole = self._whole(plan, tuple(papers), keys, copy, hearing, at_ms, parties)
        pdf, placed = self._numbered(plan, whole, sheets, sources, writing)
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["bundle", *dict.fromkeys(r.record for r in plan.rows)])
        say(len(plan.rows) + 1, len(plan.rows) + 1, "")
        return Built(
            case=plan.case,
            build="",
            pdf=pdf,
            pages=placed[1],
            sha256=hashlib.sha256(pdf).hexdigest(),
            file_name=whole.file_name,
            version=plan.version,
            recipient=plan.recipient,
            documents=placed[0],
            pack_words=plan.pack_words,
        )

    def _numbered(
        self,
        plan: BundlePlan,
        whole: Plan,
        sheets: Sequence[Sheet],
        sources: dict[str, bytes],
        writing: Writing | None,
    ) -> tuple[bytes, tuple[tuple[Numbered, ...], int]]:
        """The sealed file and where all lies; what prints page numbers is printed with those that come true.

        Raises `Trouble` when they do not settle.
        """
        sealing = self.notebook.vault.signing.sign
        sheets = list(sheets)
        paged = [place for place, row in enumerate(plan.rows) if row.part in (*PAGED, FURTHER_INDEX)]
        guess = _laid_out(whole, sheets, sources) if paged else ()
        for _ in range(_TRIES):
            for place in paged:
                sheets[place], paper = self._again(plan, place, guess, sheets, writing, sources)
                whole = replace(whole, papers=_with(whole.papers, place, paper))
            pdf, laid = self.shop.workshop.build_placed(whole, sources, sealing)
            if not paged or laid.placed == guess:
                return pdf, (_documents(plan.rows, laid.placed, sheets), laid.pages)
            guess = laid.placed
        raise Trouble("The page numbers in the file do not settle.", "Make one entry shorter.")

    def _again(
        self,
        plan: BundlePlan,
        place: int,
        guess: Sequence[Placed],
        sheets: Sequence[Sheet],
        writing: Writing | None,
        sources: dict[str, bytes],
    ) -> tuple[Sheet, BundlePaper]:
        """One sheet printed again with the page numbers found."""
        row = plan.rows[place]
        if row.part == FURTHER_INDEX:
            sheet = self._further_index(plan, place, guess)
            return sheet, _paper(row, sheet, None, {}, sources)
        numbered = _documents(plan.rows, guess, sheets)
        pages: dict[str, int] = {}
        for one in numbered:
            pages[one.source] = one.first
            pages |= {f"{one.source}#{name}": page for name, page in one.places}
        sheet = self.beside(PackSheets).paged(row, _needed(writing), pages)
        return sheet, _paper(row, sheet, None, {}, sources)

    def _further_index(self, plan: BundlePlan, place: int, placed: Sequence[Placed]) -> Sheet:
        """The index of what was added at one time, each entry a link."""
        from fieldkit.bundle.plan import Pointer
        from fieldkit.bundle.sheets.index import Entry, IndexSheet, index

        row, rows = plan.rows[place], plan.rows
        entries = tuple(
            Entry(
                str(number + 1),
                rows[number].mark,
                rows[number].title,
                rows[number].date,
                placed[number].range if placed else "",
                placed[number].first if placed else 0,
            )
            for number in behind_index(rows, place)
        )
        heading = self.beside(Paper).heading(self.held(plan.case))
        about = "Papers added after the file was served. No earlier page number changed."
        printed, links = index(IndexSheet(heading, about, (("", entries),), title=row.title))
        pointers = (
            tuple(Pointer(link.page, link.box, link.target, link.title) for link in links) if placed else ()
        )
        return Sheet(row.record, row.title, printed.pdf, printed.pages, pointers=pointers)

    def _whole(
        self,
        plan: BundlePlan,
        papers: tuple[BundlePaper, ...],
        keys: set[str],
        copy: str,
        hearing: str,
        at_ms: int,
        parties: str,
    ) -> Plan:
        from fieldkit.bundle.plan import Plan

        case, proving = self.held(plan.case), self.beside(Proving)
        heading = self.beside(Paper).heading(case)
        at = datetime.fromtimestamp(at_ms / 1000, LONDON)
        return Plan(
            title=plan.name,
            parties=parties or heading.parties,
            reference=heading.reference,
            about=plan.about,
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
            index_pages=plan.index_pages,
            pack=f"{plan.pack_words} of {plan.defendant}" if plan.defendant else plan.pack_words,
        )

    def _sheet(
        self, row: PlanRow, sources: dict[str, bytes], writing: Writing | None
    ) -> tuple[Sheet, dict[str, Any]]:
        """The printed document of a row, and what the evidence sheet says of an attached file."""
        paper = self.beside(Paper)
        if row.part in (LIST, FURTHER_LIST):
            return paper.exhibit_list(self.held(row.record).home, [self.held(one) for one in row.holds]), {}
        if row.part == "court-form":
            return self.beside(PackSheets).sheet(row, _needed(writing)), _form_about(self.held(row.record))
        if writing is not None and row.part not in _OF_A_RECORD:
            return self.beside(PackSheets).sheet(row, writing), {}
        if row.part == "summary":
            return paper.summary(row.record), {}
        if row.part == "chronology":
            # What stands in no bundle is not told of in its chronology either.
            out = self.beside(Disclosure).left_out(self.held(row.record).home)
            return paper.chronology(row.record, without=out), {}
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
        pages = held.value("pages")
        number = pages if isinstance(pages, int) and pages else 1
        return Sheet(row.record, row.title, self.beside(Paper).exhibit_pages(row.record), number), about


def _paper(
    row: PlanRow, sheet: Sheet, proof: Proof | None, about: Mapping[str, Any], sources: dict[str, bytes]
) -> BundlePaper:
    from fieldkit.bundle.plan import Paper as BundlePaper

    sources[row.source] = sheet.pdf
    return BundlePaper(
        title=row.title,
        section=row.section,
        source=row.source,
        sha256=hashlib.sha256(sheet.pdf).hexdigest(),
        exhibit=row.mark,
        date=row.date,
        sealed_by=f"{proof.by}, {at_words(proof.at)}" if proof and proof.at else "",
        notebook_line=proof.notebook_line if proof else "",
        first_page=row.served_as,
        corrections=sheet.corrections,
        revisions=proof.signed if proof else (),
        pointers=sheet.pointers,
        behind=row.behind,
        late=row.section == LATER,
        **about,
    )


def _laid_out(whole: Plan, sheets: Sequence[Sheet], sources: Mapping[str, bytes]) -> tuple[Placed, ...]:
    """Where all will lie, from the number of pages of each; a label lies before its exhibit."""
    from fieldkit.bundle.cover import cover_pages

    lengths = [
        sheet.pages + (1 if paper.front in sources else 0)
        for paper, sheet in zip(whole.papers, sheets, strict=True)
    ]
    return cover_pages(whole, lengths).placed


def _documents(
    rows: Sequence[PlanRow], placed: Sequence[Placed], sheets: Sequence[Sheet]
) -> tuple[Numbered, ...]:
    """The number ledger: each document with its pages, its numbered places as pages of the bundle."""
    return tuple(
        Numbered(
            row.source,
            row.title,
            row.mark,
            place.first,
            place.pages,
            tuple((name, place.first + page - 1) for name, page in sheet.places),
        )
        for row, place, sheet in zip(rows, placed, sheets, strict=True)
    )


def _with(papers: tuple[BundlePaper, ...], place: int, paper: BundlePaper) -> tuple[BundlePaper, ...]:
    return (*papers[:place], paper, *papers[place + 1 :])


def _form_about(form: Held) -> dict[str, Any]:
    """What the evidence sheet says of a form of the court: its file, as the council took it."""
    file = cast("dict[str, Any]", form.value("file"))
    return {
        "original_name": str(file["name"]),
        "original_sha256": str(file["sha256"]),
        "note": f"form of the courts service, edition {form.text('edition')}",
    }


def _needed(writing: Writing | None) -> Writing:
    if writing is None:
        raise LookupError("a case bundle encloses no form")
    return writing
