"""A home visit under way: its sections beside the questions, and each press of a button kept at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.casebook.visits.visits import PRESSED
from fieldkit.gui import shortcuts
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.writing import WritingPage, matches_of
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import pages
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.visit.extras import VisitExtras
from fieldkit.gui.visit.stage import BEFORE, day_of, show_stage, tasks
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.stage import Stage
from fieldkit.gui.widgets.task_list import TaskList
from fieldkit.gui.widgets.text import TextField
from fieldkit.kinds.record import Question, questions
from fieldkit.kinds.registry import kind_named

_CHECK = "check"
#: The states in which somebody may be asked, or what was asked be written down.
_THERE = ("on_site", "departed_safe", "written_up")
_CONCERNS = frozenset({"visit", "flag-read", "risk-flag", "signoff", "safety-event", "exhibit", "escalation",
                       "person-present", "calling-card", "follow-up", "school-told",
                       "doorstep-caution"})  # fmt: skip


class VisitPage(WritingPage):
    """Key: the visit, or `visit/section` or `visit/field` to open it there."""

    form_file = "visit.ui"
    rail = "visits"

    side: TaskList
    stage: Stage
    before: QWidget
    why: QuestionBlock
    extras: QWidget

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.visit, self.section, self._sub = "", "", 0
        self.seen: Any = None
        self._setting = Setting()
        self._wrong: dict[str, int] = {}
        self._wanted = ""
        self.why.set_editor(TextField())
        self.why.hide()
        self.continue_button = self.foot_bar().add_main("Save and continue", "continue_button")
        self.back_button = self.foot_bar().add_act("Back", "back_button")
        self.grounds_button = self.foot_bar().add_act("Grounds to suspect", "grounds_button", "warning")
        self.grounds_button.hide()
        self.grounds_button.clicked.connect(self.stop_asking)
        shortcuts.bind(self, "grounds", self.stop_asking)
        self.continue_button.clicked.connect(self._continue)
        self.back_button.clicked.connect(self._before)
        self.side.opened.connect(self._section_asked)
        self.stage.acted.connect(self._act)
        self.beside = VisitExtras(kit, self.before, self.extras, self)
        self.beside.go.connect(self.go)
        self.beside.troubled.connect(self.show_trouble)

    def open(self, key: str) -> None:
        """Read the visit, its draft and what can be chosen."""
        visit, _, wanted = key.partition("/")
        if visit != self.visit:
            self.section, self._sub, self._wrong = "", 0, {}
            self.set_head("Home visit")
        self.visit, self._wanted = visit, wanted
        book = self.kit.book
        # On the lane of the drafts, so that what was typed last is read too.
        self.kit.jobs.start(
            lambda _progress: _read(book, visit), self._show, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something of this visit changed: everything but the answers being typed is shown anew."""
        if self.seen is None or not self.isVisible() or not changes.kinds & _CONCERNS:
            return
        book, visit = self.kit.book, self.visit
        if book is not None and self.seen.held.home in changes.homes:
            self.kit.jobs.start(lambda _progress: book.write_ups.open(visit), self._refresh, owner=self)

    @Slot(object)
    def _show(self, read: Any) -> None:
        seen, draft, options = read
        if draft is None:
            # Still the draft of a plan, which has a page of its own.
            self.go.emit(Place("plan_visit", self.visit))
            return
        if seen.held.locked or seen.held.state in ("aborted", "cancelled"):
            self.go.emit(Place("record", self.visit))
            return
        if seen.to_decide:
            self.go.emit(Place("sign_off", self.visit))
            return
        self.seen = seen
        self.names = {"child": seen.first_name}
        self._setting = Setting(day_of(seen.held), matches_of(options))
        self.take_draft(draft)
        wanted = self._wanted or self.section or draft.place.partition("/")[0]
        self._wanted = ""
        self._go_to(wanted or self._first_open())

    @Slot(object)
    def _refresh(self, seen: Any) -> None:
        self.seen = seen
        self._show_standing()
        self.beside.show_section(self.section, seen, self.typed, self._is_last())

    def _first_open(self) -> str:
        open_ones = [part.name for part in self.seen.sections if part.status != "done"]
        return open_ones[0] if open_ones else self.seen.sections[0].name

    def _go_to(self, wanted: str) -> None:
        """Show a section, or the page of it that holds a field."""
        asked = {item.name: item.ask.section for item in questions(kind_named("visit"))}
        section = asked.get(wanted, wanted)
        names = [part.name for part in self.seen.sections]
        if section not in names or self.seen.held.state in BEFORE:
            section = names[0]
        self.section = section
        subs = [n for n, page in enumerate(self._pages()) if wanted in [item.name for item in page]]
        self._sub = subs[0] if subs else 0
        self._show_page()
        if wanted in asked:
            self.focus_field(wanted)
        elif self.stage.isHidden() and self.form is not None and self.form.names():
            # In one column the list of sections stands above the questions, which may be out of sight.
            self.begin_at(self.form.names()[0])

    def _pages(self, section: str = "") -> list[list[Question]]:
        """A time that a button gives is asked for only once it was pressed, to be corrected."""
        held = self.seen.held
        found = [
            [item for item in page if item.name not in PRESSED or held.text(item.name)]
            for page in pages(kind_named("visit"), section or self.section)
        ]
        return [page for page in found if page]

    def _is_last(self) -> bool:
        return self._sub == len(self._pages()) - 1

    def _show_page(self) -> None:
        self.writing_at = self.section
        self.show_problems(())
        self.why.hide()
        self.why.set_value("")
        asked = [] if self.seen.held.state in BEFORE else self._pages()[self._sub]
        self.show_questions(asked, self._setting)
        if self.form is not None:
            self.form.changed.connect(self._answered)
        self._show_standing()
        self.beside.show_section(self.section, self.seen, self.typed, self._is_last())
        self.area.verticalScrollBar().setValue(0)

    def _show_standing(self) -> None:
        seen = self.seen
        number = seen.held.value("visit_no") or 1
        back = (f"Home visit {number}: {seen.child}", Place("case", seen.case.record)) if seen.case else None
        self.set_head(self.section, back=back)
        self.side.set_rows(tasks(seen, self._wrong))
        self.side.set_current(self.section)
        show_stage(self.stage, seen)
        before = seen.held.state in BEFORE
        self.continue_button.set_words(seen.act.label if before else "Save and continue")
        blocked = seen.act.blocked if before and seen.act.name == "set-off" else ""
        self.continue_button.set_unavailable(blocked)
        self.back_button.setVisible(not before)
        self.grounds_button.setVisible(seen.held.state in _THERE)
        if before:
            self.foot_bar().say("")

    @Slot(str)
    def _answered(self, name: str) -> None:
        """An answer that stood is being changed: ask why."""
        changed = self._standing(name) and self.typed.get(name) != self._standing(name)
        if changed and self.why.isHidden():
            self.why.show()
        if name == "safeguarding":
            self.beside.show_section(self.section, self.seen, self.typed, self._is_last())

    def _standing(self, name: str) -> Any:
        return self.seen.held.folded.latest(name)

    @Slot()
    def _continue(self) -> None:
        if self.seen is None:
            return
        if self.seen.held.state in BEFORE:
            self._act()
            return
        book, draft, page = self.kit.book, self.draft, [item.name for item in self._pages()[self._sub]]
        typed, why = self.answers(), str(self.why.value())
        self.confirm(lambda: book.visits.confirm(draft, typed, page=page, why=why), self._confirmed)

    @Slot(object)
    def _confirmed(self, changes: Any) -> None:
        self._wrong.pop(self.section, None)
        self.show_problems(())
        self._wanted = ""
        at = self._next()
        self.kit.told.changed.emit(changes)
        if at is None:
            self.go.emit(Place("check_answers", self.visit))
            return
        book, visit = self.kit.book, self.visit
        self.section, self._sub = at
        self.kit.jobs.start(
            lambda _progress: _read(book, visit), self._show_next, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def _show_next(self, read: Any) -> None:
        self.seen, draft, _options = read
        self.take_draft(draft)
        self._show_page()
        if self.form is not None and self.form.names():
            self.begin_at(self.form.names()[0])

    def _next(self) -> tuple[str, int] | None:
        """The next page that asks something, given the answers; None after the last."""
        values = dict(self.typed)
        names = [part.name for part in self.seen.sections]
        here = names.index(self.section)
        for section in names[here:]:
            for number, page in enumerate(self._pages(section)):
                later = section != self.section or number > self._sub
                if later and any(item.shown(values) for item in page):
                    return section, number
        return None

    @Slot()
    def _before(self) -> None:
        """Back: the page before, or the case from the first."""
        self.settle()
        names = [part.name for part in self.seen.sections] if self.seen is not None else []
        if self._sub:
            self._sub -= 1
        elif self.section in names and names.index(self.section):
            self.section = names[names.index(self.section) - 1]
            self._sub = len(self._pages()) - 1
        else:
            self.went_back.emit()
            return
        self._show_page()

    @Slot(str)
    def _section_asked(self, key: str) -> None:
        self.settle()
        if key == _CHECK:
            if self.seen.held.state in ("departed_safe", "written_up"):
                self.go.emit(Place("check_answers", self.visit))
        elif self.seen.held.state not in BEFORE:
            self._go_to(key)
        self.side.set_current(self.section)

    @Slot(object)
    def refused(self, trouble: Any) -> None:
        """Mark the section too."""
        super().refused(trouble)
        problems = getattr(trouble, "problems", ())
        if problems:
            self._wrong[self.section] = len(problems)
            self.why.setVisible(not self.why.isHidden() or any(each.field == "why" for each in problems))
            self._show_standing()
            self.summary.setFocus()

    @Slot()
    def _act(self) -> None:
        """Set off, arrive, leave: each is a revision at once."""
        book, visit, act = self.kit.book, self.visit, self.seen.act
        self.settle()
        if act.name == "read-flag":
            unread = [flag.held.record for flag in self.seen.flags if not flag.read_by_me]
            self.go.emit(Place("risk_flag", f"{unread[0]}/{visit}"))
            return
        if self.seen.running and act.name not in ("set-off", "arrive", "leave"):
            self.go.emit(Place("safety", self.seen.plan.record))
            return
        verbs = {"set-off": _set_off, "arrive": _arrive, "leave": _leave}
        if act.name in verbs and not act.blocked:
            verb = verbs[act.name]
            self.stage.act_button.set_busy("Saving")
            job = self.kit.jobs.start(
                lambda _progress: verb(book, visit), self._acted, self.show_trouble, owner=self
            )
            job.ended.connect(self._act_over)

    @Slot()
    def stop_asking(self) -> None:
        """Grounds to suspect appear: questions stop now, and the caution comes before the next (PACE-01)."""
        if self.seen is None or self.seen.held.state not in _THERE:
            return
        self.settle()
        self.go.emit(Place("doorstep_caution", f"stop/{self.visit}"))

    @Slot()
    def _act_over(self) -> None:
        self.stage.act_button.set_busy("")

    @Slot(object)
    def _acted(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.section = "Before you go" if self.seen.act.name == "set-off" else "Arrival"
        self.open(self.visit)


def _read(book: Any, visit: str) -> Any:
    draft = book.write_ups.draft(visit)
    if draft is not None and not book.write_ups.is_here(visit):
        return None, None, {}
    seen = book.write_ups.open(visit)
    return seen, book.drafts.open(visit), book.choices.of_form("visit", seen.held.home)


def _set_off(book: Any, visit: str) -> Any:
    """The safety timer starts with the journey, where there is a plan for it (LW-01)."""
    changed = book.visits.set_off(visit)
    seen = book.write_ups.open(visit)
    return changed | book.safety.start(visit) if seen.plan is not None else changed


def _arrive(book: Any, visit: str) -> Any:
    return book.visits.arrive(visit)


def _leave(book: Any, visit: str) -> Any:
    return book.visits.leave(visit)
