"""The desk for the papers of one parent's way: notices in their formats, certificates, working sheets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of, school_of
from fieldkit.casebook.paper import Sheet
from fieldkit.casebook.pathway import gates as pathway_gates
from fieldkit.casebook.pathway import notice_words
from fieldkit.casebook.pathway import reading as pathway_reading
from fieldkit.casebook.pathway.file import PENALTY, TO_IMPROVE, Way, Ways
from fieldkit.casebook.pathway.letters import EASY, STANDARD, TRANSLATED, Formats, Letters
from fieldkit.casebook.pathway.notice_words import FINE, GIVEN, Said
from fieldkit.casebook.pathway.pathway import Pathway
from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.letter import Leaf, LetterPart
    from fieldkit.bundle.sheets.notice import SheetLine
    from fieldkit.bundle.sheets.page import Heading

_TITLES = {TO_IMPROVE: "Notice to Improve"}
_LAW = {
    TO_IMPROVE: "Education Act 1996 ss.7, 444; National Framework",
    PENALTY: "Education Act 1996 s.444A; SI 2007/1867",
}
_S105 = "Education and Inspections Act 2006 s.105; SI 2007/1867"


class PathwayPaper(Desk):
    """Makes papers in memory; they are printed or exported like any other, with a signed release."""

    def notice(self, notice: str, form: str = "") -> Sheet:
        """A notice as it is given to one parent, in a format: that of their record without a name.

        Raises `Trouble` for a record that is none, a notice that lacks something (NF-04, NF-10, NF-11), a
        format that there is not, and words that give the other parent away (PAR-03).
        """
        held, way = self._notice(notice)
        chosen = self.formats(notice).wanted(form)
        leaf = self._leaf(held, way)
        said = _text_of(leaf)
        self.beside(Letters).keep_apart(way.file.case.record, held.text("person"), said)
        return self._printed(held, way, chosen.form, leaf)

    def formats(self, notice: str) -> Formats:
        """The formats that a notice may be printed in."""
        held = self.held(notice)
        return self.beside(Letters).formats(held.text("person"), _wording(held))

    def certificate(self, notice: str) -> Sheet:
        """The certificate that a penalty notice was paid, or was not, for the proper officer to sign.

        Raises `Trouble` while it can still be paid in time, and for a notice that was withdrawn.
        """
        from fieldkit.bundle.sheets.letter import Leaf, LetterPart, LetterSheet, letter
        from fieldkit.bundle.sheets.letterhead import Letterhead

        held, way = self._notice(notice)
        row = pathway_reading.notice_row(way, held, self.reference())
        if row.kind == TO_IMPROVE or row.state not in ("paid", "paid-late", "unpaid") or row.pay_by is None:
            raise Trouble("There is nothing to certify yet.", f"{row.words}: {row.state_words}.")
        paid, book, office = day_of(held, "paid_on"), self.reference(), self.beside(Letters).office()
        words = [book.wording("payment-not-received").filled(day=day_in_words(row.pay_by))]
        if paid is not None:
            told = book.wording("payment-received").filled(day=day_in_words(paid))
            words = [told] if row.state == "paid" else [*words, told]
        title = "Certificate of payment" if row.state == "paid" else "Certificate of non-payment"
        said = notice_words.parts(notice_words.answers_of(held), way, office, book)
        given = [*_given(said), ("Received", day_in_words(day_of(held, "received_on") or row.pay_by))]
        given += [("Number", notice_words.number_of(notice)), ("Amounts", row.amounts)]
        leaf = Leaf(
            title=title,
            authority="Education Act 1996 s.444A; SI 2007/1867",
            parts=(LetterPart("", rows=tuple(given)), LetterPart("Certificate", tuple(words))),
            signed_by=office.proper_officer,
            line=True,
        )
        reference = way.file.case.text("reference")
        head = Letterhead(
            council=office.council,
            service=office.service,
            office=tuple(filter(None, (office.address, office.phone))),
            day=day_in_words(self.today()),
            reference=reference,
        )
        foot = "Evidence unless the contrary is proved"
        printed = letter(LetterSheet(head=head, leaves=(leaf,), foot=foot))
        return Sheet(notice, f"{title} {reference}", printed.pdf, printed.pages)

    def defences(self, action: str) -> Sheet:
        """The defences sheet: each raised or not, its evidence, and the officer's finding."""
        from fieldkit.bundle.sheets.notice import SheetLine

        said = {"yes": "Raised", "no": "Not raised"}
        lines = tuple(
            SheetLine(
                f"{one.code} {one.words}",
                ". ".join(filter(None, (one.source, one.burden))),
                said.get(one.raised, "Not asked"),
                tuple(filter(None, (one.evidence, one.finding and f"Finding: {one.finding}"))),
            )
            for one in self.beside(Pathway).defences(action)
        )
        return self._working(action, "Defences sheet", lines)

    def points(self, action: str) -> Sheet:
        """The points to prove, each with its paper, the place in it and the bundle page."""
        from fieldkit.bundle.sheets.notice import SheetLine

        lines = []
        for number, one in enumerate(self.beside(Pathway).points(action), 1):
            page = f"Page {one.page} of the bundle" if one.page else ""
            told = tuple(filter(None, (one.where, page)))
            lines.append(SheetLine(f"{number}. {one.words}", "", one.proved_by or "Not proved yet", told))
        return self._working(action, "Points to prove", tuple(lines))

    def _working(self, action: str, title: str, lines: tuple[SheetLine, ...]) -> Sheet:
        from fieldkit.bundle.sheets.notice import WorkingSheet, working_sheet

        held, way = self.beside(Ways).of(action)
        offence = self.reference().label("offence", pathway_reading.offence_in(held))
        sheet = WorkingSheet(
            heading=self._heading(way, held.text("person")),
            title=title,
            about=f"{way.name(held.text('person'))}. {offence}",
            lines=lines,
            foot=f"As recorded on {day_in_words(self.today())}.",
        )
        printed = working_sheet(sheet)
        return Sheet(action, f"{title} {way.file.case.text('reference')}", printed.pdf, printed.pages)

    def _notice(self, notice: str) -> tuple[Held, Way]:
        held = self.held(notice)
        if held.kind != "notice":
            raise Trouble("That record is not a notice.", "Open the parent’s pathway first.")
        return held, self.beside(Ways).of_case(held.home)

    def _leaf(self, held: Held, way: Way) -> Leaf:
        """The notice itself, whole: it is checked again as it stands on paper."""
        from fieldkit.bundle.sheets.letter import Leaf, LetterPart

        book, office = self.reference(), self.beside(Letters).office()
        told = notice_words.answers_of(held)
        said = notice_words.parts(told, way, office, book)
        pathway_gates.check_whole(told, said, book)
        kind = held.text("notice_kind")
        parts = [LetterPart(one.heading, one.paragraphs, one.rows) for one in said if one.code not in GIVEN]
        if kind != TO_IMPROVE:
            parts.insert(0, LetterPart("", rows=tuple(_given(said))))
        issuer = dict(_given(said)).get(FINE["officer"], f"{office.officer}, {office.council}")
        return Leaf(
            title=_TITLES.get(kind, "Penalty notice"),
            authority=_LAW.get(kind, _S105),
            parts=tuple(parts),
            signed_by=issuer,
            line=True,
        )

    def _printed(self, held: Held, way: Way, form: str, leaf: Leaf) -> Sheet:
        from fieldkit.bundle.sheets.letter import Leaf, LetterSheet, letter

        letters, person = self.beside(Letters), held.text("person")
        leaves: tuple[Leaf, ...] = (leaf,)
        if form in (EASY, TRANSLATED):
            parts = list(letters.whole(_wording(held), form, person, self._places(held, way, form)))
            leaves = (Leaf(title=leaf.title, parts=(*self._before(form), *parts)), leaf)
        issued = day_of(held, "issued_on") or self.today()
        foot = letters.foot(_wording(held), form, person)
        sheet = LetterSheet(
            head=letters.head(way.file.case, person, day_in_words(issued)),
            leaves=leaves,
            foot=foot,
            size=letters.size(form),
        )
        printed = letter(sheet)
        name = f"{leaf.title} {way.file.case.text('reference')}"
        said = f"{name}, {form}" if form != STANDARD else name
        return Sheet(held.record, said, printed.pdf, printed.pages)

    def _before(self, form: str) -> tuple[LetterPart, ...]:
        from fieldkit.bundle.sheets.letter import LetterPart

        words = self.reference().wording("easy-before-notice").text
        return (LetterPart("", (words,)),) if form == EASY else ()

    def _places(self, held: Held, way: Way, form: str) -> dict[str, str]:
        """What fills the places of a notice in easy words or another language, days in figures there."""
        book, office = self.reference(), self.beside(Letters).office()
        told = notice_words.answers_of(held)
        said = {part.code: part for part in notice_words.parts(told, way, office, book)}
        found, child = notice_words.figures(told, way), way.file.child
        days = {
            "first": "period_from", "last": "period_to", "improve_first": "improve_from",
            "improve_last": "improve_to", "issued": "issued_on",
        }  # fmt: skip
        due = notice_words.amounts_of(told, book)
        places = {
            "child": notice_words.child_of(way),
            "school": (school_of(child) or "") if child else "",
            "record": next(iter(said.get("record", said.get("period", Said("", ""))).paragraphs), ""),
            "support": ". ".join(said["support-so-far"].paragraphs) if "support-so-far" in said else "",
            "enough": held.text("sufficient"),
            "pay": " ".join(said["how-to-pay"].paragraphs) if "how-to-pay" in said else "",
            "issuer": dict(_given(tuple(said.values()))).get(FINE["officer"], ""),
            "officer": office.officer,
            "phone": office.phone,
            "council": office.council,
            "number": notice_words.number_of(held.record),
            **{name: _day(day_of(held, field), form) for name, field in days.items()},
        }
        if found is not None:
            places |= {"unauthorised": str(found.unauthorised), "possible": str(found.possible)}
        if due is not None:
            places |= {"pounds": str(due.pounds), "days": str(due.days)}
            places |= {"reduced": str(due.reduced or ""), "reduced_days": str(due.reduced_days or "")}
        return places

    def _heading(self, way: Way, person: str) -> Heading:
        from fieldkit.bundle.sheets.page import Heading

        council = self.beside(Letters).office().council
        return Heading(f"{council}: {way.name(person)}", way.file.case.text("reference"))


def _given(said: tuple[Said, ...]) -> list[tuple[str, str]]:
    """To whom, about which child of which school, when and by whom, in rows."""
    return [row for part in said if part.code in GIVEN for row in part.rows]


def _wording(held: Held) -> str:
    """The wording of a notice in easy words or another language; a flat amount has one of its own."""
    kind = held.text("notice_kind")
    return f"{kind}-flat" if kind == PENALTY and held.value("reduced_amount") is None else kind


def _text_of(leaf: Leaf) -> str:
    return " ".join(
        said for part in leaf.parts for said in (*part.paragraphs, *(words for _, words in part.rows))
    )


def _day(day: date | None, form: str) -> str:
    if day is None:
        return ""
    return f"{day:%d.%m.%Y}" if form == TRANSLATED else day_in_words(day)
