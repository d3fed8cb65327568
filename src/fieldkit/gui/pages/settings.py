"""Settings: the look, the officer and the council, the notebook with its passphrase and its backup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from fieldkit.casebook.settings import SETTINGS
from fieldkit.errors import Trouble
from fieldkit.gui import clock, saying
from fieldkit.gui.bases.page import Page
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.spans import READING, Span
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.passphrase import PassphraseField
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.tabs import Tabs
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words
from fieldkit.keys.passphrases import rule
from fieldkit.keys.pins import is_pin

TABS = (
    ("look", "Look and lock"),
    ("safety", "Safety timer"),
    ("council", "You and your council"),
    ("notebook", "Notebook"),
)
_BACKUP = "Everything in this notebook in one sealed file. Keep it on another disk. {who}"
_BY_COUNCIL = "Your council’s recovery key opens it too, so the passphrase is optional."
_BY_WORDS = "Only its passphrase opens it."
_PINS = (
    "Each PIN is 4 to 8 digits. The duress PIN looks like an all-clear on this laptop, and tells your buddy "
    "and your manager that you are not safe, as soon as there is a network."
)
_BY_PIN = f"Your PIN ends the safety timer. It is never shown. {_PINS}"
_BY_SAFE = f"The typed word safe ends the safety timer, until you choose your PINs. {_PINS}"


class SettingsPage(Page):
    """A choice works at once and is remembered; the rest are acts with a button."""

    form_file = "settings.ui"
    rail = "settings"
    top = 0

    tabs: Tabs
    look_panel: QWidget
    look: QuestionBlock
    text_size: QuestionBlock
    idle_minutes: QuestionBlock
    sound: QuestionBlock
    safety_panel: QWidget
    pin_words: Words
    clear_pin: QuestionBlock
    duress_pin: QuestionBlock
    pin_passphrase: QuestionBlock
    pin_button: Button
    council_panel: QWidget
    officer: FactRows
    server_facts: FactRows
    joining: QWidget
    server: QuestionBlock
    code: QuestionBlock
    join_button: Button
    notebook_panel: QWidget
    notebook_facts: FactRows
    old: QuestionBlock
    new: QuestionBlock
    change_button: Button
    backup_words: Words
    backup: QuestionBlock
    backup_button: Button

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Settings")
        self._alone = False
        for setting in SETTINGS:
            block: QuestionBlock = getattr(self, setting.name)
            block.set_editor(Choices(setting.values))
            block.changed.connect(self._changed_setting)
        for block, editor in (
            (self.server, TextField()), (self.code, TextField()), (self.old, PassphraseField()),
            (self.new, PassphraseField()), (self.backup, PassphraseField()),
            (self.clear_pin, PassphraseField()), (self.duress_pin, PassphraseField()),
            (self.pin_passphrase, PassphraseField()),
        ):  # fmt: skip
            block.set_editor(editor)
        self.tabs.show_tabs(TABS)
        self.tabs.chosen.connect(self.show_panel)
        self.join_button.clicked.connect(self._join)
        self.change_button.clicked.connect(self._change_passphrase)
        self.pin_button.clicked.connect(self._choose_pins)
        self.backup_button.clicked.connect(self._choose_backup)
        self.show_panel("look")

    def open(self, key: str) -> None:
        """Show how things are set; `key` names a tab."""
        if key:
            self.tabs.set_current(key)
            self.show_panel(key)
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read_settings(book), self.show_settings, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Joined, sent, or set elsewhere."""
        if self.isVisible() and changes.topics & {"settings", "sync"}:
            self.open("")

    def set_span(self, span: Span) -> None:
        """Lines are no longer than can be read in one go."""
        super().set_span(span)
        self.body.setMaximumWidth(theme().px(READING) + 2 * span.margin)

    @Slot(str)
    def show_panel(self, key: str) -> None:
        """Show what stands under a tab."""
        for name, _words in TABS:
            getattr(self, f"{name}_panel").setVisible(name == key)

    @Slot(object)
    def show_settings(self, answer: tuple[dict[str, str], Any, Any, str, bool]) -> None:
        """Show the settings, the notebook and the council as their desks gave them."""
        settings, status, council, roles, by_pin = answer
        self.pin_words.setText(_BY_PIN if by_pin else _BY_SAFE)
        for name, value in settings.items():
            getattr(self, name).set_value(value)
        self._alone = status.passphrase_only
        self.officer.show_facts(
            [("Name", status.name), ("Initials", status.initials), ("Role", roles), ("Laptop", status.mark)]
        )
        self.joining.setVisible(not council.enrolled)
        self.server_facts.setVisible(council.enrolled)
        self.server_facts.show_facts(_council_facts(council))
        self.notebook_facts.show_facts(_notebook_facts(status))
        self.new.setProperty("hint", rule(alone=self._alone))
        self.backup_words.setText(_BACKUP.format(who=_BY_COUNCIL if status.recoverable else _BY_WORDS))
        self.backup.setProperty("optional", status.recoverable)

    @Slot()
    def _changed_setting(self) -> None:
        block, book = self.sender(), self.kit.book
        if isinstance(block, QuestionBlock):
            name, value = block.objectName(), str(block.value())
            if name in ("look", "text_size"):
                self.kit.extra["wear"](str(self.look.value()), str(self.text_size.value()))
            self.kit.jobs.start(
                lambda _progress: book.settings.change(name, value),
                self._kept, self._not_set, owner=self,
            )  # fmt: skip

    @Slot(object)
    def _not_set(self, trouble: Trouble) -> None:
        """The choice goes back to what holds."""
        self.open("")
        self.show_trouble(trouble)

    @Slot(object)
    def _kept(self, changes: Any) -> None:
        watch = self.kit.extra.get("watch")
        if watch is not None:
            watch.take_settings(
                {setting.name: str(getattr(self, setting.name).value()) for setting in SETTINGS}
            )
        self.kit.told.changed.emit(changes)

    @Slot()
    def _join(self) -> None:
        asked = (
            ("server", "Enter the address of your council’s server"),
            ("code", "Enter the enrolment code"),
        )
        problems = [(name, say) for name, say in asked if not str(getattr(self, name).value()).strip()]
        self.show_problems(problems)
        if problems:
            return
        book, server, code = self.kit.book, str(self.server.value()), str(self.code.value())
        self.join_button.set_busy("Joining")
        self.kit.jobs.start(
            lambda _progress: book.council.enrol(server, code), self._joined, self._not_joined, Lane.NET, self
        )

    @Slot(object)
    def _joined(self, changes: Any) -> None:
        self.join_button.set_busy("")
        self.banners.show_notice(
            Notice("joined", "Joined.", "This laptop now sends and receives.", "green", closes=True)
        )
        self.kit.told.changed.emit(changes)

    @Slot(object)
    def _not_joined(self, trouble: Trouble) -> None:
        self.join_button.set_busy("")
        self.show_trouble(trouble)

    @Slot()
    def _change_passphrase(self) -> None:
        old, new, alone = str(self.old.value()), str(self.new.value()), self._alone
        problems = [("old", "Enter your passphrase now")] if not old else []
        problems += [("new", "Enter a new passphrase")] if not new else []
        self.show_problems(problems)
        if problems:
            return
        book, find = self.kit.book, self.kit.extra["doorstep"].keyring
        self.change_button.set_busy("Changing")
        self.kit.jobs.start(
            lambda _progress: book.notebooks.change_passphrase(
                old, new, None if alone else find(), alone=alone
            ),
            self._passphrase_changed, self._passphrase_refused, owner=self,
        )  # fmt: skip

    @Slot(object)
    def _passphrase_changed(self, _nothing: object) -> None:
        self.change_button.set_busy("")
        self._forget(self.old, self.new)
        self.banners.show_notice(Notice("changed", "Your passphrase is changed.", tone="green", closes=True))

    @Slot(object)
    def _passphrase_refused(self, trouble: Trouble) -> None:
        self.change_button.set_busy("")
        self.show_trouble(trouble)

    @Slot()
    def _choose_pins(self) -> None:
        clear, duress = str(self.clear_pin.value()).strip(), str(self.duress_pin.value()).strip()
        passphrase, alone = str(self.pin_passphrase.value()), self._alone
        problems = [
            (name, say)
            for name, pin, say in (
                ("clear_pin", clear, "Enter 4 to 8 digits for your all-clear PIN"),
                ("duress_pin", duress, "Enter 4 to 8 digits for your duress PIN"),
            )
            if not is_pin(pin)
        ]
        if not problems and clear == duress:
            problems = [("duress_pin", "Enter a duress PIN that differs from the all-clear PIN")]
        problems += [("pin_passphrase", "Enter your passphrase")] if not passphrase else []
        self.show_problems(problems)
        if problems:
            return
        book, find = self.kit.book, self.kit.extra["doorstep"].keyring

        def choose(_progress: object) -> Any:
            book.notebooks.prove_owner(passphrase, None if alone else find())
            return book.safety.choose_pins(clear, duress)

        self.pin_button.set_busy("Keeping")
        self.kit.jobs.start(choose, self._pins_kept, self._pins_refused, owner=self)

    @Slot(object)
    def _pins_kept(self, changes: Any) -> None:
        self.pin_button.set_busy("")
        self._forget(self.clear_pin, self.duress_pin, self.pin_passphrase)
        self.banners.show_notice(Notice("pins", "Your PINs are kept.", tone="green", closes=True))
        self.kit.told.changed.emit(changes)

    @Slot(object)
    def _pins_refused(self, trouble: Trouble) -> None:
        self.pin_button.set_busy("")
        self.show_trouble(trouble)

    @Slot()
    def _choose_backup(self) -> None:
        if not self.backup.value() and not self.backup.property("optional"):
            self.show_problems([("backup", "Enter a passphrase for the backup")])
            return
        self.show_problems([])
        name = f"fieldkit-{clock.now():%Y-%m-%d}.backup"
        chosen, _kind = QFileDialog.getSaveFileName(self, "Back up the notebook", name)
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, path: Path) -> None:
        """Write the backup while the officer goes on working."""
        book, passphrase = self.kit.book, str(self.backup.value()) or None
        self.backup_button.set_busy("Backing up")
        self.kit.jobs.start(
            lambda progress: book.notebooks.back_up(path, passphrase, progress.say),
            self._backed_up, self._not_backed_up, owner=self,
        )  # fmt: skip

    @Slot(object)
    def _backed_up(self, who: str) -> None:
        self.backup_button.set_busy("")
        self._forget(self.backup)
        self.banners.show_notice(Notice("backed_up", "The backup is written.", who, "green", closes=True))

    @Slot(object)
    def _not_backed_up(self, trouble: Trouble) -> None:
        self.backup_button.set_busy("")
        self.show_trouble(trouble)

    @staticmethod
    def _forget(*blocks: QuestionBlock) -> None:
        for block in blocks:
            editor = block.editor()
            if isinstance(editor, PassphraseField):
                editor.clear()


def read_settings(book: Any) -> tuple[dict[str, str], Any, Any, str, bool]:
    """How things are set, the notebook, the council, the officer's roles in words, whether PINs were chosen.

    On a lane.
    """
    settings, pins = dict(book.settings.read()), book.safety.has_pins()
    return settings, book.notebooks.status(), book.council.status(), _roles(book), pins


def _roles(book: Any) -> str:
    return ", ".join(book.reference().label("role", role) for role in book.me.roles)


def _council_facts(council: Any) -> list[tuple[str, str]]:
    today = clock.now().date()
    rows = [("Council", council.council), ("Server", council.server)]
    if council.last.at_ms:
        rows.append(("Last round", saying.when(saying.moment(council.last.at_ms), today)))
    if council.last_trouble:
        rows.append(("Last try", council.last_trouble))
    if council.lease_until_ms:
        until = saying.moment(council.lease_until_ms)
        rows.append(("Offline use until", f"{saying.day_of_week(until.date())}, {until:%H:%M}"))
    rows.append(("Recovery", "Your council can recover this notebook" if council.recoverable else "None"))
    return rows


def _notebook_facts(status: Any) -> list[tuple[str, str]]:
    both = "Your passphrase and the keyring of this computer"
    return [
        ("Folder", status.folder),
        ("Opened by", "Your passphrase alone" if status.passphrase_only else both),
        (
            "Holds",
            f"{saying.counted(status.records, 'record')} in {saying.counted(status.lines, 'signed line')}",
        ),
        ("Waiting to send", str(status.unsent)),
        ("Size", f"{status.size / 1e6:.1f} MB; {status.free / 1e9:.1f} GB free on the disk"),
        ("Encrypted by", f"SQLCipher {status.sqlcipher} in SQLite {status.sqlite}"),
    ]
