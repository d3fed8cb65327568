"""Schools: find one in the national register, and take in a newer register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar

from fieldkit.errors import Trouble
from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page
from fieldkit.gui.jobs import Job, Progress
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.pages.cases import PAUSE_MS
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words


class SchoolsPage(Page):
    """The register of schools; schools are no personal data, so nothing here is logged."""

    form_file = "schools.ui"
    rail = "schools"

    schools_label: Words
    typed: TextField
    import_button: Button
    count_words: Words
    importing: QFrame
    importing_words: Words
    importing_bar: QProgressBar
    importing_said: Words
    stop_button: Button
    rest_button: Button
    found: TableRows
    nothing: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Schools")
        self.schools_label.setBuddy(self.typed)
        named(self.typed, "typed", "Name, URN or council of a school")
        self.found.set_columns(Columns(note=260))
        self._job: Job | None = None
        self._path = Path()
        self.importing.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.typed.changed.connect(self._pause.start)
        self.import_button.clicked.connect(self._choose)
        self.nothing.acted.connect(self._choose)
        self.stop_button.clicked.connect(self._stop)
        self.rest_button.clicked.connect(self._import_the_rest)

    def open(self, key: str) -> None:
        """Bring the count up to date."""
        self._ask()

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A register was taken in."""
        if self.isVisible() and "schools" in changes.topics:
            self._ask()

    @Slot()
    def _ask(self) -> None:
        book, typed = self.kit.book, self.typed.value()
        self.kit.jobs.start(
            lambda _progress: (typed, book.find.schools(typed), book.find.schools_held()),
            self.show_schools,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def show_schools(self, answer: tuple[str, Any, int]) -> None:
        """Show the schools found for the words typed."""
        typed, found, held = answer
        self.found.set_rows(
            [
                Row(school.urn, school.name, f"URN {school.urn}, DfE {school.dfe_number}. {school.authority}",
                    note=school.school_type)
                for school in found
            ]
        )  # fmt: skip
        self.found.setVisible(bool(found))
        register = f"{held:,} schools are in the register on this laptop."
        self.count_words.setText(
            f"{saying.counted(len(found), 'school')} found. {register}" if typed else register
        )
        self.count_words.setVisible(held > 0)
        self.nothing.setVisible(not found)
        self.import_button.setVisible(held > 0)
        if not held:
            self.nothing.show_words(
                "No register of schools is on this laptop yet",
                "Your council sends it, or import the CSV file of Get Information About Schools.",
                "Import register",
            )
        elif typed.strip():
            self.nothing.show_words(
                f"No school matches “{typed}”", "Try part of the name, the URN or the council."
            )
        else:
            self.nothing.show_words("Type a name to find a school", "")

    @Slot()
    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Choose the register of schools", "", "CSV files (*.csv)"
        )
        if chosen:
            self.take_in(Path(chosen))

    def take_in(self, path: Path, on_bad: str = "stop") -> None:
        """Import a register file; the officer goes on working meanwhile."""
        if self._job is not None:
            return
        self._path = path
        book = self.kit.book
        self.show_import(path)
        self._job = self.kit.jobs.start(
            lambda progress: _import(book, path, on_bad, progress),
            self._imported,
            self.show_refusal,
            owner=self,
        )
        self._job.progressed.connect(self.show_progress)
        self._job.ended.connect(self._ended)

    def show_import(self, path: Path) -> None:
        """Say that a file is being read; the rest of the page stays usable."""
        self.import_button.set_unavailable("An import is under way")
        self.rest_button.hide()
        self.stop_button.show()
        self.importing_words.setText(f"Importing {path.name}")
        self.importing_said.setText("Reading the file")
        self.importing_bar.setRange(0, 0)
        self.importing.show()

    @Slot(int, int, str)
    def show_progress(self, done: int, of: int, words: str) -> None:
        """How far the import is."""
        self.importing_bar.setRange(0, of)
        self.importing_bar.setValue(done)
        self.importing_said.setText(f"{words}: {done:,} of {of:,}" if of else words)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self.importing_said.setText("Stopping")

    @Slot()
    def _import_the_rest(self) -> None:
        self.take_in(self._path, "leave-out")

    @Slot(object)
    def _imported(self, answer: tuple[Any, Any]) -> None:
        imported, changes = answer
        self.importing.hide()
        said = f"{imported.schools:,} schools are up to date."
        if imported.again:
            said = "This file was imported before, so nothing changed."
        left = f"{saying.counted(len(imported.left_out), 'line')} left out." if imported.left_out else ""
        self.banners.show_notice(Notice("imported", said, left, "green", closes=True))
        self.kit.told.changed.emit(changes)

    @Slot(object)
    def show_refusal(self, trouble: Trouble) -> None:
        """Say why nothing was imported; bad lines can be left out by choice."""
        bad = bool(getattr(trouble, "bad", ()))
        self.importing.setVisible(bad)
        self.importing_words.setText(f"{self._path.name} was not imported")
        self.importing_said.setText("")
        self.stop_button.hide()
        self.rest_button.setVisible(bad)
        self.show_trouble(trouble)

    @Slot()
    def _ended(self) -> None:
        self._job = None
        self.import_button.set_unavailable("")
        if not self.rest_button.isVisibleTo(self):
            self.importing.hide()
        self._ask()


def _import(book: Any, path: Path, on_bad: str, progress: Progress) -> Any:
    return book.schools.import_register(path, on_bad=on_bad, say=progress.tell, stop=progress.stopped)
