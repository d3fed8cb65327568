"""One case: chronology, family and school, enquiries, documents and findings; risk flag and facts beside."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui import case_file, clock, saying, shortcuts
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.case_file import CaseFile
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import mark, named
from fieldkit.gui.places import exists
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.chronology import Chronology
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.facts import ContextPanel, FactRows
from fieldkit.gui.widgets.findings import Findings
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.menu_field import MenuField
from fieldkit.gui.widgets.parent_ways import ParentWays
from fieldkit.gui.widgets.risk_flag import RiskFlag
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.table_rows import Columns, TableRows
from fieldkit.gui.widgets.tabs import Tabs
from fieldkit.gui.widgets.words import Words

TABS = ("chronology", "family", "enquiries", "documents", "findings")
_FIRST = 8
_OWN_PAGE = {"visit": "visit", "statement": "statement"}


class CasePage(Page):
    """The page of one case; `key` is its id."""

    form_file = "case.ui"
    rail = "cases"
    top = 0

    tabs: Tabs
    chronology_panel: QWidget
    chronology_buttons: RowOrStack
    kinds: MenuField
    chronology: Chronology
    earlier_link: LinkButton
    no_chronology: EmptyList
    family_panel: QWidget
    people: TableRows
    no_people: EmptyList
    add_person_button: Button
    places: TableRows
    add_place_button: Button
    no_places: EmptyList
    school: FactRows
    enquiries_panel: QWidget
    enquiries_heading: Words
    enquiries: TableRows
    documents_panel: QWidget
    documents: TableRows
    no_documents: EmptyList
    findings_panel: QWidget
    findings: Findings
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._case, self._home, self._kind, self._all = "", "", "", False
        self._file: CaseFile | None = None
        self._flags: dict[RiskFlag, str] = {}
        self.people.set_columns(Columns(note=200))
        self.enquiries.set_columns(Columns(lead=130, note=180))
        self.documents.set_columns(Columns(code=90, note=170))
        self._buttons()
        self.no_chronology.show_words(
            "Nothing has happened on this case yet",
            "Each visit, call and check appears here.",
            "Write a note",
        )
        self.no_people.show_words(
            "Nobody is recorded yet", "Parents, carers and others appear here.", "Add a person"
        )
        self.no_places.show_words("No address is recorded yet", "A visit needs one.", "Add an address")
        self.no_documents.show_words(
            "No photograph or paper is attached yet",
            "What a visit or note attaches appears here, by its mark.",
        )
        self.show_panel(TABS[0])
        self._wire()

    def _buttons(self) -> None:
        self.add_button = Button("Add to chronology", "main", "plus")
        self.plan_button = Button("Plan a visit")
        self.print_button = Button("Print")
        self.statement_button = Button("Write a statement", icon="signature")
        self.disclosure_button = Button("Disclosure")
        self.referral_button = Button("Referral for legal action", icon="scales")
        self.register_button = Button("Register", icon="calendar-blank")
        for button, name, page, slot in (
            (self.add_button, "add_button", "note", self._add),
            (self.plan_button, "plan_button", "plan_visit", self._lead),
            (self.print_button, "print_button", "print", self.print_it),
            (self.statement_button, "statement_button", "new_statement", self._lead),
            (self.disclosure_button, "disclosure_button", "disclosure", self._lead),
            (self.referral_button, "referral_button", "legal_referral", self._referral),
            (self.register_button, "register_button", "register", self._lead),
        ):
            named(button, name, button.text())
            button.setProperty("page", page)
            button.clicked.connect(slot)
            self.chronology_buttons.add(button)
            button.setVisible(exists(page))
        shortcuts.bind(self, "tab_next", self._tab_next)
        shortcuts.bind(self, "tab_before", self._tab_before)

    def _wire(self) -> None:
        self.tabs.chosen.connect(self.show_panel)
        self.kinds.changed.connect(self._kind_chosen)
        self.earlier_link.clicked.connect(self._show_earlier)
        self.chronology.opened.connect(self._open_entry)
        self.people.opened.connect(self._open_record)
        self.people.acted.connect(self._categorise)
        self.places.opened.connect(self._open_record)
        self.documents.opened.connect(self._open_record)
        self.enquiries.opened.connect(self._open_enquiry)
        self.findings.opened.connect(self._open_rule)
        self.no_chronology.acted.connect(self._add)
        for shown, button, kind in (
            (self.no_people, self.add_person_button, "person"),
            (self.no_places, self.add_place_button, "address"),
        ):
            for adds in (shown.act_button, button):
                adds.setProperty("page", "record_form")
                adds.setProperty("act", f"new/{kind}/")
                adds.clicked.connect(self._lead)

    def open(self, key: str) -> None:
        """Show a case, on its first tab unless it is the one already shown."""
        if key and key != self._case:
            self.expect(key)
        self._ask()

    def expect(self, case: str) -> None:
        """Show nothing of another case while this one is read."""
        self._case, self._kind, self._all, self._file = case, "", False, None
        self.set_head("Case", back=("Cases", Place("cases")))
        self._clear()

    def _clear(self) -> None:
        self.context.clear()
        self.chronology.set_rows([])
        self.show_panel(TABS[0])

    def _ask(self) -> None:
        book, case = self.kit.book, self._case
        self.kit.jobs.start(
            lambda _progress: case_file.read(book, case), self.show_file, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something in this case changed, or was sent."""
        if self.isVisible() and (self._home in changes.homes or "sync" in changes.topics):
            self._ask()

    @Slot(object)
    def show_file(self, file: CaseFile) -> None:
        """Show a case as it was read."""
        if file.page.case.record != self._case:
            return
        self._file, self._home = file, file.page.case.home
        kind = file.page.case.value("case_type")
        self.referral_button.setVisible(kind == "ATT")
        self.register_button.setVisible(kind in ("ATT", "CME", "EHE"))
        child = file.page.child
        heading = child.title if child is not None else "Case"
        self.set_head(heading, file.page.case.text("reference"), ("Cases", Place("cases")))
        self.tabs.show_tabs(_tabs(file))
        self._show_chronology()
        for rows, shown, empty in (
            (case_file.people(file), self.people, self.no_people),
            (case_file.places(file), self.places, self.no_places),
            (case_file.documents(file), self.documents, self.no_documents),
        ):
            shown.set_rows(rows)
            shown.setVisible(bool(rows))
            empty.setVisible(not rows)
        self.add_person_button.setVisible(self.people.isVisibleTo(self.family_panel))
        self.add_place_button.setVisible(self.places.isVisibleTo(self.family_panel))
        self.school.show_facts(
            [fact for fact in case_file.child_facts(file) if fact[0] in ("School", "School age")]
        )
        lines = case_file.enquiries(file)
        done = sum(line.recorded for line in file.enquiries)
        needed = sum(line.required and not line.recorded for line in file.enquiries)
        self.enquiries_heading.setText(f"{done} of {len(lines)} made, {needed} required still to make")
        self.enquiries.set_rows(lines)
        self.findings.show_findings(case_file.findings(file))
        self._show_context(file)

    def _show_chronology(self) -> None:
        file = self._file
        if file is None:
            return
        self.kinds.set_options(case_file.kinds(file), "All kinds")
        self.kinds.set_value(self._kind)
        chosen = [entry for entry in file.entries if not self._kind or entry.kind == self._kind]
        left = 0 if self._all else max(0, len(chosen) - _FIRST)
        self.chronology.set_rows(case_file.chronology(file, self._kind, 0 if self._all else _FIRST))
        self.chronology.setVisible(bool(chosen))
        self.no_chronology.setVisible(not chosen)
        self.earlier_link.setVisible(left > 0)
        if left:
            oldest = saying.day_of_week(chosen[-1].at.date())
            entries = saying.counted(left, "earlier entry", "earlier entries")
            self.earlier_link.set_words(f"Show {entries}, back to {oldest}")
            self.earlier_link.setAccessibleName(self.earlier_link.words())

    def _show_context(self, file: CaseFile) -> None:
        self.context.clear()
        self._flags = {}
        today = clock.now().date()
        waits = False
        for number, flag in enumerate(file.flags):
            box = RiskFlag()
            unread = not flag.read_by_me and bool(file.visit)
            waits = waits or unread
            if unread:
                mark(box.read_button, kind="main")
            box.show_flag(
                flag.level, flag.about, case_file.flag_history(flag, today, file.visit), unread, flag.overdue
            )
            named(box, f"risk_flag_{number}")
            box.read_asked.connect(self._read_flag)
            self._flags[box] = flag.held.record
            self.context.add(box)
        # One main button a page: a flag that must be read before a visit comes first.
        mark(self.add_button, kind="plain" if waits else "main")
        if file.page.child is not None:
            self.context.add_facts(file.page.child.title, case_file.child_facts(file))
        self.context.add_facts("Lives with", case_file.home_facts(file) or [("Address", "Not known")])
        self.context.add_facts("Case", case_file.case_facts(file))
        self._show_enforcement(file)
        if file.page.case.value("case_type") == "ATT":
            self._show_ways(file)
        flags = saying.counted(len(file.flags), "flag")
        self.set_context_words(f"Case facts: {flags}" if file.flags else "Case facts", bool(file.flags))

    def _show_enforcement(self, file: CaseFile) -> None:
        """How the case stands under law enforcement, with the way to its review."""
        facts = case_file.enforcement_facts(file)
        self.people.set_columns(Columns(note=200, act=110 if facts else 0))
        if facts:
            self.context.add_facts("Law enforcement", facts)
            link = LinkButton("Record a review")
            named(link, "review_link", "Record a review")
            link.setProperty("page", "reason")
            link.setProperty("act", "review-case/")
            link.clicked.connect(self._lead)
            self.context.add(link)

    def _show_ways(self, file: CaseFile) -> None:
        self.context.add_section("Legal action")
        ways = ParentWays(file.ways, file.not_begun)
        ways.asked.connect(self._go_to)
        ways.begin_asked.connect(self._begin_way)
        self.context.add(ways)

    @Slot(str, str)
    def _go_to(self, page: str, key: str) -> None:
        self.go.emit(Place(page, key))

    @Slot(str)
    def _begin_way(self, person: str) -> None:
        book, case = self.kit.book, self._case
        self.kit.jobs.start(
            lambda _progress: book.pathway.consider(case, person),
            self._show_begun,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def _show_begun(self, begun: Any) -> None:
        action, changes = begun
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("pathway", action))

    @Slot(str)
    def show_panel(self, key: str) -> None:
        """Show what stands under a tab."""
        for name in TABS:
            getattr(self, f"{name}_panel").setVisible(name == key)

    @Slot()
    def _lead(self) -> None:
        """To the page that a button or a link names, about this case."""
        pressed = self.sender()
        if pressed is not None:
            key = f"{pressed.property('act') or ''}{self._case}"
            self.go.emit(Place(str(pressed.property("page")), key))

    @Slot(str)
    def _categorise(self, person: str) -> None:
        """What somebody is to the law stands on what they are to the child."""
        ties = self._file.page.relations if self._file is not None else ()
        tie = next((tie for tie in ties if tie.person == person), None)
        if tie is not None:
            self.go.emit(Place("record_form", f"{tie.record}/data_subject"))

    @Slot()
    def _tab_next(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    @Slot()
    def _tab_before(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() - 1) % self.tabs.count())

    @Slot()
    def _kind_chosen(self) -> None:
        self._kind = str(self.kinds.value())
        self._all = bool(self._kind)
        self._show_chronology()

    @Slot()
    def _show_earlier(self) -> None:
        self._all = True
        self._show_chronology()
        self.chronology.setFocus()

    @Slot()
    def _read_flag(self) -> None:
        box, file, book = self.sender(), self._file, self.kit.book
        if isinstance(box, RiskFlag) and file is not None:
            flag, visit = self._flags[box], file.visit
            self.kit.jobs.start(
                lambda _progress: book.visits.read_flag(visit, flag),
                self.kit.told.changed.emit,
                self.show_trouble,
                owner=self,
            )

    @Slot()
    def _add(self) -> None:
        self.go.emit(Place("note", self._case))

    @Slot()
    def _referral(self) -> None:
        """The referral of the case, or the form for a new one."""
        book, case = self.kit.book, self._case
        self.kit.jobs.start(
            lambda _progress: book.legal_referrals.of_case(case), self._show_referral, owner=self
        )

    @Slot(object)
    def _show_referral(self, referral: str) -> None:
        place = Place("legal_referral", referral) if referral else Place("refer", f"new/{self._case}")
        self.go.emit(place)

    @Slot()
    def print_it(self) -> None:
        """The case summary and chronology, on the print page."""
        self.go.emit(Place("print", self._case))

    @Slot(str)
    def _open_entry(self, record: str) -> None:
        file = self._file
        kind = next((entry.kind for entry in file.entries if entry.record == record), "") if file else ""
        page = _OWN_PAGE.get(kind, "record")
        if exists(page):
            self.go.emit(Place(page, record))

    @Slot(str)
    def _open_record(self, record: str) -> None:
        if exists("record"):
            self.go.emit(Place("record", record))

    @Slot(str)
    def _open_enquiry(self, code: str) -> None:
        if exists("enquiry"):
            self.go.emit(Place("enquiry", f"{self._case}/{code}"))

    @Slot(str)
    def _open_rule(self, rule: str) -> None:
        self.go.emit(Place("help", f"rule/{rule}"))


def _tabs(file: CaseFile) -> list[tuple[str, str]]:
    failing = sum(str(each.verdict.value) != "pass" for each in file.findings)
    papers = f"Documents ({len(file.documents)})" if file.documents else "Documents"
    return [
        ("chronology", "Chronology"),
        ("family", "Family and school"),
        ("enquiries", "Enquiries"),
        ("documents", papers),
        ("findings", f"Findings ({failing})" if failing else "Findings"),
    ]
