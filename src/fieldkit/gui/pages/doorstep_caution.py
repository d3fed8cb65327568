"""Grounds to suspect at a visit: stop asking; the exact caution, large; then what was said, and what came
of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.writing import WritingPage
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import page_of
from fieldkit.gui.spans import Span
from fieldkit.gui.visit.stage import clock_of
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.spoken import Spoken
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import IconLine
from fieldkit.kinds.record import Question, question
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import local
from fieldkit.store.changes import Changes

_PAGES = (
    ("person", "offences", "grounds", "said_before"),
    ("understood", "reply", "asked_on", "asked_at", "early_reason"),
)
_GIVEN = ("understood", "reply")
_STOP, _RIGHTS = (
    "Stop asking. Read these words out before anything more is asked.",
    "Then read these words out.",
)
_MARKS = {
    "pass": ("check-circle", "ok", "Pass"),
    "fail": ("x-circle", "danger", "Fail"),
    "cannot_tell": ("question", "warn", "Cannot tell"),
}


class DoorstepCautionPage(WritingPage):
    """Key: the record of it, or `stop/visit` to stop asking now. Until the caution is given, or no more is
    asked, nothing else is on the page.
    """

    form_file = "doorstep_caution.ui"
    rail = "visits"

    stopped: IconLine
    spoken: Spoken
    also_spoken: Spoken
    why: QuestionBlock
    finding: IconLine

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.record, self._number = "", 0
        self.seen: Any = None
        self.why.set_editor(TextField())
        self.why.hide()
        self.main = self.foot_bar().add_main("Caution given", "caution_given_button")
        self.no_more_button = self.foot_bar().add_act("Nothing more is asked", "no_more_button")
        self.back_button = self.foot_bar().add_act("Back", "back_button")
        self.main.clicked.connect(self._main)
        self.no_more_button.clicked.connect(self._no_more)
        self.back_button.clicked.connect(self._before)
        self.set_head("Grounds to suspect")

    def open(self, key: str) -> None:
        """Read it, with what was typed of it; or record first that questions stop."""
        about, _, parent = key.partition("/")
        if about == "stop":
            book = self.kit.book
            self.kit.jobs.start(
                lambda _progress: _stop_asking(book, parent), self._stopped, self.show_trouble, owner=self
            )
            return
        if key != self.record:
            self._number = 0
        self.record = key
        self._read()

    def stands_at(self, place: Place) -> Place:
        """Coming back to it is no second stop."""
        return Place(place.page, self.record) if self.record else place

    @Slot(object)
    def _stopped(self, made: Any) -> None:
        self.record, changes = made
        self.kit.told.changed.emit(changes)
        self._read()

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """It was changed elsewhere: only how it stands is shown anew, not the answers being typed."""
        if (
            self.seen is not None
            and self.isVisible()
            and self.record in {ref.record for ref in changes.records}
        ):
            book, record = self.kit.book, self.record
            self.kit.jobs.start(lambda _progress: book.cautions.page(record), self._restand, owner=self)

    def set_span(self, span: Span) -> None:
        """In a window of one column the words are large already."""
        super().set_span(span)
        for box in (self.spoken, self.also_spoken):
            box.set_brief(span.one_column)

    def _read(self) -> None:
        book, record = self.kit.book, self.record
        self.kit.jobs.start(
            lambda _progress: (book.cautions.page(record), book.drafts.open(record)),
            self._show,
            self.show_trouble,
            Lane.DRAFTS,
            self,
        )

    @Slot(object)
    def _show(self, read: Any) -> None:
        seen, draft = read
        if seen.held.locked:
            self.go.emit(Place("record", self.record))
            return
        self.seen = seen
        self.take_draft(draft)
        self._show_page()

    @Slot(object)
    def _restand(self, seen: Any) -> None:
        self.seen = seen
        self._show_standing()

    @property
    def _waits(self) -> bool:
        """Whether it is still open what comes next: the caution, or nothing more."""
        return not self.seen.cautioned_at and not self.seen.held.text("asked_on")

    def _asked(self) -> list[Question]:
        if self._waits:
            return []
        model = kind_named(self.seen.held.kind)
        names = [name for name in _PAGES[self._number] if self.seen.cautioned_at or name not in _GIVEN]
        return [question(model, name) for name in names]

    def _show_page(self) -> None:
        self.show_problems(())
        asked = self._asked()
        about = self.seen.held.folded.latest("stopped_at")
        day = local(str(about)).date()
        self.show_questions(asked, Setting(day))
        self.why.set_value("")
        self.why.setVisible(any(self.seen.held.value(item.name) for item in asked))
        self._show_standing()
        if self.form is not None and self.form.names():
            self.begin_at(self.form.names()[0])
        else:
            self.main.setFocus()
        self.area.verticalScrollBar().setValue(0)

    def _show_standing(self) -> None:
        seen, waits = self.seen, self._waits
        back = (seen.about.title.partition(":")[0], Place(page_of(seen.about.kind), seen.about.record))
        self.set_head("Grounds to suspect", back=back)
        self.stopped.icon.show_icon("warning", "warn" if waits else "muted")
        given = f" Caution given at {clock_of(seen.cautioned_at)}." if seen.cautioned_at else ""
        self.stopped.words.setText(f"You stopped asking at {clock_of(seen.stopped_at)}.{given}")
        self.spoken.show_words(_STOP, seen.caution if waits else "", f"Words: {seen.caution_version}")
        self.also_spoken.show_words(_RIGHTS, seen.rights if waits else "", "")
        self.finding.setVisible(not waits)
        icon, tone, verdict = _MARKS[str(seen.finding.verdict)]
        self.finding.icon.show_icon(icon, tone)
        self.finding.words.setText(f"{seen.finding.rule} {verdict}: {seen.finding.says}")
        last = self._number == len(_PAGES) - 1
        words = "Caution given" if waits else "Save" if last else "Save and continue"
        self.main.set_words(words)
        self.main.setAccessibleName(words)
        self.no_more_button.setVisible(waits)
        if waits:
            self.foot_bar().say("")

    @Slot()
    def _main(self) -> None:
        if self.seen is None:
            return
        book, record, draft = self.kit.book, self.record, self.draft
        if self._waits:
            self._press(lambda: book.cautions.caution(record))
            return
        typed, page, why = self.answers(), [item.name for item in self._asked()], str(self.why.value())
        self.confirm(lambda: book.drafts.confirm(draft, typed, page=page, why=why), self._saved)

    @Slot()
    def _no_more(self) -> None:
        book, record = self.kit.book, self.record
        self._press(lambda: book.cautions.describe(record, {"asked_on": "no"}))

    def _press(self, verb: Callable[[], Any]) -> None:
        self.main.set_busy("Saving")
        job = self.kit.jobs.start(lambda _progress: verb(), self._pressed_now, self.show_trouble, owner=self)
        job.ended.connect(self._not_busy)

    @Slot(object)
    def _pressed_now(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self._number = 0
        self._read()

    @Slot(object)
    def _saved(self, changes: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        if self._number < len(_PAGES) - 1:
            self._number += 1
            self._read()
        else:
            self.go.emit(Place(page_of(self.seen.about.kind), self.seen.about.record))

    @Slot()
    def _before(self) -> None:
        self.settle()
        if self._number and self.seen is not None:
            self._number -= 1
            self._read()
        else:
            self.went_back.emit()


def _stop_asking(book: Any, about: str) -> Any:
    """One that waits for its caution is gone on with: a second press of the key is not a second time."""
    waits = [
        one for one in book.cautions.of(about) if not one.text("cautioned_at") and not one.text("asked_on")
    ]
    return (waits[-1].record, Changes()) if waits else book.cautions.stop(about)
