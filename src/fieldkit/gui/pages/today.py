"""Today: visits and calls, what needs the officer, the next dates, and help within reach."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.casebook.approvals.check import PANEL
from fieldkit.gui import clock, saying, shortcuts
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.pages.colleague import stage_of
from fieldkit.gui.places import exists, page_of_part
from fieldkit.gui.readings import legal as legal_reading
from fieldkit.gui.widgets.agenda import Agenda, AgendaRow
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.date_rows import DateRow, DateRows
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.words import IconLine, Words

_CONCERNS = frozenset(
    {
        "case",
        "visit",
        "follow-up",
        "legal-action",
        "flag-read",
        "risk-flag",
        "signoff",
        "child",
        "safety-event",
        "referral",
        "investigation-plan",
    }
)
_TOPICS = frozenset({"drafts", "sync", "schools"})
#: (page, words, icon, key of the shortcut table)
_STARTS = (
    ("plan_visit", "Plan a home visit", "house-line", "plan"),
    ("note", "Write a note", "note-pencil", ""),
    ("find", "Find a child or case", "magnifying-glass", "find"),
)

#: The pages on which kinds with a form of their own are written.
_WRITTEN_ON = {
    "visit": "visit",
    "note": "note",
    "case": "referral",
    "stop": "stop",
    "operation": "plan_sweep",
    "interview": "plan_interview",
    "referral": "refer",
    "investigation-plan": "plan_investigation",
}


class TodayPage(Page):
    """The first page after the unlock."""

    form_file = "today.ui"
    rail = "today"

    visits: Agenda
    no_visits: EmptyList
    needs: Agenda
    no_needs: Words
    dates: DateRows
    no_dates: Words
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._goes: dict[str, Place] = {}
        self._panel: Any = None
        self.set_head(self._heading())
        self.set_context_words("Start something")
        self.no_visits.show_words(
            "No visit is planned for today", "A planned visit appears here with its next act."
        )
        for part in (self.no_visits, self.no_needs, self.no_dates):
            part.hide()
        self.visits.acted.connect(self._act)
        self.needs.acted.connect(self._act)
        self.dates.opened.connect(self._act)

    def open(self, key: str) -> None:
        """Bring it up to date."""
        self.set_head(self._heading())
        book = self.kit.book
        self.kit.jobs.start(lambda _progress: read(book), self.show_morning, self.show_trouble, owner=self)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A visit, case, draft or date changed."""
        if self.isVisible() and (changes.kinds & _CONCERNS or changes.topics & _TOPICS):
            self.open("")

    @staticmethod
    def _heading() -> str:
        return f"Today, {saying.day_of_week(clock.now().date())}"

    @Slot(object)
    def show_morning(self, morning: Any) -> None:
        """Show the day, with the list of the panel for who sits on it."""
        day, self._panel = morning
        self.show_day(day)

    @Slot(object)
    def show_day(self, day: Any) -> None:
        """Show the page as one verb gave it."""
        self._goes = {}
        self.visits.show_rows(self._visit_rows(day))
        self.no_visits.setVisible(not (day.visits or day.to_write_up))
        needs = [*self._need_rows(day), *self._panel_rows()]
        self.needs.show_rows(needs)
        self.no_needs.setVisible(not needs)
        self.dates.set_rows([self._date_row(row) for row in day.dates])
        self.no_dates.setVisible(not day.dates)
        self.dates.setVisible(bool(day.dates))
        self._show_context(day)

    def _to(self, key: str, place: Place) -> str:
        self._goes[key] = place
        return key

    def _visit_rows(self, day: Any) -> list[AgendaRow]:
        rows = []
        for number, visit in enumerate((*day.visits, *day.to_write_up)):
            at = (
                datetime.fromisoformat(visit.planned_for).astimezone(clock.LONDON)
                if visit.planned_for
                else None
            )
            beside = f", with {visit.second_officer}" if visit.second_officer else ""
            late = at is not None and at.date() < day.day
            where = f"{visit.where}{beside}. {visit.reference}"
            if late and at is not None:
                where = f"{saying.sentence(saying.day_of_week(at.date()))}. {where}"
            rows.append(
                AgendaRow(
                    key=self._to(f"visit-{visit.visit}", Place("visit", visit.visit)),
                    title=f"Home visit: {visit.child}" if visit.child else visit.title,
                    second=where,
                    time=f"{at:%H:%M}" if at else "",
                    warning=visit.blocked,
                    act=visit.next_act,
                    main=number == 0,
                )
            )
        return rows

    def _need_rows(self, day: Any) -> list[AgendaRow]:
        rows = [self._out_row(each) for each in day.out]
        rows += [
            AgendaRow(
                key=self._to(
                    f"dispute-{each.record}-{each.field}", Place("conflict", f"{each.record}/{each.field}")
                ),
                title=f"Two different answers: {each.label}",
                second=f"{each.title}. Two officers changed it. Nothing has been chosen.",
                icon="git-fork",
                act="Compare",
            )
            for each in day.disputes
        ]
        rows += [
            AgendaRow(
                key=self._to(f"signoff-{each.record}", Place("sign_off", each.record)),
                title=f"Approve: {each.about}",
                second=f"{each.title}. Asked by {each.asked_by} "
                f"{saying.when(saying.moment(each.asked_ms), day.day)}.",
                icon="signature",
                act="Read and decide",
            )
            for each in day.asked
        ]
        rows += [
            AgendaRow(
                key=self._to(f"draft-{each.record}", draft_place(each)),
                title=f"Draft: {each.title}",
                second=f"Last written {saying.when(saying.moment(each.saved_ms), day.day)}. "
                f"{each.sections_done} of {saying.counted(each.sections, 'section')} begun.",
                icon="pencil-simple",
                act="Carry on",
            )
            for each in day.drafts
        ]
        return rows

    def _panel_rows(self) -> list[AgendaRow]:
        """What waits for the Legal Panel, in one row; none for who does not sit on it."""
        if self._panel is None or not self._panel.all:
            return []
        return [
            AgendaRow(
                key=self._to("panel", Place("panel")),
                title=legal_reading.panel_waits(self._panel),
                second=legal_reading.meeting(self._panel.meets_on, self._panel.all),
                icon="scales",
                act="Open the list",
            )
        ]

    def _out_row(self, out: Any) -> AgendaRow:
        """A colleague who is out: what cannot wait is said as a warning."""
        words = stage_of(out)
        return AgendaRow(
            key=self._to(f"out-{out.plan}", Place("colleague", out.plan)),
            title=f"Out: {out.officer}",
            second=out.where if out.alarm else f"{out.where}. {words}",
            warning=words if out.alarm else "",
            icon="timer",
            act="See and act" if out.alarm else "See the plan",
        )

    def _date_row(self, row: Any) -> DateRow:
        way = row.kind == "legal-action"
        place = Place("pathway", row.record) if way else Place("case", row.case)
        key = self._to(f"date-{row.record}-{row.due}", place)
        warn = None
        if row.days < 0:
            warn = Mark(f"Overdue {saying.counted(-row.days, 'day')}", "warning", "warn", "fill")
        left = "Today" if row.days == 0 else saying.counted(row.days, "day")
        return DateRow(key, saying.short_day(row.due), row.who, row.what, left, warn)

    def _show_context(self, day: Any) -> None:
        panel = self.context
        panel.clear()
        panel.add_section("Ready to work offline")
        for words in (
            self._ready(day),
            "Notebook open. Every page is checked against its seal as it is read.",
        ):
            line = IconLine("check-circle", words, "text", "small")
            line.icon.show_icon("check-circle", "text", 18, "bold")
            panel.add(line)
        panel.add_section("Start something")
        for page, words, icon, key in _STARTS:
            if exists(page):
                button = Button(words, "plain", icon, shortcuts.shown(key) if key else "")
                button.set_wide()
                named(button, f"start_{page}", words)
                button.setProperty("page", page)
                button.clicked.connect(self._start)
                panel.add(button)
        rows = [(phone.label, phone.number or phone.hint) for phone in day.phones if phone.code != "nspcc"]
        panel.add_facts("If you are worried about a child", rows)
        if exists("help"):
            link = LinkButton("What to say and record")
            named(link, "safeguarding_link", "What to say and record")
            link.clicked.connect(self._safeguarding)
            panel.add(link)

    @staticmethod
    def _ready(day: Any) -> str:
        cases = saying.counted(day.cases, "case")
        schools = f", {day.schools:,} school{'s' if day.schools > 1 else ''}" if day.schools else ""
        held = f"{cases}{schools} and the wordings are on this laptop."
        if not day.last_received_ms:
            return f"{held} Nothing was received from a council yet."
        at = saying.moment(day.last_received_ms)
        return f"{held} Last received {saying.when(at, day.day)}."

    @Slot(str)
    def _act(self, key: str) -> None:
        place = self._goes[key]
        self.go.emit(place if exists(place.page) else Place("case", place.key))

    @Slot()
    def _start(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.go.emit(Place(str(pressed.property("page"))))

    @Slot()
    def _safeguarding(self) -> None:
        self.go.emit(Place("help", "safeguarding"))


def read(book: Any) -> tuple[Any, Any]:
    """The day, and how much waits for the Legal Panel for a member of it. On a lane."""
    return book.day.open(), book.panel.waits() if PANEL in book.me.roles else None


def draft_place(draft: Any) -> Place:
    """Where a draft is written on: the page of its kind, else the form of any record."""
    if page := page_of_part(draft.kind):
        return Place(page, draft.parent)
    return Place(_WRITTEN_ON.get(draft.kind, "record_form"), draft.record)
