"""Premises: the visits to workplaces, planned and made, each with its next act."""

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
from fieldkit.rules.finding import counted

_CONCERNS = frozenset({"operation", "premises-visit", "child-at-work"})
_OVER = frozenset({"aborted", "cancelled"})
_NEW = "new/"


class PremisesPage(Page):
    """No key: the list. `new/operation` begins the plan of a visit on a sweep; a visit opens its own page."""

    form_file = "premises.ui"
    rail = "premises"

    plan_button: Button
    rows: Agenda
    none: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Premises")
        self.plan_button.clicked.connect(self._plan)
        words = "Plan a visit on an employment sweep; it appears here with its next act."
        self.none.show_words("No premises visit yet", words)
        self.none.hide()
        self.rows.acted.connect(self._open)

    def open(self, key: str) -> None:
        """Read the list, or lead to where the key says."""
        if key.startswith(_NEW):
            self.go.emit(Place("record_form", f"new/premises-visit/{key.removeprefix(_NEW)}"))
            return
        if key:
            self.go.emit(Place("premises_visit", key))
            return
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.workplaces.list(), self.show_visits, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A visit or a child of one changed."""
        if self.isVisible() and changes.kinds & _CONCERNS:
            self.open("")

    @Slot(object)
    def show_visits(self, visits: Any) -> None:
        """Open visits first, then what is over, the latest first."""
        over = [visit for visit in visits if visit.state in _OVER or visit.state_words == "Locked"]
        self.rows.show_rows([_row(visit) for visit in (*(one for one in visits if one not in over), *over)])
        self.none.setVisible(not visits)

    @Slot()
    def _plan(self) -> None:
        """A visit belongs to a sweep: choose it first."""
        self.go.emit(Place("sweeps"))

    @Slot(str)
    def _open(self, visit: str) -> None:
        self.go.emit(Place("premises_visit", visit))


def _row(visit: Any) -> AgendaRow:
    at = datetime.fromisoformat(visit.at).astimezone(clock.LONDON) if visit.at else None
    day = saying.short_day(at.date()) if at is not None else ""
    children = counted(visit.children, "child", "children") if visit.children else ""
    return AgendaRow(
        key=visit.visit,
        title=f"{visit.title}: {visit.state_words.lower()}",
        second=". ".join(
            filter(None, (", ".join(filter(None, (day, visit.address))), visit.reference, children))
        ),
        time=f"{at:%H:%M}" if at is not None else "",
        icon="" if at is not None else "storefront",
        warning=visit.blocked,
        act="Open visit",
    )
