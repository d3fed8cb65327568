"""An earlier draft of a statement beside the words that stand: what was taken out, what was added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.casebook.evidence.redrafts import GONE, KEPT, NEW
from fieldkit.gui import saying
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.paper_page import PaperPage
from fieldkit.gui.draw import Piece
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.widgets.words import Words

#: Said before a passage, so that neither colour nor a line through it says so alone.
_SAID = {GONE: "taken out", NEW: "added"}


class RedraftPage(PaperPage):
    """Key: `statement/number`. What is gone is struck through, what is new is bold, each said in words."""

    form_file = "redraft.ui"
    rail = "cases"

    intro: Words
    changes: QWidget

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Earlier draft")
        self.set_context_words("Printed draft")
        self.print_button = self.foot_bar().add_main("Print draft", "print_button", "printer")
        self.pdf_button = self.foot_bar().add_act("Save PDF", "pdf_button", "file-pdf")
        self.print_button.clicked.connect(self.print_paper)
        self.pdf_button.clicked.connect(self.export)
        self.context.page_asked.connect(self.ask_page)

    def open(self, key: str) -> None:
        """Read the draft and what changed since."""
        statement, _, number = key.partition("/")
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, statement, int(number)),
            self.show_draft,
            self.show_trouble,
            Lane.PAPERS,
            self,
        )

    @Slot(object)
    def show_draft(self, read_: Any) -> None:
        """Show each paragraph with its changes."""
        held, draft, changes, sheet = read_
        back = ("Statement", Place("statement", held.record))
        self.set_head(f"Earlier draft {draft.number}", held.text("maker"), back)
        day, who = saying.plain_day(draft.at.date()), f" by {draft.who}" if draft.who else ""
        number = sum(one.differs for one in changes)
        differs = saying.counted(number, "paragraph")
        differ = "differs" if number == 1 else "differ"
        self.intro.setText(
            f"Written on {day} at {draft.at:%H:%M}{who}. {differs} {differ} from the words that stand now. "
            "What was taken out is struck through, what was added is bold."
        )
        layout = self.changes.layout()
        if isinstance(layout, QVBoxLayout):
            empty(layout)
            for one in changes:
                layout.addWidget(_paragraph(one))
        self.show_paper(sheet)
        self.start_at(self.print_button)

    def let_out(self, path: Path) -> Any:
        """Write it and log it."""
        return self.kit.book.paper.export(self.paper, path)

    def note_print(self) -> Any:
        """Log it."""
        return self.kit.book.paper.printed(self.paper)


def read(book: Any, statement: str, number: int) -> tuple[Any, Any, Any, Any]:
    """The statement, the draft, what changed since, and the draft as a paper."""
    draft = next((one for one in book.statements.redrafts(statement) if one.number == number), None)
    sheet = book.statements.redraft_sheet(statement, number)
    return book.held(statement), draft, book.statements.changes(statement, number), sheet


def _paragraph(change: Any) -> QWidget:
    """A paragraph: as it stands, or with a word before it that says what happened to it."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    sorts = {sort for sort, _ in change.pieces}
    if change.differs:
        said = "Changed" if len(sorts) > 1 else "Added" if NEW in sorts else "Taken out"
        column.addWidget(Words(said, "small", weight=700))
    words = Words("", tone="" if change.differs else "muted")
    words.set_pieces(tuple(_piece(sort, text) for sort, text in change.pieces))
    words.setAccessibleName(
        " ".join(f"{_SAID[sort]}: {text.strip()}" if sort != KEPT else text for sort, text in change.pieces)
    )
    column.addWidget(words)
    return made


def _piece(sort: str, text: str) -> Piece:
    if sort == KEPT:
        return Piece(text)
    return Piece(text, tone="danger", struck=True) if sort == GONE else Piece(text, 700, "ok")
