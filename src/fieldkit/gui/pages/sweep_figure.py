"""What is behind a figure of a return: the stops, children, premises or sweeps that it counts (RET-01)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import clock, saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import page_of
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.words import Words


class FigurePage(Page):
    """The base of the pages of figures; a subclass names the desk and the page of its return.

    Key: the key of a return, `#`, and that of its figure.
    """

    form_file = "sweep_figure.ui"

    desk = ""
    return_page = ""

    intro: Words
    rows: TableRows
    none: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Figure")
        self.rows.set_columns(Columns(code=150, note=150, note_right=True))
        self.rows.opened.connect(self._open)
        self.none.show_words("Nothing is behind this figure", "It counts none.")
        self.none.hide()

    def open(self, key: str) -> None:
        """Read what is behind it."""
        returns = getattr(self.kit.book, self.desk)
        self.kit.jobs.start(
            lambda _progress: read(returns, key), self.show_figure, self.show_trouble, owner=self
        )

    @Slot(object)
    def show_figure(self, made: Any) -> None:
        """A row for each record, the oldest first."""
        found, label, behind = made
        back = ("Return", Place(self.return_page, found.key))
        self.set_head(f"{label}: {len(behind):,}", found.reference, back)
        self.intro.setText("The full figure, for inside the service. That you looked is logged.")
        self.rows.set_rows([_row(each) for each in behind])
        self.rows.setVisible(bool(behind))
        self.none.setVisible(not behind)

    @Slot(str)
    def _open(self, record: str) -> None:
        self.go.emit(Place(page_of(self.kit.book.held(record).kind), record))


class SweepFigurePage(FigurePage):
    """Key: the key of a return of sweeps, `#`, and that of its figure."""

    rail = "sweeps"
    desk = "sweep_returns"
    return_page = "sweep_return"


def _row(behind: Any) -> Row:
    at = datetime.fromisoformat(behind.when).astimezone(clock.LONDON) if "T" in behind.when else None
    when = f"{saying.short_day(at.date())}, {at:%H:%M}" if at is not None else ""
    return Row(behind.record, behind.title, behind.line, code=behind.number, note=when)


def read(returns: Any, key: str) -> Any:
    """The return, the words of a figure, and what is behind it."""
    scope, _, figure = key.rpartition("#")
    found = returns.open(scope)
    return found, returns.label(found, figure), returns.behind(found, figure)
