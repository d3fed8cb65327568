"""After the lock: what was sealed, when, how far it has got, and what comes next."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Page, Place
from fieldkit.gui.places import exists
from fieldkit.gui.reading import lock_words
from fieldkit.gui.widgets.agenda import Agenda, AgendaRow
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.words import IconLine


class LockedPage(Page):
    """Key: the visit that was locked."""

    form_file = "locked.ui"
    rail = "visits"

    done: IconLine
    facts: FactRows
    next_acts: Agenda

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.visit = ""
        self._goes: dict[str, Place] = {}
        self.set_head("Visit locked")
        self.next_acts.acted.connect(self._act)

    def open(self, key: str) -> None:
        """Read what was sealed."""
        self.visit, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: (book.write_ups.open(key), book.pages.show(key, looking=False)),
            self.show_lock,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """It may have been sent or countersigned since."""
        if self.isVisible() and self.visit and ("sync" in changes.topics or "visit" in changes.kinds):
            self.open(self.visit)

    @Slot(object)
    def show_lock(self, read: Any) -> None:
        """Reference, time, state, and the next acts."""
        seen, page = read
        by, when, _line = lock_words(page)
        case = seen.case
        back = (f"Case {case.text('reference')}", Place("case", case.record)) if case is not None else None
        self.set_head("Visit locked", back=back)
        self.done.icon.show_icon("check-circle", "ok", 18, "fill")
        self.done.words.setText(f"Signed and locked by {by}, {when}")
        facts = [
            ("Visit", f"{page.held.title}: {seen.child}" if seen.child else page.held.title),
            ("Case", case.text("reference") if case is not None else ""),
            ("Reference", page.seal_line),
            ("State", page.received or "Waiting to send"),
            (
                "Countersign",
                f"{seen.second_officer} is asked when you are next online" if seen.second_officer else "",
            ),
        ]
        self.facts.show_facts([(name, words) for name, words in facts if words])
        self._show_next(seen)

    def _show_next(self, seen: Any) -> None:
        visit = seen.held.record
        rows = []
        if seen.running:
            rows.append(
                ("safety", "End the safety timer", "Your buddy waits for the all-clear.", "timer",
                 "All clear", Place("safety", seen.plan.record))
            )  # fmt: skip
        rows += [
            ("school", "Tell the school", "Within the days that your council set (CME-13).", "buildings",
             "Record it", Place("record_form", f"new/school-told/{visit}")),
            ("task", "Write down what has to be done", "With a day on which it is due.", "calendar-blank",
             "Add a follow-up", Place("record_form", f"new/follow-up/{visit}")),
            ("statement", "Make a statement from it", "Your own account, for a court.", "file-pdf",
             "Make a statement", Place("statement", f"visit/{visit}")),
            ("record", "Read it as it was sealed", "An addendum can be added at any time.", "lock",
             "Open the record", Place("record", visit)),
        ]  # fmt: skip
        shown = [row for row in rows if exists(row[5].page)]
        self._goes = {row[0]: row[5] for row in shown}
        self.next_acts.show_rows(
            [
                AgendaRow(key, title, second, icon=icon, act=act)
                for key, title, second, icon, act, _to in shown
            ]
        )

    @Slot(str)
    def _act(self, key: str) -> None:
        self.go.emit(self._goes[key])
