"""The caseload: every case by what is due first, found as the officer types."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Slot

from fieldkit.gui import clock, saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.places import exists
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

_CONCERNS = frozenset({"case", "child", "risk-flag"})
#: So short that a list follows the fingers, so long that a word typed fast is one query.
PAUSE_MS = 120


class CasesPage(Page):
    """Find-as-you-type over the caseload; a row opens its case."""

    form_file = "cases.ui"
    rail = "cases"

    cases_label: Words
    typed: TextField
    closed_button: Button
    new_button: Button
    count_words: Words
    cases: TableRows
    no_cases: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Cases")
        self.cases_label.setBuddy(self.typed)
        named(self.typed, "typed", "Find in your cases by name, reference or state")
        self.cases.set_columns(Columns(note=300))
        self.no_cases.hide()
        self.new_button.setVisible(exists("referral"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.typed.changed.connect(self._pause.start)
        self.closed_button.toggled.connect(self._ask)
        self.new_button.clicked.connect(self._new)
        self.no_cases.acted.connect(self._new)
        self.cases.opened.connect(self._open)

    def open(self, key: str) -> None:
        """Bring the list up to date; what was typed in the field stays."""
        self._ask()

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A case, a child or a flag changed."""
        if self.isVisible() and changes.kinds & _CONCERNS:
            self._ask()

    @Slot()
    def _ask(self) -> None:
        book, typed, closed = self.kit.book, self.typed.value(), self.closed_button.isChecked()
        self.kit.jobs.start(
            lambda _progress: (typed, book.cases.list(text=typed, closed=closed)),
            self.show_cases,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def show_cases(self, answer: tuple[str, Any]) -> None:
        """Show what one verb found for the words typed."""
        typed, found = answer
        today = clock.now().date()
        self.cases.set_rows([_row(case, today) for case in found])
        self.cases.setVisible(bool(found))
        self.count_words.setText(f"{saying.counted(len(found), 'case')}, the first due at the top")
        self.count_words.setVisible(bool(found))
        self.no_cases.setVisible(not found)
        if typed:
            self.no_cases.show_words(f"No case matches “{typed}”", "Try part of a name, or the reference.")
        elif not found:
            act = "Take in a referral" if exists("referral") else ""
            self.no_cases.show_words(
                "No case is on this laptop yet",
                "A referral, or the cases your council gives you, appear here.",
                act,
            )

    @Slot(str)
    def _open(self, case: str) -> None:
        self.go.emit(Place("case", case))

    @Slot()
    def _new(self) -> None:
        self.go.emit(Place("referral"))


def _row(case: Any, today: date) -> Row:
    due = date.fromisoformat(case.due[:10]) if case.due else None
    said = f"{saying.short_day(due)}: {case.next_action}" if due else case.next_action or "No next act"
    if due is not None and due < today:
        said = f"Overdue since {said}"
    flags = Mark(saying.counted(case.flags, "risk flag"), "warning", "warn", "fill") if case.flags else None
    officer = case.officer or "Not allocated"
    return Row(
        case.case,
        case.child or case.reference,
        f"{case.reference}. {case.case_type}. {case.state}. {officer}",
        note=said,
        warn=flags,
    )
