"""A risk flag to be read before travel: its level, its facts, who approved it, who has read it (RSK-01)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.readings.records import sections_of
from fieldkit.gui.visit.extras import flag_history
from fieldkit.gui.widgets.check_answers import CheckAnswers
from fieldkit.gui.widgets.risk_flag import RiskFlag


class RiskFlagPage(Page):
    """Key: the flag, or `flag/visit` when it is read for a visit."""

    form_file = "risk_flag.ui"
    rail = "cases"

    flag: RiskFlag
    answers: CheckAnswers

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.record, self.visit = "", ""
        self.set_head("Risk flag")
        self.read_button = self.foot_bar().add_main("I have read it", "read_button", "eye")
        self.leave_button = self.foot_bar().add_act("Back", "leave_button")
        self.read_button.clicked.connect(self._read)
        self.leave_button.clicked.connect(self.went_back)
        self.answers.change_asked.connect(self._change)

    def open(self, key: str) -> None:
        """Read the flag and who has read it."""
        self.record, _, self.visit = key.partition("/")
        book, record, visit = self.kit.book, self.record, self.visit
        self.kit.jobs.start(
            lambda _progress: read(book, record, visit), self.show_flag, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """It was changed or read."""
        if self.isVisible() and self.record and changes.kinds & {"risk-flag", "flag-read"}:
            self.open(f"{self.record}/{self.visit}" if self.visit else self.record)

    @Slot(object)
    def show_flag(self, found: Any) -> None:
        """Show the flag; the main button is there only while somebody is to read it for a visit."""
        page, flag, visit = found
        back = None
        if visit is not None:
            back = (visit.title.partition(":")[0], Place("visit", visit.record))
        elif page.held.home:
            back = ("Case", Place("case", page.held.home))
        self.set_head("Risk flag", back=back)
        unread = bool(flag is not None and visit is not None and not flag.read_by_me)
        if flag is not None:
            self.flag.show_flag(flag.level, flag.about, flag_history(flag), False, flag.overdue)
        else:
            self.flag.show_flag(page.held.title, page.held.text("facts"), "This flag was ended.", False, True)
        self.read_button.setVisible(unread)
        if flag is not None and visit is not None and flag.read_by_me:
            self.foot_bar().say("You have read it", "eye")
        self.answers.show_answers(sections_of(page, lambda _field: not unread, provided=True))

    @Slot()
    def _read(self) -> None:
        book, visit, flag = self.kit.book, self.visit, self.record
        self.read_button.set_busy("Saving")
        job = self.kit.jobs.start(
            lambda _progress: book.visits.read_flag(visit, flag), self._done, self.show_trouble, owner=self
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.read_button.set_busy("")

    @Slot(object)
    def _done(self, changes: Any) -> None:
        visit, self.record = self.visit, ""
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("visit", visit))

    @Slot(str)
    def _change(self, field: str) -> None:
        self.go.emit(Place("record_form", f"{self.record}/{field}"))


def read(book: Any, record: str, visit: str) -> tuple[Any, Any, Any]:
    """The flag's page, the flag as it stands against the visit or in its case, and the visit."""
    page = book.pages.show(record)
    standing = book.risk.of_visit(visit) if visit else book.risk.of_case(page.held.home)
    flag = next((each for each in standing if each.held.record == record), None)
    return page, flag, book.held(visit) if visit else None
