"""A decision on a visit, sweep or interview, or a second officer's signature under a locked record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.checking import row_of
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import page_of
from fieldkit.gui.readings.records import sections_of
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.check_answers import CheckAnswers
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.signoff import SignoffCard
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.verdicts import Verdicts

#: Kinds that can be refused too, and that are read on a page of their own.
_DECIDED = ("operation", "interview")


@dataclass(frozen=True)
class ToDecide:
    """What is asked, the record it is about, and whether this officer may answer."""

    page: Any
    asked: Any
    found: tuple[Any, ...]
    own: bool
    countersign: bool


class SignOffPage(Page):
    """Key: the visit, the sweep, the interview, the flag or the locked record."""

    form_file = "sign_off.ui"
    rail = "visits"

    card: SignoffCard
    conditions: QuestionBlock
    why: QuestionBlock
    answers: CheckAnswers
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.record = ""
        self.shown: ToDecide | None = None
        self.set_head("Sign-off")
        self.set_context_words("Findings")
        self.conditions.set_editor(LongText(2))
        self.why.set_editor(LongText(2))
        self.card.approved.connect(self._approve)
        self.card.returned.connect(self._return)
        self.card.refused.connect(self._refuse)

    def open(self, key: str) -> None:
        """Read what is asked."""
        self.record, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, key), self.show_request, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """It was decided, or what it is about has changed."""
        if self.isVisible() and self.shown is not None and self.shown.page.held.home in changes.homes:
            self.open(self.record)

    @Slot(object)
    def show_request(self, shown: ToDecide) -> None:
        """The card, the answers it is about, and what the rules say."""
        self.shown = shown
        held = shown.page.held
        title = held.title.partition(":")[0]
        self.set_head("Countersign" if shown.countersign else "Sign-off", back=(title, self._shown_on(held)))
        for part in (self.card, self.conditions, self.why):
            part.show()
        if shown.asked is None and not shown.countersign:
            self._show_nothing_asked(shown)
            return
        if shown.countersign:
            facts = f"Locked by {shown.page.sealed_by}. Read it below: your signature says that it is so."
            what = f"Countersign: {held.title}"
            self.card.approve_button.set_words("Countersign")
        else:
            what = f"Approve: {shown.asked.about.lower()}"
            when = saying.moment(shown.asked.asked_ms)
            facts = f"Asked by {shown.asked.asked_by}, {when.day} {when:%B}, {when:%H:%M}. {title}."
            self.card.approve_button.set_words("Approve and sign")
        self.card.show_request(what, facts, shown.own)
        self.card.return_button.setVisible(not shown.own and not shown.countersign)
        if held.kind in _DECIDED and not shown.own:
            self.card.offer_refusal()
        self.conditions.setProperty(
            "label", "Anything to add?" if shown.countersign else "On what conditions?"
        )
        self.conditions.setVisible(not shown.own)
        self.why.setVisible(not shown.own and not shown.countersign)
        self._show_grounds(shown)

    def _show_nothing_asked(self, shown: ToDecide) -> None:
        for part in (self.card, self.conditions, self.why):
            part.hide()
        self.banners.show_notice(
            Notice("decided", "Nothing waits for your decision here.", "", "grey", "signature")
        )
        self._show_grounds(shown)

    def _show_grounds(self, shown: ToDecide) -> None:
        """The answers that are decided on, and what the rules say of them."""
        self.answers.show_answers(sections_of(shown.page, lambda _field: False, provided=True))
        self.context.clear()
        self.context.add_section("Findings")
        verdicts = Verdicts()
        verdicts.show_findings([row_of(each) for each in shown.found])
        self.context.add(verdicts)

    @Slot()
    def _approve(self) -> None:
        said = str(self.conditions.value())
        if self.shown is not None and self.shown.countersign:
            self._run(lambda book, record: book.approvals.countersign(record, {"remark": said}))
        else:
            self._run(lambda book, record: book.approvals.decide(record, "approve", {"conditions": said}))

    @Slot()
    def _return(self) -> None:
        self._answer("return")

    @Slot()
    def _refuse(self) -> None:
        self._answer("refuse")

    def _answer(self, decision: str) -> None:
        """Send it back or refuse it; neither without a reason."""
        why = str(self.why.value())
        if not why.strip():
            self.show_problems([("why", "Say why, so that the officer knows what to change")])
            return
        self._run(lambda book, record: book.approvals.decide(record, decision, {"reason": why}))

    @staticmethod
    def _shown_on(held: Any) -> Place:
        return Place(page_of(held.kind) if held.kind in _DECIDED else "record", held.record)

    def _run(self, verb: Any) -> None:
        book, record = self.kit.book, self.record
        self.card.approve_button.set_busy("Signing")
        job = self.kit.jobs.start(
            lambda _progress: verb(book, record), self._decided, self.show_trouble, owner=self
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.card.approve_button.set_busy("")

    @Slot(object)
    def _decided(self, made: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(made[1])
        if self.shown is not None:
            self.go.emit(self._shown_on(self.shown.page.held))


def read(book: Any, record: str) -> ToDecide:
    """What is asked about a record."""
    page = book.pages.show(record)
    held = page.held
    found = book.findings.of_visit(record) if held.kind == "visit" else ()
    if held.kind == "operation":
        found = book.operations.findings(record)
    if held.kind == "interview":
        found = book.interviews.page(record).findings
    if held.kind == "outside-meeting":
        found = book.findings.of_roll(record)
    if held.locked:
        return ToDecide(page, None, found, page.sealed_by == book.me.name, True)
    asked = next((each for each in book.approvals.waiting() if each.record == record), None)
    return ToDecide(page, asked, found, bool(asked and asked.own), False)
