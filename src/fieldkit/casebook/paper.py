"""The desk for paper: any record, statement, label or list as a PDF in memory, logged when it is let out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from fieldkit.casebook.audit import letting_out
from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.cases.cases import Cases
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.exhibits import Exhibits, by_mark
from fieldkit.casebook.pages import Page, Pages
from fieldkit.casebook.record_rows import finding_rows, record_rows
from fieldkit.casebook.schools.roll_facts import KINDS as ROLL
from fieldkit.casebook.visits.cards import Cards
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import LONDON, day_in_words, local
from fieldkit.store import records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.plan import Pointer
    from fieldkit.bundle.sheets.page import Heading, Printed
    from fieldkit.rules.finding import Finding

CHRONOLOGY = ("visit", "enquiry", "note", "school-told", "calling-card", "statement")
"""What a printed chronology tells; looks, releases, sign-offs and risk flags are not for a court."""

_LABEL_LINES = (110, 55, 35, 20)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed paper: its name, its PDF, its pages, and the pages (from 1) of struck-through passages.

    `places` are its numbered paragraphs or answers with the page of each; `pointers` what becomes a link.
    """

    record: str
    name: str
    pdf: bytes
    pages: int
    corrections: tuple[int, ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    pointers: tuple[Pointer, ...] = ()

    @property
    def file_name(self) -> str:
        """A name for the file, in characters that every system takes."""
        kept = "".join(letter if letter.isalnum() else "-" for letter in self.name)
        return "-".join(filter(None, kept.split("-"))) + ".pdf"


class Paper(Desk):
    """Printing makes bytes in memory; `printed` and `export` say at once what went out, to whom and why."""

    def of(self, record: str) -> Sheet:
        """The paper of a record: in a form of its own, as a statement has one, or its answers in order."""
        kind = self.held(record).kind
        if kind == "statement":
            return self.statement(record)
        if kind == "calling-card":
            return self.card(record)
        if kind == "case":
            return self.summary(record)
        if kind in ("interview", "caution-statement"):
            from fieldkit.casebook.interviews.paper import InterviewPaper

            desk = self.beside(InterviewPaper)
            return desk.record(record) if kind == "interview" else desk.statement(record)
        if kind == "notice":
            from fieldkit.casebook.pathway.paper import PathwayPaper

            return self.beside(PathwayPaper).notice(record)
        return self.label(record) if kind == "exhibit" else self.record(record)

    def record(self, record: str) -> Sheet:
        """Any record: its answers, corrections struck through, what was added later, and who locked it."""
        from fieldkit.bundle.sheets.record import RecordSheet
        from fieldkit.bundle.sheets.record import record as print_record

        page = self.beside(Pages).show(record, looking=False)
        if page.held.kind == "address" and page.held.text("address_kind") == "refuge":
            raise Trouble(
                "The address of a refuge is never printed.", "Print the record that needs it instead."
            )
        model = kind_named(page.held.kind)
        with self.notebook.reading() as book:
            parts = records.listed(book, parent=record, order="made_ms")
        sheet = RecordSheet(
            heading=self.heading(page.held),
            title=model.label,
            about=page.held.title if page.held.title != model.label else "",
            facts=self._standing(page),
            rows=(
                *record_rows(page, [part for part in parts if kind_named(part.kind).part_of_parent]),
                *finding_rows(self._found(page.held), day_in_words(self.today())),
            ),
            foot=self._foot(page),
        )
        return self._sheet(record, page.held.title, print_record(sheet))

    def _found(self, held: Held) -> Sequence[Finding]:
        """What the rules say of a school's roll: its sheet is what school and council decide by."""
        from fieldkit.casebook.findings import Findings

        return self.beside(Findings).of_roll(held.record) if held.kind in ROLL else ()

    def statement(self, statement: str) -> Sheet:
        """A statement with its own page count in the declaration; unsigned while it is a draft (EVD-01)."""
        from fieldkit.casebook.evidence.statement_paper import StatementPaper

        return self.beside(StatementPaper).of(statement)

    def summary(self, case: str) -> Sheet:
        """What a case is about and how it stands: never who referred it."""
        from fieldkit.bundle.sheets.record import RecordSheet, SheetRow
        from fieldkit.bundle.sheets.record import record as print_record

        held = self.held(case)
        rows = self.beside(Pages).show(case, looking=False).rows
        told = {row.field: row for row in rows if row.words}
        wanted = ("reason", "allocated_officer", "case_outcome", "outcome_on", "new_school", "other_council")
        sheet = RecordSheet(
            heading=self.heading(held),
            title="Case summary",
            about=held.text("reference"),
            facts=self._about_child(held),
            rows=tuple(SheetRow(told[name].label, told[name].words) for name in wanted if name in told),
            foot=self._foot(None),
        )
        return self._sheet(case, "Case summary", print_record(sheet))

    def chronology(self, case: str, *, without: Collection[str] = ()) -> Sheet:
        """What happened on a case, the oldest first, and where each is recorded, `without` some records."""
        from fieldkit.bundle.sheets.tables import Event
        from fieldkit.bundle.sheets.tables import chronology as print_chronology

        held = self.held(case)
        entries = [
            entry
            for entry in self.beside(Cases).chronology(case, kinds=CHRONOLOGY)
            if not entry.withdrawn and entry.record not in without
        ]
        events = tuple(
            Event(
                day_short(entry.at.date()),
                f"{entry.at:%H:%M}" if (entry.at.hour, entry.at.minute) != (0, 0) else "",
                ". ".join(filter(None, (entry.title, entry.line))),
                f"{kind_named(entry.kind).label}{', locked' if entry.locked else ''}",
            )
            for entry in sorted(entries, key=lambda entry: (entry.at, entry.record))
        )
        printed = print_chronology(self.heading(held), events, self._child_name(held))
        return self._sheet(case, "Chronology", printed)

    def exhibit_list(self, case: str, exhibits: list[Held] | None = None) -> Sheet:
        """The list of exhibits with the hashes of originals and working copies."""
        from fieldkit.bundle.sheets.tables import Exhibit
        from fieldkit.bundle.sheets.tables import exhibit_list as print_list

        held = self.held(case)
        if exhibits is None:
            with self.notebook.reading() as book:
                exhibits = records.listed(book, kinds=["exhibit"], home=held.home)
        lines = tuple(
            Exhibit(
                item.text("mark"),
                item.text("description"),
                self.exhibit_day(item),
                self.producer(item),
                item.text("sha256"),
                str(cast("dict[str, Any]", item.value("derived") or {}).get("sha256", "")),
                printed_to_image(item),
            )
            for item in sorted(exhibits, key=by_mark)
        )
        return self._sheet(case, "List of exhibits", print_list(self.heading(held), lines))

    def label(self, exhibit: str) -> Sheet:
        """The label of an exhibit, with the words by which its maker identifies it (CrimPR r.16.3)."""
        from fieldkit.bundle.sheets.label import LabelSheet, exhibit_label

        held = self.held(exhibit)
        mark = held.text("mark")
        found = ", ".join(filter(None, (self._moment(held.text("produced_at")), held.text("place"))))
        whole = LabelSheet(
            mark=mark,
            description=held.text("description"),
            parties=self.heading(held).parties,
            found=found,
            by=self._produced(held),
            statement=self.reference().wording("exhibit-label").filled(mark=mark).strip(),
            sha256=held.text("sha256"),
        )
        # The whole description stands in the list of exhibits; a label has what of it there is room for.
        *tries, last = [
            replace(whole, description=_short(whole.description, 2 * line), found=_short(found, line))
            for line in _LABEL_LINES
        ]
        for sheet in tries:
            with suppress(Trouble):
                return self._sheet(exhibit, f"Label of {mark}", exhibit_label(sheet))
        return self._sheet(exhibit, f"Label of {mark}", exhibit_label(last))

    def exhibit_pages(self, exhibit: str) -> bytes:
        """The pages of an exhibit as a PDF: its prepared copy, or the sheet of a photograph."""
        held = self.held(exhibit)
        about = cast("dict[str, Any]", held.value("derived"))
        derived = self.beside(Exhibits).file_bytes(held, "derived")
        if about["mime"] != "image/jpeg":
            return derived
        from fieldkit.bundle.sheets.photograph import PhotographSheet

        reason = ". ".join(filter(None, (held.line, held.text("reason_note"))))
        sheet = PhotographSheet(
            heading=self.heading(held),
            mark=held.text("mark"),
            description=held.text("description"),
            taken=self._moment(held.text("produced_at")),
            place=held.text("place"),
            officer=self.producer(held),
            reason=reason,
            sha256=held.text("sha256"),
        )
        return self.shop.workshop.photograph(sheet, derived)

    def card(self, card: str) -> Sheet:
        """A calling card as it is left, in its prescribed words."""
        from fieldkit.bundle.sheets.card import CardSheet, calling_card

        said = self.beside(Cards).words(card)
        held = self.held(card)
        at = local(held.text("left_at"))
        sheet = CardSheet(
            number=held.text("card_no"),
            council=self.me.council_name,
            officer=self.me.name,
            team=self.me.team,
            phone=held.text("phone"),
            date=day_in_words(at.date()),
            time=f"{at:%H:%M}",
            contact_by=day_in_words(date.fromisoformat(held.text("contact_by"))),
            prescribed=said,
            forbidden=(self._child_name(held),),
            large=held.text("version").endswith("-large"),
        )
        return self._sheet(card, held.title, calling_card(sheet))

    def printed(self, sheet: Sheet, *, recipient: str = "", reason: str = "") -> Changes:
        """Log that a sheet was printed."""
        return letting_out.printed(
            self.beside(Looks), sheet.record, sheet.pdf, sheet.name, recipient=recipient, reason=reason
        )

    def export(self, sheet: Sheet, path: Path, *, recipient: str = "", reason: str = "") -> Changes:
        """Write a sheet where the officer chose, and log it. Raises `Trouble`."""
        return letting_out.export(
            self.beside(Looks), sheet.record, path, sheet.pdf, sheet.name, recipient=recipient, reason=reason
        )

    def heading(self, held: Held) -> Heading:
        """What heads each page: council and child on the left, the reference on the right."""
        from fieldkit.bundle.sheets.page import Heading

        case = self._case(held)
        if case is None:
            return Heading(self.me.council_name or self.me.name, "")
        council = self.me.council_name or self.me.name
        return Heading(f"{council}: {self._child_name(held)}", case.text("reference"))

    def producer(self, exhibit: Held) -> str:
        """Who produces an exhibit: the officer who attached it."""
        lines = self.beside(Pages).show(exhibit.record, looking=False).lines
        return lines[0].who

    def _produced(self, exhibit: Held) -> str:
        """By whom an exhibit is produced, and in which signed statement when there is one."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["statement"], home=exhibit.home, order="made_ms")
        marked = re.compile(rf"\b{re.escape(exhibit.text('mark'))}\b")
        who = self.producer(exhibit)
        for item in held:
            if item.locked and item.happened and marked.search(item.text("paragraphs")):
                return f"By {who}, statement of {day_in_words(local(item.happened).date())}"
        return f"By {who}"

    def exhibit_day(self, exhibit: Held) -> str:
        """The day an exhibit was found or made, or else attached, as a list prints it."""
        at = exhibit.text("produced_at")
        day = local(at) if at else datetime.fromtimestamp(exhibit.made_ms / 1000, LONDON)
        return day_short(day.date())

    def _case(self, held: Held) -> Held | None:
        with self.notebook.reading() as book:
            case = records.get(book, held.home)
        return case if case is not None and case.kind == "case" else None

    def _child_name(self, held: Held) -> str:
        case = self._case(held)
        if case is None:
            return ""
        with self.notebook.reading() as book:
            child = records.get(book, case.text("child"))
        return child.title if child else ""

    def _about_child(self, case: Held) -> tuple[tuple[str, str], ...]:
        with self.notebook.reading() as book:
            child = records.get(book, case.text("child"))
        received = ("Received", self._moment(case.text("received_at")))
        state = ("State", self.reference().label("case-state", case.state))
        if child is None:
            return received, state
        born, school = child.text("dob"), child.value("school")
        facts = (
            ("Child", child.title),
            ("Born", day_in_words(date.fromisoformat(born)) if born else ""),
            ("School", str(school["name"]) if isinstance(school, dict) else ""),
            received,
            state,
        )
        return tuple((label, words) for label, words in facts if words)

    def _standing(self, page: Page) -> tuple[tuple[str, str], ...]:
        found = [("State", page.state)] if page.state and page.sealed_at is None else []
        if page.sealed_at is not None:
            found.append(("Locked", f"{page.sealed_by}, {at_words(page.sealed_at)}"))
            found.append(("Notebook line", page.seal_line))
        elif kind_named(page.held.kind).seals:
            found.append(("Locked", "Not yet: this is a draft"))
        if page.held.withdrawn:
            found.append(("Withdrawn", page.lines[-1].why or "Yes"))
        received = page.received or "Not yet received by the council"
        return (*found, ("Received", received.removeprefix("Received by council ")))

    def _foot(self, page: Page | None) -> str:
        if not self.me.enrolled:
            return self.reference().wording("self-signed").text.strip()
        if page is not None and page.sealed_at is None and kind_named(page.held.kind).seals:
            return "Draft, not locked."
        return "Printed from the officer’s notebook."

    def _moment(self, moment: str) -> str:
        return at_words(local(moment)) if moment else ""

    def _sheet(self, record: str, name: str, printed: Printed) -> Sheet:
        return Sheet(record, name, printed.pdf, printed.pages, printed.corrections, printed.places)


def printed_to_image(exhibit: Held) -> str:
    """Why the pages of an exhibit are pictures, or an empty text."""
    lines = exhibit.text("preparation").splitlines()
    return next((line for line in lines if line.startswith("Printed to image")), "")


def _short(words: str, longest: int) -> str:
    return textwrap.shorten(words, longest, placeholder=" …")


def at_words(moment: datetime) -> str:
    """20 November 2026 at 15:12."""
    return f"{day_in_words(moment.date())} at {moment:%H:%M}"


def day_short(day: date) -> str:
    """20 Nov 2026, as tables print it."""
    number, month, year = day_in_words(day).split()
    return f"{number} {month[:3]} {year}"
