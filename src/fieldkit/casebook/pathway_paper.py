"""The desk for the papers of one parent's way: notices with all that they have to say, and working sheets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from fieldkit.casebook import pathway_reading, presenter_reading
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of, school_of
from fieldkit.casebook.paper import Sheet
from fieldkit.casebook.pathway import Pathway
from fieldkit.casebook.pathway_file import PENALTY, TO_IMPROVE, Way, Ways
from fieldkit.casebook.pathway_page import NoticeRow
from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words
from fieldkit.rules.finding import counted
from fieldkit.store import records
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.notice import NoticePart, NoticeSheet, SheetLine
    from fieldkit.bundle.sheets.page import Heading

#: How each part of a notice is headed, with the code of `notice-content` that it answers.
IMPROVE = {
    "record": "Attendance record",
    "duty": "Why it matters, and the law",
    "support-so-far": "Support so far",
    "support-offered": "Support that is still on offer",
    "warning": "What may happen",
    "improvement-period": "Your improvement period",
    "enough": "What improvement is enough",
    "early-grounds": "Before the end of the period",
}
FINE = {
    "recipient": "Given to",
    "child-and-school": "Child and school",
    "period": "The absence",
    "issue-date": "Given on",
    "amounts": "What to pay, and by when",
    "how-to-pay": "Where and how to pay",
    "if-paid": "If you pay",
    "if-not-paid": "If you do not pay",
    "withdrawal": "When this notice is withdrawn",
    "officer": "Given by",
}


class PathwayPaper(Desk):
    """Makes papers in memory; they are printed or exported like any other, with a signed release."""

    def notice(self, notice: str) -> Sheet:
        """A notice as it is given to one parent. Raises `Trouble` for a record that is none."""
        from fieldkit.bundle.sheets.notice import notice as print_notice

        held = self.held(notice)
        if held.kind != "notice":
            raise Trouble("That record is not a notice.", "Open the parent’s pathway first.")
        way = self.beside(Ways).of_case(held.home)
        sheet = self._improve(held, way) if held.text("notice_kind") == TO_IMPROVE else self._fine(held, way)
        printed = print_notice(sheet)
        return Sheet(notice, f"{sheet.title} {way.file.case.text('reference')}", printed.pdf, printed.pages)

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

    def _improve(self, held: Held, way: Way) -> NoticeSheet:
        book, row = self.reference(), self._row(held, way)
        supports = [
            ". ".join(filter(None, (f"{one.title}{_since(one)}", one.text("outcome"))))
            for one in way.file.of_kind("support")
        ]
        said = held.text("support_tried")
        told = {
            "record": (_absence(held, way), book.wording("improve-offence").text),
            "duty": (book.wording("improve-duty").filled(child=_child(way)),),
            "support-so-far": tuple(filter(None, (*supports, said))) or ("None is recorded.",),
            "support-offered": (
                book.wording("improve-offers").filled(officer=self.me.name, phone=self._phone()),
            ),
            "warning": (book.wording("improve-warning").text,),
            "improvement-period": (_period(row),),
            "enough": (held.text("sufficient"),),
            "early-grounds": (book.wording("improve-early").text,),
        }
        parts = tuple(_part(IMPROVE[code], said) for code, said in told.items())
        law = "Education Act 1996 ss.7, 444; National Framework"
        return self._sheet(held, way, "Notice to Improve", law, parts)

    def _fine(self, held: Held, way: Way) -> NoticeSheet:
        from fieldkit.bundle.sheets.notice import NoticePart

        book = self.reference()
        council, phone = self._council_name(), self._phone()
        days = pathway_reading.amounts_of(held, book)
        told = {
            "period": (_absence(held, way),),
            "amounts": (),
            "how-to-pay": (
                book.wording("penalty-how").filled(
                    council=council, phone=phone, number=held.record[-8:].upper()
                ),
            ),
            "if-paid": (book.wording("penalty-if-paid").text,),
            "if-not-paid": (book.wording("penalty-if-not").text,),
            "withdrawal": (book.wording("penalty-withdrawal").filled(officer=self.me.name, phone=phone),),
        }
        rows = []
        if days and days.reduced is not None:
            rows.append((f"£{days.reduced}", f"if paid within {days.reduced_days} days"))
        if days:
            rows.append((f"£{days.pounds}", f"if paid within {days.days} days"))
        last = "The days begin with the day on which you receive this notice."
        parts = tuple(
            NoticePart(FINE[code], (last,), tuple(rows)) if code == "amounts" else _part(FINE[code], said)
            for code, said in told.items()
        )
        attendance = held.text("notice_kind") == PENALTY
        law = "Education Act 1996 s.444A; SI 2007/1867" if attendance else "EIA 2006 s.105; SI 2007/1867"
        return self._sheet(held, way, "Penalty notice", law, (self._given(held, way), *parts))

    def _given(self, held: Held, way: Way) -> NoticePart:
        """To whom, about which child of which school, when and by whom."""
        from fieldkit.bundle.sheets.notice import NoticePart

        about = way.file.child
        school = (school_of(about) if about else None) or "School not recorded"
        rows = (
            (FINE["recipient"], way.name(held.text("person"))),
            (FINE["child-and-school"], f"{_child(way)}, {school}"),
            (FINE["issue-date"], _day(day_of(held, "issued_on"))),
            (FINE["officer"], f"{self.me.name}, {self._council_name()}"),
        )
        return NoticePart("", rows=rows)

    def _sheet(
        self, held: Held, way: Way, title: str, authority: str, parts: tuple[NoticePart, ...]
    ) -> NoticeSheet:
        from fieldkit.bundle.sheets.notice import NoticeSheet

        person = held.text("person")
        return NoticeSheet(
            heading=self._heading(way, person),
            council=self._council_name(),
            title=title,
            authority=authority,
            address=(way.name(person), *self._address(person)),
            date=_day(day_of(held, "issued_on")),
            parts=parts,
            officer=self.me.name,
            foot="OFFICIAL-SENSITIVE. To this parent alone.",
        )

    def _heading(self, way: Way, person: str) -> Heading:
        from fieldkit.bundle.sheets.page import Heading

        return Heading(f"{self._council_name()}: {way.name(person)}", way.file.case.text("reference"))

    def _row(self, held: Held, way: Way) -> NoticeRow:
        return pathway_reading.notice_row(way, held, self.reference())

    def _address(self, person: str) -> tuple[str, ...]:
        """Where this parent lives; the street of a refuge is never printed."""
        with self.notebook.reading() as book:
            stays = [
                one
                for one in records.listed(book, kinds=["residence"], parent=person)
                if not one.value("date_to")
            ]
            found = records.some(book, [one.text("address") for one in stays])
        places = [place for place in found.values() if place.text("address_kind") != "refuge"]
        if not places:
            return ()
        last = places[-1]
        lines = (*last.text("lines").splitlines(), last.text("town"), last.text("postcode"))
        return tuple(filter(None, lines))

    def _council(self) -> Held | None:
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["council"])
        return found[-1] if found else None

    def _council_name(self) -> str:
        found = self._council()
        return found.text("name") if found else self.me.council_name or self.me.name

    def _phone(self) -> str:
        found = self._council()
        return (found.text("service_phone") if found else "") or "the number of the council"


def _part(heading: str, paragraphs: tuple[str, ...]) -> NoticePart:
    from fieldkit.bundle.sheets.notice import NoticePart

    return NoticePart(heading, tuple(line.strip() for line in paragraphs if line.strip()))


def _absence(held: Held, way: Way) -> str:
    first, last = day_of(held, "period_from"), day_of(held, "period_to")
    found = presenter_reading.figures(way, held)
    said = f"{_child(way)}, from {_day(first)} to {_day(last)}"
    if found is None:
        return f"{said}."
    counts = f"{counted(found.unauthorised, 'unauthorised session')} of {found.possible} possible"
    return f"{said}: {found.absent} sessions absent, {counts}. A session is one morning or one afternoon."


def _period(row: NoticeRow) -> str:
    first, last = row.improve_from, row.improve_to
    weeks = (last - first).days + 1 if first and last else 0
    return f"From {_day(first)} to {_day(last)}, {counted(weeks, 'day')}. Both days count."


def _since(held: Held) -> str:
    began = day_of(held, "began_on")
    return f", since {day_in_words(began)}" if began else ""


def _child(way: Way) -> str:
    return way.file.child.title if way.file.child else "the child"


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "a day that is not recorded"
