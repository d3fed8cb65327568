"""How a stop stands on the screen: the record so far, what is asked with its keys or fields, and the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.casebook.sweeps.stop_page import DONE
from fieldkit.gui import clock
from fieldkit.gui.announce import announce
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.writing import WritingPage
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import mark, named
from fieldkit.gui.spans import Span
from fieldkit.gui.stop import reading as stop_reading
from fieldkit.gui.stop import steps as stop_steps
from fieldkit.gui.stop.steps import Standing, Step
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.keypad import KeyFace, Keypad
from fieldkit.gui.widgets.record_so_far import RecordSoFar, SoFar
from fieldkit.gui.widgets.words import IconLine, Words
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named

_ONE = "One tap moves on. Type the letter"
_MANY = "Tap all that apply, or type the letter"
_TYPE = "Type it, then Enter"
_SUGGESTED = "One tap moves on. Enter takes the suggested one"
_SECOND_MS = 1_000
_LOW = 700


class StopScreen(WritingPage):
    """Shows one step at a time; what a press does is the page's."""

    form_file = "stop.ui"
    rail = "sweeps"
    frame = "no rail"

    side: QWidget
    so_far: RecordSoFar
    saved: IconLine
    asked: Words
    how: Words
    number: Words
    keypad: Keypad
    also_asked: Words
    also: Keypad
    note: IconLine

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.standing: Standing | None = None
        self.step: Step = stop_steps.STEPS[0]
        self.passed: list[str] = []
        self.came_from: Step | None = None
        self.wrong: dict[str, str] = {}
        mark(self._side_frame, side="sunken")
        self._side_column.setContentsMargins(0, 10, 0, 10)
        self.how.setWordWrap(False)
        self.saved.setContentsMargins(20, 0, 12, 0)
        named(self.keypad, "keypad")
        named(self.also, "also")
        foot = self.foot_bar()
        self.save_button = foot.add_main("Save stop", "save_button", "check")
        self.back_button = foot.add_act("Back", "back_button")
        self.skip_button = foot.add_act("Skip: not asked", "skip_button")
        self.words_button = foot.add_aside("Their words", "words_button", "quotes")
        self.worried_button = foot.add_aside("Worried about child", "worried_button", "first-aid-kit")
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self.tick)

    def show_step(self, step: Step) -> None:
        """Ask one thing: its keys or its fields, and what the foot offers."""
        if self.standing is None:
            return
        self.step = step
        self.writing_at = step.name
        self.show_problems(())
        self.asked.setText(step.title)
        self.how.setText(_MANY if step.many else _ONE if step.field else _TYPE)
        if step.name == "class" and self.standing.page.suggested:
            self.how.setText(_SUGGESTED)
        fields = [item for item in questions(kind_named("stop")) if item.name in step.fields]
        self.show_questions(fields, Setting(clock.now().date(), {}))
        self.questions.setVisible(bool(fields))
        self.show_keys()
        self.show_foot()
        self.show_head()
        self.area.verticalScrollBar().setValue(0)
        if fields:
            self.begin_at(step.fields[0])
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{step.title} {self.how.text()}")

    def show_keys(self) -> None:
        """The keys as they stand, with what is chosen."""
        if self.standing is None:
            return
        faces = stop_steps.keys_of(self.step, self.standing)
        also = stop_steps.also_of(self.step, self.standing)
        self.keypad.setVisible(bool(faces))
        self.keypad.show_keys(faces, self.chosen(self.step.field))
        self.also.setVisible(bool(also))
        self.also_asked.setVisible(bool(also))
        self.also_asked.setText(stop_reading.ALSO.get(self.step.also, ""))
        self.also.show_keys(also, self.chosen(self.step.also), first=len(faces))
        page = self.standing.page
        phone = f"{page.school}: {page.school_phone}" if page.school_phone else page.school
        self.number.setVisible(self.step.name in ("says", "who") and bool(page.school))
        self.number.setText(phone)
        self.note.words.setText(" ".join(page.notes))
        self.note.setVisible(bool(page.notes) and self.step.many)

    def chosen(self, name: str) -> list[str]:
        """What is said to a question, as the keys of its codes."""
        said = self.typed.get(name, "") if name else ""
        return list(said) if isinstance(said, list) else [said] if said else []

    def show_foot(self) -> None:
        """What the foot offers: the main act where one is needed, and the way round the question."""
        standing, step = self.standing, self.step
        last = standing is not None and step.line == DONE and self.next_step() is None
        stop = standing.page.heading.partition(":")[0].lower() if standing is not None else ""
        words = f"Save {stop}" if last else "Continue"
        self.save_button.set_words(words)
        self.save_button.setAccessibleName(words)
        self.save_button.setProperty("icon_name", "check" if last else "")
        self.save_button.setVisible(bool(step.fields) or step.many)
        self.skip_button.setVisible(bool(step.skip))
        self.skip_button.set_words(step.skip)
        self.skip_button.setAccessibleName(step.skip)
        crowded = self.span.name == "tight" and bool(step.fields and step.skip)
        self.words_button.setVisible(step.name not in ("words", "reason") and not crowded)

    def show_head(self) -> None:
        """The heading, the way back, and the record so far."""
        standing = self.standing
        if standing is None:
            return
        opened, page = standing.opened, standing.page
        name = f"Sweep {opened.reference}, {opened.name}" if opened.reference else f"Sweep: {opened.name}"
        short = f"Sweep {opened.reference}" if opened.reference and self.span.name != "usual" else name
        self.set_head(page.heading, back=(short, Place("sweep", opened.operation)))
        self.so_far.set_rows(
            [SoFar(line.name, line.name, line.shown, self.wrong.get(line.name, "")) for line in page.lines]
        )
        self.so_far.set_current(self.step.line)

    def faces(self) -> list[KeyFace]:
        """What the keys of this step say."""
        return stop_steps.keys_of(self.step, self.standing) if self.standing is not None else []

    def next_step(self) -> Step | None:
        """What is asked after this; None after the last."""
        if self.step.name == "words":
            return self.came_from or stop_steps.step("reason")
        return stop_steps.ahead(self.step, self.standing, self.passed) if self.standing is not None else None

    def say_saved(self, at: str, aloud: bool = False) -> None:
        """Beside the record so far, because the foot is full of keys."""
        words = f"Saved on this laptop at {at}" if at else ""
        self.saved.words.setText(words)
        self.saved.icon.show_icon("check", "muted")
        self.saved.setVisible(bool(words))
        if aloud and words:
            announce(self, words)

    def main_button(self) -> Button | None:
        """The main button, while a step has one."""
        return self.save_button if self.save_button.isVisible() else None

    def set_span(self, span: Span) -> None:
        """The record so far is wider than a task list; in one column it stands under the keys."""
        super().set_span(span)
        low = self.window().height() / theme().scale < _LOW
        tight = low or span.name == "tight"
        self.foot_bar().set_tall(not tight and not span.one_column)
        self.so_far.set_tight(tight)
        self.keypad.set_low(low)
        self._side_frame.setFixedWidth(theme().px(204 if tight else 288))
        self._side_column.setContentsMargins(0, 0 if tight else 10, 0, 10)
        if span.one_column:
            self._reading.addWidget(self.side)
        mark(self.asked, role="section" if tight else "title_narrow")
        mark(self.number, role="title_narrow" if tight else "title")
        layout = self.body.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setStretchFactor(self.keypad, 100)
            layout.setStretchFactor(self.also, 1)
            layout.setContentsMargins(span.margin, 8 if tight else 16, span.margin, 4 if tight else 12)
            layout.setSpacing(8 if tight else 12)
        self.show_head()

    @Slot()
    def tick(self) -> None:
        """Say how long the officer has been on this stop."""
        if self.standing is not None and self.isVisible():
            self.set_chip(*stop_reading.spent(self.standing.opened.begun_ms))
