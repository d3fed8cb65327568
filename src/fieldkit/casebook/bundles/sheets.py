"""The desk that prints the parts of a pack: each by the function that its declaration names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from fieldkit.casebook.bundles import charge_sheets as charging
from fieldkit.casebook.bundles import court_sheets as court
from fieldkit.casebook.bundles import register_sheets as registers
from fieldkit.casebook.bundles.rows import PlanRow
from fieldkit.casebook.bundles.shelves import CourtFile, CourtFiles
from fieldkit.casebook.bundles.writing import Writing, day_in
from fieldkit.casebook.court.forms import CourtForms
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.disclosure import UNUSED, Disclosure
from fieldkit.casebook.paper import Sheet
from fieldkit.casebook.pathway.letters import Letters
from fieldkit.casebook.pathway.paper import PathwayPaper
from fieldkit.casebook.pathway.pathway import Pathway
from fieldkit.errors import Trouble
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.court import CourtSheet

Write = Callable[[Writing, Held], "CourtSheet"]
#: What is made of the defendant's file, by the code of its part.
_WRITTEN: dict[str, Write] = {
    "sjp-notice": charging.sjp_notice,
    "charge": charging.charge,
    "facts": charging.facts,
    "plea": charging.plea,
    "service-of-pack": charging.service_of_pack,
    "served": charging.served,
    "attendance-certificate": registers.certificate,
    "register": registers.register,
    "summary": court.summary,
    "points": court.points,
    "knowledge": court.knowledge,
    "antecedents": court.antecedents,
    "costs": court.costs,
    "eso": court.eso,
    "defences": court.defences,
    "parenting-order": court.parenting_order,
    "authority": court.authority,
    "disclosure": court.disclosure,
}
#: The parts that print page numbers of the bundle: made once more when these are known.
PAGED = ("points", "knowledge")


class PackSheets(Desk):
    """Prints in memory.

    Every text comes from records or from stored wordings; no official form is written.
    """

    def writing(self, action: str) -> Writing:
        """What the sheets of a pack are written from."""
        file, letters = self.beside(CourtFiles).of(action), self.beside(Letters)
        return Writing(
            file=file,
            page=self.beside(Pathway).page(action),
            office=letters.office(),
            to=letters.addressee(file.person),
            today=self.today(),
        )

    def sheet(self, row: PlanRow, writing: Writing) -> Sheet:
        """The printed document of a row. Raises `Trouble`."""
        held = self.held(row.record)
        if row.part in _WRITTEN:
            return self._written(row, _WRITTEN[row.part](writing, held))
        if row.part == "sjp-cover":
            return self._cover(row, writing, held)
        if row.part == "court-form":
            pages = held.value("pages")
            number = pages if isinstance(pages, int) else 0
            return Sheet(row.record, row.title, self.beside(CourtForms).pages(held), number)
        if row.part == "payment":
            return self.beside(PathwayPaper).certificate(row.record)
        if row.part == "support":
            return self._support(row, writing)
        if row.part == "unused":
            return self._unused(writing.file)
        raise LookupError(f"no sheet for {row.part}")

    def paged(self, row: PlanRow, writing: Writing, pages: Mapping[str, int]) -> Sheet:
        """A sheet that prints page numbers of the bundle."""
        return self.sheet(row, replace(writing, pages=pages))

    def _written(self, row: PlanRow, sheet: CourtSheet) -> Sheet:
        from fieldkit.bundle.sheets.court import court_sheet

        printed, pointers = court_sheet(sheet)
        return Sheet(row.record, row.title, printed.pdf, printed.pages, pointers=pointers)

    def _cover(self, row: PlanRow, writing: Writing, service: Held) -> Sheet:
        """The letter in front: whom it is to behind the window, and when it is posted."""
        from fieldkit.bundle.sheets.letter import Leaf, LetterPart, LetterSheet, letter

        if writing.to.warning:
            raise Trouble("The pack cannot be posted.", writing.to.warning)
        office, due = writing.office, charging.plea_day(writing, service)
        head = self.beside(Letters).head(writing.file.case, writing.file.person, day_in(service, "served_on"))
        said = writing.words("sjp-cover", child=writing.file.child, plea_by=due, phone=_phone(writing))
        leaf = Leaf(
            title="You are charged with an offence",
            authority=f"Case number {writing.case_number}. Answer by {due}.",
            parts=(LetterPart("", said),),
            signed_by=f"{office.officer}, {office.council}",
        )
        printed = letter(LetterSheet(head=head, leaves=(leaf,), foot="Personal: to this parent alone"))
        return Sheet(row.record, row.title, printed.pdf, printed.pages)

    def _support(self, row: PlanRow, writing: Writing) -> Sheet:
        from fieldkit.bundle.sheets.page import Heading
        from fieldkit.bundle.sheets.tables import chronology

        heading = Heading(writing.parties, writing.file.case.text("reference"))
        printed = chronology(heading, tuple(court.support_events(writing)), title="Chronology of support")
        return Sheet(row.record, row.title, printed.pdf, printed.pages)

    def _unused(self, file: CourtFile) -> Sheet:
        """The schedule without what belongs only to another parent's matter (PAR-02)."""
        theirs = [one.record for one in file.parts if file.of_another(one)]
        return self.beside(Disclosure).schedule(file.case.record, UNUSED, without=theirs)


def _phone(writing: Writing) -> str:
    return writing.office.phone or "the council"
