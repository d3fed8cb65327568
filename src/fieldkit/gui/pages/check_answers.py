"""Check your answers: a record as it will be sealed, what the rules say of it, and the lock."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.checking import CHECKS, ToCheck, place_of, read
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import page_of
from fieldkit.gui.widgets.check_answers import CheckAnswers
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import Words


class CheckAnswersPage(Page):
    """Key: the record, of a kind that is checked before its lock, then `/` and its item of the rail."""

    form_file = "check_answers.ui"
    rail = "visits"

    answers: CheckAnswers
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.record = ""
        self.checked: ToCheck | None = None
        self.set_head("Check your answers")
        self.set_context_words("Findings")
        self.lock_button = self.foot_bar().add_main("Sign and lock visit", "lock_button", "lock")
        self.later_button = self.foot_bar().add_act("Come back later", "later_button")
        self.lock_button.clicked.connect(self._lock)
        self.later_button.clicked.connect(self._later)
        self.answers.change_asked.connect(self._change)

    def open(self, key: str) -> None:
        """Read the record and what the rules say of it."""
        record, _, rail = key.partition("/")
        if record != self.record:
            self.show_problems(())
        self.record, book = record, self.kit.book
        self.rail = rail or type(self).rail
        self.kit.jobs.start(lambda _progress: read(book, record), self._show, self.show_trouble, owner=self)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """The record or something beside it changed."""
        if self.isVisible() and self.checked and self.checked.held.home in changes.homes:
            self.open(f"{self.record}/{self.rail}")

    @Slot(object)
    def _show(self, checked: ToCheck) -> None:
        self.checked = checked
        held = checked.held
        if held.locked:
            self.go.emit(Place("record", self.record))
            return
        checking = CHECKS[held.kind]
        self.set_head("Check your answers", back=(checked.title, Place(page_of(held.kind), self.record)))
        self.lock_button.set_words(checking.words)
        self.lock_button.setAccessibleName(checking.words)
        self.answers.show_answers(checked.sections)
        self._show_panel(checked)
        self.foot_bar().say_saved(f"{saying.moment(checked.saved_ms):%H:%M:%S}")
        self.lock_button.setFocus()

    def _show_panel(self, checked: ToCheck) -> None:
        panel = self.context
        panel.clear()
        panel.add_section("Findings")
        verdicts = Verdicts()
        verdicts.show_findings(list(checked.findings))
        panel.add(verdicts)
        panel.add_section("When you lock")
        for words in checked.when_locked:
            panel.add(Words(words, "small"))
        panel.add_facts("Times", list(checked.times))

    @Slot(str)
    def _change(self, key: str) -> None:
        if self.checked is not None:
            self.go.emit(place_of(self.checked, key))

    @Slot()
    def _later(self) -> None:
        if self.checked is not None:
            self.go.emit(self.checked.later)

    @Slot()
    def _lock(self) -> None:
        """A second press while the first is under way does nothing: the button is busy."""
        if self.checked is None:
            return
        book, record, lock = self.kit.book, self.record, CHECKS[self.checked.held.kind].lock
        self.lock_button.set_busy("Signing")
        job = self.kit.jobs.start(
            lambda _progress: lock(book, record), self._locked, self._refused, owner=self
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.lock_button.set_busy("")

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
            return
        name = self.checked.first_name if self.checked is not None else "the child"
        self.show_problems([(each.field, each.say.replace("{child}", name)) for each in problems])

    @Slot(str)
    def focus_field(self, name: str) -> None:
        """A link of the summary leads to the question itself."""
        self._change(name)

    @Slot(object)
    def _locked(self, changes: Any) -> None:
        # Away first: in front, this page would take the news for somebody else's lock and show the record.
        self.go.emit(Place("locked", f"{self.record}/{self.rail}"))
        self.kit.told.changed.emit(changes)
