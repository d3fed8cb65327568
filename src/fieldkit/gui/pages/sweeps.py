"""Sweeps: what is planned, under way or to be reported on, each with its next act."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.agenda import Agenda, AgendaRow
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.link import LinkButton

_CONCERNS = frozenset({"operation", "pairing", "stop", "signoff", "premises-visit"})
_OVER = frozenset({"closed", "return_sent", "refused", "cancelled"})


class SweepsPage(Page):
    """The sweeps of this laptop, the ones to be done first."""

    form_file = "sweeps.ui"
    rail = "sweeps"

    plan_button: Button
    return_button: LinkButton
    rows: Agenda
    none: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Sweeps")
        self.plan_button.clicked.connect(self._plan)
        self.return_button.clicked.connect(self._return)
        words = "A truancy or employment sweep that is planned appears here with its next act."
        self.none.show_words("No sweep yet", words)
        self.none.hide()
        self.rows.acted.connect(self._open)

    def open(self, key: str) -> None:
        """Read the list."""
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.operations.list(), self.show_sweeps, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A sweep or something in it changed."""
        if self.isVisible() and changes.kinds & _CONCERNS:
            self.open("")

    @Slot(object)
    def show_sweeps(self, sweeps: Any) -> None:
        """Open sweeps first by their day, then what is over, the latest first."""
        to_do = [sweep for sweep in sweeps if sweep.state not in _OVER]
        done = [sweep for sweep in sweeps if sweep.state in _OVER]
        self.rows.show_rows([_row(sweep) for sweep in (*reversed(to_do), *done)])
        self.none.setVisible(not sweeps)
        self.return_button.setVisible(bool(sweeps))

    @Slot()
    def _plan(self) -> None:
        self.go.emit(Place("plan_sweep"))

    @Slot()
    def _return(self) -> None:
        self.go.emit(Place("sweep_return", "period"))

    @Slot(str)
    def _open(self, operation: str) -> None:
        self.go.emit(Place("sweep", operation))


def _row(sweep: Any) -> AgendaRow:
    day = saying.short_day(date.fromisoformat(sweep.day)) if sweep.day else "No day yet"
    until = f"{sweep.starts} to {sweep.ends}" if sweep.ends else sweep.starts
    stops = f". {sweep.stops} stop{'s' if sweep.stops != 1 else ''}" if sweep.stops else ""
    return AgendaRow(
        key=sweep.operation,
        title=f"{sweep.name}: {sweep.state_words.lower()}",
        second=f"{day}, {until}. {sweep.sort_words}, {sweep.reference}{stops}",
        time=sweep.starts,
        icon="" if sweep.starts else "users-three",
        warning=sweep.blocked if sweep.state not in _OVER else "",
        act="Open sweep",
        main=sweep.state == "live",
    )
