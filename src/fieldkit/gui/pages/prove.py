"""Where one point to prove is proved: a paragraph, an answer or a paper, chosen from those of the case."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

_PROVES = Mark("Proves it", "check-circle", "ok", "fill")
_POINTS = Mark("Goes to it", "arrow-right", "text")
_OTHER = Mark("", "circle", "muted")
#: More rows than these are not shown at once: a few letters shorten the list.
MOST = 150


class ProvePage(Page):
    """Key: `action/point`. Enter or a press on a row says that it proves the point."""

    form_file = "prove.ui"
    rail = "cases"

    standing: Words
    words: QuestionBlock
    places: TableRows
    nothing: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.action = self.point = ""
        self.read: Any = None
        self.set_head("Point to prove")
        self.words.set_editor(TextField())
        self.places.set_columns(Columns(lead=120, note=150))
        self.nothing.hide()
        self.other_button = self.foot_bar().add_act("Say where in words", "other_button")
        self.other_button.clicked.connect(self._in_words)
        self.words.changed.connect(self._show_places)
        self.places.opened.connect(self.choose)

    def open(self, key: str) -> None:
        """Read what there is to choose from."""
        self.action, _, self.point = key.partition("/")
        book, action, point = self.kit.book, self.action, self.point
        self.kit.jobs.start(
            lambda _progress: book.proof_places.of(action, point),
            self.show_point,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def show_point(self, page: Any) -> None:
        """Show the point, where it is proved now, and the papers."""
        self.read = page
        self.set_head("Point to prove", page.parent, ("Pathway", Place("pathway", page.action)))
        told = ". ".join(filter(None, (page.point.proved_by, page.point.where)))
        now = f"Proved by: {told}." if told else "Not proved yet."
        self.standing.setText(f"{page.point.words}. {now}")
        self._show_places()
        if page.chosen:
            self.places.set_current(page.chosen)

    @Slot()
    def _show_places(self) -> None:
        if self.read is None:
            return
        wanted = str(self.words.value()).casefold().split()
        found = [one for one in self.read.places if all(word in _all(one) for word in wanted)]
        found.sort(key=lambda one: (one.key != self.read.chosen, not one.pointed))
        self.places.set_rows([_row(one, self.read.chosen) for one in found[:MOST]])
        self.places.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if wanted:
            self.nothing.show_words("Nothing has these words", "Type fewer of them.")
        else:
            self.nothing.show_words(
                "The case has no paper yet", "Statements, interviews and exhibits come here."
            )

    @Slot(str)
    def choose(self, key: str) -> None:
        """Say that this place proves the point."""
        book, action, point = self.kit.book, self.action, self.point
        self.kit.jobs.start(
            lambda _progress: book.proof_places.prove(action, point, key),
            self._proved,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def _proved(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("pathway", self.action))

    @Slot()
    def _in_words(self) -> None:
        """The form takes any place in any paper, such as a page of an exhibit."""
        if self.read is not None:
            row = self.read.point
            key = row.record if row.paper else f"new/proof/{self.action}/{self.point}"
            self.go.emit(Place("record_form", key))


def _all(one: Any) -> str:
    return f"{one.title} {one.where} {one.words}".casefold()


def _row(one: Any, chosen: str) -> Row:
    mark = _PROVES if one.key == chosen else _POINTS if one.pointed else _OTHER
    title = ", ".join(filter(None, (one.title, one.where)))
    note = ", ".join(
        filter(None, (f"Page {one.page}" if one.page else "", "" if one.signed else "Not locked"))
    )
    words = one.words if len(one.words) <= 200 else f"{one.words[:200].rsplit(' ', 1)[0]} …"
    return Row(one.key, title, words, mark, note=note)
