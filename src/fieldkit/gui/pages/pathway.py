"""One parent's way: the two dates, what bars a sanction, measures, notices, points, defences, hearings."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldkit.errors import Trouble
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.checking import row_of
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.readings import pathway as pathway_reading
from fieldkit.gui.readings import sweep as sweep_reading
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.stage import Stage
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import IconLine, Words

_CONCERNS = frozenset(
    {"legal-action", "notice", "defence", "proof", "hearing", "support", "sanction", "referral",
     "regime-change", "bundle-build"}
)  # fmt: skip
_VERBS = {"decide": "decide", "charge": "charge", "result": "result", "close": "close"}
#: act: the question of the form in which it is answered
_FORMS = {"received": "received_on", "paid": "paid_on", "improved": "improved", "measure": "tier"}
_REASONS = {"no_further_action": "end-pathway", "withdraw": "withdraw-proceedings", "regime": "enforcement"}


class PathwayPage(Page):
    """Key: a legal action."""

    form_file = "pathway.ui"
    rail = "cases"

    stage: Stage
    barred: IconLine
    next: IconLine
    alarm: IconLine
    dates: QWidget
    lists: QWidget
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.action = ""
        self.seen: Any = None
        self.set_head("Legal pathway")
        self.set_context_words("Facts and findings")
        foot = self.foot_bar()
        self.act_button = foot.add_main("Decide", "act_button")
        self.others = tuple(foot.add_act(f"Act {number}", f"other_{number}_button") for number in (1, 2, 3))
        self.court_button = foot.add_aside("In court", "court_button", "scales")
        for button in (self.act_button, *self.others):
            button.clicked.connect(self._pressed)
        self.court_button.clicked.connect(self._in_court)
        self.way = PartList("The way", "way", "", "", act=110)
        self.measures = PartList("Measures", "measures", "", "", note=110)
        self.notices = PartList("Notices", "notices", "", "No notice was issued to this parent.")
        self.points = PartList("Points to prove", "points", "", "", note=60)
        self.defences = PartList("Defences and exclusions", "defences", "", "", note=110)
        self.hearings = PartList("Hearings", "hearings", "Add a hearing", "No hearing is listed.", act=110)
        layout = self.lists.layout()
        if layout is not None:
            for part in (self.way, self.measures, self.notices, self.points, self.defences, self.hearings):
                layout.addWidget(part)
        self.way.opened.connect(self._change)
        self.way.acted.connect(self._change)
        self.measures.opened.connect(self._measure_opened)
        self.notices.opened.connect(self._record_opened)
        self.points.opened.connect(self._point_opened)
        self.defences.opened.connect(self._defence_opened)
        self.hearings.opened.connect(self._record_opened)
        self.hearings.acted.connect(self._in_court)
        self.hearings.add_asked.connect(self._add_hearing)

    def open(self, key: str) -> None:
        """Read the way."""
        self.action, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.pathway.page(key), self.show_way, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something of this way changed."""
        if self.isVisible() and self.action and changes.kinds & _CONCERNS:
            self.open(self.action)

    @Slot(object)
    def show_way(self, page: Any) -> None:
        """Everything, with the next act as the main button."""
        self.seen = page
        self.set_head(page.parent, page.reference, (page.reference, Place("case", page.case.record)))
        self.stage.show_stage("scales", pathway_reading.standing(page))
        blockers = " ".join(f"{one.rule}: {one.says}" for one in page.blockers)
        self.barred.words.setText(blockers)
        self.barred.icon.show_icon("lock", "danger", 18)
        self.barred.setVisible(bool(blockers))
        self.next.words.setText(page.act.blocked)
        self.next.setVisible(bool(page.act.blocked))
        self._show_dates(page)
        self._show_foot(page)
        self.way.show_rows(pathway_reading.section_rows(page))
        self.measures.show_rows(pathway_reading.measure_rows(page))
        self.notices.show_rows(pathway_reading.notice_rows(page))
        self.points.show_rows(pathway_reading.point_rows(page))
        self.defences.show_rows(pathway_reading.defence_rows(page))
        self.hearings.show_rows(pathway_reading.hearing_rows(page.hearings))
        self.hearings.add_button.setVisible(page.held.state in ("proceedings", "result"))
        self._show_context(page)

    def _show_dates(self, page: Any) -> None:
        """The two limitation dates with what is left, and the alarm under them."""
        layout = self.dates.layout()
        if isinstance(layout, QHBoxLayout):
            empty(layout)
            for what, day, left in pathway_reading.dates(page):
                box = QWidget()
                column = sweep_reading.column(box)
                for words in (Words(what, "small", "muted"), Words(day, "section"), Words(left, "body")):
                    column.addWidget(words)
                named(box, "", f"{what}: {day}. {left}")
                layout.addWidget(box, 1)
        due, court = page.deadline, pathway_reading.directed(page)
        said = " ".join(filter(None, (pathway_reading.alarm(page), court)))
        urgent = bool(court or (due and (due.alarm or due.left < 0)))
        self.alarm.words.setText(said)
        self.alarm.icon.show_icon("warning" if urgent else "info", "warn" if urgent else "muted", 18)
        self.alarm.setVisible(bool(said))

    def _show_foot(self, page: Any) -> None:
        acts = [page.act, *page.others]
        for button, act in zip(
            (self.act_button, *self.others), [*acts, None, None, None, None], strict=False
        ):
            button.setVisible(act is not None and bool(act.name))
            if act is not None:
                button.set_words(act.label)
                button.setAccessibleName(act.label)
                button.setProperty("act", act.name)
                button.setProperty("record", act.record)
                button.set_unavailable(act.blocked)

    def _show_context(self, page: Any) -> None:
        self.context.clear()
        self.context.add_facts("This parent", pathway_reading.facts(page))
        for words, letter in (("Print points to prove", "points"), ("Print defences sheet", "defences")):
            link = LinkButton(words)
            named(link, f"print_{letter}", words)
            link.setProperty("letter", letter)
            link.clicked.connect(self._print)
            self.context.add(link)
        pack = LinkButton("Pack for the court")
        named(pack, "pack_link", "Pack for the court about this parent")
        pack.clicked.connect(self._pack)
        self.context.add(pack)
        write = LinkButton("Write a statement")
        named(write, "write_statement", "Write a statement against this parent")
        write.clicked.connect(self._statement)
        self.context.add(write)
        bars, others = pathway_reading.split(page.findings)
        if bars:
            self.context.add_section("Bars a charge")
        for says in bars:
            self.context.add(IconLine("clock", says, "muted"))
        self.context.add_section("Findings")
        found = Verdicts()
        found.show_findings([row_of(each) for each in others])
        self.context.add(found)

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        act = str(button.property("act")) if button is not None else ""
        book, action = self.kit.book, self.action
        if act in _REASONS:
            record = self.seen.case.record if act == "regime" else action
            self.go.emit(Place("reason", f"{_REASONS[act]}/{record}"))
        elif act in ("notice-to-improve", "penalty-notice"):
            self.go.emit(Place("record_form", f"new/notice/{action}/{act}"))
        elif act in _FORMS:
            self.go.emit(Place("record_form", f"{button.property('record')}/{_FORMS[act]}"))
        elif act in _VERBS:
            verb = getattr(book.pathway, _VERBS[act])
            self.act_button.set_busy("Saving")
            job = self.kit.jobs.start(lambda _progress: verb(action), self._done, self._refused, owner=self)
            job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.act_button.set_busy("")

    @Slot(object)
    def _done(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.open(self.action)

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        """What is missing is said in one banner: each section has its Change below."""
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_trouble(Trouble("Not yet.", " ".join(f"{each.say}." for each in problems)))

    @Slot()
    def _print(self) -> None:
        link = self.sender()
        if link is not None:
            self.go.emit(Place("print", f"{link.property('letter')}/{self.action}"))

    @Slot()
    def _statement(self) -> None:
        self.go.emit(Place("new_statement", self.action))

    @Slot()
    def _pack(self) -> None:
        self.go.emit(Place("bundle", self.action))

    @Slot()
    def _in_court(self) -> None:
        self.go.emit(Place("presenter", self.action))

    @Slot(str)
    def _change(self, section: str) -> None:
        self.go.emit(Place("record_form", f"{self.action}/{pathway_reading.SECTIONS[section][0]}"))

    @Slot(str)
    def _measure_opened(self, _tier: str) -> None:
        if self.seen is not None and self.seen.held.state in ("considered", "decided"):
            self._change("Action")

    @Slot(str)
    def _record_opened(self, record: str) -> None:
        self.go.emit(Place("record", record))

    @Slot(str)
    def _point_opened(self, code: str) -> None:
        """Where a point is proved is chosen from the papers of the case."""
        self.go.emit(Place("prove", f"{self.action}/{code}"))

    @Slot(str)
    def _defence_opened(self, code: str) -> None:
        """A line that is recorded is changed, another one written."""
        row = next(one for one in self.seen.defences if one.code == code)
        key = row.record if row.asked else f"new/defence/{self.action}/{code}"
        self.go.emit(Place("record_form", key))

    @Slot(str)
    def _add_hearing(self, _name: str) -> None:
        self.go.emit(Place("record_form", f"new/hearing/{self.action}"))
