"""Forms of the courts service that packs enclose: attached once from the PDF that the court publishes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.date import DateField
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words
from fieldkit.kinds.times import read_day

_INTRO = (
    "FieldKit never writes an official form. Take each from the court’s own site, once for each edition, and "
    "attach the PDF: packs enclose it as it is."
)


class CourtFormsPage(Page):
    """Key: the bundle that asks for them, as that page takes it."""

    form_file = "court_forms.ui"
    rail = "bundles"

    intro: Words
    forms: TableRows
    chosen: Words
    edition: QuestionBlock
    taken_on: QuestionBlock

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.key, self.form = "", ""
        self.rows: tuple[Any, ...] = ()
        self.set_head("Forms of the court")
        self.intro.setText(_INTRO)
        self.forms.set_columns(Columns(note=220, note_right=True))
        self.forms.opened.connect(self.choose)
        self._edition, self._taken = TextField(12), DateField()
        self.edition.set_editor(self._edition)
        self.taken_on.set_editor(self._taken)
        self.attach_button = self.foot_bar().add_main("Attach PDF", "attach_button", "paperclip")
        self.back_button = self.foot_bar().add_act("Back to the bundle", "back_button")
        self.attach_button.clicked.connect(self._ask)
        self.back_button.clicked.connect(self._back)

    def open(self, key: str) -> None:
        """Read which are attached."""
        self.key, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.bundles.forms(), self.show_forms, self.show_trouble, owner=self
        )

    @Slot(object)
    def show_forms(self, rows: Any) -> None:
        """Each form with its edition; the first that is lacking is chosen."""
        self.rows = rows
        self.forms.set_rows([Row(one.form, one.words, note=_standing(one)) for one in rows])
        lacking = next((one.form for one in rows if not one.record), rows[0].form)
        self.choose(self.form or lacking)

    @Slot(str)
    def choose(self, form: str) -> None:
        """The form that the next file is."""
        self.form = form
        words = next(one.words for one in self.rows if one.form == form)
        self.chosen.setText(f"To attach: {words}")
        self.attach_button.setAccessibleName(f"Attach PDF: {words}")

    @Slot()
    def _ask(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Attach PDF", "", "PDF (*.pdf)")
        if chosen:
            self.attach(Path(chosen))

    def attach(self, path: Path) -> None:
        """Keep the file as the chosen form."""
        book = self.kit.book
        typed = {"form": self.form, "edition": self._edition.value(), "taken_on": self._taken.value()}
        self.attach_button.set_busy("Attaching")
        job = self.kit.jobs.start(
            lambda _progress: book.bundles.attach_form(path, typed),
            self._attached,
            self._refused,
            Lane.PAPERS,
            self,
        )
        job.ended.connect(self._over)

    @Slot(object)
    def _attached(self, made: Any) -> None:
        for block in (self.edition, self.taken_on):
            block.setProperty("problem", "")
        self.form = ""
        self.kit.told.changed.emit(made[1])
        self.foot_bar().say("Attached", "check", aloud=True)
        self.open(self.key)

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        """A missing answer is said at its field; anything else in the banner."""
        problems = {one.field: one.say for one in getattr(trouble, "problems", ())}
        if not problems:
            self.show_trouble(trouble)
        for name, block in (("edition", self.edition), ("taken_on", self.taken_on)):
            block.setProperty("problem", problems.get(name, ""))

    @Slot()
    def _over(self) -> None:
        self.attach_button.set_busy("")

    @Slot()
    def _back(self) -> None:
        self.go.emit(Place("bundle", self.key))


def _standing(one: Any) -> str:
    if not one.record:
        return "Not attached"
    taken = saying.short_day(read_day(one.taken_on))
    return f"Edition {one.edition}, {saying.counted(one.pages, 'page')}, taken {taken}"
