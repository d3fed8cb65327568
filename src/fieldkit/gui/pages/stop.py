"""A stop at the kerb: one thing asked at a time by large keys with letters, kept as it is said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from fieldkit.gui import clock, shortcuts
from fieldkit.gui.announce import announce
from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.stop import reading as stop_reading
from fieldkit.gui.stop import steps as stop_steps
from fieldkit.gui.stop.screen import StopScreen
from fieldkit.gui.stop.steps import Standing, Step
from fieldkit.gui.widgets.keypad import KeyButton

#: What a key that is no answer leads to.
_LEADS = {
    stop_steps.OTHER_PLACE: "place_typed",
    stop_steps.CHANGE_TIME: "time",
    stop_steps.TOGETHER: "together",
    stop_steps.BORN: "born",
    stop_steps.OTHER_SCHOOL: "school_typed",
    stop_steps.WORDS: "words",
    stop_steps.WHO: "who",
    stop_steps.MORE_CODES: "code",
    stop_steps.MORE_CHILD: "more_child",
}
#: An answer that takes another one out: a child has an age as said, or a date of birth.
_INSTEAD = {"age": "dob", "dob": "age"}


class StopPage(StopScreen):
    """Key: a stop that was begun. What is confirmed already is read on the page of its record."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.stop, self.made = "", ""
        self._in_group = False
        self.keypad.pressed.connect(self._pressed_key)
        self.also.pressed.connect(self._pressed_also)
        self.so_far.opened.connect(self._line_opened)
        self.save_button.clicked.connect(self._go_on)
        for name, button, slot in (
            ("their_words", self.words_button, self._their_words),
            ("worried", self.worried_button, self._worried),
            ("skip", self.skip_button, self._skip),
            ("step_before", self.back_button, self._before),
        ):
            button.clicked.connect(slot)
            shortcuts.bind(self, name, slot)

    def open(self, key: str) -> None:
        """Read the stop and its draft; coming back to one that is being written goes on where it was."""
        if key != self.stop:
            self.passed, self.wrong, self.came_from, self.made = [], {}, None, ""
            self.set_head("Stop")
        self.stop, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: stop_reading.read(book, key),
            self._show,
            self.show_trouble,
            Lane.DRAFTS,
            self,
        )

    @Slot(object)
    def _show(self, read: Any) -> None:
        if read is None:
            self.go.emit(Place("record", self.stop))
            return
        again = self.standing is not None and self.standing.opened.record == read.opened.record
        self.take_draft(read.opened.form)
        self.standing = Standing(self.typed, read.opened, read.page, read.reference, read.schools)
        if read.opened.closed:
            self.banners.show_notice(stop_reading.closed(read.opened.closed))
        self.show_step(self.step if again else stop_steps.start(self.standing))
        self._second.start()
        self.tick()

    def _say(self, name: str, value: str | list[str]) -> None:
        self.keep(name, value)
        if value and (other := _INSTEAD.get(name)):
            self.keep(other, "")
        self.wrong.pop(self.step.line, None)
        self._read_again()

    @Slot(str)
    def _typed(self, name: str) -> None:
        super()._typed(name)
        if (other := _INSTEAD.get(name)) and self.typed.get(name):
            self.keep(other, "")
        self.wrong.pop(self.step.line, None)

    def _read_again(self) -> None:
        book, standing, typed = self.kit.book, self.standing, dict(self.typed)
        if book is None or standing is None:
            return
        self.standing = replace(standing, typed=self.typed)
        self.kit.jobs.start(
            lambda _progress: book.stops.page(standing.opened, typed), self._take_page, owner=self
        )

    @Slot(object)
    def _take_page(self, page: Any) -> None:
        standing = self.standing
        if standing is None or self.made:
            return
        self.standing = replace(standing, typed=self.typed, page=page)
        self.show_keys()
        self.show_head()

    @Slot(str)
    def _pressed_key(self, key: str) -> None:
        step = self.step
        if self.made:
            stop_reading.follow(self, key)
        elif key == stop_steps.GROUP:
            self._save(in_group=True)
        elif key in _LEADS:
            self._lead_to(stop_steps.step(_LEADS[key]))
        elif step.many:
            self._say(step.field, stop_reading.toggled(self.chosen(step.field), key, self.standing))
            self.keypad.show_keys(self.faces(), self.chosen(step.field))
            self.show_foot()
        else:
            self._say(step.field, key)
            if key in self._asked_of_school():
                self.keep("school_asked_at", f"{clock.now():%d %m %Y %H:%M}")
            self._move_on()

    def _asked_of_school(self) -> set[str]:
        if self.step.name != "says" or self.standing is None:
            return set()
        return {code.code for code in self.standing.reference.codes("school-says") if code.has("verified")}

    @Slot(str)
    def _pressed_also(self, key: str) -> None:
        name = self.step.also
        if key in _LEADS:
            self._lead_to(stop_steps.step(_LEADS[key]))
            return
        self._say(name, "" if self.chosen(name) == [key] else key)
        if self.standing is not None:
            faces = stop_steps.also_of(self.step, self.standing)
            self.also.show_keys(faces, self.chosen(name), first=len(self.faces()))

    def _lead_to(self, step: Step) -> None:
        self.came_from = self.step if step.name == "words" else None
        self.show_step(step)

    def _move_on(self) -> None:
        self.passed.append(self.step.name)
        if self.step.name in ("born", "school_typed", "place_typed", "described"):
            self.passed.append(self.step.line)
        following = self.next_step()
        if following is None:
            self._save()
        else:
            self.show_step(following)

    @Slot()
    def _go_on(self) -> None:
        """The main button: what is typed stands, and the next thing is asked; after the last it is saved."""
        if self.step.name == "name" and not self.typed.get("child_name"):
            self._skip()
            return
        if self.step.fields:
            self._read_again()
        self._move_on()

    @Slot()
    def _skip(self) -> None:
        if self.made or not self.step.skip:
            return
        if self.step.name == "name":
            self.passed.append("name")
            self.show_step(stop_steps.step("described"))
            return
        self._move_on()

    @Slot()
    def _before(self) -> None:
        """Back: the question before, or the sweep from the first."""
        self.settle()
        before = self.came_from if self.step.name == "words" else None
        if before is None and self.standing is not None and not self.made:
            before = stop_steps.behind(self.step, self.standing)
        if before is None:
            self.went_back.emit()
        else:
            self.show_step(before)

    @Slot(str)
    def _line_opened(self, line: str) -> None:
        if self.made:
            self.go.emit(Place("record", self.made))
        else:
            self.show_step(stop_steps.first_of(line))

    @Slot()
    def _their_words(self) -> None:
        if self.standing is not None and not self.made and self.step.name != "words":
            self._lead_to(stop_steps.step("words"))

    @Slot()
    def _worried(self) -> None:
        """The worry about a child never waits: the stop is kept as it is and gone on with afterwards."""
        if self.standing is not None:
            self.settle()
            self.go.emit(Place("worried", self.stop))

    def _save(self, in_group: bool = False) -> None:
        if self.standing is None or self.made:
            return
        self._in_group = in_group
        book, opened = self.kit.book, self.standing.opened
        typed = {name: said for name, said in self.typed.items() if said}
        self.confirm(lambda: book.stops.confirm(opened, typed), self._saved)

    @Slot(object)
    def _saved(self, made: Any) -> None:
        stop, changes = made
        self.kit.told.changed.emit(changes)
        self._second.stop()
        self.set_chip("", "")
        if self._in_group:
            self._in_group = False
            stop_reading.begin(self, self.standing.opened.operation if self.standing else "", stop)
            return
        self.made = stop
        self._show_made()

    def _show_made(self) -> None:
        standing = self.standing
        if standing is None:
            return
        words = f"{standing.page.heading.partition(':')[0]} is saved"
        self.asked.setText(words)
        self.how.setText("Type the letter")
        self.keypad.show_keys(stop_reading.after(standing), ())
        self.keypad.show()
        for part in (self.also, self.also_asked, self.number, self.questions, self.note):
            part.hide()
        for button in (self.save_button, self.skip_button, self.back_button, self.words_button):
            button.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{words}. {self.how.text()}", urgent=True)

    @Slot(object)
    def refused(self, trouble: Any) -> None:
        """Lead to the first question that is wrong, and mark its line."""
        problems = getattr(trouble, "problems", ())
        for problem in problems:
            found = stop_steps.of_field(problem.field)
            if found is not None:
                self.wrong.setdefault(found.line, problem.say)
        first = next((stop_steps.of_field(problem.field) for problem in problems), None)
        if first is not None:
            self.show_step(first)
        super().refused(trouble)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter presses its key; Enter presses the key that has the keyboard, or goes on."""
        focus = self.focusWidget()
        typing = isinstance(focus, QLineEdit | QPlainTextEdit) and focus.hasFocus()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._enter(focus if typing or isinstance(focus, KeyButton) else None)
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        letter = event.text()
        if plain and not typing and letter.isalpha() and not event.isAutoRepeat():
            if self.keypad.isVisible() and self.keypad.press_letter(letter):
                return
            if self.also.isVisible() and self.also.press_letter(letter):
                return
        super().keyPressEvent(event)

    def _enter(self, focus: QWidget | None) -> None:
        fields = self.form.names() if self.form is not None else []
        here = next((name for name in fields if focus and self._block_has(name, focus)), "")
        if here and here != fields[-1] and self.form is not None:
            self.form.focus_field(fields[fields.index(here) + 1])
        elif isinstance(focus, KeyButton) and focus.hasFocus() and not self.step.many:
            focus.click()
        elif self.save_button.isVisible():
            self.save_button.click()
        elif self.step.name == "class" and self.standing is not None and self.standing.page.suggested:
            self._pressed_key(self.standing.page.suggested)

    def _block_has(self, name: str, focus: QWidget) -> bool:
        return self.form is not None and self.form.block(name).isAncestorOf(focus)
