"""Home visits: what is planned, under way or to be written up, each with its next act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import clock, saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.agenda import Agenda, AgendaRow
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.empty import EmptyList

_CONCERNS = frozenset({"visit", "flag-read", "risk-flag", "signoff"})
_LOCKED = "Locked"


class VisitsPage(Page):
    """The visits of this laptop, the ones to be done first."""

    form_file = "visits.ui"
    rail = "visits"

    plan_button: Button
    rows: Agenda
    none: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Home visits")
        self.plan_button.clicked.connect(self._plan)
        self.none.show_words("No home visit yet", "A visit that is planned appears here with its next act.")
        self.none.hide()
        self.rows.acted.connect(self._open)

    def open(self, key: str) -> None:
        """Read the list."""
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.visits.list(), self.show_visits, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A visit changed."""
        if self.isVisible() and changes.kinds & _CONCERNS:
            self.open("")

    @Slot(object)
    def show_visits(self, visits: Any) -> None:
        """Open visits first by their time, then the locked ones, the latest first."""
        over = {_LOCKED, "Cancelled", "Aborted"}
        to_do = [visit for visit in visits if visit.state_words not in over]
        done = [visit for visit in visits if visit.state_words in over]
        self.rows.show_rows([_row(visit) for visit in (*to_do, *reversed(done))])
        self.none.setVisible(not visits)

    @Slot()
    def _plan(self) -> None:
        self.go.emit(Place("plan_visit"))

    @Slot(str)
    def _open(self, visit: str) -> None:
        self.go.emit(Place("visit", visit))


def _row(visit: Any) -> AgendaRow:
    at = datetime.fromisoformat(visit.planned_for).astimezone(clock.LONDON) if visit.planned_for else None
    beside = f", with {visit.second_officer}" if visit.second_officer else ""
    day = saying.short_day(at.date()) if at is not None else ""
    return AgendaRow(
        key=visit.visit,
        title=f"{visit.child}: {visit.state_words.lower()}" if visit.child else visit.title,
        second=f"{day}{', ' if day else ''}{visit.where}{beside}. {visit.reference}",
        time=f"{at:%H:%M}" if at is not None else "",
        icon="" if at is not None else "house-line",
        warning=visit.blocked,
        act="Open visit" if visit.state_words == _LOCKED else visit.next_act,
    )
