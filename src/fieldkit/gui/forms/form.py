"""A page of questions, made from a kind: blocks in order, fact beside judgement, editors by answer type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.forms.editors.moment import MomentField
from fieldkit.gui.forms.editors.registry import Setting, editor_for
from fieldkit.gui.widgets.find_field import FindField, Match
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.kinds.record import Question, Record, questions

MOST = 5
Typed = str | list[str]


def pages(kind: type[Record], section: str) -> list[list[Question]]:
    """A section's questions in pages of at most five; a fact and its judgement stay together."""
    asked = [item for item in questions(kind) if item.ask.asked and item.ask.section == section]
    made: list[list[Question]] = []
    for pair in _pairs(asked):
        if not made or len(made[-1]) + len(pair) > MOST:
            made.append([])
        made[-1] += pair
    return made


def _pairs(asked: Sequence[Question]) -> list[list[Question]]:
    made: list[list[Question]] = []
    for item in asked:
        before = made[-1] if made else []
        if item.ask.voice == "judgement" and len(before) == 1 and before[0].ask.voice == "fact":
            before.append(item)
        else:
            made.append([item])
    return made


class Form(QWidget):
    """The questions of one page. Answers are as typed: text, or a list where many may be chosen.

    `names` fills the words in braces of labels ("{child}"); `others` are the answers of other pages, on which
    a question may depend. A question whose `when` does not hold is hidden and answers nothing, but keeps what
    was typed until the page is left.
    """

    changed = Signal(str)
    now_pressed = Signal(str, str)
    asked = Signal(str, str)

    def __init__(
        self,
        asked: Sequence[Question],
        setting: Setting | None = None,
        names: Mapping[str, str] | None = None,
        others: Mapping[str, object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._others = dict(others or {})
        self._questions = {item.name: item for item in asked}
        self._names = dict(names or {})
        self._blocks: dict[str, QuestionBlock] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        for pair in _pairs(list(asked)):
            blocks = [self._block(item, setting or Setting()) for item in pair]
            if len(blocks) == 1:
                column.addWidget(blocks[0])
                continue
            beside = RowOrStack(equal=True, spacing=16)
            for block in blocks:
                beside.add(block)
            column.addWidget(beside)
        self._suit()

    def _block(self, item: Question, setting: Setting) -> QuestionBlock:
        block = QuestionBlock(
            self._fill(item.label), self._fill(item.ask.hint), item.optional, item.ask.voice
        )
        block.setObjectName(item.name)
        editor = editor_for(item, setting)
        block.set_editor(editor)
        block.setAccessibleIdentifier(item.name)
        block.changed.connect(self._changed)
        if isinstance(editor, MomentField):
            editor.now_pressed.connect(self._now)
        if isinstance(editor, FindField):
            editor.asked.connect(self._asked)
        self._blocks[item.name] = block
        return block

    def _fill(self, words: str) -> str:
        for name, value in self._names.items():
            words = words.replace("{" + name + "}", value)
        return words

    def names(self) -> list[str]:
        """The questions' names, in order."""
        return list(self._questions)

    def block(self, name: str) -> QuestionBlock:
        """One question."""
        return self._blocks[name]

    def answers(self) -> dict[str, Typed]:
        """Every answer as typed; a hidden question answers nothing."""
        found: dict[str, Typed] = {}
        for name, block in self._blocks.items():
            empty: Typed = [] if self._questions[name].many else ""
            found[name] = empty if block.isHidden() else block.value()
        return found

    def set_answers(self, typed: Mapping[str, Typed]) -> None:
        """Show answers as typed, without saying `changed`; a question that is not named becomes empty."""
        for name, block in self._blocks.items():
            block.set_value(typed.get(name, [] if self._questions[name].many else ""))
        self._suit()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each question what is wrong with its answer; the answer is kept."""
        for name, block in self._blocks.items():
            block.setProperty("problem", self._fill(problems.get(name, "")))

    def show_matches(self, name: str, matches: Sequence[Match]) -> None:
        """Answer `asked`: what was found for a question."""
        editor = self._blocks[name].editor()
        if isinstance(editor, FindField):
            editor.show_matches(matches)

    def focus_field(self, name: str) -> None:
        """Take the keyboard to a question."""
        self._blocks[name].focus_here()

    def _suit(self) -> None:
        values = self._others | {name: block.value() for name, block in self._blocks.items()}
        for name, item in self._questions.items():
            self._blocks[name].setVisible(item.shown(values))

    @Slot()
    def _changed(self) -> None:
        sender = self.sender()
        self._suit()
        if isinstance(sender, QuestionBlock):
            self.changed.emit(sender.objectName())

    @Slot(str)
    def _now(self, typed: str) -> None:
        self.now_pressed.emit(self._name_of(self.sender()), typed)

    @Slot(str)
    def _asked(self, words: str) -> None:
        self.asked.emit(self._name_of(self.sender()), words)

    def _name_of(self, editor: object) -> str:
        return next(name for name, block in self._blocks.items() if block.editor() is editor)
