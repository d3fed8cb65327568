"""Another witness signs a statement: on this screen, or on each page of paper that is counted and kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from fieldkit.casebook.evidence.statement_signing import Given
from fieldkit.gui import saying
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.paper_page import PaperPage
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.pad_field import PadField
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

SCREEN, PAPER = "screen", "paper"


class SignStatementPage(PaperPage):
    """Key: the statement of somebody other than the officer."""

    form_file = "sign_statement.ui"
    rail = "cases"

    intro: Words
    how: QuestionBlock
    ink: QuestionBlock
    signed_pages: QuestionBlock
    made_at: QuestionBlock
    reading_words: Words
    reader_ink: QuestionBlock

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.statement = ""
        self.read: Any = None
        self.scan: Path | None = None
        self.set_head("Sign a statement")
        self.set_context_words("Printed statement")
        choices = Choices()
        choices.setObjectName("how_field")
        self.how.set_editor(choices)
        choices.set_options([(SCREEN, "On this screen"), (PAPER, "On paper, each page")])
        choices.set_value(SCREEN)
        self.ink.set_editor(PadField())
        self.reader_ink.set_editor(PadField())
        self.signed_pages.set_editor(TextField(4))
        self.made_at.set_editor(TextField(20))
        self.sign_button = self.foot_bar().add_main("Sign and lock statement", "sign_button", "lock")
        self.print_button = self.foot_bar().add_act("Print to sign", "print_button", "printer")
        self.scan_button = self.foot_bar().add_act("Attach the scan", "scan_button", "paperclip")
        self.sign_button.clicked.connect(self._sign)
        self.scan_button.clicked.connect(self._choose_scan)
        self.print_button.clicked.connect(self.print_paper)
        self.context.page_asked.connect(self.ask_page)
        self.how.changed.connect(self._show_ways)
        self._show_ways()

    def open(self, key: str) -> None:
        """Read what is to be signed; coming back keeps what was drawn."""
        if key != self.statement:
            self.statement, self.scan = key, None
            for block in (self.ink, self.reader_ink, self.signed_pages, self.made_at):
                block.set_value("")
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: (book.statements.page(key), _reading(book, key)),
            self.show_statement,
            self.show_trouble,
            Lane.PAPERS,
            self,
        )

    @Slot(object)
    def show_statement(self, read_: Any) -> None:
        """Say who signs what, and show the pages."""
        self.read, reading = read_
        held = self.read.held
        name, reader = held.text("maker"), held.text("read_over_by")
        self.set_head("Sign a statement", name, ("Statement", Place("statement", held.record)))
        count = saying.counted(self.read.sheet.pages, "page")
        self.intro.setText(
            f"The statement prints to {count}. Have {name} read it, declaration first, then sign. "
            "Once it is signed, it is locked."
        )
        self.ink.setProperty("label", f"Signature of {name}")
        self.reader_ink.setProperty("label", f"Signature of {reader}, who read it to {name}")
        self.reading_words.setText(reading)
        self.sign_button.set_unavailable("It is signed and locked" if held.locked else "")
        self._show_ways()
        self.show_paper(self.read.sheet)
        self.start_at(cast(Choices, self.how.editor()).target(str(self.how.value())))

    @Slot()
    def _show_ways(self) -> None:
        """The pad or the count of pages, and the reader where there is one."""
        paper = self.how.value() == PAPER
        reader = self.read is not None and bool(self.read.held.text("read_over_by"))
        for block in (self.signed_pages, self.made_at):
            block.setVisible(paper)
        self.scan_button.setVisible(paper)
        self.ink.setVisible(not paper)
        self.reading_words.setVisible(reader)
        self.reader_ink.setVisible(reader and not paper)

    @Slot()
    def _choose_scan(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Choose the scan", "", "PDF and pictures (*)")
        if chosen:
            self.attach(Path(chosen))

    def attach(self, path: Path) -> None:
        """Have a scan of the paper kept with the statement when it is locked."""
        self.scan = path
        self.foot_bar().say(f"{path.name} is kept with the statement once it is locked", "paperclip")

    @Slot()
    def _sign(self) -> None:
        book, statement, paper = self.kit.book, self.statement, self.how.value() == PAPER
        given = Given(
            ink=() if paper else _strokes(self.ink),
            on_paper=paper,
            pages=str(self.signed_pages.value()),
            signed_at=str(self.made_at.value()) if paper else "",
            reader_ink=() if paper else _strokes(self.reader_ink),
            scan=self.scan if paper else None,
        )
        self.sign_button.set_busy("Signing")
        job = self.kit.jobs.start(
            lambda _progress: book.statements.sign_for(statement, given),
            self._signed,
            self._refused,
            owner=self,
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.sign_button.set_busy("")

    @Slot(object)
    def _signed(self, changes: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("statement", self.statement))

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        """What is wrong with the words themselves is put right on the page of the statement."""
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_problems([(each.field, each.say) for each in problems])

    def let_out(self, path: Path) -> Any:
        """Write it and log it."""
        return self.kit.book.paper.export(self.paper, path)

    def note_print(self) -> Any:
        """Log it."""
        return self.kit.book.paper.printed(self.paper)


def _reading(book: Any, statement: str) -> str:
    """The declaration of who read it over, as it prints; empty when nobody has to."""
    held = book.held(statement)
    reader = held.text("read_over_by")
    if not reader:
        return ""
    words: str = book.reference().wording("s9-reader").filled(reader=reader, maker=held.text("maker"))
    return words.strip()


def _strokes(block: QuestionBlock) -> list[list[int]]:
    return cast(PadField, block.editor()).strokes()
