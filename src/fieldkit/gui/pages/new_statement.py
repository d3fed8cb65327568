"""Before a statement is drafted: whose it is, and which records of the case it is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.choice import Choices
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

MINE, OTHER = "mine", "other"
_CHOSEN = Mark("Chosen", "check-circle", "ok", "fill")
_NOT_CHOSEN = Mark("Not chosen", "circle", "muted")
_CANNOT = Mark("Cannot be", "x-circle", "muted")
_WITNESS = ("maker", "occupation", "age_note")


@dataclass(frozen=True)
class Sources:
    """The case, the parent whom it is against if any, who writes, and the records for each sort of maker."""

    case: Any
    child: str
    action: str
    me: str
    mine: tuple[Any, ...]
    others: tuple[Any, ...]


class NewStatementPage(Page):
    """Key: a case, or a legal action. Enter, the space bar or a press chooses the current record."""

    form_file = "new_statement.ui"
    rail = "cases"

    whose: QuestionBlock
    maker: QuestionBlock
    occupation: QuestionBlock
    age_note: QuestionBlock
    sources_hint: Words
    choosing: RowOrStack
    sources: TableRows
    nothing: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.key, self.chosen = "", set[str]()
        self.read: Sources | None = None
        self.set_head("Write a statement")
        self._whose = Choices()
        self._whose.setObjectName("whose_field")
        self.whose.set_editor(self._whose)
        for block in (self.maker, self.occupation, self.age_note):
            block.set_editor(TextField(14 if block is self.age_note else 0))
        self.sources.set_columns(Columns(lead=130, note=150))
        self.nothing.show_words("Nothing is recorded yet", "What is recorded of this case appears here.")
        self.nothing.hide()
        self.all_button = self._add("Choose all", "all_button", self._choose_all)
        self.none_button = self._add("Choose none", "none_button", self._choose_none)
        self.draft_button = self.foot_bar().add_main("Draft the statement", "draft_button", "note-pencil")
        self.draft_button.clicked.connect(self._draft)
        self.whose.changed.connect(self._whose_chosen)
        self.sources.opened.connect(self.choose)
        self.sources.installEventFilter(self)

    def _add(self, words: str, name: str, slot: Any) -> Button:
        button = Button(words)
        named(button, name, words)
        button.clicked.connect(slot)
        self.choosing.add(button)
        return button

    def open(self, key: str) -> None:
        """Read what there is to choose from; coming back keeps what was chosen."""
        if key != self.key:
            self.key, self.chosen = key, set()
            self._whose.set_value(MINE)
            for block in (self.maker, self.occupation):
                block.set_value("")
            self.age_note.set_value("Over 18")
        book = self.kit.book
        self.kit.jobs.start(lambda _progress: read(book, key), self.show_read, self.show_trouble, owner=self)

    @Slot(object)
    def show_read(self, found: Sources) -> None:
        """Show who may make it and what it can be made from."""
        self.read = found
        back = ("Pathway", Place("pathway", found.action)) if found.action else None
        where = back or (found.child or "Case", Place("case", found.case.record))
        self.set_head("Write a statement", found.case.text("reference"), where)
        self._whose.set_options([(MINE, f"Mine, {found.me}"), (OTHER, "Another witness’s")])
        if not self._whose.value():
            self._whose.set_value(MINE)
        self._show_sources()

    @Slot()
    def _whose_chosen(self) -> None:
        self.chosen = set()
        self._show_sources()

    def _offered(self) -> tuple[Any, ...]:
        if self.read is None:
            return ()
        return self.read.mine if self._whose.value() == MINE else self.read.others

    def _show_sources(self) -> None:
        other = self._whose.value() == OTHER
        for name in _WITNESS:
            getattr(self, name).setVisible(other)
        offered = self._offered()
        self.sources.set_rows([_row(one, one.record in self.chosen) for one in offered])
        self.sources.setVisible(bool(offered))
        self.choosing.setVisible(bool(offered))
        self.nothing.setVisible(not offered)
        number = saying.counted(len(self.chosen), "record")
        told = (
            "They are told in the order in which they happened." if self.chosen else "It may be begun empty."
        )
        self.sources_hint.setText(f"{number} chosen. {told}")

    @Slot(str)
    def choose(self, record: str) -> None:
        """Choose a record, or let it go again."""
        if any(one.record == record and not one.why_not for one in self._offered()):
            self.chosen ^= {record}
            self._show_sources()

    @Slot()
    def _choose_all(self) -> None:
        self.chosen = {one.record for one in self._offered() if not one.why_not}
        self._show_sources()

    @Slot()
    def _choose_none(self) -> None:
        self.chosen = set()
        self._show_sources()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The space bar chooses, as in every list of things to tick."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
            and watched is self.sources
        ):
            self.choose(self.sources.current_key())
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _draft(self) -> None:
        if self.read is None:
            return
        book, found, chosen = self.kit.book, self.read, sorted(self.chosen)
        other = self._whose.value() == OTHER
        said = {name: str(getattr(self, name).value()).strip() if other else "" for name in _WITNESS}
        empty = [(name, _ASKED[name]) for name in _WITNESS if other and not said[name]]
        self.show_problems(empty)
        if empty:
            return
        self.draft_button.set_busy("Drafting")
        job = self.kit.jobs.start(
            lambda _progress: book.statements.gather(
                found.case.record,
                chosen,
                maker=said["maker"],
                occupation=said["occupation"],
                age=said["age_note"],
                action=found.action,
            ),
            self._drafted,
            self._refused,
            owner=self,
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.draft_button.set_busy("")

    @Slot(object)
    def _drafted(self, made: Any) -> None:
        statement, changes = made
        self.key = ""
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("statement", statement))

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_problems([(each.field, each.say) for each in problems])


_ASKED = {
    "maker": "Enter the name of the witness",
    "occupation": "Enter their occupation",
    "age_note": "Enter Over 18, or the age in years if it is under 18",
}


def read(book: Any, key: str) -> Sources:
    """What a statement of a case, or of the case of a legal action, can be made from."""
    held = book.held(key)
    action = held.record if held.kind == "legal-action" else ""
    case = book.held(held.home)
    child = case.text("child")
    return Sources(
        case=case,
        child=book.held(child).title if child else "",
        action=action,
        me=book.me.name,
        mine=book.statements.sources(case.record, action=action),
        others=book.statements.sources(case.record, own=False, action=action),
    )


def _row(one: Any, chosen: bool) -> Row:
    mark = _CANNOT if one.why_not else _CHOSEN if chosen else _NOT_CHOSEN
    label = "" if one.title.startswith(one.label) else one.label
    told = ". ".join(part for part in (label, f"By {one.by}" if one.by else "", one.why_not) if part)
    return Row(one.record, one.title, told, mark, note=one.day)
