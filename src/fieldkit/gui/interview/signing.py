"""The record of an interview read over, put right in plain sight, and signed or refused by each person."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLayout

from fieldkit.gui import clock, saying
from fieldkit.gui.interview import reading as interview_reading
from fieldkit.gui.interview.frame import STEP
from fieldkit.gui.interview.reading import OFFICER, SUSPECT, Signer
from fieldkit.gui.interview.speech import InterviewSpeech
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.line_box import LineBox
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.sign_box import SignBox, SignedLine
from fieldkit.gui.widgets.words import Words

_LINE = ("question", "answer", "why")


class InterviewSigning(InterviewSpeech):
    """What is drawn and written here is kept within the second, in the draft of the step."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.transcript.acted.connect(self._correct)
        self.transcript.opened.connect(self._correct)

    def show_signing(self, layout: QLayout) -> None:
        """Who signed; the box of the one who signs now under the prescribed words; who comes after."""
        seen, read = self.seen, self.read
        if read is None:
            return
        for one in seen.signatures:
            layout.addWidget(SignedLine(interview_reading.signed_words(one), one.refused))
        waiting = [
            signer
            for signer in interview_reading.to_sign(seen, read.officer)
            if signer.role != SUSPECT or seen.held.state != "refused"
        ]
        now = next((one for one in waiting if _who(one) == self.typed.get("@signer")), None)
        now = now or (waiting[0] if waiting else None)
        if now is None:
            return
        if words := self._signed_under(now.role):
            layout.addWidget(Words(words, "answer"))
        box = SignBox(now.role, now.role_words, now.name, now.may_refuse)
        box.setProperty("who", _who(now))
        box.resume({name: self.typed.get(f"@sign/{_who(now)}/{name}", "") for name in box.kept()})
        box.signed.connect(self._signed)
        box.refused.connect(self._refused_to_sign)
        box.touched.connect(self._signing)
        layout.addWidget(box)
        if after := [one for one in waiting if one is not now]:
            layout.addWidget(self._others(after))

    def _signed_under(self, role: str) -> str:
        if self.read is None or role not in (SUSPECT, OFFICER):
            return ""
        words = self.read.wordings["officer" if role == OFFICER else "endorsement"][0]
        now = clock.now()
        return words.replace("{time}", f"{now:%H:%M}").replace("{day}", saying.plain_day(now.date()))

    def _others(self, after: list[Signer]) -> RowOrStack:
        row = RowOrStack()
        for one in after:
            button = Button(f"Then {one.name or one.role_words}")
            named(button, f"signer_{one.role}".replace("-", "_"), f"Sign now: {one.name}, {one.role_words}")
            button.setProperty("who", _who(one))
            button.clicked.connect(self._turn_to)
            row.add(button)
        return row

    @Slot()
    def _turn_to(self) -> None:
        sender = self.sender()
        self.keep("@signer", str(sender.property("who")) if sender is not None else "")
        self.show_all()
        self.focus_now()

    @Slot()
    def _signing(self) -> None:
        box = self.sender()
        if isinstance(box, SignBox):
            for name, value in box.kept().items():
                self.keep(f"@sign/{box.property('who')}/{name}", value)

    @Slot(str, object)
    def _signed(self, name: str, ink: Any) -> None:
        box = self.sender()
        if isinstance(box, SignBox):
            self.settle()
            book, interview, role = self.kit.book, self.interview, box.role
            self.on_drafts(lambda: book.signing.sign(interview, role, name, ink), self.acted)

    @Slot(str, str)
    def _refused_to_sign(self, name: str, words: str) -> None:
        box = self.sender()
        if isinstance(box, SignBox):
            self.settle()
            book, interview, role = self.kit.book, self.interview, box.role
            self.on_drafts(lambda: book.signing.refuse(interview, role, name, words), self.acted)

    def close_refusal(self) -> bool:
        """Back to the pad from a refusal that was being written; whether there was one."""
        box = self.findChild(SignBox)
        return box is not None and box.close_refusal()

    def may_correct(self) -> bool:
        """Whether a line can be put right now."""
        return self.mode == STEP and self.plan.verb in ("read_over", "signed")

    @Slot(str)
    def _correct(self, line: str) -> None:
        """Put a line right, while the record is read over."""
        if self.may_correct() and any(each.line == line for each in self.seen.lines):
            for name in _LINE:
                self.keep(f"@line/{name}", "")
            self.show_line(line)

    def show_line(self, line: str) -> None:
        """The box in which a line is put right, with what was written in it before a lock or a crash."""
        row = next((each for each in self.seen.lines if each.line == line), None)
        if row is None:
            return
        layout = self.cleared_parts()
        box = LineBox(row.number, row.question, "" if row.no_comment else row.answer)
        kept = {name: self.typed.get(f"@line/{name}", "") for name in _LINE}
        if any(kept.values()):
            box.resume({name: str(words) for name, words in kept.items()})
        self.keep("@line", line)
        box.corrected.connect(self._corrected)
        box.closed.connect(self.leave_line)
        box.touched.connect(self._correcting)
        layout.addWidget(box)
        for part in (self.questions, self.go_button):
            part.hide()
        self.parts.show()
        box.focus_here()
        self.area.ensureWidgetVisible(box)

    @Slot()
    def _correcting(self) -> None:
        box = self.sender()
        if isinstance(box, LineBox):
            for name, words in box.kept().items():
                self.keep(f"@line/{name}", words)

    @Slot()
    def leave_line(self) -> None:
        """Nothing is put right: the list has the keyboard again."""
        self.keep("@line", "")
        self.show_all()
        self.transcript.setFocus()

    @Slot(object, str)
    def _corrected(self, typed: Any, why: str) -> None:
        book, line = self.kit.book, str(self.typed.get("@line", ""))
        self.on_drafts(lambda: book.questioning.correct(line, typed, why)[1], self._put_right)

    @Slot(object)
    def _put_right(self, changes: Any) -> None:
        self.keep("@line", "")
        self.settle()
        self.acted(changes)


def _who(signer: Signer) -> str:
    return f"{signer.role}/{signer.name}"
