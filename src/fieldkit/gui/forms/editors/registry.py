"""Which editor each type of answer is given; a test fails when one is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtWidgets import QWidget

from fieldkit.gui.forms.editors.choice import choice
from fieldkit.gui.forms.editors.file import FileField
from fieldkit.gui.forms.editors.moment import MomentField
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.date import DateField
from fieldkit.gui.widgets.find_field import FindField, Match
from fieldkit.gui.widgets.text import LongText, TextField
from fieldkit.kinds.record import Question


@dataclass(frozen=True)
class Setting:
    """What editors may lean on: the day the record is about, and what can be chosen for a link or a name.

    A question that `matches` does not name asks for its matches as one types.
    """

    day: date | None = None
    matches: Mapping[str, Sequence[Match]] = field(default_factory=dict)


#: So few matches stand there as choices; more are found by typing.
_FEW = 6
Make = Callable[[Question, Setting], QWidget]


def _words(question: Question, _setting: Setting) -> QWidget:
    return LongText(2 if question.ask.voice == "verbatim" else 4)


def _find(question: Question, setting: Setting) -> QWidget:
    offered = setting.matches.get(question.name)
    if offered and len(offered) <= _FEW:
        return Choices([(match.typed, match.words) for match in offered])
    return FindField(offered)


def _line(columns: int) -> Make:
    def made(_question: Question, _setting: Setting) -> QWidget:
        return TextField(columns)

    return made


#: The name of an answer type: what makes its editor.
EDITORS: dict[str, Make] = {
    "line": _line(0),
    "words": _words,
    "choice": lambda question, _setting: choice(question),
    "number": _line(6),
    "hours": _line(10),
    "postcode": _line(10),
    "phone": _line(16),
    "email": _line(32),
    "upn": _line(16),
    "link": _find,
    "named": _find,
    "file": lambda _question, _setting: FileField(),
    "day": lambda _question, _setting: DateField(),
    "moment": lambda _question, setting: MomentField(setting.day),
    "marks": lambda _question, _setting: LongText(8),
    "ink": lambda _question, _setting: LongText(2),
    "periods": lambda _question, _setting: LongText(4),
}


def editor_for(question: Question, setting: Setting) -> QWidget:
    """A new editor for a question."""
    return EDITORS[question.answer.name](question, setting)
