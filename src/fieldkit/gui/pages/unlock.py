"""The unlock page: one field, what helps when it is refused, and what was being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from fieldkit.errors import Trouble
from fieldkit.gui import clock
from fieldkit.gui.bases.page import Page
from fieldkit.gui.doorstep import Doorstep, Parting
from fieldkit.gui.draw import Piece
from fieldkit.gui.kit import Kit
from fieldkit.gui.spans import Span
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.passphrase import PassphraseField
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.words import IconLine, Words
from fieldkit.keys.officer_slot import WrongPassphrase
from fieldkit.keys.passphrases import rule

_SIDE, _READING = 400, 560
_FORGOTTEN = (
    "Nobody can look it up. Your council holds a recovery key offline: ask your IT department to recover "
    "this notebook, and you choose a new passphrase. Nothing you wrote is lost. Where there is no council "
    "key, restore a backup with the passphrase of the backup."
)


class UnlockPage(Page):
    """`opened` gives the casebook."""

    form_file = "unlock.ui"
    frame = "none"
    top = 0

    opened = Signal(object)

    unlock_side: QFrame
    unlock_main: QWidget
    council: Words
    offline_line: IconLine
    waiting_line: IconLine
    danger_words: Words
    phones_words: Words
    unlock_heading: Words
    who_words: Words
    passphrase: QuestionBlock
    unlock_button: Button
    forgotten_link: LinkButton
    forgotten_words: Words
    writing_rule: QFrame
    writing_line: IconLine

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.doorstep: Doorstep = kit.extra["doorstep"]
        self.field = PassphraseField()
        self.field.setObjectName("passphrase_field")
        self.passphrase.set_editor(self.field)
        self.field.entered.connect(self._unlock)
        self.field.changed.connect(self._typed)
        self.unlock_button.set_foot()
        self.unlock_button.clicked.connect(self._unlock)
        self.forgotten_link.clicked.connect(self._forgotten)
        self.forgotten_words.hide()
        for line, icon in ((self.offline_line, "cloud-slash"), (self.waiting_line, "paper-plane-tilt")):
            line.icon.show_icon(icon, "rail_text", 20)
            line.words.setProperty("role", "body")
            line.words.setProperty("tone", "rail_text")
        self.offline_line.words.setText("You can unlock, write, lock and print without a network.")
        self.writing_line.icon.show_icon("pencil-simple", "muted", 20)
        self.writing_line.words.setProperty("role", "body")
        self.set_head("Unlock your notebook")
        self._phones()
        self.show_parting(kit.extra.get("parting"))

    def open(self, key: str) -> None:
        """The keyboard is in the field from the first moment."""
        self.field.focus_here()

    def _phones(self) -> None:
        numbers = {phone.code: phone for phone in self.doorstep.phones(clock.now().date())}
        self.danger_words.setText("If a child is in danger now, call 999.")
        given = [numbers[code] for code in ("mash", "out-of-hours") if numbers[code].number]
        self.phones_words.setText("\n".join(f"{phone.label} {phone.number}" for phone in given))
        self.phones_words.setVisible(bool(given))

    def show_parting(self, parting: Parting | None) -> None:
        """Say who locked it, why and when, and what is kept; None at the start of the program."""
        try:
            self.passphrase.setProperty("hint", rule(alone=self.doorstep.alone()))
        except Trouble as trouble:
            self.show_trouble(trouble)
        self.council.setText(parting.council if parting else "")
        self.council.setVisible(bool(parting and parting.council))
        said = f"{parting.officer}, {parting.role}. {parting.why}" if parting else "Locked since you left it."
        self.who_words.setText(said)
        waiting = parting.waiting if parting else 0
        records = "1 record" if waiting == 1 else f"{waiting} records"
        self.waiting_line.words.setText(
            f"{records} on this laptop {'is' if waiting == 1 else 'are'} waiting to send."
        )
        self.waiting_line.setVisible(waiting > 0)
        writing = parting is not None and bool(parting.writing)
        self.writing_rule.setVisible(writing)
        self.writing_line.setVisible(writing)
        if parting is not None and writing:
            self.writing_line.words.set_pieces(
                (
                    Piece("You were at "),
                    Piece(parting.writing, 700),
                    Piece(f". Every word up to {parting.kept_until} is kept. You go back to the same place."),
                )
            )

    @Slot()
    def _typed(self) -> None:
        if self.passphrase.property("problem"):
            self.passphrase.setProperty("problem", "")
            self.head_changed.emit()

    @Slot()
    def _forgotten(self) -> None:
        self.forgotten_words.setText(_FORGOTTEN)
        self.forgotten_words.setVisible(self.forgotten_words.isHidden())

    @Slot()
    def _unlock(self) -> None:
        if self.unlock_button.is_busy():
            return
        typed, doorstep = self.field.value(), self.doorstep
        self.unlock_button.set_busy("Unlocking")
        self.kit.jobs.start(
            lambda _progress: doorstep.open(typed), self._opened, self.show_refusal, owner=self
        )

    @Slot(object)
    def _opened(self, book: object) -> None:
        self.unlock_button.set_busy("")
        self.field.clear()
        self.opened.emit(book)

    @Slot(object)
    def show_refusal(self, trouble: Trouble) -> None:
        """Say why it did not open; what was typed stays, chosen, under the keyboard."""
        self.unlock_button.set_busy("")
        if isinstance(trouble, WrongPassphrase):
            self.passphrase.setProperty("problem", trouble.say.rstrip("."))
            self.field.focus_here()
            self.head_changed.emit()
        else:
            self.show_trouble(trouble)

    def title(self) -> str:
        """ "Error: " first also when the passphrase was refused."""
        wrong = "Error: " if self.passphrase.property("problem") else ""
        return wrong + super().title()

    def main_button(self) -> Button:
        """Ctrl+Enter unlocks."""
        return self.unlock_button

    def set_span(self, span: Span) -> None:
        """Two panels beside each other, or the field above and the numbers below in a narrow window."""
        super().set_span(span)
        stand(self.body, self.unlock_side, self.unlock_main, span)


def stand(body: QWidget, side: QWidget, main: QWidget, span: Span) -> None:
    """Put the dark panel beside the questions, or under them in a narrow window."""
    row = body.layout()
    body.setMaximumWidth(16777215)
    if isinstance(row, QBoxLayout):
        narrow = span.one_column
        row.setContentsMargins(0, 0, 0, 0)
        row.setDirection(QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight)
        row.setStretch(0, 0)
        row.setStretch(1, 1)
    inner = main.layout()
    small = span.one_column or span.icon_above
    if inner is not None:
        inner.setContentsMargins(*((16, 24, 16, 24) if small else (72, 64, 24, 24)))
        main.setMaximumWidth(16777215 if small else theme().px(_READING) + 96)
        main.setMinimumWidth(0 if small else theme().px(_READING) + 96)
    if span.one_column:
        side.setMinimumWidth(0)
        side.setMaximumWidth(16777215)
    else:
        side.setFixedWidth(theme().px(320 if span.icon_above else _SIDE))
    inner = side.layout()
    if inner is not None:
        inner.setContentsMargins(*((16, 24, 16, 24) if small else (40, 56, 40, 40)))
    if isinstance(row, QBoxLayout):
        row.setAlignment(main, Qt.AlignmentFlag(0) if small else Qt.AlignmentFlag.AlignLeft)
