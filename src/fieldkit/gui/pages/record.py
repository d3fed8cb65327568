"""A record as it is read: its lock, its answers with corrections, what came later, its whole history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.casebook.evidence.keeping import KINDS as KEPT
from fieldkit.casebook.schools.roll_facts import KINDS as ROLL
from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.checking import row_of
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.places import exists, page_of_part, rail_of
from fieldkit.gui.readings.records import history, lock_words, sections_of
from fieldkit.gui.record_acts import LOCKS, Offer, lists_of, lockable, offers
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.check_answers import CheckAnswers
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.locked import LateEdit, LockedHeader
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import Words, rule
from fieldkit.kinds.registry import kind_named

_SEALED = (
    "It is sealed with your signature, the time and this laptop’s name. After that nothing changes. "
    "You can add a dated addendum."
)


@dataclass(frozen=True)
class Reading:
    """A record with what stands under it and the case or sweep around it."""

    page: Any
    case: Any
    sweep: Any
    parts: tuple[Any, ...]
    refer: bool = False
    findings: tuple[Any, ...] = ()


class RecordPage(Page):
    """Key: the record. What can be done with it follows from its kind and state."""

    form_file = "record.ui"
    rail = "cases"

    lock: LockedHeader
    late: QWidget
    acts: RowOrStack
    answers: CheckAnswers
    parts: QWidget
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.record = ""
        self.read: Reading | None = None
        self.set_head("Record")
        self.set_context_words("History")
        self.lock.hide()
        self.lock.addendum_asked.connect(self._addendum)
        self.answers.change_asked.connect(self._change)
        self.banners.acted.connect(self._undo)

    def open(self, key: str) -> None:
        """Read it, which is noted in the log of looks."""
        if key != self.record:
            self.banners.drop("undo")
        self.record, book = key, self.kit.book
        self.kit.jobs.start(lambda _progress: _read(book, key), self._show, self.show_trouble, owner=self)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """The record, or something under it, changed."""
        if self.read is not None and self.isVisible() and self.read.page.held.home in changes.homes:
            self.open(self.record)

    @Slot(object)
    def _show(self, read: Reading | None) -> None:
        if read is None:
            self.go.emit(Place("record_form", self.record))
            return
        if read.page.held.kind == "operation":
            self.go.emit(Place("sweep", self.record))
            return
        if page := page_of_part(read.page.held.kind):
            self.go.emit(Place(page, read.page.held.parent))
            return
        self.read = read
        held = read.page.held
        self.rail = rail_of(held.kind, "operation" if read.sweep is not None else "")
        label = kind_named(held.kind).label
        back = None
        if read.case is not None:
            back = (f"Case {read.case.text('reference')}", Place("case", read.case.record))
        elif read.sweep is not None:
            back = (f"Sweep {read.sweep.text('reference')}", Place("sweep", read.sweep.record))
        heading = (
            held.title
            if held.title == label or held.kind in ("person", "child", "address", "visit")
            else label
        )
        self.set_head(heading.partition(":")[0] if held.kind == "visit" else heading, back=back)
        self._show_lock(read.page)
        self._show_acts(offers(read.page, self.kit.book.me, read.refer))
        open_to_change = not held.locked and not held.withdrawn and held.kind != "visit"
        self.answers.show_answers(
            sections_of(read.page, lambda _field: open_to_change, provided=not open_to_change)
        )
        self._show_parts(read)
        self._show_history(read.page)
        self._show_withdrawn(held.withdrawn, label)

    def _show_withdrawn(self, withdrawn: bool, label: str) -> None:
        if withdrawn:
            until = "It stays in the bin for 30 days, and can be read for as long as it is kept."
            self.banners.show_notice(
                Notice(
                    "undo",
                    f"{label} withdrawn.",
                    until,
                    "grey",
                    "trash",
                    f"Undo: put the {label.lower()} back",
                )
            )
        else:
            self.banners.drop("undo")

    def _show_lock(self, page: Any) -> None:
        self.lock.setVisible(page.held.locked)
        layout = self.late.layout()
        if layout is not None:
            empty(layout)
        if page.held.locked:
            self.lock.show_lock(*lock_words(page))
        for line in (*page.late, *page.addenda):
            told = "; ".join(
                words if name == "Addendum" else f"{name}: “{words}”" for name, words in line.fields
            )
            when = f"{line.at.day} {line.at:%B} {line.at:%H:%M}"
            widget: QWidget = LateEdit(line.who, when, told) if line.late else _addendum(line.who, when, told)
            if layout is not None:
                layout.addWidget(widget)
        self.late.setVisible(bool(page.late or page.addenda))

    def _show_acts(self, found: list[Offer]) -> None:
        self.acts.clear()
        for offer in found:
            if offer.place is None or exists(offer.place.page):
                button = Button(offer.words, offer.kind, offer.icon)
                named(button, offer.name, offer.words)
                button.setProperty("place", offer.place)
                button.clicked.connect(self._act)
                self.acts.add(button)
        self.acts.setVisible(bool(found))

    def _show_parts(self, read: Reading) -> None:
        layout = self.parts.layout()
        if layout is None:
            return
        empty(layout)
        wanted = lists_of(read.page.held)
        for kind, heading, add, page in wanted:
            rows = [Row(part.record, part.title, part.line) for part in read.parts if part.kind == kind]
            if not rows and not add:
                continue
            parts = PartList(heading, kind.replace("-", "_"), add)
            parts.setProperty("kind_of_part", kind)
            parts.setProperty("page_of_part", page)
            parts.show_rows(rows)
            parts.opened.connect(self._open_part)
            parts.add_asked.connect(self._add_part)
            layout.addWidget(parts)

    def _show_history(self, page: Any) -> None:
        panel = self.context
        panel.clear()
        if page.state and page.held.kind != "visit":
            panel.add_facts("State", [("Now", page.state)])
        if lockable(page, self.kit.book.me):
            panel.add_section("When you lock")
            panel.add(Words(_SEALED, "small"))
        if self.read is not None and self.read.findings:
            panel.add_section("Findings")
            found = Verdicts()
            found.show_findings([row_of(each) for each in self.read.findings])
            panel.add(found)
        panel.add_section("History")
        for when, what in history(page):
            panel.add(Words(when, "small", weight=600))
            panel.add(Words(what, "small", "muted"))
        received = page.received or "Waiting to send"
        panel.add_facts("Sending", [("State", saying.sentence(received))])

    @Slot()
    def _act(self) -> None:
        pressed = self.sender()
        place = pressed.property("place") if pressed is not None else None
        if place is not None:
            self.go.emit(place)
        elif isinstance(pressed, Button):
            self._lock(pressed)

    def _lock(self, button: Button) -> None:
        """A second press does nothing: the button is busy until the page shows the lock."""
        if self.read is None:
            return
        book, record, verb = self.kit.book, self.record, LOCKS[self.read.page.held.kind]
        button.set_busy("Signing")
        self.kit.jobs.start(lambda _progress: verb(book, record), self._done, self._not_locked, owner=self)

    @Slot(object)
    def _not_locked(self, trouble: Any) -> None:
        button = self.findChild(Button, "lock_record_button")
        if button is not None:
            button.set_busy("")
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_problems([(each.field, each.say) for each in problems])

    @Slot(str)
    def focus_field(self, name: str) -> None:
        """A link of the summary leads to the question on its form."""
        self._change(name)

    @Slot()
    def _addendum(self) -> None:
        self.go.emit(Place("reason", f"addendum/{self.record}"))

    @Slot(str)
    def _change(self, field: str) -> None:
        self.go.emit(Place("record_form", f"{self.record}/{field}"))

    @Slot(str)
    def _open_part(self, record: str) -> None:
        parts = self.sender()
        page = str(parts.property("page_of_part")) if parts is not None else "record"
        self.go.emit(Place(page if exists(page) else "record", record))

    @Slot(str)
    def _add_part(self, _name: str) -> None:
        parts = self.sender()
        if parts is not None:
            self.go.emit(Place("record_form", f"new/{parts.property('kind_of_part')}/{self.record}"))

    @Slot(str)
    def _undo(self, key: str) -> None:
        if key != "undo":
            return
        book, record = self.kit.book, self.record
        self.kit.jobs.start(
            lambda _progress: book.records.restore(record), self._done, self.show_trouble, owner=self
        )

    @Slot(object)
    def _done(self, changes: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.open(self.record)


def _addendum(who: str, when: str, words: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 8, 0, 8)
    column.setSpacing(0)
    column.addWidget(Words(f"Addendum by {who}, {when}", weight=700))
    column.addWidget(Words(words))
    column.addWidget(rule("line"))
    named(made, "addendum", f"Addendum by {who}, {when}: {words}")
    return made


def _read(book: Any, record: str) -> Reading | None:
    if not book.write_ups.is_here(record):
        return None
    page = book.pages.show(record)
    home = book.held(page.held.home) if book.write_ups.is_here(page.held.home) else None
    parts = tuple(book.write_ups.under(record))
    around = {home.kind: home} if home is not None else {}
    refer = page.held.kind == "stop" and book.stops.to_refer(record)
    found: tuple[Any, ...] = ()
    if page.held.kind in ROLL:
        found = book.findings.of_roll(record)
    elif page.held.kind in KEPT and (page.held.locked or page.held.value("file")):
        found = book.keeping.of(record)
    return Reading(page, around.get("case"), around.get("operation"), parts, refer, found)
