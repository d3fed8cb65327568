"""The first page of all: who you are, a passphrase, your council, and your cases taken offline."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from fieldkit.errors import Trouble
from fieldkit.gui import clock
from fieldkit.gui.bases.page import Page
from fieldkit.gui.doorstep import Doorstep
from fieldkit.gui.jobs import Lane, Progress
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import mark
from fieldkit.gui.pages.unlock import stand
from fieldkit.gui.spans import Span
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.passphrase import PassphraseField
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import IconLine, Words
from fieldkit.keys.passphrases import check_passphrase, rule
from fieldkit.reference import Reference

_STEPS = ("Who you are", "Your passphrase", "Join your council", "Take your cases offline")
_ROLES = ("CME", "AIO", "MGR", "PRES")
_ALONE = (
    "This computer has no keyring that FieldKit can use. Your passphrase is then all that protects "
    "the notebook, so it must be longer."
)
_BOTH = "Your passphrase and the keyring of this computer open the notebook together. Neither does alone."


class FirstRunPage(Page):
    """Four named steps; what is done stays done when the program ends. `opened` gives the casebook."""

    form_file = "first_run.ui"
    frame = "none"
    top = 0

    opened = Signal(object)

    first_side: QFrame
    first_main: QWidget
    first_heading: Words
    step_words: Words
    step_1: IconLine
    step_2: IconLine
    step_3: IconLine
    step_4: IconLine
    who_step: QWidget
    words_step: QWidget
    join_step: QWidget
    take_step: QWidget
    name: QuestionBlock
    initials: QuestionBlock
    role: QuestionBlock
    keyring_words: Words
    passphrase: QuestionBlock
    again: QuestionBlock
    server: QuestionBlock
    code: QuestionBlock
    take_words: Words
    take_bar: QProgressBar
    take_said: Words
    next_button: Button
    skip_button: Button
    before_link: LinkButton

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.doorstep: Doorstep = kit.extra["doorstep"]
        self._step, self._keyring, self._book = 0, None, None
        self._editors()
        self.lines = (self.step_1, self.step_2, self.step_3, self.step_4)
        self.steps = (self.who_step, self.words_step, self.join_step, self.take_step)
        self.acts = (self._to_passphrase, self._create, self._join, self._take)
        for button in (self.next_button, self.skip_button):
            button.set_foot()
        self.next_button.clicked.connect(self._next)
        self.skip_button.clicked.connect(self._skip)
        self.before_link.clicked.connect(self._before)
        self.set_head("Start your notebook")
        self.show_step(0)
        kit.jobs.start(self._find_keyring, self._keyring_found, self._no_keyring, owner=self)

    def open(self, key: str) -> None:
        """The keyboard is in the first field from the first moment."""
        self.name.focus_here()

    def _editors(self) -> None:
        roles = Reference.load(clock.now().date(), self.doorstep.council_values).codes("role")
        choices = Choices([(role.code, role.label) for role in roles if role.code in _ROLES])
        choices.set_value("CME")
        passphrase, again = PassphraseField(), PassphraseField()
        again.caps_words.hide()
        for block, editor in (
            (self.name, TextField()),
            (self.initials, TextField(6)),
            (self.role, choices),
            (self.passphrase, passphrase),
            (self.again, again),
            (self.server, TextField()),
            (self.code, TextField()),
        ):
            block.set_editor(editor)
        passphrase.entered.connect(self._next)
        again.entered.connect(self._next)

    def _find_keyring(self, _progress: Progress) -> Any:
        return self.doorstep.keyring()

    @Slot(object)
    def _keyring_found(self, keyring: Any) -> None:
        self._keyring = keyring
        self.keyring_words.setText(_BOTH)
        self.passphrase.setProperty("hint", rule(alone=False))

    @Slot(object)
    def _no_keyring(self, _trouble: Trouble) -> None:
        self._keyring = None
        self.keyring_words.setText(_ALONE)
        self.passphrase.setProperty("hint", rule(alone=True))

    def show_step(self, step: int) -> None:
        """Show one of the four steps; those before it are ticked at the left."""
        self._step = step
        for number, (line, part) in enumerate(zip(self.lines, self.steps, strict=True)):
            part.setVisible(number == step)
            state = (
                ("check-circle", "fill") if number < step else ("circle", "fill" if number == step else "")
            )
            line.icon.show_icon(state[0], "rail_text", 20, state[1])
            line.words.setText(f"{_STEPS[number]}{', done' if number < step else ''}")
            mark(line.words, role="body", tone="rail_text", weight="700" if number == step else "400")
        self.step_words.setText(f"Step {step + 1} of 4: {_STEPS[step][0].lower()}{_STEPS[step][1:]}")
        self.skip_button.setVisible(step >= 2)
        self.before_link.setVisible(step == 1)
        self.next_button.set_words(
            ("Continue", "Make this notebook", "Join council", "Take cases offline")[step]
        )
        self.show_problems([])
        first = (self.name, self.passphrase, self.server, None)[step]
        if first is not None and self.isVisible():
            first.focus_here()

    @Slot()
    def _next(self) -> None:
        if not self.next_button.is_busy():
            self.acts[self._step]()

    @Slot()
    def _before(self) -> None:
        self.show_step(0)

    @Slot()
    def _skip(self) -> None:
        self.opened.emit(self._book)

    def _to_passphrase(self) -> None:
        problems = []
        if not str(self.name.value()).strip():
            problems.append(("name", "Enter your name"))
        if not str(self.initials.value()).strip():
            problems.append(("initials", "Enter your initials"))
        if problems:
            self.show_problems(problems)
        else:
            self.show_step(1)

    def _create(self) -> None:
        typed = str(self.passphrase.value())
        try:
            check_passphrase(typed, alone=self._keyring is None)
        except Trouble as trouble:
            self.show_problems([("passphrase", trouble.say.rstrip("."))])
            return
        if typed != self.again.value():
            self.show_problems([("again", "Enter the same passphrase twice")])
            return
        self.next_button.set_busy("Making the notebook")
        doorstep, keyring = self.doorstep, self._keyring
        who = (str(self.name.value()), str(self.initials.value()).strip().upper(), str(self.role.value()))
        self.kit.jobs.start(
            lambda _progress: doorstep.create(typed, keyring, *who), self._created, self._refused, owner=self
        )

    @Slot(object)
    def _created(self, book: Any) -> None:
        self._book = book
        self.next_button.set_busy("")
        for block in (self.passphrase, self.again):
            editor = block.editor()
            if isinstance(editor, PassphraseField):
                editor.clear()
        self.show_step(2)

    def _join(self) -> None:
        given = [
            ("server", "Enter the address of your council’s server"),
            ("code", "Enter the enrolment code"),
        ]
        problems = [(name, say) for name, say in given if not str(getattr(self, name).value()).strip()]
        if problems:
            self.show_problems(problems)
            return
        self.next_button.set_busy("Joining")
        book, server, code = self._book, str(self.server.value()), str(self.code.value())
        self.kit.jobs.start(
            lambda _progress: book.council.enrol(server, code),  # type: ignore[attr-defined]
            self._joined, self._refused, Lane.NET, self,
        )  # fmt: skip

    @Slot(object)
    def _joined(self, _certificate: Any) -> None:
        self.next_button.set_busy("")
        self.take_words.setText(
            "Your cases, schools and wordings are copied to this laptop, so that everything works without a "
            "network. You can stop and carry on later: what has arrived stays."
        )
        self.take_bar.setVisible(False)
        self.show_step(3)

    def _take(self) -> None:
        self.next_button.set_busy("Taking cases offline")
        self.take_bar.setVisible(True)
        book = self._book
        job = self.kit.jobs.start(
            lambda progress: book.council.sync(progress.say),  # type: ignore[attr-defined]
            self._taken, self._refused, Lane.NET, self,
        )  # fmt: skip
        job.progressed.connect(self._progressed)

    @Slot(int, int, str)
    def _progressed(self, done: int, of: int, words: str) -> None:
        self.take_bar.setMaximum(max(of, 1))
        self.take_bar.setValue(done)
        self.take_said.setText(f"{words}: {done} of {of}" if of else words)

    @Slot(object)
    def _taken(self, _outcome: Any) -> None:
        self.next_button.set_busy("")
        self.opened.emit(self._book)

    @Slot(object)
    def _refused(self, trouble: Trouble) -> None:
        self.next_button.set_busy("")
        self.show_trouble(trouble)

    def main_button(self) -> Button:
        """Ctrl+Enter goes on."""
        return self.next_button

    def set_span(self, span: Span) -> None:
        """Two panels beside each other, or one column."""
        super().set_span(span)
        stand(self.body, self.first_side, self.first_main, span)
