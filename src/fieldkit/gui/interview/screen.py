"""How an interview stands on the screen: the step in front, the questions, or the words of a stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui import clock
from fieldkit.gui.announce import announce
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.interview import reading as interview_reading
from fieldkit.gui.interview.frame import ASKING, BACK, BEFORE, SEALED, STEP, STOPPED, InterviewFrame
from fieldkit.gui.interview.opening import BREAK
from fieldkit.gui.interview.steps import EXPLAINING, StepPlan, plan_of
from fieldkit.gui.tab_order import following
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.keypad import Keypad
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named

_READ_OUT = "Read this out exactly"
_AHEAD = ("proposed", "panel_requested", "panel_refused")


class InterviewScreen(InterviewFrame):
    """Shows where the interview stands; what a press does is the page's."""

    def stands(self) -> str:
        """Which of its shapes the page has now."""
        seen = self.seen
        if seen.held.locked:
            return SEALED
        if seen.held.state in _AHEAD:
            return BEFORE
        if seen.suspended:
            return BACK if self.typed.get("@back") else STOPPED
        agreed = seen.step_of("agreement")
        return ASKING if seen.step == "questions" and agreed.answer != "Not agreed" else STEP

    def show_all(self) -> None:
        """Show where it stands: one shape at a time, everything else hidden."""
        if self.read is None:
            return
        self.mode = self.stands()
        self.show_problems(())
        self.show_head()
        for part in (self.lock, self.what_to_do, self.spoken, self.also_spoken, self.facts, self.asking,
                     self.why, self.parts):  # fmt: skip
            part.hide()
        self.cleared_parts()
        self.why.set_value("")
        self.show_questions(())
        self.questions.hide()
        self.transcript.setVisible(self.mode in (ASKING, SEALED))
        {ASKING: self._show_asking, STOPPED: self._show_stopped, BACK: self._show_back,
         SEALED: self._show_sealed}.get(self.mode, self._show_step)()  # fmt: skip
        self.suit_height()
        self.show_foot()
        self.show_panel()
        self.area.verticalScrollBar().setValue(0)
        announce(self, f"{self.heading}, {self.reference}")

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
        if seen.step == "caution" and self.typed.get("@explain"):
            self.plan = EXPLAINING
            words, version = read.wordings["parts"]
            self.also_spoken.show_words("Explain it in plain words, part by part", words, version)
        self.tell(self.plan.do)
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
        # What is asked of one step alone depends on which step it is.
        self.typed["step"] = self.seen.step
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
        if asked and self.spoken.words() and not self.spoken.isHidden() and plan is not EXPLAINING:
            # The words that are read out stay in sight, whatever is written under them.
            self._settling = False
            self.form.focus_field(asked[0].name)
        elif asked:
            self.begin_at(asked[0].name)

    @Slot(str)
    def _typed(self, name: str) -> None:
        """A caution that was not understood is explained in its three parts before anything else."""
        super()._typed(name)
        unclear = name == "understood" and self.typed.get(name) == "no"
        if unclear and self.mode == STEP and self.seen.step == "caution" and not self.typed.get("@explain"):
            self.keep("understood", "")
            self.keep("@explain", "yes")
            self.show_all()
            self.focus_now()

    def show_parts(self) -> None:
        """The lists and boxes that a step has beside its questions; the page fills them."""

    def _show_stopped(self) -> None:
        seen = self.seen
        self.tell(f"{interview_reading.stopped_words(seen)}. Read these words out.")
        self.spoken.show_words(_READ_OUT, seen.suspended_words, "")
        self.plan = StepPlan("", ("words",), act="They are back", kind=BREAK, verb="back", shows=("stop",))
        self._ask(self.plan)
        self.show_parts()

    def _show_back(self) -> None:
        """The caution comes back to mind before anything else is said (Code C 10.8)."""
        read, seen = self.read, self.seen
        if read is None:
            return
        words, version = read.wordings["reminder"] if seen.caution_at else ("", "")
        self.tell("Read these words out, then go on." if words else "Go on where the interview stopped.")
        self.spoken.show_words(_READ_OUT, words, version)
        act = "Caution given again: go on" if words else "Go on"
        self.plan = StepPlan("", ("back_words",), act=act, kind=BREAK, verb="resume")
        self._ask(self.plan)

    def _show_sealed(self) -> None:
        if self.read is None:
            return
        self.plan = StepPlan("", shows=("sealed",))
        self.lock.show_lock(*self.read.lock)
        self.lock.show()
        self.tell("After the seal nothing in it changes. What comes later is an addendum.")
        self.transcript.set_rows([interview_reading.said_line(line) for line in self.seen.lines])
        self.facts.show_facts([("Addendum", words) for words in self.seen.addenda])
        self.facts.setVisible(bool(self.seen.addenda))
        self.show_parts()

    def keep_in_sight(self) -> None:
        """Take the keyboard to the field, and keep it in sight while the page is laid out."""
        self.asking.focus_here()
        self._settling = True
        self._reveal()

    def focus_now(self) -> None:
        """Take the keyboard to where the officer writes next, never to what cannot be pressed."""
        left_at, self.left_at = self.left_at, ""
        field = self.body.findChild(QWidget, left_at) if left_at else None
        if self.mode == ASKING:
            self.keep_in_sight()
        elif field is not None and field.isVisible() and field.focusPolicy():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.why.isHidden():
            self.why.focus_here()
        elif (pad := self.parts.findChild(Keypad)) is not None:
            pad.focus_here()
        elif self.form is not None and self.form.names():
            focus = self.focusWidget()
            if focus is None or not self.form.isAncestorOf(focus):
                self.form.focus_field(self.form.names()[0])
        elif self.go_button.isVisible() and not self.go_button.unavailable():
            self.go_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif (first := following(self.parts, forward=True)) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
