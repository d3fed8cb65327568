"""Any record on paper: its pages as they will be printed, to print or to export, both logged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.paper_page import PaperPage
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

#: The letters by the first word of a key, with the desk and the verb that make each.
_LETTERS = {
    "advice": ("workplaces", "advice_letter"),
    "return": ("return_letters", "letter"),
    "invitation": ("interview_papers", "invitation"),
    "notice": ("interview_papers", "notice"),
    "letter": ("pathway_paper", "notice"),
    "custody": ("interview_papers", "custody"),
    "certificate": ("pathway_paper", "certificate"),
    "points": ("pathway_paper", "points"),
    "defences": ("pathway_paper", "defences"),
}
#: The letters that go to a parent, with the verb that tells their formats.
_FORMATS = {"invitation": "invitation_formats", "notice": "notice_formats", "letter": "formats"}
_LOGGED = "Kept with the log of what was printed or exported"
_MARKED = "Needed: what this is about is {marks}"
_OWN_PAGES = {"premises-visit": "premises_visit", "referral": "legal_referral", "legal-action": "pathway"}


class PrintPage(PaperPage):
    """Key: the record, or a letter about one: `advice/visit` to an employer, `return/referral` to a school,
    `invitation/interview` and `notice/interview` to the person, `letter/notice` to a parent, each with a
    format after it or in the one that suits their record; `custody/exhibit`, `certificate/notice`,
    `points/action`, `defences/action`.
    """

    form_file = "print.ui"
    rail = "cases"

    intro: Words
    form: QuestionBlock
    reason: QuestionBlock
    why_form: Words
    facts: FactRows

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.letter, self.record, self.marks = "", "", ""
        self.set_head("Print")
        self.set_context_words("Printed page")
        self.print_button = self.foot_bar().add_main("Print", "print_button", "printer")
        self.export_button = self.foot_bar().add_act("Export as PDF", "export_button", "file-pdf")
        self.print_button.clicked.connect(self.print_paper)
        self.export_button.clicked.connect(self.export)
        self.form.set_editor(Choices())
        self.reason.set_editor(TextField())
        self.form.changed.connect(self._form_chosen)
        self.form.hide()
        self.why_form.hide()
        self.context.page_asked.connect(self.ask_page)

    def open(self, key: str) -> None:
        """Make the paper, in memory."""
        letter, _, about = key.partition("/")
        self.record, _, form = (about or key).partition("/")
        self.letter = letter if about else ""
        book, record, letter = self.kit.book, self.record, self.letter
        self.kit.jobs.start(
            lambda _progress: read(book, letter, record, form),
            self.show_sheet,
            self.show_trouble,
            Lane.PAPERS,
            self,
        )

    @Slot(object)
    def show_sheet(self, shown: Any) -> None:
        """Show the first page, and the formats of a letter to a parent."""
        sheet, held, formats, form, marks = shown
        self.marks = marks
        self.reason.setProperty("hint", _MARKED.format(marks=marks) if marks else _LOGGED)
        self.reason.setProperty("optional", not marks)
        self._show_formats(formats, form)
        page = held.kind if held.kind in ("case", "visit", "statement", "interview") else "record"
        page = _OWN_PAGES.get(held.kind, page) if not held.locked else page
        name = sheet.name.partition(":")[0]
        self.set_head(f"Print: {name}", back=(name, Place(page, held.record)))
        self.intro.setText(
            "Nothing is kept on the disk but what you export. Printing and exporting are logged."
        )
        self.facts.show_facts([("Paper", sheet.name), ("Pages", str(sheet.pages)), ("File", sheet.file_name)])
        self.show_paper(sheet)

    def _show_formats(self, formats: Any, form: str) -> None:
        self.form.setVisible(formats is not None)
        self.why_form.setVisible(formats is not None)
        self.banners.drop("letter")
        if formats is None:
            return
        self.letter = self.letter or "letter"
        editor = self.form.editor()
        if isinstance(editor, Choices):
            editor.set_options([(one.form, one.words) for one in formats.offers])
            for one in formats.offers:
                editor.set_unavailable(one.form, one.missing)
        self.form.set_value(form)
        self.why_form.setText(" ".join(filter(None, (formats.why, *formats.notes))))
        self.why_form.setVisible(bool(self.why_form.text()))
        if formats.warning:
            self.banners.show_notice(Notice("letter", "Look at the address.", formats.warning, "amber"))

    @Slot()
    def _form_chosen(self) -> None:
        if form := str(self.form.value()):
            self.open(f"{self.letter}/{self.record}/{form}")

    @Slot()
    def export(self) -> None:
        """Ask where, once it is said why where that is needed."""
        if self._reasoned():
            super().export()

    @Slot()
    def print_paper(self) -> None:
        """Print, once it is said why where that is needed: what is out cannot be called back."""
        if self._reasoned():
            super().print_paper()

    def _reasoned(self) -> bool:
        missing = bool(self.marks) and not str(self.reason.value()).strip()
        self.show_problems([("reason", "Say why it is let out")] if missing else [])
        return not missing

    def let_out(self, path: Path) -> Any:
        """Write it and log it."""
        return self.kit.book.paper.export(self.paper, path, reason=str(self.reason.value()))

    def note_print(self) -> Any:
        """Log it."""
        return self.kit.book.paper.printed(self.paper, reason=str(self.reason.value()))


def read(book: Any, letter: str, record: str, form: str) -> Any:
    """The paper, its record, the formats of a letter to a parent, the one it is in, and how it is marked."""
    held = book.held(record)
    letter = letter or ("letter" if held.kind == "notice" else "")
    desk, verb = _LETTERS.get(letter, ("paper", "of"))
    of = getattr(getattr(book, desk), verb)
    marks = book.looks.why_asked(record)
    if letter not in _FORMATS:
        return of(record), held, None, "", marks
    formats = getattr(getattr(book, desk), _FORMATS[letter])(record)
    chosen = form or formats.proposed
    return of(record, chosen), held, formats, chosen, marks
