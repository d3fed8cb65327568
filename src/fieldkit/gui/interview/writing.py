"""The one box that is open on an interview's page: a person, a recording with its file, a statement."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from fieldkit.errors import Trouble
from fieldkit.gui.forms.form import Typed
from fieldkit.gui.interview.box import QuestionBox
from fieldkit.gui.interview.boxes import BOXES, FILE, VERBS
from fieldkit.gui.interview.signing import InterviewSigning
from fieldkit.gui.interview.statement import StatementBox
from fieldkit.gui.jobs import Job, Lane, Progress
from fieldkit.gui.kit import Kit
from fieldkit.gui.spans import Span
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.under_way import UnderWay

STATEMENT = "statement_words"
_SOUNDS = "Sound (*.wav *.mp3 *.m4a *.wma *.ogg *.flac *.opus);;All files (*)"
_CHANGED = "Put right before it was signed"


class InterviewWriting(InterviewSigning):
    """What is answered in the box is kept with the step, so that it is there after a lock or a crash."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._job: Job | None = None
        self.under_way = UnderWay()
        self._column.insertWidget(self._column.indexOf(self.rights), self.under_way)
        self.under_way.stopped.connect(self._stop)

    def keep(self, name: str, value: Typed) -> None:
        """After the seal nothing is kept: what is added then is one short row."""
        if self.seen is not None and self.seen.held.locked:
            self.typed[name] = value
        else:
            super().keep(name, value)

    @property
    def box(self) -> str:
        """The name of the box that is open; empty for none."""
        return str(self.typed.get("@box", ""))

    @property
    def about(self) -> str:
        """The recording or statement that the box is about."""
        return str(self.typed.get("@about", ""))

    @Slot(str, str)
    def open_box(self, box: str, about: str = "") -> None:
        """Ask something on the page; what was answered in another box is forgotten."""
        self._forget()
        self.keep("@box", box)
        self.keep("@about", about)
        self.show_box()

    def show_box(self) -> None:
        """The open box alone, with what was answered in it."""
        stem = "@box/"
        kept = {name.removeprefix(stem): said for name, said in self.typed.items() if name.startswith(stem)}
        made = self._statement(kept) if self.box == STATEMENT else self._questions(kept)
        if made is None:
            return
        layout = self.cleared_parts()
        for part in (self.what_to_do, self.spoken, self.also_spoken, self.facts, self.questions, self.why,
                     self.transcript, self.asking, self.go_button, self.skip_button):  # fmt: skip
            part.hide()
        made.closed.connect(self.close_box)
        made.touched.connect(self._box_typed)
        layout.addWidget(made)
        self.parts.show()
        made.focus_here()
        self.area.ensureWidgetVisible(made)

    def _questions(self, kept: dict[str, Typed]) -> QuestionBox:
        box = QuestionBox(self.box, BOXES[self.box], kept)
        box.given.connect(self._box_given)
        return box

    def _statement(self, kept: dict[str, Typed]) -> StatementBox | None:
        rows = [row for row in self.seen.statements if row.record == self.about or not self.about]
        if not rows or self.read is None:
            return None
        box = StatementBox(rows[-1], self.read.papers, kept, self.span.one_column)
        box.setProperty("statement", rows[-1].record)
        box.signed.connect(self._statement_signed)
        box.refused.connect(self._statement_refused)
        box.scanned.connect(self._paper_chosen)
        return box

    @Slot()
    def _box_typed(self) -> None:
        box = self.sender()
        if isinstance(box, QuestionBox | StatementBox):
            for name, said in box.kept().items():
                self.keep(f"@box/{name}", said)

    def _forget(self) -> None:
        for name in [name for name in self.typed if name.startswith(("@box", "@about"))]:
            self.keep(name, "")

    @Slot()
    def close_box(self) -> None:
        """Nothing is done: what stood there before comes back."""
        self._forget()
        self.show_all()
        self.focus_now()

    @Slot(str, object)
    def _box_given(self, verb: str, typed: Any) -> None:
        if verb == FILE:
            self.choose_file(typed)
            return
        work = partial(VERBS[self.box, verb], self.kit.book, self.interview, self.about, typed)
        done = self._statement_begun if self.box == "statement" else self._box_done
        self.kit.jobs.start(lambda _progress: work(), done, self._box_refused, Lane.DRAFTS, self)

    @Slot(object)
    def _box_refused(self, trouble: Any) -> None:
        box, problems = self.findChild(QuestionBox), getattr(trouble, "problems", None)
        if box is None or problems is None:
            self.refused(trouble)
        else:
            box.show_problems(problems)

    @Slot(object)
    def _box_done(self, changes: Any) -> None:
        self._forget()
        self.settle()
        self.acted(changes)

    @Slot(object)
    def _statement_begun(self, changes: Any) -> None:
        """The next box is the one in which it is written."""
        self._forget()
        self.keep("@box", STATEMENT)
        self.settle()
        self.acted(changes)

    def _written(self, statement: str, words: str) -> Any:
        """The words of a statement, when they are others than those that are there."""
        row = next(one for one in self.seen.statements if one.record == statement)
        book = self.kit.book
        if not words or words == row.words:
            return None
        return partial(book.caution_statements.write, statement, words, _CHANGED if row.words else "")

    def _end_statement(self, words: str, verb: Any) -> None:
        box = self.sender()
        if not isinstance(box, StatementBox):
            return
        statement = str(box.property("statement"))
        write, end = self._written(statement, words), partial(verb, statement)

        def work() -> Any:
            return write() | end() if write is not None else end()

        self.settle()
        self.kit.jobs.start(
            lambda _progress: work(), self._box_done, self._statement_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def _statement_trouble(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", ())
        self.show_trouble(Trouble(problems[0].say) if problems else trouble)

    @Slot(str, object)
    def _statement_signed(self, words: str, ink: Any) -> None:
        desk = self.kit.book.caution_statements
        self._end_statement(words, lambda statement: desk.sign(statement, ink))

    @Slot(str, str)
    def _statement_refused(self, words: str, said: str) -> None:
        desk = self.kit.book.caution_statements
        self._end_statement(words, lambda statement: desk.refuse(statement, said))

    @Slot(str)
    def _paper_chosen(self, exhibit: str) -> None:
        box, book = self.sender(), self.kit.book
        statement = str(box.property("statement")) if box is not None else ""
        self.settle()
        self.on_drafts(lambda: book.caution_statements.scanned(statement, exhibit), self.acted)

    def choose_file(self, typed: dict[str, Any] | None = None, recording: str = "") -> None:
        """Ask for the file of a recording: of a new one that is `typed`, or of one that waits for it."""
        chosen, _kind = QFileDialog.getOpenFileName(self, "Choose the recording", "", _SOUNDS)
        if chosen:
            self.take_in(Path(chosen), typed, recording)

    @Slot(str)
    def file_of(self, recording: str) -> None:
        """A recording that was written down gets its file."""
        self.choose_file(None, recording)

    def take_in(self, path: Path, typed: dict[str, Any] | None = None, recording: str = "") -> None:
        """Attach a file on a lane of its own; the officer goes on meanwhile, and may stop it."""
        if self._job is not None:
            return
        book, interview = self.kit.book, self.interview

        def work(progress: Progress) -> Any:
            if recording:
                return book.recordings.attach(recording, path, progress.say)
            return book.recordings.add_with_file(interview, path, typed or {}, progress.say)[1]

        self.under_way.begin(f"Attaching {path.name}", "Stop attaching")
        self._job = self.kit.jobs.start(work, self._attached, self._box_refused, Lane.PAPERS, self)
        self._job.progressed.connect(self.under_way.show_progress)
        self._job.stopped.connect(self._not_attached)
        self._job.ended.connect(self._ended)

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    @Slot()
    def _not_attached(self) -> None:
        say = "The recording was not attached."
        self.banners.show_notice(Notice("attached", say, "Nothing of it was kept.", closes=True))

    @Slot(object)
    def _attached(self, changes: Any) -> None:
        say = "The recording is attached."
        self.banners.show_notice(
            Notice("attached", say, "Its hash is kept; it is never edited.", "green", closes=True)
        )
        if self.box == "recording":
            self._forget()
            self.settle()
        self.acted(changes)

    @Slot()
    def _ended(self) -> None:
        self._job = None
        self.under_way.hide()

    def set_span(self, span: Span) -> None:
        """The bar keeps the page's margin."""
        super().set_span(span)
        self.under_way.set_margin(span.margin)
