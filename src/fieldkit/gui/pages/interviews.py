"""Interviews under caution: what is proposed, waits for the panel or is under way, each with its act."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import clock, saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import mark
from fieldkit.gui.widgets.agenda import Agenda, AgendaRow
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.empty import EmptyList

_CONCERNS = frozenset({"interview", "interview-step", "signoff"})
_OVER = ("Sealed",)


class InterviewsPage(Page):
    """The interviews of this laptop, the ones to be done first."""

    form_file = "interviews.ui"
    rail = "interviews"

    propose_button: Button
    rows: Agenda
    none: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Interviews")
        self.propose_button.clicked.connect(self._propose)
        words = "An interview that is proposed appears here with what the Legal Panel says and its next act."
        self.none.show_words("No interview yet", words)
        self.none.hide()
        self.rows.acted.connect(self._open)

    def open(self, key: str) -> None:
        """Read the list."""
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.interviews.list(), self.show_interviews, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """An interview changed, or the panel decided on one."""
        if self.isVisible() and changes.kinds & _CONCERNS:
            self.open("")

    @Slot(object)
    def show_interviews(self, listed: Any) -> None:
        """Those to be done by their time, then the sealed ones."""
        to_do = [one for one in listed if one.state_words not in _OVER]
        done = [one for one in listed if one.state_words in _OVER]
        rows = [_row(one) for one in (*to_do, *reversed(done))]
        first = next((row for row in rows if row.main), None)
        self.rows.show_rows([replace(row, main=row is first) for row in rows])
        mark(self.propose_button, kind="main" if first is None else "plain")
        self.none.setVisible(not listed)

    @Slot()
    def _propose(self) -> None:
        self.go.emit(Place("plan_interview"))

    @Slot(str)
    def _open(self, interview: str) -> None:
        self.go.emit(Place("interview", interview))


def _row(one: Any) -> AgendaRow:
    at = datetime.fromisoformat(one.planned_for).astimezone(clock.LONDON) if one.planned_for else None
    day = f"{saying.short_day(at.date())}. " if at is not None else ""
    return AgendaRow(
        key=one.interview,
        title=f"{one.person}: {one.state_words.lower()}",
        second=f"{day}{one.offence}. {one.reference}",
        time=f"{at:%H:%M}" if at is not None else "",
        icon="" if at is not None else "chats-circle",
        warning=one.blocked,
        act=one.next_act or "Open interview",
        main=one.state in ("in_progress", "suspended"),
    )
