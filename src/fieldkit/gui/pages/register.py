"""A pupil's register: a year of marks at a glance, its totals, and a school's file taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from fieldkit.errors import Trouble
from fieldkit.gui import register_reading, saying
from fieldkit.gui.checking import row_of
from fieldkit.gui.forms.form import Form
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.page import Page, Place
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.facts import ContextPanel, FactRows
from fieldkit.gui.widgets.menu_field import MenuField
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import Words
from fieldkit.gui.widgets.year_strip import YearStrip
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named

_ASKED = ("Totals stated", "Certificate")
_COLUMNS = {
    "upn": "Unique pupil number", "name": "Name", "surname": "Last name", "forename": "First name",
    "date": "Date", "session": "Morning or afternoon", "mark": "Mark", "am": "Morning mark",
    "pm": "Afternoon mark",
}  # fmt: skip
_WANTED = ("upn", "name", "date", "session", "mark")


class RegisterPage(Page):
    """Key: the case."""

    form_file = "register.ui"
    rail = "cases"

    nothing: EmptyList
    importing: QWidget
    year: YearStrip
    figures: FactRows
    lists: QWidget
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.case, self.shown = "", None
        self._raw, self._name = b"", ""
        self._columns: dict[str, str] = {}
        self._upn, self._found, self._stands = "", None, False
        self._menus: dict[str, QuestionBlock] = {}
        self.form: Form | None = None
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
        self.importing.hide()

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
        """A register was taken in or corrected."""
        if self.isVisible() and self.shown is not None and "register-extract" in changes.kinds:
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
        self.kit.jobs.start(
            lambda _progress: book.registers.examine(case, raw, name, columns=columns, upn=upn),
            self.show_examined,
            self._refused,
            owner=self,
        )

    @Slot(object)
    def show_examined(self, found: Any) -> None:
        """What the file says of this pupil, what is wrong with it, and what the certificate states."""
        self._found, self._stands = found, bool(found.faults)
        column = self._begin(f"{found.name}: {found.pupil.name or found.pupil.upn}")
        sessions = saying.counted(found.totals.possible, "possible session")
        column.addWidget(Words(f"{sessions}, {found.totals.unauthorised} unauthorised."))
        self._show_faults([str(fault) for fault in found.faults])
        asked = [q for q in questions(kind_named("register-extract")) if q.ask.section in _ASKED]
        self.form = Form(asked)
        column.addWidget(self.form)
        words = "Import as it stands" if found.faults else "Import register"
        self._acts(words, self._import, replaces=bool(self.shown and self.shown.extract))

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        """Ask for what the file does not say by itself: which column, or which pupil."""
        layout, pupils = getattr(trouble, "layout", None), getattr(trouble, "pupils", None)
        if layout is None and pupils is None:
            self._leave_import()
            self.show_trouble(trouble)
            return
        column = self._begin(self._name)
        column.addWidget(Words(f"{trouble.say} {trouble.do}", weight=600))
        self._menus = {}
        if pupils is not None:
            self._menu("upn", "Which pupil?", [(upn, f"{name}, {upn}") for upn, name in pupils if upn])
            self._acts("Read this pupil", self._chosen_pupil)
            return
        if layout is None:
            return
        grid = layout.layout == "grid"
        for name in ("upn", "name") if grid else _WANTED:
            options = [(title, title) for title in layout.titles]
            self._menu(name, _COLUMNS[name], options, layout.columns.get(name, ""))
        self._acts("Read with these columns", self._chosen_columns)

    @Slot()
    def _chosen_columns(self) -> None:
        said = {name: str(block.value()) for name, block in self._menus.items()}
        self._columns = {name: title for name, title in said.items() if title}
        self._examine()

    @Slot()
    def _chosen_pupil(self) -> None:
        self._upn = str(self._menus["upn"].value())
        self._examine()

    @Slot()
    def _import(self) -> None:
        self._take(corrects=False)

    @Slot()
    def _correct(self) -> None:
        self._take(corrects=True)

    def _take(self, *, corrects: bool) -> None:
        book, case, found = self.kit.book, self.case, self._found
        typed = {name: said for name, said in (self.form.answers() if self.form else {}).items() if said}
        on_bad = "leave-out" if self._stands else "stop"
        self.kit.jobs.start(
            lambda _progress: book.registers.take_in(case, found, typed, on_bad=on_bad, corrects=corrects),
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
            take = self.importing.findChild(Button, "take_button")
            if take is not None:
                take.set_words("Import as it stands")
                take.setAccessibleName("Import as it stands")
        self.show_trouble(trouble)

    def _begin(self, heading: str) -> Any:
        layout = self.importing.layout()
        if layout is None:
            raise TypeError("the form has no layout for an import")
        empty(layout)
        self.form = None
        self.nothing.hide()
        self.importing.show()
        layout.addWidget(Words(heading, "section"))
        return layout

    def _show_faults(self, faults: list[str]) -> None:
        layout = self.importing.layout()
        if layout is None or not faults:
            return
        words = saying.counted(
            len(faults), "thing does not stand as it should", "things do not stand as they should"
        )
        layout.addWidget(Words(f"{words.capitalize()}:", weight=600))
        shown = faults[:8] + ([f"and {len(faults) - 8} more"] if len(faults) > 8 else [])
        layout.addWidget(Words("\n".join(shown), tone="muted"))

    def _menu(self, name: str, label: str, options: list[tuple[str, str]], now: str = "") -> None:
        block = QuestionBlock(parent=self.importing)
        block.setProperty("label", label)
        field = MenuField()
        field.set_options(options)
        block.set_editor(field)
        named(block, f"choose_{name}", label)
        named(field, f"choose_{name}_field", label)
        if now:
            block.set_value(now)
        self._menus[name] = block
        layout = self.importing.layout()
        if layout is not None:
            layout.addWidget(block)

    def _acts(self, words: str, slot: Any, *, replaces: bool = False) -> None:
        row = RowOrStack(parent=self.importing)
        first = Button(words, parent=row)
        named(first, "take_button", words)
        first.clicked.connect(slot)
        row.add(first)
        if replaces:
            other = Button("It corrects the register before", parent=row)
            named(other, "correct_button", "It corrects the register before")
            other.clicked.connect(self._correct)
            row.add(other)
        leave = Button("Import nothing", parent=row)
        named(leave, "leave_button", "Import nothing")
        leave.clicked.connect(self._leave_import)
        row.add(leave)
        layout = self.importing.layout()
        if layout is not None:
            layout.addWidget(row)

    @Slot()
    def _leave_import(self) -> None:
        self._raw, self._found, self.form = b"", None, None
        self._menus = {}
        layout = self.importing.layout()
        if layout is not None:
            empty(layout)
        self.importing.hide()
        if self.shown is not None:
            self.nothing.setVisible(not self.shown.extract)

    @Slot(str)
    def _open_file(self, extract: str) -> None:
        self.go.emit(Place("record", extract))
