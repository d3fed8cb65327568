"""The Legal Panel: its next Monday, what waits for it, one decision at a time, and who investigates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui import legal_reading
from fieldkit.gui.checking import row_of
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.page import Page, Place
from fieldkit.gui.places import page_of
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.menu_field import MenuField
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import Words

_CONCERNS = frozenset({"referral", "investigation-plan", "interview", "signoff", "calendar"})
DECISION, ALLOCATION = "decision", "allocation"


@dataclass(frozen=True)
class Sitting:
    """The panel's list, who may investigate, and what the rules say of the one in front."""

    queue: Any
    officers: tuple[Any, ...]
    record: str
    page: Any
    found: tuple[Any, ...]


class PanelPage(Page):
    """Key: nothing for the list, or the record to decide on or to allocate."""

    form_file = "panel.ui"
    rail = "today"

    meets: Words
    skipped: Words
    nothing: EmptyList
    lists: QWidget
    deciding: QWidget
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.record = ""
        self.seen: Sitting | None = None
        self.why: QuestionBlock | None = None
        self.officer: QuestionBlock | None = None
        self.set_head("Legal Panel")
        self.set_context_words("Findings")
        self.approve_button = self.foot_bar().add_main("Approve and sign", "approve_button", "signature")
        self.return_button = self.foot_bar().add_act("Send back with reason", "return_button")
        self.read_button = self.foot_bar().add_act("Read all of it", "read_button")
        self.approve_button.clicked.connect(self._approve)
        self.return_button.clicked.connect(self._return)
        self.read_button.clicked.connect(self._read)
        self.nothing.show_words(
            "Nothing waits for the panel",
            "Referrals that are accepted and plans that are submitted come here.",
        )
        self.decide_list = PartList("To decide", "decide", "", "Nothing", note=180)
        self.allocate_list = PartList("To allocate", "allocate", "", "Nothing", note=180)
        layout = self.lists.layout()
        if layout is not None:
            layout.addWidget(self.decide_list)
            layout.addWidget(self.allocate_list)
        self.decide_list.opened.connect(self._open_item)
        self.allocate_list.opened.connect(self._open_item)

    def open(self, key: str) -> None:
        """Read the list, and the one that is asked for."""
        self.record, book = key, self.kit.book
        self.kit.jobs.start(lambda _progress: read(book, key), self.show_panel, self.show_trouble, owner=self)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something came to the panel or was decided."""
        if self.isVisible() and changes.kinds & _CONCERNS:
            self.open(self.record)

    @Slot(object)
    def show_panel(self, seen: Sitting) -> None:
        """The list, or one thing on it with its findings."""
        self.seen = seen
        item = self._item()
        self.meets.setText(legal_reading.meets(seen.queue))
        self.skipped.setText(legal_reading.skipped(seen.queue))
        self.skipped.setVisible(bool(seen.queue.skipped) and item is None)
        self.nothing.setVisible(not seen.queue.items)
        self.lists.setVisible(bool(seen.queue.items) and item is None)
        self.decide_list.show_rows(legal_reading.queue_rows(seen.queue, DECISION))
        self.allocate_list.show_rows(legal_reading.queue_rows(seen.queue, ALLOCATION))
        self.context.clear()
        self.deciding.setVisible(item is not None)
        back = ("Legal Panel", Place("panel")) if item is not None else ("Today", Place("today"))
        self.set_head(
            item.child or "Legal Panel" if item else "Legal Panel", item.reference if item else "", back
        )
        if item is not None:
            self._show_item(item)
        self._show_foot(item)

    def _item(self) -> Any:
        items = self.seen.queue.items if self.seen is not None else ()
        return next((each for each in items if each.record == self.record), None)

    def _show_item(self, item: Any) -> None:
        layout = self.deciding.layout()
        if layout is None or self.seen is None:
            return
        empty(layout)
        self.why = self.officer = None
        layout.addWidget(Words(item.what, "section_small"))
        layout.addWidget(Words(f"{item.says}. {item.school}".strip(". ")))
        if item.waits_for == ALLOCATION:
            self.officer = QuestionBlock("Who investigates?", "Any officer of the team", parent=self.deciding)
            field = MenuField()
            field.set_options([(each.typed, each.name) for each in self.seen.officers])
            self.officer.set_editor(field)
            named(self.officer, "officer", "Who investigates?")
            named(field, "officer_field", "Who investigates?")
            layout.addWidget(self.officer)
        elif not item.own:
            self.why = QuestionBlock("Why does the panel decide so?", parent=self.deciding)
            words = LongText(3)
            self.why.set_editor(words)
            named(self.why, "why", "Why does the panel decide so?")
            named(words, "why_field", "Why does the panel decide so?")
            layout.addWidget(self.why)
        self.context.add_section("Findings")
        found = Verdicts()
        found.show_findings([row_of(each) for each in self.seen.found])
        self.context.add(found)

    def _show_foot(self, item: Any) -> None:
        member = self.seen is not None and self.seen.queue.member
        allocates = item is not None and item.waits_for == ALLOCATION
        words = "Allocate" if allocates else "Approve and sign"
        self.approve_button.set_words(words)
        self.approve_button.setAccessibleName(words)
        self.approve_button.setVisible(item is not None)
        self.return_button.setVisible(item is not None and not allocates)
        self.read_button.setVisible(item is not None)
        why = "" if member else "A member of the Legal Panel decides this."
        if item is not None and item.own and not allocates:
            why = "Someone else must decide: you wrote it."
        layout = self.deciding.layout()
        if why and item is not None and layout is not None:
            layout.addWidget(Words(why, tone="muted"))
        self.approve_button.set_unavailable(why)
        self.return_button.set_unavailable(why)

    @Slot()
    def _approve(self) -> None:
        if self.officer is not None:
            chosen = str(self.officer.value())
            self._run(lambda book, record: book.panel.allocate(record, chosen))
        else:
            self._decide("approve")

    @Slot()
    def _return(self) -> None:
        self._decide("return")

    def _decide(self, decision: str) -> None:
        why = str(self.why.value()) if self.why is not None else ""
        self._run(lambda book, record: book.panel.decide(record, decision, why))

    def _run(self, verb: Any) -> None:
        book, record = self.kit.book, self.record
        self.approve_button.set_busy("Signing")
        job = self.kit.jobs.start(lambda _progress: verb(book, record), self._done, self._refused, owner=self)
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.approve_button.set_busy("")

    @Slot(object)
    def _done(self, made: Any) -> None:
        self.show_problems(())
        changes = made[1] if isinstance(made, tuple) else made
        self.record = ""
        self.kit.told.changed.emit(changes)
        self.open("")

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_problems([(each.field, each.say) for each in problems])

    @Slot(str)
    def _open_item(self, record: str) -> None:
        self.go.emit(Place("panel", record))

    @Slot()
    def _read(self) -> None:
        item = self._item()
        if item is not None:
            page = "legal_referral" if item.kind == "referral" else page_of(item.kind)
            self.go.emit(Place(page, item.record))


def read(book: Any, record: str) -> Sitting:
    """The list, and the findings on the one in front."""
    queue = book.panel.queue()
    item = next((each for each in queue.items if each.record == record), None)
    page = book.held(record) if item is not None else None
    found = book.legal_referrals.findings(record) if item is not None and item.kind == "referral" else ()
    return Sitting(queue, tuple(book.panel.investigators()), record, page, found)
