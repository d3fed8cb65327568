"""A premises visit in words: where it stands, its tasks, and what stands beside its questions."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui.bases.page import Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.visit.photo_shelf import PhotoShelf
from fieldkit.gui.visit.stage import clock_of
from fieldkit.gui.visit.stage import day_of as day_of_visit
from fieldkit.gui.widgets.findings import FindingRow
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.gui.widgets.task_list import Task
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import IconLine, Words

CHILDREN = "Children"
CHECK = "check"
BEFORE = ("planned",)
_STATES = {"not started": "not_started", "in progress": "in_progress", "done": "done"}
_TO_START = ("Place", "Entry", "Order")
_PAPERS = "Papers"


def read(book: Any, visit: str) -> Any:
    """The visit, its form, and what can be chosen in it."""
    seen = book.workplaces.page(visit)
    return seen, book.drafts.open(visit), book.choices.of_form("premises-visit", seen.held.home)


def day_of(held: Any) -> date | None:
    """The day that a visit is about, on which a bare time falls."""
    return day_of_visit(held)


def tasks(seen: Any) -> list[Task]:
    """The sections with their state; before arrival only those of place and entry."""
    before = seen.held.state in BEFORE
    rows = [
        Task(part.name, part.name, _STATES[part.status])
        for part in seen.sections
        if not before or part.name in _TO_START
    ]
    if before:
        return rows
    at = next((n for n, row in enumerate(rows) if row.key == _PAPERS), len(rows))
    found = f"{len(seen.children)} found" if seen.children else ""
    rows.insert(at, Task(CHILDREN, CHILDREN, "done" if seen.children else "not_started", found))
    left = may_be_checked(seen.held)
    done = all(part.status == "done" for part in seen.sections)
    note = "When you have left" if not left else "Ready" if done else "When all sections are done"
    return [*rows, Task(CHECK, "Check and lock", "not_started" if left else "locked", note, apart=True)]


def may_be_checked(held: Any) -> bool:
    """Whether the officer is out again, so that the answers can be checked and locked."""
    return held.state in ("left", "written_up", "aborted")


def standing(seen: Any) -> tuple[str, str]:
    """An icon, and in words how the visit stands."""
    held = seen.held
    if held.state == "planned":
        return "storefront", f"Planned. {seen.act.blocked}".strip()
    told = ["Broken off" if held.state == "aborted" else "", seen.entry_words, seen.order_words]
    if left := held.text("departed_at"):
        told.append(f"left {clock_of(left)}")
    return "map-pin", ". ".join(filter(None, told))


class Beside(QObject):
    """The children, the photographs and the findings of entry, each at its section."""

    go = Signal(object)
    troubled = Signal(object)

    def __init__(self, kit: Kit, under: QWidget) -> None:
        super().__init__(under)
        self._visit = ""
        layout = under.layout()
        if layout is None:
            raise TypeError("the form has no layout for what stands beside its questions")
        self.caution = IconLine("warning", "", "warn", "small")
        self.children_ = PartList(
            "Children found at work", "children", "Add a child", "Nobody found at work yet", act=120, note=190
        )
        self.shelf = PhotoShelf(kit)
        self.entry_words = Words("Findings on entry", "section_small")
        self.entry = Verdicts()
        for part in (self.children_, self.shelf, self.entry_words, self.entry, self.caution):
            layout.addWidget(part)
        self.children_.opened.connect(self._child)
        self.children_.acted.connect(self._hours)
        self.children_.add_asked.connect(self._add_child)
        self.shelf.troubled.connect(self.troubled)

    def show_section(self, section: str, seen: Any) -> None:
        """Show what belongs to a section."""
        self._visit = seen.held.record
        self.children_.show_rows([_child_row(row) for row in seen.children])
        if section == _PAPERS:
            self.shelf.show_visit(self._visit)
        self.entry.show_findings([
            FindingRow(one.rule, str(one.verdict.value), one.title, one.says, one.authority)
            for one in seen.findings
        ])  # fmt: skip
        self.caution.words.setText(seen.caution)
        self.children_.setVisible(section == CHILDREN)
        self.shelf.setVisible(section == _PAPERS)
        self.entry.setVisible(section in ("Entry", "Order"))
        self.entry_words.setVisible(section in ("Entry", "Order"))
        self.caution.setVisible(section == "Seen and said")

    @Slot(str)
    def _child(self, child: str) -> None:
        self.go.emit(Place("record", child))

    @Slot(str)
    def _hours(self, child: str) -> None:
        self.go.emit(Place("hours", child))

    @Slot(str)
    def _add_child(self, _name: str) -> None:
        self.go.emit(Place("record_form", f"new/child-at-work/{self._visit}"))


def _child_row(row: Any) -> Row:
    aged = f"{row.name}, {row.age}" if row.age is not None else row.name
    return Row(row.child, aged, row.job, note=row.words, act="Hours check")


def finding_row(one: Any) -> FindingRow:
    """A finding on a child's hours."""
    return FindingRow(one.rule, str(one.verdict.value), one.title, one.says.rstrip("."), one.authority)


def kept_row(row: Any) -> Row:
    """Other hours that are kept of the child."""
    breaks = f"breaks: {row.breaks}" if row.breaks else ""
    return Row(row.shift, row.words, ", ".join(filter(None, (row.employer, breaks))), note=row.source)
