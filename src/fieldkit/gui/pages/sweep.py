"""A sweep whole: where it stands and what comes next, its stops and their tally, its pairs and its plan."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fieldkit.gui import shortcuts
from fieldkit.gui.bases.act_page import ActPage
from fieldkit.gui.bases.page import Place
from fieldkit.gui.checking import row_of
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.readings import sweep as sweep_reading
from fieldkit.gui.stop import reading as stop_reading
from fieldkit.gui.widgets.facts import ContextPanel
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.stage import Stage
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import IconLine, Words

_CONCERNS = frozenset(
    {
        "operation",
        "pairing",
        "stop",
        "signoff",
        "premises-visit",
        "escalation",
        "calendar",
        "school",
        "drafts",
    }
)
#: act: the verb of the desk that does it at once.
_VERBS = {
    "submit": lambda book, seen: book.operations.submit(seen.page.held.record),
    "brief": lambda book, seen: book.operations.brief(seen.page.held.record),
    "go-live": lambda book, seen: book.operations.go_live(seen.page.held.record),
    "stand-down": lambda book, seen: book.operations.stand_down(seen.page.held.record),
    "close": lambda book, seen: book.operations.close(seen.page.held.record),
}


class SweepPage(ActPage):
    """Key: the sweep."""

    form_file = "sweep.ui"
    rail = "sweeps"
    ending = "cancel"
    not_whole = "The plan is not whole yet."
    verbs = _VERBS

    stage: Stage
    blocked: IconLine
    tally: QWidget
    lists: QWidget
    stick_link: LinkButton
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Sweep")
        self.set_context_words("Plan and findings")
        nothing = "No stops recorded in this sweep yet. Each one you save appears here with its outcome."
        self.stops = PartList("Stops", "stops", "", nothing, act=190, note=190)
        self.pairs = PartList("Who goes with whom", "pairs", "Add a pair", "Nobody is paired yet")
        self.plan = PartList("The plan", "plan", "", "", act=110)
        layout = self.lists.layout()
        if layout is not None:
            for part in (self.stops, self.pairs, self.plan):
                layout.addWidget(part)
        self.stops.opened.connect(self._stop_opened)
        self.stops.acted.connect(self._refer)
        self.pairs.opened.connect(self._pair_opened)
        self.pairs.add_asked.connect(self._add_pair)
        self.plan.opened.connect(self._change)
        self.plan.acted.connect(self._change)
        self.stick_link.clicked.connect(self._exchange)
        shortcuts.bind(self, "new_stop", self._new_stop)

    def read(self, book: Any, key: str) -> sweep_reading.Sweep:
        """The sweep whole; on a lane."""
        return sweep_reading.read(book, key)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something of this sweep changed."""
        if self.isVisible() and self.key and changes.kinds & _CONCERNS:
            self.open(self.key)

    def show_seen(self, seen: sweep_reading.Sweep) -> None:
        """Everything, with the next act as the main button."""
        held = seen.page.held
        self.set_head(held.text("name") or held.title, held.text("reference"), ("Sweeps", Place("sweeps")))
        self.stage.show_stage("users-three", sweep_reading.standing(seen.page))
        self.blocked.words.setText(seen.page.act.blocked)
        self.blocked.icon.show_icon("warning", "warn", 18, "fill")
        self.blocked.setVisible(bool(seen.page.act.blocked))
        self._show_foot(seen.page)
        self._show_tally(seen)
        self.stops.show_rows(sweep_reading.stop_rows(seen))
        self.stops.setVisible(
            held.text("sort") != "employment" and (bool(seen.stops) or held.state == "live")
        )
        self.pairs.show_rows(sweep_reading.pair_rows(seen.page))
        self.plan.show_rows(sweep_reading.plan_rows(seen.page))
        self._show_context(seen)

    def _show_foot(self, page: Any) -> None:
        first = page.act if page.act.name != "stop" else replace(page.act, label="New stop")
        self.show_acts([first, *page.others])
        self.act_button.setProperty("icon_name", "plus" if first.name in ("stop", "visit") else "")

    def _show_tally(self, seen: sweep_reading.Sweep) -> None:
        """Stopped, without good reason and removed, never one without the others."""
        layout = self.tally.layout()
        if not isinstance(layout, QHBoxLayout):
            return
        empty(layout)
        for words, figure in seen.headline:
            box = QWidget()
            column = sweep_reading.column(box)
            column.addWidget(Words(str(figure), "title"))
            column.addWidget(Words(words, "small", "muted"))
            named(box, "", f"{words}: {figure}")
            layout.addWidget(box, 1, Qt.AlignmentFlag.AlignTop)
        self.tally.setVisible(bool(seen.stops))

    def _show_context(self, seen: sweep_reading.Sweep) -> None:
        self.context.clear()
        self.context.add_facts("The sweep", sweep_reading.facts(seen.page))
        if direction := sweep_reading.direction(seen.page):
            self.context.add_facts("Direction", direction)
        self.context.add_section("Schools closed that day")
        self.context.add(Words(sweep_reading.closed_schools(seen)))
        self.context.add_section("Findings")
        found = Verdicts()
        found.show_findings([row_of(each) for each in seen.page.findings])
        self.context.add(found)

    def do(self, act: str) -> None:
        """A stop is begun at once, and then opened."""
        if act == "stop":
            self._new_stop()
        else:
            super().do(act)

    def place_of(self, act: str) -> Place | None:
        """Where the sweep is called off, decided on, debriefed and counted, and where a visit begins."""
        return {
            "cancel": Place("reason", f"cancel-sweep/{self.key}"),
            "decide": Place("sign_off", self.key),
            "debrief": Place("plan_sweep", f"{self.key}/Debrief"),
            "return": Place("sweep_return", self.key),
            "visit": Place("premises", f"new/{self.key}"),
        }.get(act)

    @Slot()
    def _new_stop(self) -> None:
        """N, or the main button while the sweep takes stops."""
        if self.seen is not None and self.seen.page.act.name == "stop":
            stop_reading.begin(self, self.key)

    @Slot()
    def _exchange(self) -> None:
        self.go.emit(Place("exchange", self.key))

    @Slot(str)
    def _stop_opened(self, stop: str) -> None:
        begun = self.seen is not None and stop in [each.record for each in self.seen.begun]
        self.go.emit(Place("stop" if begun else "record", stop))

    @Slot(str)
    def _refer(self, stop: str) -> None:
        self.go.emit(Place("referral", stop))

    @Slot(str)
    def _pair_opened(self, pairing: str) -> None:
        self.go.emit(Place("record", pairing))

    @Slot(str)
    def _add_pair(self, _name: str) -> None:
        self.go.emit(Place("record_form", f"new/pairing/{self.key}"))

    @Slot(str)
    def _change(self, section: str) -> None:
        self.go.emit(Place("plan_sweep", f"{self.key}/{section}"))
