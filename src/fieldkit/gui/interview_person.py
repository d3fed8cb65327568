"""Writing down somebody who is in the room, on the page of the interview itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui import clock
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import Form, Typed
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.words import Words
from fieldkit.kinds.record import question
from fieldkit.kinds.registry import kind_named

_ASKED = ("name", "room_role", "organisation", "language", "role_explained")


class PersonBox(QWidget):
    """`given` has the answers as typed, `closed` says that nobody is written down, `touched` that an answer
    changed. It stands in the page so that the keys of the rights go on working.
    """

    given = Signal(object)
    closed = Signal()
    touched = Signal()

    def __init__(self, kept: Mapping[str, Typed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(12)
        column.addWidget(Words("Who else is in the room?", "section_small"))
        model = kind_named("interview-person")
        self.form = Form([question(model, name) for name in _ASKED], Setting(clock.now().date()))
        self.form.set_answers(kept)
        self.form.changed.connect(self._changed)
        column.addWidget(self.form)
        acts = RowOrStack()
        for words, name, slot in (("Save person", "person_save", self._give),
                                  ("Leave it", "person_close", self.closed)):  # fmt: skip
            button = Button(words)
            named(button, name, words)
            button.clicked.connect(slot)
            acts.add(button)
        column.addWidget(acts)

    def kept(self) -> dict[str, Typed]:
        """The answers so far."""
        return self.form.answers()

    def focus_here(self) -> None:
        """Take the keyboard to the first question."""
        self.form.focus_field(_ASKED[0])

    def show_problems(self, problems: Sequence[Any]) -> None:
        """Say at each question what is wrong, and go to the first."""
        self.form.show_problems({each.field: each.say for each in problems})
        self.form.focus_field(problems[0].field)

    @Slot(str)
    def _changed(self, _name: str) -> None:
        self.touched.emit()

    @Slot()
    def _give(self) -> None:
        self.given.emit({name: said for name, said in self.kept().items() if said})
