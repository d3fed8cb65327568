"""After the lock: what was sealed, when, how far it has got, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import exists
from fieldkit.gui.readings.records import lock_words
from fieldkit.gui.widgets.agenda import Agenda, AgendaRow
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.words import IconLine

_TASK = (
    "Write down what has to be done",
    "With a day on which it is due.",
    "calendar-blank",
    "Add a follow-up",
)
_READ = ("Read it as it was sealed", "An addendum can be added at any time.", "lock", "Open the record")


@dataclass(frozen=True)
class Next:
    """What comes next: in words, why, its icon, its button and where that leads."""

    title: str
    second: str
    icon: str
    act: str
    place: Place


@dataclass(frozen=True)
class Locked:
    """What the page shows; empty facts are left out."""

    page: Any
    back: tuple[str, Place] | None
    facts: tuple[tuple[str, str], ...]
    next: tuple[Next, ...]


class LockedPage(Page):
    """Key: the visit that was locked, then `/` and its item of the rail."""

    form_file = "locked.ui"
    rail = "visits"

    done: IconLine
    facts: FactRows
    next_acts: Agenda

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.visit = ""
        self._goes: dict[str, Place] = {}
        self.set_head("Visit locked")
        self.next_acts.acted.connect(self._act)

    def open(self, key: str) -> None:
        """Read what was sealed."""
        visit, _, rail = key.partition("/")
        self.visit, self.rail, book = visit, rail or type(self).rail, self.kit.book
        self.kit.jobs.start(lambda _progress: read(book, visit), self._show, self.show_trouble, owner=self)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """It may have been sent or countersigned since."""
        told = {"visit", "premises-visit"} & changes.kinds
        if self.isVisible() and self.visit and ("sync" in changes.topics or told):
            self.open(f"{self.visit}/{self.rail}")

    @Slot(object)
    def _show(self, locked: Locked) -> None:
        """Reference, time, state, and the next acts."""
        by, when, _line = lock_words(locked.page)
        self.set_head("Visit locked", back=locked.back)
        self.done.icon.show_icon("check-circle", "ok", 18, "fill")
        self.done.words.setText(f"Signed and locked by {by}, {when}")
        self.facts.show_facts([(name, words) for name, words in locked.facts if words])
        shown = [each for each in locked.next if exists(each.place.page)]
        self._goes = {str(number): each.place for number, each in enumerate(shown)}
        self.next_acts.show_rows(
            [
                AgendaRow(str(number), each.title, each.second, icon=each.icon, act=each.act)
                for number, each in enumerate(shown)
            ]
        )

    @Slot(str)
    def _act(self, key: str) -> None:
        self.go.emit(self._goes[key])


def read(book: Any, record: str) -> Locked:
    """What was sealed, of either sort of visit. Raises `Trouble` when it is not here."""
    page = book.pages.show(record, looking=False)
    return (_premises if page.held.kind == "premises-visit" else _visit)(book, page)


def _visit(book: Any, page: Any) -> Locked:
    visit = page.held.record
    seen = book.write_ups.open(visit)
    case, second = seen.case, seen.second_officer
    told = [
        Next("Tell the school", "Within the days that your council set (CME-13).", "buildings",
             "Record it", Place("record_form", f"new/school-told/{visit}")),
        Next(*_TASK, Place("record_form", f"new/follow-up/{visit}")),
        Next("Make a statement from it", "Your own account, for a court.", "file-pdf",
             "Make a statement", Place("statement", f"visit/{visit}")),
        Next(*_READ, Place("record", visit)),
    ]  # fmt: skip
    if seen.running:
        safe = Place("safety", seen.plan.record)
        told.insert(0, Next("End the safety timer", "Your buddy waits for the all-clear.", "timer",
                            "All clear", safe))  # fmt: skip
    return Locked(
        page=page,
        back=(f"Case {case.text('reference')}", Place("case", case.record)) if case is not None else None,
        facts=(
            ("Visit", f"{page.held.title}: {seen.child}" if seen.child else page.held.title),
            ("Case", case.text("reference") if case is not None else ""),
            ("Reference", page.seal_line),
            ("State", page.received or "Waiting to send"),
            ("Countersign", f"{second} is asked when you are next online" if second else ""),
        ),
        next=tuple(told),
    )


def _premises(book: Any, page: Any) -> Locked:
    visit = page.held.record
    seen = book.workplaces.page(visit)
    told = [
        Next(*_TASK, Place("record_form", f"new/follow-up/{visit}")),
        Next("Go on with the sweep", "The next premises, or stand down.", "storefront", "Open the sweep",
             Place("sweep", seen.operation)),
        Next(*_READ, Place("record", visit)),
    ]  # fmt: skip
    if any(child.fails for child in seen.children):
        letter = Place("print", f"advice/{visit}")
        told.insert(0, Next("Advise the employer", "What was found, and what to do by when.",
                            "envelope-simple", "Advice letter", letter))  # fmt: skip
    return Locked(
        page=page,
        back=(seen.operation_reference, Place("sweep", seen.operation)),
        facts=(
            ("Premises", page.held.title),
            ("Visit", seen.held.text("reference")),
            ("Children", str(len(seen.children)) if seen.children else "Nobody found at work"),
            ("Reference", page.seal_line),
            ("State", page.received or "Waiting to send"),
        ),
        next=tuple(told),
    )
