"""What stands beside the questions of a visit: the plan, people present, photographs, cards, whom to tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui.bases.page import Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.places import page_of
from fieldkit.gui.visit.photo_shelf import PhotoShelf
from fieldkit.gui.visit.stage import BEFORE, clock_of
from fieldkit.gui.what_to_say import WhatToSay
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.risk_flag import RiskFlag
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.gui.widgets.words import IconLine, Words, rule
from fieldkit.kinds.times import day_in_words, local

#: section: the lists beside it, as (kind, heading, what adds to it, words of an empty list)
LISTS = {
    "What they told you": (("doorstep-caution", "Grounds to suspect", "", "Nobody came under suspicion"),),
    "Who you met": (("person-present", "People present", "Add a person", "Nobody written down yet"),),
    "Documents and photographs": (
        ("calling-card", "Calling cards", "Add a calling card", "No card left yet"),
    ),
    "Safeguarding": (("escalation", "Who was told", "Record who was told", "Nobody told yet"),),
    "Outcome and follow-up": (
        ("follow-up", "Follow-up", "Add a follow-up", "Nothing to do yet"),
        ("school-told", "School told", "Record that the school was told", "The school was not told yet"),
    ),
}
_PHOTOS = "Documents and photographs"


class VisitExtras(QObject):
    """Fills `before` (above the questions) and `after` (under them) for the section in front."""

    go = Signal(object)
    troubled = Signal(object)

    def __init__(self, kit: Kit, before: QWidget, after: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.kit, self._before, self._after = kit, before, after
        self._visit = ""
        self._lists: dict[str, PartList] = {}
        self._shelf: PhotoShelf | None = None
        self._words: WhatToSay | None = None
        self._shown: tuple[str, str, bool, bool] | None = None

    def show_section(self, section: str, seen: Any, typed: Mapping[str, Any], last: bool) -> None:
        """Show what belongs to a section; `last` is its last page, where lists and photographs stand."""
        self._visit = seen.held.record
        planned = seen.held.state in BEFORE
        here = (self._visit, section, last, planned)
        if here != self._shown or planned:
            self._build(section, seen, last, planned)
            self._shown = here
        for kind, shown in self._lists.items():
            shown.show_rows([_row(part) for part in seen.of_kind(kind)])
        if self._shelf is not None:
            self._shelf.show_visit(self._visit)
        if self._words is not None:
            self._words.show_level(self.kit.book, str(typed.get("safeguarding") or ""))
        self._after.setVisible(bool(self._lists or self._shelf or self._words))

    def _build(self, section: str, seen: Any, last: bool, planned: bool) -> None:
        for part in (self._before, self._after):
            layout = part.layout()
            if layout is not None:
                empty(layout)
        self._lists, self._shelf, self._words = {}, None, None
        self._before.setVisible(planned)
        if planned:
            self._build_plan(seen)
            return
        if section == "Safeguarding":
            self._words = WhatToSay()
            self._under(self._words)
        if not last:
            return
        if section == _PHOTOS:
            self._shelf = PhotoShelf(self.kit)
            self._shelf.troubled.connect(self.troubled)
            self._under(self._shelf)
        for kind, heading, add, nothing in LISTS.get(section, ()):
            parts = PartList(heading, kind.replace("-", "_"), add, nothing)
            parts.setProperty("kind_of_part", kind)
            parts.opened.connect(self._opened)
            parts.add_asked.connect(self._add)
            self._lists[kind] = parts
            self._under(parts)

    def _under(self, widget: QWidget) -> None:
        layout = self._after.layout()
        if layout is not None:
            layout.addWidget(widget)

    def _above(self, widget: QWidget) -> None:
        layout = self._before.layout()
        if layout is not None:
            layout.addWidget(widget)

    def _build_plan(self, seen: Any) -> None:
        for flag in seen.flags:
            box = RiskFlag()
            named(box, f"flag_{flag.held.record}")
            box.show_flag(flag.level, flag.about, flag_history(flag), False, flag.overdue)
            self._above(box)
        if seen.act.blocked:
            line = IconLine("warning", seen.act.blocked, "warn", "body", "warn", 600)
            line.icon.show_icon("warning", "warn", 18, "fill")
            self._above(line)
        self._above(Words("The plan", "section_small"))
        self._above(rule())
        self._above(FactRows(plan_facts(seen)))
        acts = RowOrStack()
        for words, name, page, key in (
            ("Change the plan", "change_plan_button", "plan_visit", self._visit),
            ("Call off the visit", "call_off_button", "reason", f"cancel/{self._visit}"),
        ):
            button = Button(words)
            named(button, name, words)
            button.setProperty("place", Place(page, key))
            button.clicked.connect(self._goes)
            acts.add(button)
        self._above(acts)

    @Slot()
    def _goes(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.go.emit(pressed.property("place"))

    @Slot(str)
    def _opened(self, record: str) -> None:
        parts = self.sender()
        kind = str(parts.property("kind_of_part")) if parts is not None else ""
        self.go.emit(Place(page_of(kind), record))

    @Slot(str)
    def _add(self, _name: str) -> None:
        parts = self.sender()
        if parts is not None:
            self.go.emit(Place("record_form", f"new/{parts.property('kind_of_part')}/{self._visit}"))


def plan_facts(seen: Any) -> list[tuple[str, str]]:
    """The plan of a visit as facts; what is not planned is left out."""
    held, plan = seen.held, seen.plan
    at = held.text("planned_for")
    facts = [
        ("When", f"{day_in_words(local(at).date())} at {clock_of(at)}" if at else ""),
        ("Where", seen.where),
        ("To see", held.text("who_to_see")),
        ("With", seen.second_officer),
        ("Known already", held.text("known_already")),
        ("To ask", held.text("questions_to_ask")),
    ]
    if plan is not None:
        buddy = plan.folded.latest("buddy")
        facts += [
            ("Back safe by", clock_of(plan.text("expected_finish"))),
            (
                "Buddy",
                f"{buddy['name'] if isinstance(buddy, dict) else ''} {plan.text('buddy_phone')}".strip(),
            ),
        ]
    else:
        facts.append(("Safety plan", "None yet"))
    return [(name, words) for name, words in facts if words]


def flag_history(flag: Any) -> str:
    """Who approved a flag, when it is looked at again, who read it."""
    told = []
    if flag.approved_by:
        told.append(f"Approved by {flag.approved_by}.")
    if flag.review_on:
        by = day_in_words(local(f"{flag.review_on}T12:00:00+00:00").date())
        told.append(f"Overdue for review since {by}." if flag.overdue else f"Review by {by}.")
    told += [f"Read by {who}." for who, _at in flag.read_by]
    return " ".join(told)


def _row(part: Any) -> Row:
    return Row(part.record, part.title, part.line)
