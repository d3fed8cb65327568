"""What stands beside the questions of a step: who is there, breaks and their reasons, who signs."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLayout, QSizePolicy

from fieldkit.gui.bases.page import Place
from fieldkit.gui.interview import reading as interview_reading
from fieldkit.gui.interview.frame import SEALED, STEP
from fieldkit.gui.interview.recorder import Recorder
from fieldkit.gui.interview.writing import STATEMENT, InterviewWriting
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.keypad import KeyFace, Keypad
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.words import Words

_NO_BREAK = "No break was taken"


class InterviewParts(InterviewWriting):
    """Lists and boxes are part of the page, so that the keys of the rights go on working over them."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.recording = ""

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
        if self.box:
            self.show_box()
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
        self._show_statements(layout)
        self._show_recorder(layout)
        self.show_offers(layout)
        self.parts.setVisible(layout.count() > 0)

    def _show_statements(self, layout: QLayout) -> None:
        """The statements under caution; one that still wants something is opened by a press."""
        seen = self.seen
        if not seen.statements or self.mode not in (STEP, SEALED):
            return
        listed = PartList("Statements under caution", "statements")
        listed.show_rows([interview_reading.statement_row(row) for row in seen.statements])
        listed.opened.connect(self._open_statement)
        layout.addWidget(listed)

    @Slot(str)
    def _open_statement(self, statement: str) -> None:
        row = next(one for one in self.seen.statements if one.record == statement)
        if row.needs and not self.seen.held.locked:
            self.open_box(STATEMENT, statement)

    def _show_recorder(self, layout: QLayout) -> None:
        """In an interview that is recorded: the recordings once it is over, what the recorder did before."""
        seen = self.seen
        if seen.held.text("record_mode") != "audio" or not seen.clock.ended_ms:
            return
        recorder = Recorder(seen, self.recording)
        recorder.asked.connect(self.open_box)
        recorder.picked.connect(self._pick_recording)
        recorder.file_wanted.connect(self.file_of)
        layout.addWidget(recorder)

    @Slot(str)
    def _pick_recording(self, recording: str) -> None:
        self.recording = recording
        self.cleared_parts()
        self.show_parts()

    def show_offers(self, layout: QLayout) -> None:
        """What else can be done now; the page knows how."""

    def _show_reason(self, layout: QLayout) -> None:
        """A plain break says what it is for; the clock has stopped already."""
        read, seen = self.read, self.seen
        if read is None or seen.suspended not in dict(read.reasons):
            return
        layout.addWidget(Words("What is the break for?", "question"))
        pad = Keypad()
        named(pad, "break_reasons", "What is the break for?")
        pad.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        pad.show_keys([KeyFace(code, words) for code, words in read.reasons], [seen.suspended])
        pad.pressed.connect(self._name_break)
        layout.addWidget(pad)

    @Slot(str)
    def _name_break(self, reason: str) -> None:
        book, interview = self.kit.book, self.interview
        if reason != self.seen.suspended:
            self.settle()
            self.on_drafts(lambda: book.questioning.name_break(interview, reason), self._break_named)

    @Slot(object)
    def _break_named(self, changes: Any) -> None:
        self.left_at = f"key_{self.seen.suspended}"
        self.acted(changes)

    @Slot(str)
    def _add_person(self, _name: str) -> None:
        self.open_box("person")

    @Slot(str)
    def _open_record(self, record: str) -> None:
        self.settle()
        self.go.emit(Place("record", record))
