"""The base of forms over several pages with a list beside them: a page a leaf, one save at the end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Slot

from fieldkit.gui.bases.writing import WritingPage
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.task_list import Task, TaskList
from fieldkit.kinds.record import Question


@dataclass(frozen=True)
class Leaf:
    """One page of a form: its name and its questions."""

    name: str
    asked: tuple[Question, ...]


class LeafPage(WritingPage):
    """Pages say their `leaves`, what the last button says, and how all of it is saved (`finish`)."""

    side: TaskList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.key, self.number = "", 0
        self.setting = Setting()
        self.continue_button = self.foot_bar().add_main("Save and continue", "continue_button")
        self.back_button = self.foot_bar().add_act("Back", "back_button")
        self.continue_button.clicked.connect(self._continue)
        self.back_button.clicked.connect(self._before)
        self.side.opened.connect(self._asked_for)

    def leaves(self) -> list[Leaf]:
        """The pages of the form, at most five questions each."""
        raise NotImplementedError

    def last_words(self) -> str:
        """What the main button says on the last page."""
        raise NotImplementedError

    def finish(self) -> None:
        """Save what is typed on all pages."""
        raise NotImplementedError

    def applying(self) -> list[Leaf]:
        """The pages with a question that applies, as the answers stand."""
        return [leaf for leaf in self.leaves() if any(item.shown(self.typed) for item in leaf.asked)]

    def show_leaf(self) -> None:
        """Show the page in front, with the list of all pages beside it."""
        leaves = self.applying()
        self.number = min(self.number, len(leaves) - 1)
        leaf = leaves[self.number]
        self.writing_at = leaf.name
        self.show_questions(leaf.asked, self.setting)
        self.side.set_rows([Task(str(n), each.name, self._state(n, each)) for n, each in enumerate(leaves)])
        self.side.set_current(str(self.number))
        words = self.last_words() if self.number == len(leaves) - 1 else "Save and continue"
        self.continue_button.set_words(words)
        self.continue_button.setAccessibleName(words)
        self.area.verticalScrollBar().setValue(0)
        self.begin_at(next(item.name for item in leaf.asked if item.shown(self.typed)))

    def _state(self, number: int, leaf: Leaf) -> str:
        given = [self.typed.get(item.name) for item in leaf.asked]
        shown = [item for item in leaf.asked if item.shown(self.typed)]
        needed = [item for item in shown if item.ask.needed and not self.typed.get(item.name)]
        if needed:
            return "in_progress" if any(given) or number == self.number else "not_started"
        return "done" if any(given) else "not_started"

    @Slot()
    def _continue(self) -> None:
        if self.draft is None:
            return
        self.typed |= self.answers()
        if self.number < len(self.applying()) - 1:
            self.settle()
            self.number += 1
            self.show_problems(())
            self.show_leaf()
            return
        self.finish()

    @Slot(str)
    def focus_field(self, name: str) -> None:
        """A problem may be on another page of the form."""
        number = next(
            (n for n, leaf in enumerate(self.applying()) if name in [item.name for item in leaf.asked]),
            self.number,
        )
        if number != self.number:
            self.number = number
            self.show_leaf()
        super().focus_field(name)

    @Slot(str)
    def _asked_for(self, number: str) -> None:
        self.settle()
        self.typed |= self.answers()
        self.number = int(number)
        self.show_leaf()

    @Slot()
    def _before(self) -> None:
        self.settle()
        if self.number:
            self._asked_for(str(self.number - 1))
        else:
            self.key = ""
            self.went_back.emit()
