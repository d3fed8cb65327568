"""One visit to a workplace: its sections beside the questions, the children found, and the next act."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui import shortcuts
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.writing import WritingPage, matches_of
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import pages
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.readings.premises import (
    BEFORE,
    CHECK,
    CHILDREN,
    Beside,
    day_of,
    may_be_checked,
    read,
    standing,
    tasks,
)
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.stage import Stage
from fieldkit.gui.widgets.task_list import TaskList
from fieldkit.gui.widgets.text import TextField
from fieldkit.kinds.record import Question, questions
from fieldkit.kinds.registry import kind_named

#: The states in which somebody may be asked, or what was asked be written down.
_THERE = ("on_site", "left", "written_up")
_CONCERNS = frozenset({"premises-visit", "child-at-work", "shift", "exhibit", "escalation", "follow-up",
                       "operation"})  # fmt: skip
#: act of the stage: the verb of the desk that does it at once.
_VERBS = {"arrive": "arrive", "leave": "leave"}


class PremisesVisitPage(WritingPage):
    """Key: the visit, or `visit/section` or `visit/field` to open it there."""

    form_file = "premises_visit.ui"
    rail = "premises"

    side: TaskList
    stage: Stage
    before: QWidget
    why: QuestionBlock
    extras: QWidget

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.visit, self.section, self._sub, self._wanted = "", "", 0, ""
        self.seen: Any = None
        self._setting = Setting()
        self.set_head("Premises visit")
        self.why.set_editor(TextField())
        self.why.hide()
        self.continue_button = self.foot_bar().add_main("Save and continue", "continue_button")
        self.back_button = self.foot_bar().add_act("Back", "back_button")
        self.off_button = self.foot_bar().add_act("Call off", "off_button")
        self.letter_button = self.foot_bar().add_act("Advice letter", "letter_button", "printer")
        self.grounds_button = self.foot_bar().add_act("Grounds to suspect", "grounds_button", "warning")
        self.grounds_button.hide()
        self.grounds_button.clicked.connect(self.stop_asking)
        shortcuts.bind(self, "grounds", self.stop_asking)
        self.continue_button.clicked.connect(self._continue)
        self.back_button.clicked.connect(self._before)
        self.off_button.clicked.connect(self._off)
        self.letter_button.clicked.connect(self._letter)
        self.side.opened.connect(self._go_to)
        self.stage.acted.connect(self._act)
        self.beside = Beside(kit, self.extras)
        self.beside.go.connect(self.go)
        self.beside.troubled.connect(self.show_trouble)

    def open(self, key: str) -> None:
        """Read the visit, its draft and what can be chosen."""
        visit, _, wanted = key.partition("/")
        if visit != self.visit:
            self.section, self._sub = "", 0
        self.visit, self._wanted = visit, wanted
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, visit), self._show, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something of this visit changed: everything but the answers being typed is shown anew."""
        if self.seen is not None and self.isVisible() and changes.kinds & _CONCERNS:
            book, visit = self.kit.book, self.visit
            self.kit.jobs.start(
                lambda _progress: book.workplaces.page(visit), self._refresh, self.show_trouble, owner=self
            )

    @Slot(object)
    def _show(self, told: Any) -> None:
        seen, draft, options = told
        if seen.held.locked or seen.held.state == "cancelled":
            self.go.emit(Place("record", self.visit))
            return
        self.seen = seen
        self._setting = Setting(day_of(seen.held), matches_of(options))
        self.take_draft(draft)
        wanted = self._wanted or self.section or draft.place
        self._wanted = ""
        self._go_to(wanted or self._first())

    @Slot(object)
    def _refresh(self, seen: Any) -> None:
        self.seen = seen
        self._show_standing()

    def _first(self) -> str:
        if self.seen.held.state in BEFORE:
            return "Entry"
        return CHILDREN

    def _names(self) -> list[str]:
        return [task.key for task in tasks(self.seen) if task.key != CHECK]

    @Slot(str)
    def _go_to(self, wanted: str) -> None:
        """Show a section, or the page of it that holds a field."""
        if self.seen is None:
            return
        self.settle()
        if wanted == CHECK:
            self._check()
            return
        asked = {item.name: item.ask.section for item in questions(kind_named("premises-visit"))}
        section = asked.get(wanted, wanted)
        self.section = section if section in self._names() else self._names()[0]
        subs = [n for n, page in enumerate(self._pages()) if wanted in [item.name for item in page]]
        self._sub = subs[0] if subs else 0
        self._show_page()
        if wanted in asked:
            self.focus_field(wanted)

    def _pages(self, section: str = "") -> list[list[Question]]:
        """A time that a button gives is asked for only once it was pressed, to be corrected."""
        held, given = self.seen.held, ("arrived_at", "departed_at", "made_up_at")
        found = [
            [item for item in page if item.name not in given or held.text(item.name)]
            for page in pages(kind_named("premises-visit"), section or self.section)
        ]
        return [page for page in found if page]

    def _show_page(self) -> None:
        self.writing_at = self.section
        self.show_problems(())
        self.why.hide()
        self.why.set_value("")
        children = self.section == CHILDREN
        made = [] if children else self._pages()
        self.show_questions(made[self._sub] if made else [], self._setting)
        if self.form is not None:
            self.form.changed.connect(self._answered)
        self._show_standing()
        self.area.verticalScrollBar().setValue(0)
        if made and self.form is not None:
            self.begin_at(next(item.name for item in made[self._sub] if item.shown(self.typed)))

    def _show_standing(self) -> None:
        seen = self.seen
        back = (seen.operation_reference, Place("sweep", seen.operation))
        self.set_head(f"{seen.held.title}: {self.section.lower()}", seen.held.text("reference"), back)
        self.side.set_rows(tasks(seen))
        self.side.set_current(self.section)
        icon, words = standing(seen)
        act = seen.act
        self.stage.show_stage(icon, words, "" if act.blocked or act.name == "open" else act.label)
        self.off_button.setVisible(bool(seen.others))
        for other in seen.others:
            self.off_button.set_words(other.label)
            self.off_button.setAccessibleName(other.label)
        self.letter_button.setVisible(bool(seen.children))
        self.grounds_button.setVisible(seen.held.state in _THERE)
        self.beside.show_section(self.section, seen)
        self.continue_button.setVisible(self.section != CHILDREN)

    @Slot(str)
    def _answered(self, name: str) -> None:
        """An answer that stood is being changed: ask why."""
        stood = self.seen.held.folded.latest(name)
        if stood and self.typed.get(name) != stood and self.why.isHidden():
            self.why.show()

    @Slot()
    def _continue(self) -> None:
        if self.seen is None or self.section == CHILDREN:
            return
        book, draft, page = self.kit.book, self.draft, [item.name for item in self._pages()[self._sub]]
        typed, why = self.answers(), str(self.why.value())
        self.confirm(lambda: book.drafts.confirm(draft, typed, page=page, why=why), self._confirmed)

    def _check(self) -> None:
        """The answers are checked once the officer has left."""
        if may_be_checked(self.seen.held):
            self.go.emit(Place("check_answers", f"{self.visit}/premises"))
        else:
            self.side.set_current(self.section)

    @Slot(object)
    def _confirmed(self, changes: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        at = self._next()
        if at == (self._names()[0], 0) and may_be_checked(self.seen.held):
            self._check()
            return
        self.section, self._sub = at
        book, visit = self.kit.book, self.visit
        self.kit.jobs.start(
            lambda _progress: read(book, visit), self._show_next, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def _show_next(self, told: Any) -> None:
        self.seen, draft, _options = told
        self.take_draft(draft)
        self._show_page()

    def _next(self) -> tuple[str, int]:
        """The next page that asks something, given the answers; the first section after the last."""
        names = self._names()
        here = names.index(self.section)
        for section in names[here:]:
            if section == CHILDREN:
                return section, 0
            for number, page in enumerate(self._pages(section)):
                later = section != self.section or number > self._sub
                if later and any(item.shown(self.typed) for item in page):
                    return section, number
        return names[0], 0

    @Slot()
    def _before(self) -> None:
        """Back: the section before, or where the officer came from at the first."""
        self.settle()
        names = self._names() if self.seen is not None else []
        here = names.index(self.section) if self.section in names else 0
        if here:
            self._go_to(names[here - 1])
        else:
            self.went_back.emit()

    @Slot()
    def _act(self) -> None:
        """Arrive, leave: each is a revision at once; the lock comes after a check."""
        book, visit, act = self.kit.book, self.visit, self.seen.act
        self.settle()
        if act.name == "lock":
            self._check()
            return
        if act.name in _VERBS and not act.blocked:
            verb = getattr(book.workplaces, _VERBS[act.name])
            self.stage.act_button.set_busy("Saving")
            job = self.kit.jobs.start(
                lambda _progress: verb(visit), self._acted, self.refused, Lane.DRAFTS, self
            )
            job.ended.connect(self._act_over)

    @Slot()
    def _act_over(self) -> None:
        self.stage.act_button.set_busy("")

    @Slot(object)
    def _acted(self, changes: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.section = ""
        self.open(self.visit)

    @Slot(str)
    def focus_field(self, name: str) -> None:
        """A problem may be in another section."""
        if self.form is not None and name not in self.form.names() and name != "why":
            self._go_to(name)
        super().focus_field(name)

    @Slot()
    def _off(self) -> None:
        acts = {"cancel": "cancel-premises", "abort": "abort-premises"}
        self.go.emit(Place("reason", f"{acts[self.seen.others[0].name]}/{self.visit}"))

    @Slot()
    def stop_asking(self) -> None:
        """Grounds to suspect the employer appear: the caution comes before the next question (PACE-01)."""
        if self.seen is not None and self.seen.held.state in _THERE:
            self.settle()
            self.go.emit(Place("doorstep_caution", f"stop/{self.visit}"))

    @Slot()
    def _letter(self) -> None:
        self.settle()
        self.go.emit(Place("print", f"advice/{self.visit}"))
