"""After a referral is taken in: its reference, who takes the case, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.bases.writing import matches_of
from fieldkit.gui.forms.editors.registry import Setting, editor_for
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import exists
from fieldkit.gui.widgets.agenda import Agenda, AgendaRow
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.words import IconLine
from fieldkit.kinds.record import question
from fieldkit.kinds.registry import kind_named

_FIELD = "allocated_officer"


@dataclass(frozen=True)
class TakenIn:
    """The case, its child and its state in words, who may take it, and who reads this, as typed."""

    case: Any
    child: str
    state: str
    officers: Any
    me: str


class TakenInPage(Page):
    """Key: the case."""

    form_file = "taken_in.ui"
    rail = "cases"

    done: IconLine
    facts: FactRows
    officer: QuestionBlock
    next_acts: Agenda

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.case = ""
        self.shown: TakenIn | None = None
        self._goes: dict[str, Place] = {}
        self.set_head("Referral taken in")
        self.allocate_button = self.foot_bar().add_main("Allocate to me", "allocate_button", "user-plus")
        self.allocate_button.clicked.connect(self._allocate)
        self.officer.changed.connect(self._chosen)
        self.next_acts.acted.connect(self._act)

    def open(self, key: str) -> None:
        """Read the case."""
        if key != self.case:
            self.show_problems(())
        self.case, book = key, self.kit.book
        self.kit.jobs.start(lambda _progress: read(book, key), self.show_case, self.show_trouble, owner=self)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """It may have been allocated since."""
        if self.isVisible() and self.case in changes.homes:
            self.open(self.case)

    @Slot(object)
    def show_case(self, shown: TakenIn) -> None:
        """Reference, time, state, who takes it, and the next acts."""
        self.shown = shown
        case = shown.case
        free = case.state in ("received", "triaged")
        self.set_head("Referral taken in", case.text("reference"), ("Cases", Place("cases")))
        self.done.icon.show_icon("check-circle", "ok", 18, "fill")
        self.done.words.setText(f"{shown.child} is on this laptop as {case.text('reference')}")
        given = case.value(_FIELD)
        facts = [
            ("Reference", case.text("reference")),
            ("Child", shown.child),
            ("Taken in", f"{saying.sentence(saying.day_of_week(saying.moment(case.made_ms).date()))}, "
                         f"{saying.moment(case.made_ms):%H:%M}"),
            ("State", shown.state),
            ("Officer", given["name"] if isinstance(given, dict) else "Not allocated"),
        ]  # fmt: skip
        self.facts.show_facts(facts)
        self.officer.setVisible(free)
        self.foot_bar().setVisible(free)
        if free:
            setting = Setting(None, matches_of({_FIELD: shown.officers}))
            self.officer.set_editor(editor_for(question(kind_named("case"), _FIELD), setting))
            self.officer.set_value(shown.me)
            self._chosen()
        self._show_next(free)

    def _show_next(self, free: bool) -> None:
        rows = [
            ("case", "Open the case", "Chronology, family and school, enquiries.", "folder-open",
             "Open case", Place("case", self.case)),
            ("plan", "Plan a home visit", "Remote enquiries come first (CME-11).", "house-line",
             "Plan a visit", Place("plan_visit", self.case)),
            ("another", "Take in another referral", "A child of the same family has a case too.",
             "plus", "Add a case", Place("referral")),
        ]  # fmt: skip
        shown = [row for row in rows if exists(row[5].page)]
        self._goes = {row[0]: row[5] for row in shown}
        self.next_acts.show_rows(
            [
                AgendaRow(key, title, second, icon=icon, act=act, main=key == "case" and not free)
                for key, title, second, icon, act, _to in shown
            ]
        )

    @Slot()
    def _chosen(self) -> None:
        """The button names whom the case goes to."""
        if self.shown is None:
            return
        said = str(self.officer.value())
        words = "Allocate to me" if said == self.shown.me else f"Allocate to {said.partition(' ')[2]}"
        self.allocate_button.set_words(words if said.partition(" ")[2] else "Allocate")
        self.allocate_button.setAccessibleName(self.allocate_button.text())

    @Slot()
    def _allocate(self) -> None:
        """A second press while the first is under way does nothing: the button is busy."""
        book, case = self.kit.book, self.case
        ident, _, name = str(self.officer.value()).partition(" ")
        if not name:
            self.show_problems([("officer", "Choose an officer by name")])
            return
        self.allocate_button.set_busy("Saving")
        job = self.kit.jobs.start(
            lambda _progress: book.cases.allocate(case, {"id": ident, "name": name}),
            self._allocated,
            self.show_trouble,
            owner=self,
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.allocate_button.set_busy("")

    @Slot(object)
    def _allocated(self, changes: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.open(self.case)

    @Slot(str)
    def _act(self, key: str) -> None:
        self.go.emit(self._goes[key])


def read(book: Any, key: str) -> TakenIn:
    """The case with what the page says of it; this officer may always take it."""
    page = book.cases.open(key)
    me = f"{book.me.officer} {book.me.name}"
    officers = sorted(book.choices.officers(), key=lambda each: each.typed != me)
    child = page.child.title if page.child is not None else ""
    return TakenIn(page.case, child, page.state, officers, me)
