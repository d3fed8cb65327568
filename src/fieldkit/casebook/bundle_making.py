"""Makes a sealed bundle from its plan: each document printed and proved, then all of it numbered."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from fieldkit import __version__
from fieldkit.casebook.bundle_plan import Built, BundlePlan, Numbered, Planning, PlanRow
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.disclosure import Disclosure
from fieldkit.casebook.paper import Paper, Sheet, at_words, day_short, printed_to_image
from fieldkit.casebook.proving import Proof, Proving
from fieldkit.errors import Trouble
from fieldkit.kinds.times import LONDON
from fieldkit.store import journal
from fieldkit.store.progress import Say

if TYPE_CHECKING:
    from fieldkit.bundle.plan import Paper as BundlePaper
    from fieldkit.bundle.plan import Plan

_UNSIGNED = ("summary", "chronology", "list")


class Making(Desk):
    """The same plan at the same time gives the same bytes."""

    def made(self, plan: BundlePlan, copy: str, hearing: str, at_ms: int, say: Say) -> Built:
        """The sealed bundle, not yet recorded. `at_ms` (UTC) is the only clock it knows. Raises `Trouble`."""
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
            # What stands in no bundle is not told of in its chronology either.
            out = self.beside(Disclosure).left_out(self.held(row.record).home)
            return paper.chronology(row.record, without=out), {}
        if row.part == "list":
            return paper.exhibit_list(row.record, self.beside(Planning).exhibits(self.held(row.record))), {}
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
