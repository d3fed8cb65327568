"""The editor of a closed question: targets while they are few, a menu when they are many."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from fieldkit.gui import clock
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.menu_field import MenuField
from fieldkit.kinds.answers import Choice
from fieldkit.kinds.record import Question
from fieldkit.reference.codes import code_list

_FEW = 8


def options(question: Question, on: date) -> list[tuple[str, str]]:
    """The codes in force on a day, with their words, in the order of the list."""
    if not isinstance(question.answer, Choice):
        raise TypeError(f"{question.name} is no closed question")
    return [(code.code, code.label) for code in code_list(question.answer.codes) if code.in_force(on)]


def choice(question: Question) -> QWidget:
    """Targets for up to eight choices and wherever many may be chosen, else a menu."""
    offered = options(question, clock.now().date())
    if question.many or len(offered) <= _FEW:
        return Choices(offered, question.many)
    return MenuField(offered)
