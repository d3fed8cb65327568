"""Bundles: the cases that one can be built of."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows


class BundlesPage(Page):
    """Every case of this laptop; what its bundle holds is on its own page."""

    form_file = "bundles.ui"
    rail = "bundles"

    cases: TableRows
    none: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Bundles")
        self.cases.set_columns(Columns(note=220, note_right=True))
        self.cases.opened.connect(self._open)
        self.none.show_words("No case on this laptop yet", "A bundle is built from what is locked in a case.")
        self.none.hide()

    def open(self, key: str) -> None:
        """Read the caseload."""
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.cases.list(), self.show_cases, self.show_trouble, owner=self
        )

    @Slot(object)
    def show_cases(self, cases: Any) -> None:
        """Show the cases."""
        self.cases.set_rows([Row(one.case, one.child, one.reference, note=one.state) for one in cases])
        self.cases.setVisible(bool(cases))
        self.none.setVisible(not cases)

    @Slot(str)
    def _open(self, case: str) -> None:
        self.go.emit(Place("bundle", case))
