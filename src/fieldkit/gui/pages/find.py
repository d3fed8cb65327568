"""Find: any record by any word; what was looked at is logged when the list has rested a second."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Slot

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.pages.cases import PAUSE_MS
from fieldkit.gui.places import exists, page_of
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

_REST_MS = 1000
#: Kinds with a page of their own; everything else opens in its case.
_OWN_PAGE = {"case": "case", "visit": "visit", "person": "person", "child": "person", "address": "address"}


class FindPage(Page):
    """One field and the newest records that hold every word."""

    form_file = "find.ui"
    rail = "cases"

    find_label: Words
    typed: TextField
    count_words: Words
    found: TableRows
    nothing: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Find a child or case")
        self.find_label.setBuddy(self.typed)
        named(self.typed, "typed", "Name, reference, address, number or any word")
        self._shown: Any = ()
        self._logged, self._entered = True, False
        self._pause = self._timer(PAUSE_MS, self._ask)
        self._rest = self._timer(_REST_MS, self._rested)
        self.typed.changed.connect(self._pause.start)
        self.typed.returnPressed.connect(self._enter)
        self.found.set_columns(Columns(note=160))
        self.found.opened.connect(self._open)
        self._say_nothing("")

    def _timer(self, after_ms: int, slot: Any) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(after_ms)
        made.timeout.connect(slot)
        return made

    def open(self, key: str) -> None:
        """The keyboard in the field, what was typed chosen, so that typing replaces it."""
        QTimer.singleShot(0, self._to_field)
        if self.typed.value():
            self._ask()

    @Slot()
    def _to_field(self) -> None:
        self.typed.focus_here()
        self.typed.selectAll()

    @Slot()
    def _enter(self) -> None:
        """Enter opens the first that is found, also when it was typed faster than the list came."""
        self._entered = True
        self._pause.stop()
        self._ask()

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Any record may be among those found."""
        if self.isVisible() and changes.records and self.typed.value():
            self._ask()

    @Slot()
    def _ask(self) -> None:
        book, typed = self.kit.book, self.typed.value()
        self.kit.jobs.start(
            lambda _progress: (typed, _found(book, typed)), self.show_found, self.show_trouble, owner=self
        )

    @Slot(object)
    def show_found(self, answer: tuple[str, list[tuple[Any, str]]]) -> None:
        """Show what one verb found."""
        typed, found = answer
        self._shown, self._logged = found, not found
        self.found.set_rows([_row(record, case) for record, case in found])
        self.found.setVisible(bool(found))
        self.count_words.setText(saying.counted(len(found), "record") + ", the newest first" if found else "")
        if not found:
            self._say_nothing(typed)
        self.nothing.setVisible(not found)
        if found:
            self._rest.start()
        if self._entered and typed == self.typed.value():
            self._entered = False
            if found:
                self._open(found[0][0].record)

    def _say_nothing(self, typed: str) -> None:
        if typed.strip():
            self.nothing.show_words(
                f"No record matches “{typed}”", "Try another word, or only the start of one."
            )
        else:
            self.nothing.show_words(
                "Type a word to find a record", "Every case, person, address, visit and note on this laptop."
            )

    @Slot()
    def _rested(self) -> None:
        """The list was there long enough to be read: that is a look (DPA 2018 s.62)."""
        if self._logged or not self.kit.book:
            return
        self._logged = True
        book, shown = self.kit.book, [record for record, _case in self._shown]
        self.kit.jobs.start(lambda _progress: book.find.rested(shown), owner=self)

    @Slot(str)
    def _open(self, key: str) -> None:
        self._rested()
        record = next(record for record, _case in self._shown if record.record == key)
        page = _OWN_PAGE.get(record.kind, page_of(record.kind))
        self.go.emit(Place(page, key) if exists(page) else Place("case", record.home))


def _found(book: Any, typed: str) -> list[tuple[Any, str]]:
    """Each record with the reference of its case."""
    found = book.find.records(typed)
    references = book.find.references(found)
    return [(record, references.get(record.home, "")) for record in found]


def _row(record: Any, reference: str) -> Row:
    second = ". ".join(part for part in (record.line, reference) if part)
    return Row(record.record, record.title, second, note=saying.sentence(record.kind.replace("-", " ")))
