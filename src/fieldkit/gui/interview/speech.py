"""Questions and answers being typed: kept within the second, each put by one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Slot

from fieldkit.gui import clock
from fieldkit.gui.interview import reading as interview_reading
from fieldkit.gui.interview.frame import ASKING, BACK, STEP, STOPPED
from fieldkit.gui.interview.screen import InterviewScreen
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.asking import ANSWER, QUESTION
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.table_rows import Row

_KEEP_MS = 400
NO_COMMENT, FAULT = "No comment", "fault"


class InterviewSpeech(InterviewScreen):
    """What is typed while the interview runs. `line` is the question whose answer is awaited."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.exhibits: dict[str, str] = {}
        self.point, self.line = "", ""
        self.mine = self.listing = False
        self._speaking = QTimer(self)
        self._speaking.setSingleShot(True)
        self._speaking.setInterval(_KEEP_MS)
        self._speaking.timeout.connect(self._keep_speech)
        self.asking.entered.connect(self._enter)
        self.asking.typed.connect(self._spoke)
        self.asking.no_comment.connect(self.no_comment)
        self.asking.exhibit_asked.connect(self.choose_exhibit)
        self.asking.point_asked.connect(self.choose_point)

    def ask_next(self, typing: Any = None) -> None:
        """The question or answer that comes: as it was typed before a break, a lock or a crash."""
        seen = self.seen
        waiting = next((row for row in reversed(seen.lines) if row.line == seen.unanswered), None)
        part, number = (ANSWER, waiting.number) if waiting else (QUESTION, seen.next_number)
        self.line = waiting.line if waiting else ""
        shown = self.typed.get("@exhibits", [])
        self.exhibits = dict(one.split(" ", 1) for one in shown) if isinstance(shown, list) else {}
        self.point = str(self.typed.get("@point", ""))
        if typing is not None and typing.part == part:
            self.asking.begin(part, number, typing.words, typing.begun_ms)
        else:
            self.asking.begin(part, number)
        self._say_note()

    def _say_note(self, words: str = "") -> None:
        shown = ", ".join(self.exhibits.values())
        seen = self.seen
        goes = next((one.label for one in seen.points if one.code == self.point), "") if seen else ""
        told = [words, f"Shown: {shown}" if shown else "", f"Goes to: {goes}" if goes else ""]
        self.asking.say_note(". ".join(part for part in told if part))

    def _go_with(self, exhibits: dict[str, str], point: str) -> None:
        """What goes with the question in hand; kept with its words, so that a crash loses neither."""
        if (exhibits, point) != (self.exhibits, self.point):
            self.exhibits, self.point = exhibits, point
            self.keep("@exhibits", [f"{record} {mark}" for record, mark in exhibits.items()])
            self.keep("@point", point)

    @Slot()
    def _spoke(self) -> None:
        """A character was typed: kept within the second, and nothing else on the page is touched."""
        if not self._speaking.isActive():
            self._speaking.start()

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not yet on disk."""
        return super().unsaved or self._speaking.isActive()

    def settle(self) -> None:
        """Put what was typed on disk now."""
        super().settle()
        if self._speaking.isActive():
            self._speaking.stop()
            self._keep_speech()

    @Slot()
    def _keep_speech(self) -> None:
        book, asking, interview, line = self.kit.book, self.asking, self.interview, self.line
        if book is None or self.seen is None:
            return
        words, begun, part = asking.words(), asking.begun_ms, asking.part
        if part == ANSWER:
            work = partial(book.questioning.type_answer, line, words, begun)
        else:
            work = partial(book.questioning.type_question, interview, words, begun)
        self.on_drafts(lambda: (None, work()), self._kept_speech)

    def on_drafts(self, work: Callable[[], Any], done: Callable[[Any], None]) -> Any:
        """Run a verb after what was typed before it is kept; the page's own change does not read it anew."""
        self.kit.jobs.start(lambda _progress: work(), done, self.show_trouble, Lane.DRAFTS, self)

    @Slot(object)
    def _kept_speech(self, made: Any) -> None:
        self.say_saved(f"{clock.now():%H:%M:%S}", aloud=False)
        self.tell_all(made[1])

    def tell_all(self, changes: Any) -> None:
        self.mine = True
        self.kit.told.changed.emit(changes)
        self.mine = False

    @Slot()
    def _enter(self) -> None:
        """Ask what is typed, or keep the answer; empty, it says what is missing."""
        asking, book = self.asking, self.kit.book
        words, begun = asking.words().strip(), asking.begun_ms
        if self.mode != ASKING or book is None:
            return
        if not words:
            what = "question" if asking.part == QUESTION else "answer, or press No comment"
            self._say_note(f"Type the {what}")
            asking.focus_here()
            return
        self._speaking.stop()
        if asking.part == ANSWER:
            work = partial(book.questioning.answer, self.line, words, begun)
        else:
            shown, point = tuple(self.exhibits), self.point
            work = partial(book.questioning.ask, self.interview, words, begun, exhibits=shown, point=point)
        self.on_drafts(work, self._said)

    @Slot()
    def no_comment(self) -> None:
        """The answer is no comment; a question that is still being typed is asked with it.

        At a step that asks for their words, those are their words.
        """
        asking, book = self.asking, self.kit.book
        if book is not None and self.mode in (STEP, STOPPED, BACK):
            self._said_no_comment()
        if self.mode != ASKING or book is None:
            return
        self.close_over()
        self._speaking.stop()
        words, begun = asking.words().strip(), asking.begun_ms
        now = int(clock.now().timestamp() * 1000)
        if asking.part == ANSWER:
            self.on_drafts(partial(book.questioning.no_comment, self.line, begun or now), self._said)
        elif words:
            interview, shown, point = self.interview, tuple(self.exhibits), self.point

            def ask() -> Any:
                row, asked = book.questioning.ask(interview, words, begun, exhibits=shown, point=point)
                silent, told = book.questioning.no_comment(row.line, now)
                return silent, asked | told

            self.on_drafts(ask, self._said)
        else:
            self._say_note("Type the question that they do not answer")
            asking.focus_here()

    def _said_no_comment(self) -> None:
        for name in ("words", "back_words"):
            if self.form is not None and name in self.form.names() and self.seen.clock.started_ms:
                self.form.block(name).set_value(NO_COMMENT)
                self.keep(name, NO_COMMENT)
                self.form.focus_field(name)

    @Slot(object)
    def _said(self, made: Any) -> None:
        """One line is added or changed; the others stay as they are drawn."""
        row, changes = made
        self.transcript.put(interview_reading.said_line(row))
        self.transcript.to_the_end()
        answered = bool(row.answer or row.no_comment)
        self._go_with({}, "" if answered else self.point)
        self.line = "" if answered else row.line
        self.asking.begin(QUESTION if answered else ANSWER, row.number + 1 if answered else row.number)
        self.asking.say_note("")
        self.keep_in_sight()
        self.say_saved(f"{clock.now():%H:%M:%S}")
        self.tell_all(changes)
        if answered and row.point:
            self._refresh_points()

    def _refresh_points(self) -> None:
        book, interview = self.kit.book, self.interview
        self.kit.jobs.start(lambda _progress: book.interviews.page(interview), self._show_points, owner=self)

    @Slot(object)
    def _show_points(self, seen: Any) -> None:
        self.context.show_points(interview_reading.points(seen))

    @Slot()
    def choose_exhibit(self) -> None:
        """Offer the exhibits of the case; the one chosen is named in the question."""
        if self.mode != ASKING or self.asking.part != QUESTION:
            return
        book, home = self.kit.book, self.seen.held.home
        self.kit.jobs.start(
            lambda _progress: book.choices.records_of(home, ("exhibit",)), self._offer_exhibits, owner=self
        )

    @Slot(object)
    def _offer_exhibits(self, offered: Any) -> None:
        rows = [Row(one.typed, one.words, one.second) for one in offered]
        self._choose(
            "Show which exhibit?", "exhibits", "No exhibit in this case yet", rows, self._exhibit_chosen
        )

    @Slot()
    def choose_point(self) -> None:
        """Offer the points to prove and the defences; the question in hand goes to the one chosen."""
        rows = [Row(one.code, one.label) for one in self.seen.points] if self.mode == ASKING else []
        if self.mode == ASKING:
            self._choose("Which point or defence?", "points", "No point is planned", rows, self._point_chosen)

    @Slot()
    def choose_event(self) -> None:
        """Offer what the recorder may do, from any shape of the page while the interview goes on."""
        read = self.read
        if read is not None and read.recorder and read.seen.clock.started_ms and not read.seen.clock.ended_ms:
            rows = [Row(code, words) for code, words in read.recorder]
            words = "Say it aloud with the time, then choose it here"
            self._choose(words, "recorder", "", rows, self._event_chosen)

    @Slot(str)
    def _event_chosen(self, code: str) -> None:
        """Timed now; after a fault nothing is asked until the recorder runs again."""
        book, interview, runs = self.kit.book, self.interview, self.seen.clock.running
        self.settle()

        def work() -> Any:
            told = book.recordings.event(interview, code, True)
            return told | book.questioning.take_break(interview, FAULT) if code == FAULT and runs else told

        self.on_drafts(work, self.acted)

    @Slot(object)
    def acted(self, changes: Any) -> None:
        """What was done is read anew, whole: the page stands where the record stands."""

    def _choose(
        self, words: str, name: str, nothing: str, rows: list[Row], chosen: Callable[[str], None]
    ) -> None:
        layout = self.cleared_parts()
        offered = PartList(words, name, add="Close the list", nothing=nothing)
        offered.add_button.setProperty("icon_name", "")
        offered.show_rows(rows)
        offered.opened.connect(chosen)
        offered.add_asked.connect(self._close_list)
        layout.addWidget(offered)
        self.parts.show()
        self.listing = True
        (offered.rows if rows else offered.add_button).setFocus()
        self.area.ensureWidgetVisible(offered)

    @Slot()
    def _close_list(self) -> None:
        self.listing = False
        self.cleared_parts()
        self.parts.hide()
        if self.mode != ASKING:
            self.show_parts()
        self.focus_now()

    def close_over(self) -> bool:
        """Esc closes a list; it does not lead away before the interview is closed: nobody across the table is
        to see another page because of one key.
        """
        if self.listing and not self.parts.isHidden():
            self._close_list()
            return True
        return self.seen is not None and bool(self.seen.clock.started_ms) and not self.seen.clock.ended_ms

    @Slot(str)
    def _exhibit_chosen(self, exhibit: str) -> None:
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: (
                exhibit,
                book.held(exhibit).text("mark"),
                book.questioning.exhibit_words(exhibit),
            ),
            self._name_exhibit,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def _name_exhibit(self, named: Any) -> None:
        exhibit, mark, words = named
        self._close_list()
        self._go_with({**self.exhibits, exhibit: mark}, self.point)
        field = self.asking.field
        field.setPlainText(f"{words} {field.toPlainText()}".strip() + " ")
        field.moveCursor(field.textCursor().MoveOperation.End)
        self._say_note()

    @Slot(str)
    def _point_chosen(self, code: str) -> None:
        self._close_list()
        book, line = self.kit.book, self.line
        if self.asking.part == ANSWER and line:
            self.on_drafts(partial(book.questioning.put_point, line, code), self._point_put)
            return
        self._go_with(self.exhibits, code)
        self._say_note()

    @Slot(object)
    def _point_put(self, made: Any) -> None:
        row, changes = made
        self.transcript.put(interview_reading.said_line(row))
        self.tell_all(changes)
        self._refresh_points()
