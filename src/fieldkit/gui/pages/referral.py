"""Take in a referral: the child, the case and the family, page by page, kept while it is typed."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.casebook.cases.referral_form import MOST_PEOPLE, Leaf, address, leaves, people_in, person
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.writing import WritingPage
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import Typed
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.task_list import Task, TaskList
from fieldkit.gui.widgets.words import Words

_CHECK = "check"
_INTRO = "Kept as a draft on this laptop until you take it in. Today shows it while it waits."
_FAMILY = "Leave this page empty if nobody is known yet. More people can be added to the case later."


class ReferralPage(WritingPage):
    """Key: the draft of a referral, or `draft/question`; without one a new referral is begun."""

    form_file = "referral.ui"
    rail = "cases"

    side: TaskList
    intro: Words
    beside: QWidget
    another_button: Button
    new_button: Button
    discard_button: Button

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.key, self._number, self._people, self._wanted = "", 0, 1, ""
        self._wrong: dict[str, int] = {}
        self.set_head("Take in a referral", back=("Cases", Place("cases")))
        foot = self.foot_bar()
        self.continue_button = foot.add_main("Save and continue", "continue_button")
        self.back_button = foot.add_act("Back", "back_button")
        named(self.another_button, "another_button", "Add another person")
        named(self.new_button, "new_button", "Begin another referral")
        named(self.discard_button, "discard_button", "Discard referral")
        self.continue_button.clicked.connect(self._continue)
        self.another_button.clicked.connect(self._another)
        self.back_button.clicked.connect(self._before)
        self.discard_button.clicked.connect(self._discard)
        self.banners.acted.connect(self._put_back)
        self._discarded: Any = None
        self.new_button.clicked.connect(self._new)
        self.side.opened.connect(self._asked_for)
        self.new_button.hide()
        self.discard_button.hide()

    def open(self, key: str) -> None:
        """Read the draft, or begin one; a referral that is half written comes back as it was left."""
        record, _, self._wanted = key.partition("/")
        self.new_button.setVisible(not record and self._half_written())
        if not record and self._half_written():
            record = self.key
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: _read(book, record), self._show, self.show_trouble, Lane.DRAFTS, self
        )

    def _half_written(self) -> bool:
        return bool(self.key) and any(said not in ("", []) for said in self.typed.values())

    @Slot(object)
    def _show(self, draft: Any) -> None:
        if isinstance(draft, Place):
            self.key, self.typed = "", {}
            self.go.emit(draft)
            return
        if draft.record != self.key:
            self._wrong = {}
            self._number = 0
        self.key = draft.record
        self.take_draft(draft)
        self._people = max(people_in(self.typed), self._people if draft.saved_ms else 1)
        names = [leaf.name for leaf in self.leaves()]
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self._number = self._leaf_of(wanted)
        elif draft.place in names:
            self._number = names.index(draft.place)
        self._show_page()
        if wanted:
            self.focus_field(wanted)

    def leaves(self) -> tuple[Leaf, ...]:
        """The pages, with those of every person so far."""
        return leaves(self._people)

    def _leaf_of(self, question: str) -> int:
        asked = [[item.name for item in leaf.asked()] for leaf in self.leaves()]
        return next((number for number, names in enumerate(asked) if question in names), self._number)

    def _show_page(self) -> None:
        made = self.leaves()
        leaf = made[self._number]
        self.writing_at = leaf.name
        self.show_problems(())
        self.set_head(leaf.name, back=("Cases", Place("cases")))
        self.intro.setText(_FAMILY if leaf.parts[0].kind == "person" else _INTRO)
        self.intro.setVisible(self._number == 0 or leaf.parts[0].kind == "person")
        self.show_questions(leaf.asked(), Setting())
        self._show_same_home(leaf)
        self._show_side()
        self.discard_button.setVisible(self._half_written())
        last = self._number == len(made) - 1
        self.continue_button.set_words("Check your answers" if last else "Save and continue")
        self.continue_button.setAccessibleName(self.continue_button.text())
        self.another_button.setVisible(last and self._people < MOST_PEOPLE)
        self.area.verticalScrollBar().setValue(0)
        self.begin_at(leaf.asked()[0].name)

    def _show_side(self) -> None:
        rows = [Task(str(n), leaf.name, *self._state(n, leaf)) for n, leaf in enumerate(self.leaves())]
        self.side.set_rows([*rows, Task(_CHECK, "Check your answers", apart=True)])
        self.side.set_current(str(self._number))

    def _state(self, number: int, leaf: Leaf) -> tuple[str, str]:
        if wrong := self._wrong.get(leaf.name, 0):
            return "problem", "" if wrong == 1 else f"{wrong} things to put right"
        if not leaf.begun(self.typed):
            return ("in_progress", "") if number == self._number else ("not_started", "")
        needed = [item for item in leaf.asked() if item.ask.needed and not self.typed.get(item.name)]
        return ("in_progress" if needed else "done"), ""

    def _show_same_home(self, leaf: Leaf) -> None:
        """A key for each home that was typed already, so that nobody types it twice."""
        layout = self.beside.layout()
        if layout is None:
            return
        empty(layout)
        homes: dict[str, int] = {}
        for number in range(1, leaf.person if leaf.parts[0].kind == "address" else 0):
            typed = address(number).typed(self.typed)
            if typed:
                homes.setdefault(repr(sorted(typed.items())), number)
        for number in homes.values():
            names = person(number).typed(self.typed)
            who = " ".join(str(names[name]) for name in ("forenames", "surname") if name in names)
            button = Button(f"Same address as {who or f'person {number}'}", icon="map-pin")
            named(button, f"same_as_{number}", button.text())
            button.clicked.connect(partial(self._same_home, number))
            layout.addWidget(button)
        self.beside.setVisible(bool(homes))

    def _same_home(self, number: int, *_checked: bool) -> None:
        leaf = self.leaves()[self._number]
        if self.form is None:
            return
        told = address(number).typed(self.typed)
        here = leaf.parts[0]
        self.typed |= {here.answer(field): told.get(field, "") for field in here.fields}
        self.form.set_answers(self.typed)
        for field in here.fields:
            self._typed(here.answer(field))
        self.settle()
        self.continue_button.setFocus()

    @Slot()
    def _continue(self) -> None:
        """The page in front is checked; an empty page about a person is passed over."""
        if self.draft is None:
            return
        self.typed |= self.answers()
        book, leaf, typed = self.kit.book, self.leaves()[self._number], dict(self.typed)
        self.confirm(lambda: book.referrals.check(leaf, typed), self._fit)

    @Slot(object)
    def _fit(self, _nothing: Any) -> None:
        made = self.leaves()
        self._wrong.pop(made[self._number].name, None)
        self.show_problems(())
        if self._number + 1 >= len(made):
            self.go.emit(Place("check_referral", self.key))
            return
        at_home = made[self._number + 1]
        nobody = at_home.parts[0].kind == "address" and not made[self._number].begun(self.typed)
        if nobody and not at_home.begun(self.typed):
            self._go_on(self._number + 2)
        else:
            self._go_on(self._number + 1)

    def _go_on(self, number: int) -> None:
        if number >= len(self.leaves()):
            self.go.emit(Place("check_referral", self.key))
            return
        self._number = number
        self._show_page()

    @Slot(object)
    def refused(self, trouble: Any) -> None:
        """Mark the page in the list too."""
        super().refused(trouble)
        problems = getattr(trouble, "problems", ())
        if problems:
            self._wrong[self.leaves()[self._number].name] = len(problems)
            self._show_side()
            self.summary.setFocus()

    @Slot()
    def _another(self) -> None:
        self.settle()
        self.typed |= self.answers()
        self._people += 1
        self._number = len(self.leaves()) - 2
        self._show_page()

    @Slot(str)
    def _asked_for(self, key: str) -> None:
        self.settle()
        self.typed |= self.answers()
        if key == _CHECK:
            self.side.set_current(str(self._number))
            self.go.emit(Place("check_referral", self.key))
            return
        self._number = int(key)
        self._show_page()

    @Slot()
    def _before(self) -> None:
        if self._number:
            self._asked_for(str(self._number - 1))
        else:
            self.settle()
            self.went_back.emit()

    def keep(self, name: str, value: Typed) -> None:
        """What is typed can be thrown away from its first word."""
        super().keep(name, value)
        self.discard_button.setVisible(self._half_written())

    @Slot()
    def _discard(self) -> None:
        """Throw the draft away; until the page is left, Undo puts it back as it was typed."""
        self.settle()
        self.typed |= self.answers()
        book, self._discarded = self.kit.book, (self.draft, dict(self.typed), self.writing_at)
        self.kit.jobs.start(
            lambda _progress: book.drafts.discard(self._discarded[0].record),
            self._gone,
            self.show_trouble,
            Lane.DRAFTS,
            self,
        )

    @Slot(object)
    def _gone(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.show_problems(())
        self.key, self.typed, self._number, self._people = "", {}, 0, 1
        self.banners.show_notice(
            Notice("undo", "Referral discarded.", "What you type now is a new one.", "grey", "trash",
                   "Undo: put the referral back")
        )  # fmt: skip
        self.open("")

    @Slot(str)
    def _put_back(self, key: str) -> None:
        if key != "undo" or self._discarded is None:
            return
        self.settle()
        book, (draft, typed, place) = self.kit.book, self._discarded
        self._discarded = None
        self.banners.drop("undo")
        self.kit.jobs.start(
            lambda _progress: (draft.record, book.drafts.save(draft, typed, place)),
            self._is_back,
            self.show_trouble,
            Lane.DRAFTS,
            self,
        )

    @Slot(object)
    def _is_back(self, made: tuple[str, Any]) -> None:
        record, changes = made
        self.kit.told.changed.emit(changes)
        self.open(record)

    @Slot()
    def _new(self) -> None:
        self.settle()
        self.key, self.typed, self._number, self._people = "", {}, 0, 1
        self.open("")


def _read(book: Any, record: str) -> Any:
    """The draft of a referral, a new one, or the place of one that is a case by now."""
    if not record:
        record = book.new_id()
    elif book.write_ups.is_here(record) and book.held(record).kind == "stop":
        return book.stops.open_referral(record)
    elif book.write_ups.is_here(record):
        return Place("record_form" if book.write_ups.draft(record) is not None else "case", record)
    return book.drafts.open(record, kind="case", home=record)
