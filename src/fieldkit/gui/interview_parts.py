"""What stands beside the questions of a step: who is there, breaks and their reasons, who signs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLayout

from fieldkit.gui import interview_reading
from fieldkit.gui.interview_person import PersonBox
from fieldkit.gui.interview_signing import InterviewSigning
from fieldkit.gui.jobs import Lane
from fieldkit.gui.page import Place
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.question import QuestionBlock

_NO_BREAK = "No break was taken"


class InterviewParts(InterviewSigning):
    """Lists and boxes are part of the page, so that the keys of the rights go on working over them."""

    def show_parts(self) -> None:
        """People, breaks, lines to put right and boxes to sign in, as the step has them."""
        layout, seen, read = self.parts.layout(), self.seen, self.read
        if layout is None or read is None:
            return
        shows = self.plan.shows
        if "transcript" in shows:
            correct = self.may_correct() and seen.held.state in ("concluded", "read_over")
            self.transcript.set_rows([interview_reading.said_line(line, correct) for line in seen.lines])
            self.transcript.show()
        if self.typed.get("@line") and self.may_correct():
            self.show_line(str(self.typed["@line"]))
            return
        if self.typed.get("@person"):
            self._show_person()
            return
        if "stop" in shows:
            self._show_reason(layout)
        if "people" in shows or "stop" in shows:
            people = PartList("Who is there", "people", add="Add somebody", nothing="Nobody written down yet")
            people.show_rows(interview_reading.people_rows(seen))
            people.add_asked.connect(self._add_person)
            people.opened.connect(self._open_record)
            layout.addWidget(people)
        if "breaks" in shows:
            breaks = PartList("Breaks", "breaks", nothing=_NO_BREAK)
            breaks.show_rows(interview_reading.break_rows(seen))
            layout.addWidget(breaks)
        if "signing" in shows:
            self.show_signing(layout)
        self.show_offers(layout)
        self.parts.setVisible(layout.count() > 0)

    def show_offers(self, layout: QLayout) -> None:
        """What else can be done now; the page knows how."""

    def _show_reason(self, layout: QLayout) -> None:
        """A plain break says what it is for; the clock has stopped already."""
        read, seen = self.read, self.seen
        if read is None or seen.suspended not in dict(read.reasons):
            return
        choices = Choices(read.reasons)
        choices.set_value(seen.suspended)
        block = QuestionBlock("What is the break for?")
        block.setObjectName("break_reason")
        block.set_editor(choices)
        block.changed.connect(self._name_break)
        layout.addWidget(block)

    @Slot()
    def _name_break(self) -> None:
        block = self.sender()
        if isinstance(block, QuestionBlock):
            book, interview, reason = self.kit.book, self.interview, str(block.value())
            self.settle()
            self.on_drafts(lambda: book.questioning.name_break(interview, reason), self._break_named)

    @Slot(object)
    def _break_named(self, changes: Any) -> None:
        self.left_at = "break_reason"
        self.acted(changes)

    @Slot(str)
    def _add_person(self, _name: str) -> None:
        self.keep("@person", "yes")
        self._show_person()

    def _show_person(self) -> None:
        layout = self.cleared_parts()
        stem = "@person/"
        box = PersonBox({name.removeprefix(stem): said for name, said in self.typed.items() if stem in name})
        box.given.connect(self._save_person)
        box.closed.connect(self.leave_person)
        box.touched.connect(self._person_typed)
        layout.addWidget(box)
        self.parts.show()
        box.focus_here()
        self.area.ensureWidgetVisible(box)

    @Slot()
    def _person_typed(self) -> None:
        box = self.sender()
        if isinstance(box, PersonBox):
            for name, said in box.kept().items():
                self.keep(f"@person/{name}", said)

    @Slot()
    def leave_person(self) -> None:
        """Nobody is written down."""
        for name in [name for name in self.typed if name.startswith("@person")]:
            self.keep(name, "")
        self.cleared_parts()
        self.show_parts()
        self.focus_now()

    @Slot(object)
    def _save_person(self, typed: Any) -> None:
        book, interview = self.kit.book, self.interview
        self.kit.jobs.start(
            lambda _progress: book.interviews.add_person(interview, typed)[1],
            self._person_saved,
            self._person_refused,
            Lane.DRAFTS,
            self,
        )

    @Slot(object)
    def _person_refused(self, trouble: Any) -> None:
        box, problems = self.findChild(PersonBox), getattr(trouble, "problems", None)
        if box is None or problems is None:
            self.show_trouble(trouble)
        else:
            box.show_problems(problems)

    @Slot(object)
    def _person_saved(self, changes: Any) -> None:
        for name in [name for name in self.typed if name.startswith("@person")]:
            self.keep(name, "")
        self.settle()
        self.acted(changes)

    @Slot(str)
    def _open_record(self, record: str) -> None:
        self.settle()
        self.go.emit(Place("record", record))
