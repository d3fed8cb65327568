"""Check your answers: the visit as it will be sealed, what the rules say of it, and the lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import clock, saying
from fieldkit.gui.draw import Piece
from fieldkit.gui.kit import Kit
from fieldkit.gui.page import Page, Place
from fieldkit.gui.reading import Sections, sections_of
from fieldkit.gui.visit_stage import clock_of
from fieldkit.gui.widgets.check_answers import Answer, CheckAnswers
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.findings import FindingRow
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import Words
from fieldkit.rules.registry import RULES

#: section: the records beside a visit that stand under its answers, with the name of their row
BESIDE = {
    "Who you met": ("person-present", "Present"),
    "Documents and photographs": ("exhibit", "Photographs"),
    "Safeguarding": ("escalation", "Told"),
    "Outcome and follow-up": ("follow-up", "Follow-up"),
}
_SEALED = (
    "The visit is sealed with your signature, the time and this laptop’s name. After that nothing changes. "
    "You can add a dated addendum."
)


@dataclass(frozen=True)
class ToCheck:
    """What the page shows, read in one go; `saved_ms` is when the answers were kept last."""

    seen: Any
    page: Any
    found: tuple[Any, ...]
    saved_ms: int


class CheckAnswersPage(Page):
    """Key: the visit."""

    form_file = "check_answers.ui"
    rail = "visits"

    answers: CheckAnswers
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.visit = ""
        self.checked: ToCheck | None = None
        self.set_head("Check your answers")
        self.set_context_words("Findings")
        self.lock_button = self.foot_bar().add_main("Sign and lock visit", "lock_button", "lock")
        self.later_button = self.foot_bar().add_act("Come back later", "later_button")
        self.lock_button.clicked.connect(self._lock)
        self.later_button.clicked.connect(self._later)
        self.answers.change_asked.connect(self._change)

    def open(self, key: str) -> None:
        """Read the visit and what the rules say of it."""
        if key != self.visit:
            self.show_problems(())
        self.visit, book = key, self.kit.book
        self.kit.jobs.start(lambda _progress: _read(book, key), self._show, self.show_trouble, owner=self)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """The visit or something beside it changed."""
        if self.isVisible() and self.checked and self.checked.seen.held.home in changes.homes:
            self.open(self.visit)

    @Slot(object)
    def _show(self, checked: ToCheck) -> None:
        self.checked = checked
        seen = checked.seen
        if seen.held.locked:
            self.go.emit(Place("record", self.visit))
            return
        number = seen.held.value("visit_no") or 1
        self.set_head(
            "Check your answers", back=(f"Home visit {number}: {seen.child}", Place("visit", self.visit))
        )
        self.answers.show_answers(with_parts(sections_of(checked.page, leave_out=("Plan",)), seen))
        self._show_panel(checked)
        self.foot_bar().say_saved(f"{saying.moment(checked.saved_ms):%H:%M:%S}")
        self.lock_button.setFocus()

    def _show_panel(self, checked: ToCheck) -> None:
        seen, panel = checked.seen, self.context
        panel.clear()
        panel.add_section("Findings")
        verdicts = Verdicts()
        verdicts.show_findings([row_of(each) for each in checked.found])
        panel.add(verdicts)
        panel.add_section("When you lock")
        panel.add(Words(_SEALED, "small"))
        if seen.second_officer:
            asked = f"{seen.second_officer} is asked to countersign when you are next online."
            panel.add(Words(asked, "small"))
        held = seen.held
        arrived, left = clock_of(held.text("arrived_at")), clock_of(held.text("departed_at"))
        panel.add_facts("Times", [("Visit", f"{arrived} to {left}"), ("Written up", _written(held))])

    @Slot(str)
    def _change(self, field: str) -> None:
        section = field.removeprefix("beside-")
        self.go.emit(Place("visit", f"{self.visit}/{section}"))

    @Slot()
    def _later(self) -> None:
        if self.checked is not None and self.checked.seen.case is not None:
            self.go.emit(Place("case", self.checked.seen.case.record))

    @Slot()
    def _lock(self) -> None:
        """A second press while the first is under way does nothing: the button is busy."""
        book, visit = self.kit.book, self.visit
        self.lock_button.set_busy("Signing")
        job = self.kit.jobs.start(
            lambda _progress: book.visits.lock(visit), self._locked, self._refused, owner=self
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.lock_button.set_busy("")

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
            return
        name = self.checked.seen.first_name if self.checked is not None else "the child"
        self.show_problems([(each.field, each.say.replace("{child}", name)) for each in problems])

    @Slot(str)
    def focus_field(self, name: str) -> None:
        """A link of the summary leads to the question itself."""
        self._change(name)

    @Slot(object)
    def _locked(self, changes: Any) -> None:
        # Away first: in front, this page would take the news for somebody else's lock and show the record.
        self.go.emit(Place("locked", self.visit))
        self.kit.told.changed.emit(changes)


def _read(book: Any, visit: str) -> ToCheck:
    seen = book.write_ups.open(visit)
    draft = book.drafts.open(visit)
    page = book.pages.show(visit, looking=False)
    return ToCheck(seen, page, book.findings.of_visit(visit), draft.saved_ms or seen.held.changed_ms)


def row_of(finding: Any) -> FindingRow:
    """A finding with the title of its rule."""
    rule = RULES.get(finding.rule)
    title = rule.title if rule is not None else ""
    title = title[:1].lower() + title[1:]
    return FindingRow(finding.rule, str(finding.verdict.value), title, finding.says, finding.authority)


def with_parts(sections: Sections, seen: Any, change: bool = True) -> Sections:
    """The answers with the records that stand beside them, each list as one row of its section."""
    found = []
    for heading, answers in sections:
        rows = list(answers)
        if heading in BESIDE:
            kind, name = BESIDE[heading]
            rows.append(_beside(heading, name, seen.of_kind(kind), change))
        found.append((heading, rows))
    return found


def _beside(section: str, name: str, parts: tuple[Any, ...], change: bool) -> Answer:
    told = [". ".join(filter(None, (part.title, part.line))) for part in parts]
    pieces = (Piece("\n".join(told)),) if told else ()
    return Answer(f"beside-{section}", name, pieces, change=change)


def _written(held: Any) -> str:
    said = held.text("made_up_at")
    if not said:
        return "Not yet"
    day = datetime.fromisoformat(said).astimezone(clock.LONDON).date()
    left = held.text("departed_at")
    same = left and datetime.fromisoformat(left).astimezone(clock.LONDON).date() == day
    return f"{clock_of(said)}, {'same day' if same else saying.plain_day(day)}"
