"""The base of pages on which an officer writes: questions, kept within a second, confirmed when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from fieldkit.errors import Trouble
from fieldkit.gui import clock, saying
from fieldkit.gui.bases.page import Page
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import Form, Typed
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.find_field import Match
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.kinds.record import Question

_KEEP_MS = 400


class WritingPage(Page):
    """A form in `questions`, whose answers are kept as a draft while they are typed.

    `typed` holds the answers of all pages of the form; only what the officer touched goes into the draft.
    """

    questions: QWidget

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.draft: Any = None
        self.typed: dict[str, Typed] = {}
        self.form: Form | None = None
        self.names: dict[str, str] = {}
        self.writing_at = ""
        self._touched: set[str] = set()
        self._aloud = True
        self._keeping = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self._keep)
        self._settling = False
        self.area.verticalScrollBar().rangeChanged.connect(self._reveal)

    def take_draft(self, draft: Any) -> None:
        """Begin on what is confirmed with what was typed since on top."""
        self._timer.stop()
        self.foot_bar().show()
        self.draft, self.typed = draft, dict(draft.typed)
        self._touched, self._aloud = set(), True
        self.say_saved(f"{saying.moment(draft.saved_ms):%H:%M:%S}" if draft.saved_ms else "")

    def show_questions(self, asked: Sequence[Question], setting: Setting | None = None) -> None:
        """Show these questions in place of the ones before, with the answers as they stand."""
        layout = self.questions.layout()
        if layout is None:
            raise TypeError("the form has no layout for its questions")
        empty(layout)
        self.form = Form(asked, self._with_answers(setting), self.names, self.typed)
        self.form.set_answers(self.typed)
        self.form.changed.connect(self._typed)
        self.form.now_pressed.connect(self._pressed)
        self.form.asked.connect(self._find_school)
        layout.addWidget(self.form)

    def begin_at(self, name: str) -> None:
        """Take the keyboard to a question of the page just shown, and keep it in sight while the page is laid
        out.
        """
        if self.form is not None:
            self.form.focus_field(name)
            self._settling = True
            self._reveal()

    @Slot()
    def _reveal(self) -> None:
        focus = self.focusWidget()
        if self._settling and focus is not None and self.body.isAncestorOf(focus):
            self.area.ensureWidgetVisible(focus)

    def _with_answers(self, setting: Setting | None) -> Setting | None:
        """An answer that is no longer offered stays to be seen: it is added to what is offered."""
        if setting is None:
            return None
        matches = dict(setting.matches)
        for name, offered in matches.items():
            typed = self.typed.get(name)
            if isinstance(typed, str) and typed and typed not in [match.typed for match in offered]:
                matches[name] = [*offered, Match(typed, typed.partition(" ")[2] or typed)]
        return replace(setting, matches=matches)

    def choose_case(self, heading: str) -> None:
        """Ask first which case is meant; the page is then opened with it."""
        self.set_head(heading)
        self.draft, self.form, book = None, None, self.kit.book
        self.foot_bar().hide()
        self.kit.jobs.start(lambda _progress: book.cases.list(), self._show_cases, owner=self)

    @Slot(object)
    def _show_cases(self, cases: Any) -> None:
        layout = self.questions.layout()
        if layout is None:
            return
        empty(layout)
        rows = TableRows(Columns(note=180, note_right=True))
        named(rows, "case_rows", "Cases")
        rows.set_rows([Row(case.case, case.child, case.reference, note=case.state) for case in cases])
        rows.opened.connect(self._case_chosen)
        layout.addWidget(rows)
        rows.setFocus()

    @Slot(str)
    def _case_chosen(self, case: str) -> None:
        self.open(case)

    def answers(self) -> dict[str, Typed]:
        """The answers of the page in front, as typed."""
        return self.form.answers() if self.form is not None else {}

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not yet on disk."""
        return self._timer.isActive() or self._keeping > 0

    def settle(self) -> None:
        """Put what was typed on disk now."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    @Slot(str)
    def _typed(self, name: str) -> None:
        if self.form is None:
            return
        # Only what was touched: words of a question that another answer hides stay in the draft.
        self.keep(name, self.form.block(name).value())
        self._settling = False

    def keep(self, name: str, value: Typed) -> None:
        """Take an answer; it is on disk within the second."""
        self.typed[name] = value
        self._touched.add(name)
        if not self._timer.isActive():
            self._timer.start()

    def say_saved(self, at: str, aloud: bool = False) -> None:
        """Say when the answers were last saved (HH:MM:SS); `aloud` for the first time after typing."""
        self.foot_bar().say_saved(at, aloud)

    @Slot(str, str)
    def _pressed(self, name: str, _time: str) -> None:
        self._typed(name)
        self.settle()

    @Slot()
    def _keep(self) -> None:
        book, draft = self.kit.book, self.draft
        if book is None or draft is None or not self._touched:
            return
        typed = {name: self.typed.get(name, "") for name in self._touched}
        place = self.writing_at
        self._keeping += 1
        job = self.kit.jobs.start(
            lambda _progress: book.drafts.save(draft, typed, place),
            self._kept,
            self.show_trouble,
            Lane.DRAFTS,
            self,
        )
        job.ended.connect(self._kept_or_not)

    @Slot()
    def _kept_or_not(self) -> None:
        self._keeping -= 1

    @Slot(object)
    def _kept(self, changes: Any) -> None:
        self.say_saved(f"{clock.now():%H:%M:%S}", aloud=self._aloud)
        self._aloud = False
        self.kit.told.changed.emit(changes)

    def confirm(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run a verb that makes a revision of what is typed; its problems are shown at the questions."""
        self.settle()
        button = self.main_button()
        if button is not None:
            button.set_busy("Saving")
        # On the lane of the drafts, so that no earlier save can land after it and bring the draft back.
        job = self.kit.jobs.start(lambda _progress: work(), done, self.refused, Lane.DRAFTS, self)
        job.ended.connect(self._not_busy)

    @Slot()
    def _not_busy(self) -> None:
        button = self.main_button()
        if button is not None:
            button.set_busy("")

    @Slot(object)
    def refused(self, trouble: Trouble) -> None:
        """Show the problems of the answers, or trouble as a banner."""
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
            return
        self.show_problems([(problem.field, self._filled(problem.say)) for problem in problems])

    def _filled(self, words: str) -> str:
        for name, value in self.names.items():
            words = words.replace("{" + name + "}", value)
        return words

    @Slot(str, str)
    def _find_school(self, name: str, words: str) -> None:
        book, form = self.kit.book, self.form
        if book is None or form is None or len(words) < 2:
            return

        def show(schools: Any) -> None:
            if self.form is form:
                form.show_matches(
                    name, [Match(f"{s.urn} {s.name}", s.name, f"{s.urn}, {s.authority}") for s in schools]
                )

        self.kit.jobs.start(lambda _progress: book.schools.offered(words, 8), show, owner=self)


def matches_of(options: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Match]]:
    """What the desk offers, as the fields of a form take it."""
    return {
        name: [Match(each.typed, each.words, each.second) for each in offered]
        for name, offered in options.items()
    }
