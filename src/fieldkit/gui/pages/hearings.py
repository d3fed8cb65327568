"""Hearings: where and when, for whom, who presents, and what is not ready."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.clock import now
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.agenda import Agenda, AgendaRow
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.kinds.times import local

_CONCERNS = frozenset({"hearing", "legal-action", "service", "bundle-build", "release"})
_COURT = "court"


class HearingsPage(Page):
    """Those to come first, then those that are over."""

    form_file = "hearings.ui"
    rail = "cases"

    rows: Agenda
    law_button: LinkButton
    none: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Hearings", back=("Cases", Place("cases")))
        self.none.show_words("No hearing yet", "A hearing that is listed on a parent’s pathway appears here.")
        self.none.hide()
        self.rows.acted.connect(self._open)
        self.law_button.clicked.connect(self._law)

    def open(self, key: str) -> None:
        """Read the list."""
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.hearings.list(case=key), self.show_hearings, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A hearing was listed or changed."""
        if self.isVisible() and changes.kinds & _CONCERNS:
            self.open("")

    @Slot(object)
    def show_hearings(self, hearings: Any) -> None:
        """The next one first; those that are over under them, the latest first."""
        today = now().date()
        over = [one for one in hearings if one.outcome or local(one.at).date() < today]
        coming = [one for one in hearings if one not in over]
        rows = [_row(one, one in over) for one in (*coming, *reversed(over))]
        first = next((row for row in rows if row.act), None)
        self.rows.show_rows([replace(row, main=row is first) for row in rows])
        self.none.setVisible(not hearings)

    @Slot(str)
    def _open(self, key: str) -> None:
        """To the courtroom, to what happened, or to the result of that parent's matter."""
        act, _, record = key.partition(" ")
        self.go.emit(Place("presenter", record) if act == _COURT else Place("record_form", f"{record}/{act}"))

    @Slot()
    def _law(self) -> None:
        self.go.emit(Place("case_law"))


def _row(one: Any, over: bool) -> AgendaRow:
    """Before the day the courtroom; after it what happened, then the result, until both are there."""
    at = local(one.at)
    where = ", ".join(filter(None, (one.court, one.room)))
    told = (f"{saying.short_day(at.date())}, {where}", one.presenter, one.reference)
    act, record, words = _COURT, one.hearing, "" if one.outcome else "In court"
    if over and not one.outcome:
        act, words = "outcome", "What happened"
    elif over and not one.result:
        act, record, words = "result", one.action, "Enter result"
    return AgendaRow(
        key=f"{act} {record}",
        title=f"{one.kind_words}: {one.parent}",
        second=". ".join(filter(None, told)),
        time=f"{at:%H:%M}",
        icon="",
        warning=". ".join(one.not_ready),
        act=words,
        done=". ".join(filter(None, (one.outcome and f"Heard: {one.outcome}", one.result))),
    )
