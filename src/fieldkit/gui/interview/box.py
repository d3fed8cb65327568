"""A few questions asked on the page of an interview itself: a person, a seal, a row of custody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Asked:
    """What a box asks: questions `names` of a `kind`, and its buttons as (verb, words).

    `labels` are said in place of the usual ones, `needed` are without "(optional)".
    """

    heading: str
    kind: str
    names: tuple[str, ...]
    acts: tuple[tuple[str, str], ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    needed: tuple[str, ...] = ()


class QuestionBox(QWidget):
    """`given` has the verb and the answers as typed, `closed` says that nothing is done, `touched` that an
    answer changed. It stands in the page so that the keys of the rights go on working.
    """

    given = Signal(str, object)
    closed = Signal()
    touched = Signal()

    def __init__(
        self, name: str, asked: Asked, kept: Mapping[str, Typed], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        named(self, f"{name}_box", asked.heading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(12)
        column.addWidget(Words(asked.heading, "section_small"))
        model = kind_named(asked.kind)
        self.form = Form([question(model, each) for each in asked.names], Setting(clock.now().date()))
        self.form.set_answers(kept)
        for each, words in asked.labels.items():
            self.form.block(each).setProperty("label", words)
        for each in asked.needed:
            self.form.block(each).setProperty("optional", False)
        self.form.changed.connect(self._changed)
        column.addWidget(self.form)
        acts = RowOrStack()
        for verb, words in asked.acts:
            button = Button(words)
            named(button, f"{name}_{verb}", words)
            button.setProperty("verb", verb)
            button.clicked.connect(self._give)
            acts.add(button)
        leave = Button("Leave it")
        named(leave, f"{name}_leave", "Leave it")
        leave.clicked.connect(self.closed)
        acts.add(leave)
        column.addWidget(acts)

    def kept(self) -> dict[str, Typed]:
        """The answers so far."""
        return self.form.answers()

    def focus_here(self) -> None:
        """Take the keyboard to the first question."""
        self.form.focus_field(self.form.names()[0])

    def show_problems(self, problems: Sequence[Any]) -> None:
        """Say at each question what is wrong, and go to the first."""
        self.form.show_problems({each.field: each.say for each in problems})
        first = next((each.field for each in problems if each.field in self.form.names()), "")
        if first:
            self.form.focus_field(first)

    @Slot(str)
    def _changed(self, _name: str) -> None:
        self.touched.emit()

    @Slot()
    def _give(self) -> None:
        sender = self.sender()
        verb = str(sender.property("verb")) if sender is not None else ""
        self.given.emit(verb, {name: said for name, said in self.kept().items() if said})
