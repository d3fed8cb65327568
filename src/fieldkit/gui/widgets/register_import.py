"""What a register page asks while a school's file is taken in: how far, which column, which pupil, as it
stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from fieldkit.gui import saying
from fieldkit.gui.forms.form import Form
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.menu_field import MenuField
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.words import Words
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named

_ASKED = ("Totals stated", "Certificate")
_COLUMNS = {
    "upn": "Unique pupil number", "name": "Name", "surname": "Last name", "forename": "First name",
    "date": "Date", "session": "Morning or afternoon", "mark": "Mark", "am": "Morning mark",
    "pm": "Afternoon mark",
}  # fmt: skip
_WANTED = ("upn", "name", "date", "session", "mark")
_STANDS = "Import as it stands"
_FAULTS = 8


class RegisterImport(QWidget):
    """`columns_chosen` has fields and titles, `pupil_chosen` a UPN, `taken` whether it corrects the register
    before; `stopped` and `left` end it.
    """

    columns_chosen = Signal(object)
    pupil_chosen = Signal(str)
    taken = Signal(bool)
    stopped = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._menus: dict[str, QuestionBlock] = {}
        self._form: Form | None = None
        self._bar: QProgressBar | None = None
        self._said: Words | None = None
        self._take: Button | None = None

    def clear(self) -> None:
        """Nothing is being taken in."""
        empty(self._column)
        self._menus, self._form, self._bar, self._said, self._take = {}, None, None, None, None

    def show_reading(self, name: str) -> None:
        """A file is being read; it can be stopped."""
        self._begin(f"Reading {name}")
        self._bar, self._said = QProgressBar(), Words("Reading the file", tone="muted")
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        named(self._bar, "reading_bar", "How far the file is read")
        named(self._said, "reading_said")
        self._column.addWidget(self._bar)
        self._column.addWidget(self._said)
        self._row([("Stop", "stop_button", self.stopped.emit)])

    @Slot(int, int, str)
    def show_progress(self, done: int, of: int, words: str) -> None:
        """How far the reading is."""
        if self._bar is not None and self._said is not None:
            self._bar.setRange(0, of)
            self._bar.setValue(done)
            self._said.setText(f"{words}: {done:,} of {of:,}" if of else words)

    def ask_columns(self, name: str, why: str, layout: Any) -> None:
        """Which column of the file holds what."""
        self._begin(name)
        self._column.addWidget(Words(why, weight=600))
        for field in ("upn", "name") if layout.layout == "grid" else _WANTED:
            options = [(title, title) for title in layout.titles]
            self._menu(field, _COLUMNS[field], options, layout.columns.get(field, ""))
        self._acts("Read with these columns", self._columns)

    def ask_pupil(self, name: str, why: str, pupils: Sequence[tuple[str, str]]) -> None:
        """Which of several pupils the case is about: never guessed."""
        self._begin(name)
        self._column.addWidget(Words(why, weight=600))
        self._menu("upn", "Which pupil?", [(upn, f"{who}, {upn}") for upn, who in pupils if upn])
        self._acts("Read this pupil", self._pupil)

    def show_found(self, found: Any, *, replaces: bool) -> None:
        """What the file says of this pupil, what is wrong with it, and what the certificate states."""
        self._begin(f"{found.name}: {found.pupil.name or found.pupil.upn}")
        sessions = saying.counted(found.totals.possible, "possible session")
        self._column.addWidget(Words(f"{sessions}, {found.totals.unauthorised} unauthorised."))
        if found.pupils > 1:
            others = saying.counted(found.pupils - 1, "other pupil")
            words = (
                f"The file has {others}, and is kept whole. Ask the school for a file of this pupil alone."
            )
            self._column.addWidget(Words(words, tone="warn"))
        self._faults([str(fault) for fault in found.faults])
        asked = [q for q in questions(kind_named("register-extract")) if q.ask.section in _ASKED]
        self._form = Form(asked)
        self._column.addWidget(self._form)
        self._acts(_STANDS if found.faults else "Import register", self._taken, replaces=replaces)

    def answers(self) -> Mapping[str, Any]:
        """The totals and the certificate as typed, without what was left empty."""
        told = self._form.answers() if self._form is not None else {}
        return {name: said for name, said in told.items() if said}

    def offer_as_it_stands(self) -> None:
        """The stated totals may be the first fault: now it is taken by choice."""
        if self._take is not None:
            self._take.set_words(_STANDS)
            self._take.setAccessibleName(_STANDS)

    @Slot()
    def _columns(self) -> None:
        said = {name: str(block.value()) for name, block in self._menus.items()}
        self.columns_chosen.emit({name: title for name, title in said.items() if title})

    @Slot()
    def _pupil(self) -> None:
        self.pupil_chosen.emit(str(self._menus["upn"].value()))

    @Slot()
    def _taken(self) -> None:
        self.taken.emit(False)

    @Slot()
    def _corrects(self) -> None:
        self.taken.emit(True)

    def _begin(self, heading: str) -> None:
        self.clear()
        self._column.addWidget(Words(heading, "section"))

    def _faults(self, faults: list[str]) -> None:
        if not faults:
            return
        words = saying.counted(
            len(faults), "thing does not stand as it should", "things do not stand as they should"
        )
        self._column.addWidget(Words(f"{words.capitalize()}:", weight=600))
        more = [f"and {len(faults) - _FAULTS} more"] if len(faults) > _FAULTS else []
        self._column.addWidget(Words("\n".join([*faults[:_FAULTS], *more]), tone="muted"))

    def _menu(self, name: str, label: str, options: list[tuple[str, str]], now: str = "") -> None:
        block = QuestionBlock(parent=self)
        block.setProperty("label", label)
        field = MenuField()
        field.set_options(options)
        block.set_editor(field)
        named(block, f"choose_{name}", label)
        named(field, f"choose_{name}_field", label)
        if now:
            block.set_value(now)
        self._menus[name] = block
        self._column.addWidget(block)

    def _acts(self, words: str, slot: Any, *, replaces: bool = False) -> None:
        corrects = ("It corrects the register before", "correct_button", self._corrects)
        leave = ("Import nothing", "leave_button", self.left.emit)
        row = self._row([(words, "take_button", slot), *([corrects] if replaces else []), leave])
        self._take = row[0]

    def _row(self, acts: Sequence[tuple[str, str, Any]]) -> list[Button]:
        row, made = RowOrStack(parent=self), []
        for words, name, slot in acts:
            button = Button(words, parent=row)
            named(button, name, words)
            button.clicked.connect(slot)
            row.add(button)
            made.append(button)
        self._column.addWidget(row)
        return made
