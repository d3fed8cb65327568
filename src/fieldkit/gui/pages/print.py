"""Any record on paper: its pages as they will be printed, to print or to export, both logged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Place
from fieldkit.gui.paper_page import PaperPage
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.words import Words

#: The letters by the first word of a key, with the desk and the verb that make each.
_LETTERS = {
    "advice": ("workplaces", "advice_letter"),
    "return": ("return_letters", "letter"),
    "invitation": ("interview_papers", "invitation"),
    "notice": ("interview_papers", "notice"),
    "points": ("pathway_paper", "points"),
    "defences": ("pathway_paper", "defences"),
}
_OWN_PAGES = {"premises-visit": "premises_visit", "referral": "legal_referral", "legal-action": "pathway"}


class PrintPage(PaperPage):
    """Key: the record, or a letter about one: `advice/visit` to an employer, `return/referral` to a school,
    `invitation/interview` and `notice/interview` to the person; `points/action`, `defences/action`.
    """

    form_file = "print.ui"
    rail = "cases"

    intro: Words
    facts: FactRows

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.record = ""
        self.set_head("Print")
        self.set_context_words("Printed page")
        self.print_button = self.foot_bar().add_main("Print", "print_button", "printer")
        self.export_button = self.foot_bar().add_act("Export as PDF", "export_button", "file-pdf")
        self.print_button.clicked.connect(self.print_paper)
        self.export_button.clicked.connect(self.export)
        self.context.page_asked.connect(self.ask_page)

    def open(self, key: str) -> None:
        """Make the paper, in memory."""
        letter, _, about = key.partition("/")
        self.record, book = about or key, self.kit.book
        desk, verb = _LETTERS.get(letter, ("paper", "of"))
        record, of = self.record, getattr(getattr(book, desk), verb)
        self.kit.jobs.start(
            lambda _progress: (of(record), book.held(record)),
            self.show_sheet,
            self.show_trouble,
            Lane.PAPERS,
            self,
        )

    @Slot(object)
    def show_sheet(self, shown: Any) -> None:
        """Show the first page."""
        sheet, held = shown
        page = held.kind if held.kind in ("case", "visit", "statement", "interview") else "record"
        page = _OWN_PAGES.get(held.kind, page) if not held.locked else page
        name = sheet.name.partition(":")[0]
        self.set_head(f"Print: {name}", back=(name, Place(page, held.record)))
        self.intro.setText(
            "Nothing is kept on the disk but what you export. Printing and exporting are logged."
        )
        self.facts.show_facts([("Paper", sheet.name), ("Pages", str(sheet.pages)), ("File", sheet.file_name)])
        self.show_paper(sheet)

    def let_out(self, path: Path) -> Any:
        """Write it and log it."""
        return self.kit.book.paper.export(self.paper, path)

    def note_print(self) -> Any:
        """Log it."""
        return self.kit.book.paper.printed(self.paper)
