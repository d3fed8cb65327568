"""How an interview stands on the screen: the step in front, the questions, or the words of a stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from fieldkit.gui import clock, interview_reading
from fieldkit.gui.announce import announce
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.interview_acts import may_finish
from fieldkit.gui.interview_steps import SHORT, StepPlan, plan_of
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.page import Place
from fieldkit.gui.spans import Span
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.asking import Asking
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.interview_panel import InterviewPanel, RightsKeys, minutes
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.spoken import GivenStrip, Spoken
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.transcript import Transcript
from fieldkit.gui.widgets.words import Words
from fieldkit.gui.writing import WritingPage
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named

_SECOND_MS = 1_000
_READ_OUT = "Read this out exactly"
BEFORE, ASKING, STOPPED, BACK, STEP, SEALED = "before", "asking", "stopped", "back", "step", "sealed"
BREAK = "interview-break"
#: How high the list of questions is at least: read, and while questions are put.
_LINES_HIGH = (320, 120)
_AHEAD = ("proposed", "panel_requested", "panel_refused")


@dataclass(frozen=True)
class Read:
    """What the page opens on: the interview, the draft of the step that comes, and the words of the law."""

    seen: Any
    draft: Any
    officer: str
    manager: bool
    decides: bool
    label: Callable[[str, str], str]
    wordings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    preset: Mapping[str, Any] = field(default_factory=dict)


class InterviewScreen(WritingPage):
    """Shows where the interview stands; what a press does is the page's."""

    form_file = "interview.ui"
    rail = "interviews"
    context_width = 300
    takes_keys = frozenset({"status", "all_clear"})

    context: InterviewPanel
    what_to_do: Words
    spoken: Spoken
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

    def stands(self) -> str:
        """Which of its shapes the page has now."""
        seen = self.seen
        if seen.held.locked:
            return SEALED
        if seen.held.state in _AHEAD:
            return BEFORE
        if seen.suspended:
            return BACK if self.mode == BACK else STOPPED
        agreed = seen.step_of("agreement")
        return ASKING if seen.step == "questions" and agreed.answer != "Not agreed" else STEP

    def show_all(self) -> None:
        """Show where it stands: one shape at a time, everything else hidden."""
        if self.read is None:
            return
        self.mode = self.stands()
        self.show_problems(())
        self._show_head()
        for part in (self.what_to_do, self.spoken, self.facts, self.asking, self.why, self.parts):
            part.hide()
        self.cleared_parts()
        self.why.set_value("")
        self.show_questions(())
        self.questions.hide()
        self.transcript.setVisible(self.mode in (ASKING, SEALED))
        self.transcript.setMinimumHeight(theme().px(_LINES_HIGH[self.mode == ASKING]))
        self.parts.hide()
        {ASKING: self._show_asking, STOPPED: self._show_stopped, BACK: self._show_back,
         SEALED: self._show_sealed}.get(self.mode, self._show_step)()  # fmt: skip
        self._show_foot()
        self.show_panel()
        self.area.verticalScrollBar().setValue(0)
        announce(self, f"{self.heading}, {self.reference}")

    def _show_head(self) -> None:
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
        self.set_head("Interview under caution", where, self._back())
        strip = interview_reading.given(seen) if self.mode == ASKING else ""
        self.strip.say(strip)
        self.strip.say_link("Show the words")

    def _back(self) -> tuple[str, Place]:
        seen = self.seen
        return f"{seen.child}, {seen.case_reference}", Place("case", seen.held.home)

    def _tell(self, words: str) -> None:
        self.what_to_do.setText(words)
        self.what_to_do.setVisible(bool(words))

    def _show_asking(self) -> None:
        seen = self.seen
        self.plan = plan_of("questions", seen.held.state)
        self.transcript.set_rows([interview_reading.said_line(line) for line in seen.lines])
        self.transcript.to_the_end()
        self.asking.show()

    def _show_step(self) -> None:
        read, seen = self.read, self.seen
        if read is None:
            return
        self.plan = plan_of(seen.step or "seal", seen.held.state)
        if seen.step == "questions":
            words = "They did not agree. Ask nothing, and close the interview."
            self.plan = StepPlan(words, verb="questions", act="Close interview")
        self._tell(self.plan.do)
        words, version = read.wordings.get(seen.step, ("", ""))
        self.spoken.show_words(_READ_OUT, words, version)
        found = interview_reading.step_facts(seen, seen.step)
        self.facts.show_facts(found)
        self.facts.setVisible(bool(found))
        self._ask(self.plan)
        self.show_parts()

    def _ask(self, plan: StepPlan) -> None:
        listed = {item.name: item for item in questions(kind_named(plan.kind))}
        asked = [listed[name] for name in plan.fields]
        if self.read is not None:
            for name in plan.fields:
                self.typed.setdefault(name, self.read.preset.get(name, ""))
        self.show_questions(asked, Setting(None if plan.verb == "invite" else clock.now().date()))
        self.questions.setVisible(bool(asked))
        if self.form is None:
            return
        for name, words in plan.labels.items():
            self.form.block(name).setProperty("label", words)
        for name in plan.needed:
            self.form.block(name).setProperty("optional", False)
        if "answer" in plan.fields and self.read is not None:
            editor = self.form.block("answer").editor()
            if isinstance(editor, Choices):
                editor.set_options(
                    [(code, self.read.label("interview-answer", code)) for code in plan.answers]
                )
                editor.set_value(self.typed.get("answer", ""))
        if asked and self.spoken.words() and not self.spoken.isHidden():
            # The words that are read out stay in sight, whatever is written under them.
            self._settling = False
            self.form.focus_field(asked[0].name)
        elif asked:
            self.begin_at(asked[0].name)

    def cleared_parts(self) -> QLayout:
        """The place of lists and boxes, emptied."""
        layout = self.parts.layout()
        if layout is None:
            raise TypeError("the form has no layout for its parts")
        empty(layout)
        return layout

    def show_parts(self) -> None:
        """The lists and boxes that a step has beside its questions; the page fills them."""

    def _show_stopped(self) -> None:
        seen = self.seen
        self._tell(f"{interview_reading.stopped_words(seen)}. Read these words out.")
        self.spoken.show_words(_READ_OUT, seen.suspended_words, "")
        self.plan = StepPlan("", ("words",), act="They are back", kind=BREAK, verb="back")
        self._ask(self.plan)

    def _show_back(self) -> None:
        """The caution comes back to mind before anything else is said (Code C 10.8)."""
        read, seen = self.read, self.seen
        if read is None:
            return
        words, version = read.wordings["reminder"] if seen.caution_at else ("", "")
        self._tell("Read these words out, then go on." if words else "Go on where the interview stopped.")
        self.spoken.show_words(_READ_OUT, words, version)
        act = "Caution given again: go on" if words else "Go on"
        self.plan = StepPlan("", ("back_words",), act=act, kind=BREAK, verb="resume")
        self._ask(self.plan)

    def _show_sealed(self) -> None:
        self._tell("Sealed. Nothing in it changes; what comes later is an addendum.")
        self.transcript.set_rows([interview_reading.said_line(line) for line in self.seen.lines])
        self.facts.show_facts([("Addendum", words) for words in self.seen.addenda])
        self.facts.setVisible(bool(self.seen.addenda))

    def _show_foot(self) -> None:
        """The main act names what it does; no way on is offered that the order does not allow."""
        seen, mode, plan = self.seen, self.mode, self.plan
        act = "" if mode == ASKING or not plan.verb else plan.act
        act = "Print the record" if mode == SEALED else act
        self.go_button.setVisible(bool(act))
        self.go_button.set_words(act)
        self.go_button.setAccessibleName(act)
        blocked = seen.blocked if mode == STEP else ""
        blocked = blocked or (may_finish(seen) if plan.verb == "signed" else "")
        self.go_button.set_unavailable(blocked)
        row = next((one for one in seen.steps if one.code == seen.step), None)
        self.close_button.setVisible(mode in (ASKING, STOPPED))
        may_skip = mode == STEP and row is not None and not row.always and plan.verb in ("step", "breaks")
        self.skip_button.setVisible(may_skip and seen.step not in ("approval", "seal"))
        self.skip_button.set_words("Does not apply")
        if blocked and plan.verb != "signed":
            self.banners.show_notice(Notice("blocked", blocked, "", "amber"))
        else:
            self.banners.drop("blocked")

    def show_panel(self) -> None:
        """Clock, keys, facts and points beside the page."""
        read, seen = self.read, self.seen
        if read is None:
            return
        record = interview_reading.record_words(seen, read.label)
        self.context.show_facts(interview_reading.facts(seen, record))
        self.context.show_points(interview_reading.points(seen))
        reason = ""
        if not seen.clock.started_ms:
            reason = "The interview has not started"
        elif not seen.clock.running:
            reason = "The clock has stopped"
        self.context.keys.set_unavailable(reason)
        self.rights.set_unavailable(reason)
        self.rights.setVisible(self.span.context == 0 and not reason)
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

    def set_span(self, span: Span) -> None:
        """Without a panel beside the page the keys of the rights stand under it."""
        super().set_span(span)
        self.strip.set_margin(span.margin)
        layout = self.body.layout()
        if layout is not None and span.context == 0:
            layout.setSpacing(6)
            layout.setContentsMargins(span.margin, 8, span.margin, 8)
        if self.read is not None:
            self.show_panel()

    def keep_in_sight(self) -> None:
        """Take the keyboard to the field, and keep it in sight while the page is laid out."""
        self.asking.focus_here()
        self._settling = True
        self._reveal()

    def focus_now(self) -> None:
        """Take the keyboard to where the officer writes next."""
        if self.mode == ASKING:
            self.keep_in_sight()
        elif self.form is None or not self.form.names():
            self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)
