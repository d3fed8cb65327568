"""Check a referral before it is taken in: every answer in words, with Change beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.draw import Piece
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.check_answers import Answer, CheckAnswers


@dataclass(frozen=True)
class ToTakeIn:
    """The draft and its answers in words; None once it is a case."""

    draft: Any
    told: Any


class CheckReferralPage(Page):
    """Key: the draft of a referral."""

    form_file = "check_referral.ui"
    rail = "cases"

    answers: CheckAnswers

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.key = ""
        self.shown: ToTakeIn | None = None
        self.set_head("Check your answers")
        self.take_button = self.foot_bar().add_main("Take in referral", "take_button", "check")
        self.later_button = self.foot_bar().add_act("Come back later", "later_button")
        self.take_button.clicked.connect(self._take_in)
        self.later_button.clicked.connect(self._later)
        self.answers.change_asked.connect(self.focus_field)

    def open(self, key: str) -> None:
        """Read the draft."""
        if key != self.key:
            self.show_problems(())
        self.key, book = key, self.kit.book
        # On the lane of the drafts, so that what was typed last is read too.
        self.kit.jobs.start(
            lambda _progress: _read(book, key), self._show, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def _show(self, shown: ToTakeIn | None) -> None:
        self.shown = shown
        if shown is None:
            self.go.emit(Place("taken_in", self.key))
            return
        self.set_head("Check your answers", back=("The referral", Place("referral", self.key)))
        self.answers.show_answers([_section(heading, rows) for heading, rows in shown.told])
        saved = shown.draft.saved_ms
        self.foot_bar().say_saved(f"{saying.moment(saved):%H:%M:%S}" if saved else "")
        self.take_button.setFocus()

    @Slot()
    def _take_in(self) -> None:
        """A second press while the first is under way does nothing: the button is busy."""
        if self.shown is None:
            return
        book, key, typed = self.kit.book, self.key, dict(self.shown.draft.typed)
        self.take_button.set_busy("Saving")
        job = self.kit.jobs.start(
            lambda _progress: book.referrals.take_in(key, typed),
            self._taken_in,
            self._refused,
            Lane.DRAFTS,
            self,
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.take_button.set_busy("")

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
            return
        self.show_problems([(each.field, each.say) for each in problems])
        self.summary.setFocus()

    @Slot(object)
    def _taken_in(self, made: tuple[str, Any]) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(made[1])
        self.go.emit(Place("taken_in", made[0]))

    @Slot(str)
    def focus_field(self, name: str) -> None:
        """Change, and a link of the summary, lead to the question itself."""
        self.go.emit(Place("referral", f"{self.key}/{name}"))

    @Slot()
    def _later(self) -> None:
        self.go.emit(Place("cases"))


def _section(heading: str, rows: Any) -> tuple[str, list[Answer]]:
    """The answers of a page; a page about the family that says nothing is one row."""
    if heading.startswith(("Family", "Where")) and not any(row.words for row in rows):
        return heading, [Answer(rows[0].name, heading.partition(":")[0])]
    return heading, [
        Answer(row.name, row.label, (Piece(row.words),) if row.words else (), row.voice) for row in rows
    ]


def _read(book: Any, key: str) -> ToTakeIn | None:
    if book.write_ups.is_here(key):
        return None
    draft = book.drafts.open(key, kind="case", home=key)
    return ToTakeIn(draft, book.referrals.told(draft.typed))
