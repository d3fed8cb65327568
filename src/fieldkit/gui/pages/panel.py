"""The Legal Panel: its next Monday, what waits for it, one decision at a time, and who investigates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.checking import row_of
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.places import page_of
from fieldkit.gui.readings import legal as legal_reading
from fieldkit.gui.readings.records import sections_of
from fieldkit.gui.widgets.check_answers import CheckAnswers
from fieldkit.gui.widgets.date import DateField
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.menu_field import MenuField
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import IconLine, Words

_CONCERNS = frozenset({"referral", "investigation-plan", "interview", "signoff", "calendar"})
_MEMBERS = "A member of the Legal Panel decides this."
_OWN = "You wrote some of this, so another member of the panel decides it."


@dataclass(frozen=True)
class Sitting:
    """The panel's list, who may investigate, and the one in front with what the rules say of it."""

    queue: Any
    officers: tuple[Any, ...]
    item: Any
    page: Any
    found: tuple[tuple[str, tuple[Any, ...]], ...]


class PanelPage(Page):
    """Key: nothing for the list, or the record to decide on, to allocate, or to give to somebody else."""

    form_file = "panel.ui"
    rail = "today"

    meets: Words
    skipped: Words
    nothing: EmptyList
    lists: QWidget
    deciding: QWidget
    what: Words
    says: Words
    own: IconLine
    read_link: LinkButton
    answers: CheckAnswers
    why: QuestionBlock
    conditions: QuestionBlock
    until: QuestionBlock
    officer: QuestionBlock
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.record, self._written_for = "", ""
        self.seen: Sitting | None = None
        self.set_head("Legal Panel")
        self.set_context_words("Findings")
        self.approve_button = self.foot_bar().add_main("Approve and sign", "approve_button", "signature")
        self.return_button = self.foot_bar().add_act("Send back with reason", "return_button")
        self.refuse_button = self.foot_bar().add_act("Refuse", "refuse_button")
        self.approve_button.clicked.connect(self._approve)
        self.return_button.clicked.connect(self._return)
        self.refuse_button.clicked.connect(self._refuse)
        self.read_link.clicked.connect(self._read)
        self.nothing.show_words(
            "Nothing waits for the panel",
            "Accepted referrals, submitted plans and interviews that are asked for come here.",
        )
        self._put_in_fields()
        self.decide_list = PartList("To decide", "decide", "", "Nothing", note=180)
        self.allocate_list = PartList("To allocate", "allocate", "", "Nothing", note=180)
        layout = self.lists.layout()
        if layout is not None:
            layout.addWidget(self.decide_list)
            layout.addWidget(self.allocate_list)
        self.decide_list.opened.connect(self._open_item)
        self.allocate_list.opened.connect(self._open_item)

    def _put_in_fields(self) -> None:
        self.officers = MenuField()
        for block, field, words in (
            (self.why, LongText(3), "What is the panel’s reason?"),
            (self.conditions, LongText(2), "On what conditions?"),
            (self.until, DateField(), "Until when does the approval hold?"),
            (self.officer, self.officers, "Who investigates?"),
        ):
            block.set_editor(field)
            named(field, f"{block.objectName()}_field", words)

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
        self.seen, item = seen, seen.item
        self.meets.setText(legal_reading.meets(seen.queue))
        self.skipped.setText(legal_reading.skipped(seen.queue))
        self.meets.setVisible(item is None)
        self.skipped.setVisible(bool(seen.queue.skipped) and item is None)
        self.nothing.setVisible(not seen.queue.items and item is None)
        self.lists.setVisible(bool(seen.queue.items) and item is None)
        self.decide_list.show_rows(legal_reading.queue_rows(seen.queue, legal_reading.DECISION))
        self.allocate_list.show_rows(legal_reading.queue_rows(seen.queue, legal_reading.ALLOCATION))
        self.context.clear()
        self.deciding.setVisible(item is not None)
        back = ("Legal Panel", Place("panel")) if item is not None else ("Today", Place("today"))
        reference = item.reference if item is not None else ""
        self.set_head((item.child if item is not None else "") or "Legal Panel", reference, back)
        if item is not None:
            self._show_item(seen)
        self._show_foot(seen)

    def _show_item(self, seen: Sitting) -> None:
        """What is asked, what it says, and what the panel has to answer; what was typed for it stays."""
        item = seen.item
        decides, barred = item.waits_for == legal_reading.DECISION, self._barred(seen)
        self.what.setText(item.what)
        self.says.setText(legal_reading.asked(item))
        self.own.words.setText(barred)
        self.own.icon.show_icon("warning", "warn", 18, "fill")
        self.own.setVisible(bool(barred))
        self.answers.show_answers(sections_of(seen.page, lambda _field: False, provided=True))
        self.answers.setVisible(decides)
        if self._written_for != item.record + item.waits_for:
            self._written_for = item.record + item.waits_for
            for block in (self.why, self.conditions, self.until):
                block.set_value("")
            self.show_problems(())
        self.why.setVisible(not barred and item.waits_for != legal_reading.ALLOCATION)
        for block in (self.conditions, self.until):
            block.setVisible(not barred and decides)
        chosen = str(self.officer.value())
        self.officers.set_options([(each.typed, each.name) for each in seen.officers])
        self.officer.set_value(chosen)
        self.officer.setVisible(not barred and not decides)
        for name, found in seen.found:
            self.context.add_section(name or "Findings")
            verdicts = Verdicts()
            verdicts.show_findings([row_of(each) for each in found])
            self.context.add(verdicts)

    @staticmethod
    def _barred(seen: Sitting) -> str:
        """Why this officer cannot answer; empty when they may."""
        if not seen.queue.member:
            return _MEMBERS
        return _OWN if seen.item.own and seen.item.waits_for == legal_reading.DECISION else ""

    def _show_foot(self, seen: Sitting) -> None:
        item = seen.item
        self.foot_bar().setVisible(item is not None)
        self.set_context_words("Findings" if item is not None else "")
        self.show_context(item is not None)
        decides = item is not None and item.waits_for == legal_reading.DECISION
        words = "Approve and sign" if decides or item is None else "Allocate"
        self.approve_button.set_words(words)
        self.approve_button.setAccessibleName(words)
        self.approve_button.setProperty("icon_name", "signature" if decides else "")
        self.approve_button.setVisible(item is not None)
        for button in (self.return_button, self.refuse_button):
            button.setVisible(decides)
        barred = self._barred(seen) if item is not None else ""
        for button in (self.approve_button, self.return_button, self.refuse_button):
            button.set_unavailable(barred)

    @Slot()
    def _approve(self) -> None:
        if self.seen is None or self.seen.item is None:
            return
        if self.seen.item.waits_for == legal_reading.DECISION:
            self._decide("approve")
            return
        chosen, why = str(self.officer.value()), str(self.why.value())
        self._run(lambda book, record: book.panel.allocate(record, chosen, why))

    @Slot()
    def _return(self) -> None:
        self._decide("return")

    @Slot()
    def _refuse(self) -> None:
        self._decide("refuse")

    def _decide(self, decision: str) -> None:
        why, until = str(self.why.value()), str(self.until.value())
        conditions = str(self.conditions.value())
        if decision != "approve":
            conditions = until = ""
        self._run(lambda book, record: book.panel.decide(record, decision, why, conditions, until))

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
        self.record = self._written_for = ""
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
        if self.seen is not None and self.seen.item is not None:
            self.go.emit(Place(page_of(self.seen.item.kind), self.seen.item.record))


def read(book: Any, record: str) -> Sitting:
    """The list, and the one in front with the findings on it."""
    queue = book.panel.queue()
    item = next((each for each in queue.items if each.record == record), None)
    if item is None and record:
        item = book.panel.reallocation(record)
    page = book.pages.show(record) if item is not None else None
    found = _findings(book, item) if item is not None else ()
    return Sitting(queue, tuple(book.panel.investigators()), item, page, found)


def _findings(book: Any, item: Any) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """What the rules say of an interview, or of the referral that a plan is made for and of each parent."""
    if item.kind == "interview":
        found = [("", tuple(book.interviews.page(item.record).findings))]
    else:
        referral = item.record if item.kind == "referral" else book.legal_referrals.of_case(item.case)
        found = book.legal_referrals.grouped(referral) if referral else []
    worst = ("fail", "cannot_tell", "pass")
    return tuple(
        (name, tuple(sorted(each, key=lambda one: worst.index(one.verdict)))) for name, each in found
    )
