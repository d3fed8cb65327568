"""A witness statement: drafted from a locked visit, redrafted, seen as it prints, signed (EVD-01 to 05)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import saying
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Place
from fieldkit.gui.paper_page import PaperPage
from fieldkit.gui.reading import lock_words
from fieldkit.gui.widgets.locked import LockedHeader
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.words import Words


class StatementPage(PaperPage):
    """Key: the statement, or `visit/ID` to draft one from a locked visit."""

    form_file = "statement.ui"
    rail = "cases"

    lock: LockedHeader
    intro: Words
    paragraphs: QuestionBlock

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.statement = ""
        self.held: Any = None
        self.set_head("Witness statement")
        self.set_context_words("Printed page")
        self.paragraphs.set_editor(LongText(14))
        self.lock.hide()
        self.lock.addendum_button.hide()
        self.sign_button = self.foot_bar().add_main("Sign statement", "sign_button", "signature")
        self.save_button = self.foot_bar().add_act("Save draft", "save_button")
        self.print_button = self.foot_bar().add_act("Print", "print_button", "printer")
        self.sign_button.clicked.connect(self._sign)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self.print_paper)
        self.context.page_asked.connect(self.ask_page)

    def open(self, key: str) -> None:
        """Read the statement, or draft it."""
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, key), self.show_statement, self.show_trouble, Lane.PAPERS, self
        )

    @Slot(object)
    def show_statement(self, read_: Any) -> None:
        """Show the words and the page they print to."""
        page, sheet, changes = read_
        held = self.held = page.held
        self.statement = held.record
        self.set_head("Witness statement", held.text("maker"), ("Case", Place("case", held.home)))
        self.lock.setVisible(held.locked)
        if held.locked:
            self.lock.show_lock(*lock_words(page))
        count = saying.counted(sheet.pages, "page")
        how = "" if held.locked else " A blank line starts a paragraph."
        self.intro.setText(f"It prints to {count}, which the declaration states.{how}")
        self.paragraphs.set_value(held.text("paragraphs"))
        self.paragraphs.setVisible(not held.locked)
        self.sign_button.setVisible(not held.locked)
        self.save_button.setVisible(not held.locked)
        self.show_paper(sheet)
        if changes is not None:
            self.kit.told.changed.emit(changes)

    @Slot()
    def _save(self) -> None:
        self._run(lambda book, one, words: book.statements.edit(one, {"paragraphs": words}, "Redrafted"))

    @Slot()
    def _sign(self) -> None:
        self._run(
            lambda book, one, words: (
                book.statements.edit(one, {"paragraphs": words}) | book.statements.sign(one)
            )
        )

    def _run(self, verb: Any) -> None:
        book, one, words = self.kit.book, self.statement, str(self.paragraphs.value())
        self.sign_button.set_busy("Saving")
        job = self.kit.jobs.start(
            lambda _progress: verb(book, one, words), self._done, self._refused, owner=self
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.sign_button.set_busy("")

    @Slot(object)
    def _done(self, changes: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.open(self.statement)

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
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


def read(book: Any, key: str) -> tuple[Any, Any, Any]:
    """The statement, its paper, and what drafting it changed."""
    what, _, visit = key.partition("/")
    changes = None
    if visit:
        what, changes = book.statements.draft(visit)
    return book.pages.show(what), book.paper.statement(what), changes
