"""What stands round an interview, whatever comes now: clock, keys of the rights, strip, foot."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from fieldkit.gui import clock
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.writing import WritingPage
from fieldkit.gui.interview import reading as interview_reading
from fieldkit.gui.interview.acts import may_finish
from fieldkit.gui.interview.opening import Read
from fieldkit.gui.interview.steps import SHORT, StepPlan
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.spans import Span
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.asking import Asking
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.interview_panel import InterviewPanel, RightsKeys, minutes
from fieldkit.gui.widgets.locked import LockedHeader
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.spoken import GivenStrip, Spoken
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.transcript import Transcript
from fieldkit.gui.widgets.words import Words

_SECOND_MS = 1_000
BEFORE, ASKING, STOPPED, BACK, STEP, SEALED = "before", "asking", "stopped", "back", "step", "sealed"
#: How high the list of questions is at least: read, while something stands under it, and in a low window.
_LINES_READ, _LINES, _LINES_LOW = 320, 120, 44


class InterviewFrame(WritingPage):
    """What stands round the middle of the page, whatever its shape; `mode` says which shape it has."""

    form_file = "interview.ui"
    rail = "interviews"
    context_width = 300
    takes_keys = frozenset({"status", "all_clear"})

    lock: LockedHeader
    context: InterviewPanel
    what_to_do: Words
    spoken: Spoken
    also_spoken: Spoken
    facts: FactRows
    transcript: Transcript
    parts: QWidget
    asking: Asking
    rights: RightsKeys

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.interview = ""
        self.read: Read | None = None
        self.plan = StepPlan("")
        self.mode, self.prompted = STEP, ""
        self.set_context_words("Rights")
        self.strip = GivenStrip()
        self._column.insertWidget(self._column.indexOf(self.area), self.strip)
        # Under the page and never scrolled away: they are rights.
        self._column.insertWidget(self._column.indexOf(self.foot_bar()), self.rights)
        self.why = QuestionBlock()
        self.why.setObjectName("why")
        self.why.set_editor(LongText(2))
        self.why.hide()
        layout = self.body.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(self.parts) + 1, self.why)
        foot = self.foot_bar()
        self.go_button = foot.add_main("Save and go on", "go_button")
        self.close_button = foot.add_act("Close interview", "close_button")
        self.skip_button = foot.add_act("Does not apply", "skip_button")
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self.tick)

    @property
    def seen(self) -> Any:
        """The interview as it was read last."""
        return self.read.seen if self.read is not None else None

    def show_head(self) -> None:
        seen = self.seen
        row = next((one for one in seen.steps if one.code == seen.step), None)
        where = "All steps are done"
        if row is not None:
            where = f"Step {row.number} of {len(seen.steps)}: {SHORT.get(row.code, row.label.lower())}"
        if self.mode == BEFORE:
            where = seen.state_words
        elif self.mode in (STOPPED, BACK):
            where = "Stopped"
        elif self.mode == SEALED:
            where = "Sealed"
        back = f"{seen.child}, {seen.case_reference}", Place("case", seen.held.home)
        self.set_head("Interview under caution", where, back)
        self.strip.say(interview_reading.given(seen, self.span.one_column) if self.mode == ASKING else "")
        self.strip.say_link("Show the words")

    def tell(self, words: str) -> None:
        """Say what the officer does now."""
        self.what_to_do.setText(words)
        self.what_to_do.setVisible(bool(words))

    def cleared_parts(self) -> QLayout:
        """The place of lists and boxes, emptied."""
        layout = self.parts.layout()
        if layout is None:
            raise TypeError("the form has no layout for its parts")
        empty(layout)
        return layout

    def show_foot(self) -> None:
        """The main act names what it does; no way on is offered that the order does not allow."""
        seen, mode, plan = self.seen, self.mode, self.plan
        act = "" if mode == ASKING or not plan.verb else plan.act
        act = "Print the record" if mode == SEALED else act
        self.go_button.setVisible(bool(act))
        self.go_button.set_words(act)
        self.go_button.setAccessibleName(act)
        blocked = self.why_not()
        self.go_button.set_unavailable(blocked)
        row = next((one for one in seen.steps if one.code == seen.step), None)
        self.close_button.setVisible(mode in (ASKING, STOPPED, BACK))
        self.close_button.set_words("Close interview")
        may_skip = mode == STEP and row is not None and not row.always and plan.verb in ("step", "breaks")
        self.skip_button.setVisible(may_skip and seen.step not in ("approval", "seal"))
        self.skip_button.set_words("Does not apply")
        if blocked and plan.verb != "signed":
            self.banners.show_notice(Notice("blocked", blocked, "", "amber"))
        else:
            self.banners.drop("blocked")
        self._suit_foot()
        if self.typed.get("@box") or self.typed.get("@line"):
            self.go_button.hide()
            self.skip_button.hide()

    def why_not(self) -> str:
        """Why the main act of the step cannot be done yet; empty when it can."""
        if self.mode != STEP:
            return ""
        seen, verb = self.seen, self.plan.verb
        still = {"signed": may_finish(seen), "seal": seen.seal_needs}.get(verb, "")
        return str(seen.blocked or still)

    def _suit_foot(self) -> None:
        """A low window of one column has no room for a foot while questions are put."""
        crowded = self.mode == ASKING and self.span.one_column
        self.foot_bar().setVisible(not crowded)
        self.rights.show_end(crowded)

    def show_panel(self) -> None:
        """Clock, keys, facts and points beside the page."""
        read, seen = self.read, self.seen
        if read is None:
            return
        record = interview_reading.record_words(seen, read.label)
        self.context.show_facts(interview_reading.facts(seen, record))
        self.context.show_points(interview_reading.points(seen))
        why_not = interview_reading.rights_why_not(seen)
        self.context.keys.set_unavailable(why_not)
        self.context.show_keys(not seen.clock.ended_ms, bool(read.recorder) and bool(seen.clock.started_ms))
        self.rights.set_unavailable(why_not)
        self.rights.setVisible(self.span.context == 0 and not all(why_not.values()))
        self.tick()
        if seen.clock.running:
            self._second.start()
        else:
            self._second.stop()

    @Slot()
    def tick(self) -> None:
        """The clock, once a second; only what changed is drawn again."""
        seen = self.seen
        if seen is None or not self.isVisible():
            return
        face = interview_reading.face(seen.clock, seen.suspended)
        self.context.clock.show_face(face)
        drawn = self.span.context == 0 and seen.clock.started_ms
        self.set_chip(
            *((f"{minutes(face.elapsed)} of interview", minutes(face.elapsed)) if drawn else ("", ""))
        )
        prompt = seen.clock.prompt(int(clock.now().timestamp() * 1000))
        if prompt != self.prompted:
            self.prompted = prompt
            self._show_prompt(prompt, face.unbroken)

    def _show_prompt(self, prompt: str, unbroken: int) -> None:
        if not prompt:
            self.banners.drop("break")
            return
        again = " again" if prompt == "again" else ""
        words = f"{minutes(unbroken)} without a break."
        self.banners.show_notice(
            Notice("break", words, f"Offer a break{again}.", "amber", "coffee", act="Take a break")
        )

    def main_button(self) -> Button | None:
        """Ask, while questions are put; else the act of the step."""
        if self.mode == ASKING:
            return self.asking.ask_button
        return self.go_button if self.go_button.isVisible() else None

    def say_saved(self, at: str, aloud: bool = False) -> None:
        """In the foot; where that has no room, beside the question."""
        super().say_saved(at, aloud)
        if self.foot_bar().isHidden():
            self.asking.say_saved(at)

    def set_span(self, span: Span) -> None:
        """Without a panel beside the page the keys of the rights stand under it."""
        super().set_span(span)
        self.strip.set_margin(span.margin)
        self.rights.set_margin(span.margin, brief=span.one_column)
        self.asking.set_low(span.one_column)
        for box in (self.spoken, self.also_spoken):
            box.set_brief(span.one_column)
        layout = self.body.layout()
        if layout is not None and span.context == 0:
            layout.setSpacing(6)
            air = 4 if span.one_column else 8
            layout.setContentsMargins(span.margin, air, span.margin, air)
        if self.read is not None:
            self.show_head()
            self.suit_height()
            self._suit_foot()
            self.show_panel()

    def suit_height(self) -> None:
        """The list of questions leaves room for what stands under it."""
        under = self.mode == ASKING or self.plan.verb == "signed"
        high = (_LINES_LOW if self.span.one_column else _LINES) if under else _LINES_READ
        self.transcript.setMinimumHeight(theme().px(high))
