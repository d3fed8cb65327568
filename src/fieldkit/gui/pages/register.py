"""A pupil's register: a year of marks at a glance, its totals, and a school's file taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from fieldkit.errors import Trouble
from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.checking import row_of
from fieldkit.gui.jobs import Job
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.readings import register as register_reading
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.facts import ContextPanel, FactRows
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.register_import import RegisterImport
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import Words
from fieldkit.gui.widgets.year_strip import YearStrip

#: What is written down of the school's roll, in rows of buttons: kind, what adds one, and its object name.
_ROLL = (
    (("roll-deletion", "Add a deletion", "add_deletion_button"),
     ("new-pupil", "Add a new pupil", "add_new_pupil_button"),
     ("school-return", "Add an absence return", "add_return_button")),
    (("support-meeting", "Add a school meeting", "add_meeting_button"),
     ("outside-meeting", "Ask for an outside meeting", "add_outside_button")),
)  # fmt: skip


class RegisterPage(Page):
    """Key: the case."""

    form_file = "register.ui"
    rail = "cases"

    nothing: EmptyList
    importing: RegisterImport
    year: YearStrip
    figures: FactRows
    lists: QWidget
    roll: QWidget
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.case, self.shown = "", None
        self._raw, self._name = b"", ""
        self._columns: dict[str, str] = {}
        self._upn, self._found, self._stands = "", None, False
        self._job: Job | None = None
        self.set_head("Register")
        self.set_context_words("Findings")
        self.import_button = self.foot_bar().add_main("Import a register", "import_button", "calendar-blank")
        self.import_button.clicked.connect(self._choose)
        self.nothing.show_words(
            "No register is imported yet",
            "A CSV file as the school's system exports it: a row for each session, or a column for each.",
            "Import a register",
        )
        self.nothing.acted.connect(self._choose)
        self.codes = PartList("By code", "codes", "", "No mark yet", note=130)
        self.files = PartList("Files taken in", "files", "", "No file yet", note=240)
        self.files.opened.connect(self._open_file)
        layout = self.lists.layout()
        if layout is not None:
            layout.addWidget(self.codes)
            layout.addWidget(self.files)
        self._begin_roll()
        self.importing.columns_chosen.connect(self._chosen_columns)
        self.importing.pupil_chosen.connect(self._chosen_pupil)
        self.importing.taken.connect(self._take)
        self.importing.stopped.connect(self._stop)
        self.importing.left.connect(self._leave_import)
        self.importing.hide()

    def _begin_roll(self) -> None:
        self.roll_list = PartList("School's roll", "roll", "", "No deletion, new pupil or return yet", note=0)
        self.roll_list.opened.connect(self._open_file)
        layout = self.roll.layout()
        if layout is None:
            raise TypeError("the form has no layout for the roll")
        layout.addWidget(self.roll_list)
        for row in _ROLL:
            adds = RowOrStack(parent=self.roll)
            for kind, words, name in row:
                button = Button(words, icon="plus", parent=adds)
                named(button, name, words)
                button.setProperty("kind_of_part", kind)
                button.clicked.connect(self._add_to_roll)
                adds.add(button)
            layout.addWidget(adds)

    def open(self, key: str) -> None:
        """Read the register."""
        if key and key != self.case:
            self.case = key
            self._leave_import()
        book, case = self.kit.book, self.case
        self.kit.jobs.start(
            lambda _progress: book.registers.reading(case), self.show_register, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A register was taken in or corrected, or something of the roll written down."""
        told = {"register-extract", *(kind for row in _ROLL for kind, _, _ in row)}
        if self.isVisible() and self.shown is not None and told & set(changes.kinds):
            self.open(self.case)

    @Slot(object)
    def show_register(self, page: Any) -> None:
        """Show the year, its figures, its codes and its files."""
        self.shown = page
        self.set_head("Register", page.reference, (page.child or "Case", Place("case", page.case)))
        here = bool(page.extract)
        self.nothing.setVisible(not here and not self._raw)
        for part in (self.year, self.figures, self.lists):
            part.setVisible(here)
        self.year.show_year(register_reading.strip_weeks(page.weeks), register_reading.legend(page.totals))
        self.figures.show_facts(register_reading.figures(page))
        self.codes.show_rows(register_reading.code_rows(page))
        self.files.show_rows(register_reading.file_rows(page))
        self.roll_list.show_rows([Row(each.record, each.title, each.line) for each in page.roll])
        self.context.clear()
        self.context.add_facts("Register", [("School", page.school or "Not known"), *page.certificate])
        if not page.has_calendar:
            self.context.add(Words("This school has no calendar here, so weeks cannot be counted."))
        self.context.add_section("Findings")
        found = Verdicts()
        found.show_findings([row_of(each) for each in page.findings])
        self.context.add(found)

    @Slot()
    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Choose a register", "", "CSV files (*.csv)")
        if chosen:
            self.take_in(Path(chosen))

    def take_in(self, path: Path) -> None:
        """Read a file and show what is in it; nothing is kept before the officer says so."""
        try:
            self._raw, self._name = path.read_bytes(), path.name
        except OSError:
            self.show_trouble(Trouble(f"{path.name} cannot be read.", "Check where it is, then try again."))
            return
        self._columns, self._upn = {}, ""
        self._examine()

    def _examine(self) -> None:
        book, case, raw, name = self.kit.book, self.case, self._raw, self._name
        columns, upn = dict(self._columns), self._upn
        self.nothing.hide()
        self.importing.show_reading(name)
        self.importing.show()
        self._job = self.kit.jobs.start(
            lambda progress: book.registers.examine(
                case, raw, name, columns=columns, upn=upn, say=progress.say
            ),
            self.show_examined,
            self._refused,
            owner=self,
        )
        self._job.progressed.connect(self.importing.show_progress)
        self._job.stopped.connect(self._leave_import)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    @Slot(object)
    def show_examined(self, found: Any) -> None:
        """What the file says of this pupil, what is wrong with it, and what the certificate states."""
        self._found, self._stands = found, bool(found.faults)
        self.importing.show_found(found, replaces=bool(self.shown and self.shown.extract))

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        """Ask for what the file does not say by itself: which column, or which pupil."""
        layout, pupils = getattr(trouble, "layout", None), getattr(trouble, "pupils", None)
        why = f"{trouble.say} {trouble.do}"
        if pupils is not None:
            self.importing.ask_pupil(self._name, why, pupils)
        elif layout is not None:
            self.importing.ask_columns(self._name, why, layout)
        else:
            self._leave_import()
            self.show_trouble(trouble)

    @Slot(object)
    def _chosen_columns(self, columns: dict[str, str]) -> None:
        self._columns = columns
        self._examine()

    @Slot(str)
    def _chosen_pupil(self, upn: str) -> None:
        self._upn = upn
        self._examine()

    @Slot(bool)
    def _take(self, corrects: bool) -> None:
        book, case, found, typed = self.kit.book, self.case, self._found, dict(self.importing.answers())
        on_bad = "leave-out" if self._stands else "stop"
        self.kit.jobs.start(
            lambda progress: book.registers.take_in(
                case, found, typed, on_bad=on_bad, corrects=corrects, say=progress.tell
            ),
            self._imported,
            self._not_imported,
            owner=self,
        )

    @Slot(object)
    def _imported(self, answer: Any) -> None:
        made, changes = answer
        self._leave_import()
        said = saying.counted(made.sessions, "session")
        left = (
            saying.counted(len(made.faults), "fault") + " kept as the school wrote it" if made.faults else ""
        )
        self.banners.show_notice(Notice("imported", f"Imported {said}.", left, "green", closes=True))
        self.kit.told.changed.emit(changes)
        self.open(self.case)

    @Slot(object)
    def _not_imported(self, trouble: Any) -> None:
        """Totals that the certificate states may be the first fault: they are shown, then taken by choice."""
        problems = getattr(trouble, "problems", None)
        if problems is not None:
            self.show_problems([(each.field, each.say) for each in problems])
            return
        if getattr(trouble, "bad", ()):
            self._stands = True
            self.importing.offer_as_it_stands()
        self.show_trouble(trouble)

    @Slot()
    def _leave_import(self) -> None:
        self._raw, self._found, self._job = b"", None, None
        self.importing.clear()
        self.importing.hide()
        if self.shown is not None:
            self.nothing.setVisible(not self.shown.extract)

    @Slot()
    def _add_to_roll(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.go.emit(Place("record_form", f"new/{pressed.property('kind_of_part')}/{self.case}"))

    @Slot(str)
    def _open_file(self, extract: str) -> None:
        self.go.emit(Place("record", extract))
