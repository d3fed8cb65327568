"""Every item of a case classed for disclosure, one letter each, beside the schedule that it prints to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent

from fieldkit.casebook.evidence.disclosure import (
    CERTIFICATE,
    NOT_RELEVANT,
    PAPERS,
    REPORT,
    SENSITIVE,
    UNUSED,
    USED,
)
from fieldkit.gui import shortcuts
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.paper_page import PaperPage
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.places import page_of
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

#: class: its key in the table of keys, the words of its button, its mark in a row.
_CLASSES = {
    USED: ("class_used", "Used", Mark("Used", "check-circle", "ok", "fill")),
    UNUSED: ("class_unused", "Unused", Mark("Unused", "paperclip")),
    SENSITIVE: ("class_sensitive", "Sensitive", Mark("Sensitive", "lock", "warn", "fill")),
    NOT_RELEVANT: ("class_not_relevant", "Not relevant", Mark("Not relevant", "x-circle")),
}
_OPEN = Mark("To class", "question", "warn")


class DisclosurePage(PaperPage):
    """Key: a case. A letter classes the item that is current and goes on to the next that is not classed."""

    form_file = "disclosure.ui"
    rail = "cases"

    standing: Words
    classing: RowOrStack
    reason: QuestionBlock
    relevance: QuestionBlock
    items: TableRows
    nothing: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.case, self._which = "", 0
        self.read: Any = None
        self.set_head("Disclosure")
        self.set_context_words("Printed schedule")
        self.reason.set_editor(TextField())
        self.relevance.set_editor(TextField())
        self.items.set_columns(Columns(lead=130, code=40))
        self.nothing.show_words("Nothing to class yet", "What is recorded of this case appears here.")
        self.nothing.hide()
        self.class_buttons: dict[str, Button] = {}
        for code, (key, words, _mark) in _CLASSES.items():
            button = Button(f"{words} ({shortcuts.shown(key)})")
            named(button, f"{key}_button", button.text())
            button.setProperty("disclosure", code)
            button.clicked.connect(self._pressed)
            self.classing.add(button)
            self.class_buttons[code] = button
        self.print_button = self.foot_bar().add_main("Print schedule", "print_button", "printer")
        self.pdf_button = self.foot_bar().add_act("Save PDF", "pdf_button", "file-pdf")
        self.other_button = self.foot_bar().add_act("Sensitive schedule", "other_button")
        self.print_button.clicked.connect(self.print_paper)
        self.pdf_button.clicked.connect(self.export)
        self.other_button.clicked.connect(self._other)
        self.items.opened.connect(self._open_item)
        self.items.installEventFilter(self)
        self.context.page_asked.connect(self.ask_page)

    def open(self, key: str) -> None:
        """Read every item, and make the schedule in memory when all is classed."""
        self.case, book, which = key, self.kit.book, PAPERS[self._which]
        self.kit.jobs.start(
            lambda _progress: read(book, key, which), self.show_items, self.show_trouble, Lane.PAPERS, self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something of the case was recorded or classed."""
        if self.isVisible() and self.read is not None and self.read.case in changes.homes:
            self.open(self.case)

    @Slot(object)
    def show_items(self, made: Any) -> None:
        """Show the items with their class, and the schedule beside them."""
        self.read, sheet = made
        page = self.read
        self.set_head("Disclosure", page.reference, (page.child or "Case", Place("case", page.case)))
        self.standing.setText(_standing(page))
        self.items.set_rows([_row(item) for item in page.waiting_first])
        for part in (self.items, self.classing, self.reason, self.relevance):
            part.setVisible(bool(page.items))
        self.nothing.setVisible(not page.items)
        for button in (self.print_button, self.pdf_button, self.other_button):
            button.set_unavailable("" if sheet is not None else "Class every item first")
        self.other_button.set_words(_name(PAPERS[(self._which + 1) % len(PAPERS)]))
        self.show_paper(sheet)
        if not self.items.current_key():
            self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter pressed in the list classes its current item."""
        pressed = watched is self.items and event.type() == QEvent.Type.KeyPress
        code = _code(event) if pressed else ""
        if code:
            self.classify(code)
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        self.classify(str(button.property("disclosure")))

    def classify(self, code: str) -> None:
        """Class the current item as `code`, with the reason typed."""
        item, case, desk = self.items.current_key(), self.case, self.kit.book.disclosure
        if not item:
            return
        why, bears = str(self.reason.value()), str(self.relevance.value())
        self.kit.jobs.start(
            lambda _progress: desk.classify(case, item, code, reason=why, relevance=bears),
            self._classed,
            self._refused,
            owner=self,
        )

    @Slot(object)
    def _classed(self, changes: Any) -> None:
        self.show_problems(())
        self.reason.set_value("")
        self.relevance.set_value("")
        item = self.items.current_key()
        self._go_on(item)
        self.items.setFocus()
        # What changed is read again once, as by every page that shows it.
        self.kit.told.changed.emit(changes)
        if not self.isVisible():
            self.open(self.case)

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_problems([(each.field, each.say) for each in problems])

    def _go_on(self, after: str = "") -> None:
        """Make the next item that is not classed the current one."""
        waiting = [item.item for item in self.read.items if not item.classed and item.item != after]
        names = [item.item for item in self.read.items]
        place = names.index(after) if after in names else -1
        later = [name for name in waiting if names.index(name) > place]
        if waiting:
            self.items.set_current((later or waiting)[0])
        elif names and not after:
            self.items.set_current(names[0])

    @Slot(str)
    def _open_item(self, item: str) -> None:
        found = next(one for one in self.read.items if one.item == item)
        if found.draft:
            self.go.emit(Place("redraft", f"{found.record}/{found.draft}"))
        else:
            self.go.emit(Place(page_of(found.kind), found.record))

    @Slot()
    def _other(self) -> None:
        self._which = (self._which + 1) % len(PAPERS)
        self.open(self.case)

    def let_out(self, path: Path) -> Any:
        """Write it and log it."""
        return self.kit.book.disclosure.export(self.paper, path)

    def note_print(self) -> Any:
        """Log it."""
        return self.kit.book.disclosure.printed(self.paper)


def read(book: Any, case: str, which: str) -> tuple[Any, Any]:
    """The items of a case, and a paper of them once all are classed."""
    page = book.disclosure.open(case)
    if not page.complete:
        return page, None
    return page, book.disclosure.paper(case, which)


def _code(event: QEvent) -> str:
    """The class that a letter stands for, empty for any other key."""
    if not isinstance(event, QKeyEvent):
        return ""
    if shortcuts.pressed(event, "class_used"):
        return USED
    if shortcuts.pressed(event, "class_unused"):
        return UNUSED
    if shortcuts.pressed(event, "class_sensitive"):
        return SENSITIVE
    return NOT_RELEVANT if shortcuts.pressed(event, "class_not_relevant") else ""


def _standing(page: Any) -> str:
    """What EVD-30 says, and how many items there are of each class."""
    counts = [f"{mark.words.lower()} {page.counts[code]}" for code, (_key, _words, mark) in _CLASSES.items()]
    return f"{page.finding.rule}: {page.finding.says} {', '.join(counts).capitalize()}."


def _name(which: str) -> str:
    words = {UNUSED: "Schedule not sensitive", SENSITIVE: "Sensitive schedule", REPORT: "Report"}
    return {**words, CERTIFICATE: "Streamlined certificate"}[which]


def _row(item: Any) -> Row:
    mark = _CLASSES[item.disclosure][2] if item.disclosure else _OPEN
    told = ". ".join(part for part in (item.day_words, item.reason, item.relevance) if part)
    return Row(item.item, item.description, told, mark, str(item.number))
