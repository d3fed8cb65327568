"""One question before an act that needs a reason: withdraw, call off, break off, add to a locked record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import page_of
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.words import Words


@dataclass(frozen=True)
class Asking:
    """An act: its heading, what it does in words, its question, its button, its verb, where it leads then."""

    heading: str
    does: str
    question: str
    button: str
    verb: Callable[[Any, str, str], Any]
    kind: str = "main"
    icon: str = ""
    then: str = "record"


ASKINGS = {
    "withdraw": Asking(
        "Withdraw this record",
        "It leaves every list. It stays readable, with your reason, and can be put back.",
        "Why is it withdrawn?", "Withdraw", lambda book, record, why: book.records.withdraw(record, why),
        "danger", "trash",
    ),
    "addendum": Asking(
        "Add an addendum",
        "It is kept under the locked record with your name and the time. The record itself stays.",
        "What do you want to add?", "Sign addendum",
        lambda book, record, words: book.records.addendum(record, words), icon="signature",
    ),
    "addendum-interview": Asking(
        "Add an addendum",
        "It is kept under the sealed interview with your name and the time. The record itself stays.",
        "What do you want to add?", "Sign addendum",
        lambda book, interview, words: book.signing.addendum(interview, words), icon="signature",
        then="interview",
    ),
    "cancel": Asking(
        "Call off the visit", "Nobody has set out. The plan stays readable.", "Why is it called off?",
        "Call off the visit", lambda book, visit, why: book.visits.cancel(visit, why), "danger",
    ),
    "cancel-sweep": Asking(
        "Call off the sweep", "It has not gone live. The plan stays readable.", "Why is it called off?",
        "Call off the sweep", lambda book, sweep, why: book.operations.cancel(sweep, why), "danger",
        then="sweep",
    ),
    "abort": Asking(
        "Break off the visit", "Get to safety first. You can write this when you are away.",
        "Why did you break off?", "Break off the visit",
        lambda book, visit, why: book.visits.abort(visit, why),
        "danger",
    ),
    "cancel-premises": Asking(
        "Call off the visit", "Nobody has gone in. The plan stays readable.", "Why is it called off?",
        "Call off the visit", lambda book, visit, why: book.workplaces.cancel(visit, why), "danger",
        then="premises_visit",
    ),
    "abort-premises": Asking(
        "Break off the visit", "Get to safety first. You can write this when you are away.",
        "Why did you break off?", "Break off the visit",
        lambda book, visit, why: book.workplaces.abort(visit, why), "danger", then="premises_visit",
    ),
    "end-pathway": Asking(
        "No further action", "This parent’s way ends without proceedings. It stays readable.",
        "Why is nothing more done?", "End it",
        lambda book, action, why: book.pathway.no_further_action(action, why), then="pathway",
    ),
    "withdraw-proceedings": Asking(
        "Withdraw the proceedings", "The charge is withdrawn. What was done stays readable.",
        "Why are they withdrawn?", "Withdraw the proceedings",
        lambda book, action, why: book.pathway.withdraw(action, why), "danger", then="pathway",
    ),
    "enforcement": Asking(
        "Move to law enforcement",
        "The case is processed under Part 3 of the Data Protection Act 2018 from now on.",
        "Why is an offence investigated?", "Move it",
        lambda book, case, why: book.regimes.to_enforcement(case, why), then="case",
    ),
    "review-case": Asking(
        "Review the case",
        "What is held must still be needed for law enforcement (DPA 2018 s.39). "
        "The next review is counted from today.",
        "Why is it still needed?", "Record the review",
        lambda book, case, why: book.regimes.review(case, why), then="case",
    ),
    "return-referral": Asking(
        "Return to the school",
        "The school gets a letter with the checks that failed, and may refer again once they are put right.",
        "What does the school have to put right?", "Return to school",
        lambda book, referral, why: book.legal_referrals.return_to_school(referral, why),
        then="legal_referral",
    ),
    "accept-referral": Asking(
        "Accept the referral",
        "It goes to the Legal Panel. The case moves into law enforcement processing (DPA 2018 Part 3), "
        "and what was gathered before is marked as used for a second purpose.",
        "Why is it accepted?", "Accept",
        lambda book, referral, why: book.legal_referrals.accept(referral, why), then="legal_referral",
    ),
    "withdraw-referral": Asking(
        "Withdraw the referral", "It goes no further. It stays readable, with your reason.",
        "Why is it withdrawn?", "Withdraw",
        lambda book, referral, why: book.legal_referrals.withdraw(referral, why), "danger",
        then="legal_referral",
    ),
    "done": Asking(
        "Follow-up done", "It leaves the list of what is due.", "What came of it?", "Mark as done",
        lambda book, record, why: book.records.move(record, "done", why), icon="check",
    ),
    "ask-meeting": Asking(
        "Ask for the meeting again", "A manager decides on it once more.", "What is different now?",
        "Ask again", lambda book, record, why: book.records.move(record, "asked", why),
    ),
}  # fmt: skip


class ReasonPage(Page):
    """Key: `act/record`."""

    form_file = "reason.ui"
    rail = "cases"

    does: Words
    why: QuestionBlock

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.act, self.record = "withdraw", ""
        self.why.set_editor(LongText(3))
        self.act_button = self.foot_bar().add_main("Withdraw", "act_button")
        self.leave_button = self.foot_bar().add_act("Leave it as it is", "leave_button")
        self.act_button.clicked.connect(self._do)
        self.leave_button.clicked.connect(self.went_back)
        self.open("withdraw/")

    def open(self, key: str) -> None:
        """Ask for one act on one record."""
        self.act, _, self.record = key.partition("/")
        asking = ASKINGS[self.act]
        self.set_head(asking.heading)
        self.does.setText(asking.does)
        self.why.setProperty("label", asking.question)
        self.why.set_value("")
        self.show_problems(())
        self.act_button.setProperty("kind", asking.kind)
        self.act_button.setProperty("icon_name", asking.icon)
        self.act_button.set_words(asking.button)
        self.act_button.setAccessibleName(asking.button)
        self.act_button.set_foot()
        if self.record:
            book, record = self.kit.book, self.record
            self.kit.jobs.start(
                lambda _progress: book.held(record), self._show_what, self.show_trouble, owner=self
            )
        if self.isVisible():
            self.why.focus_here()

    @Slot(object)
    def _show_what(self, held: Any) -> None:
        """Which record it is, as the way back to it."""
        self.set_head(ASKINGS[self.act].heading, back=(held.title, Place(page_of(held.kind), held.record)))

    @Slot()
    def _do(self) -> None:
        asking, book, record, why = ASKINGS[self.act], self.kit.book, self.record, str(self.why.value())
        self.act_button.set_busy("Saving")
        job = self.kit.jobs.start(
            lambda _progress: asking.verb(book, record, why), self._done, self._refused, owner=self
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.act_button.set_busy("")

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_problems([("why", each.say) for each in problems])

    @Slot(object)
    def _done(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.go.emit(Place(ASKINGS[self.act].then, self.record))
