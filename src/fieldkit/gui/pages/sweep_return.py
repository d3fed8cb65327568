"""The return of a sweep or of a period: figures side by side, bars to press, the paper that may go out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from fieldkit.casebook.returns.paper import measured
from fieldkit.casebook.returns.scope import EMPLOYMENT, TRUANCY, Period, period_of
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.paper_page import PaperPage
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.chart import Bar, Chart, Tile
from fieldkit.gui.widgets.date import DateField
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words
from fieldkit.kinds.answers import Unfit
from fieldkit.kinds.times import read_day

PERIOD = "period"
_INSIDE = "Press a figure to see what is behind it. These are the full figures, for inside the service."
_SORTS = {TRUANCY: "truancy sweeps", EMPLOYMENT: "employment sweeps"}
_TERMS = 4
_CONCERNS = frozenset({"operation", "stop", "reattendance", "follow-up", "premises-visit", "child-at-work"})


class ReturnPage(PaperPage):
    """The base of the pages of returns. A subclass names its desk, the page of its figures, and what is
    counted; its key is that of a period, or `period` for the usual one.
    """

    form_file = "sweep_return.ui"

    desk = ""
    figure_page = ""
    back_to = ("", Place(""))
    nothing = "Nothing is in this period."
    concerns: frozenset[str] = frozenset()

    period_button: LinkButton
    choosing: QWidget
    terms: RowOrStack
    days: RowOrStack
    since: QuestionBlock
    until: QuestionBlock
    count_button: Button
    sort_button: LinkButton
    headline: QWidget
    legend: Words
    tables: QWidget
    measures: FactRows
    reason: QuestionBlock

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.key, self._pressed_key = "", ""
        self.found: Any = None
        self.set_head("Return")
        self.set_context_words("Printed return")
        self._column = QVBoxLayout(self.tables)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.since.set_editor(DateField())
        self.until.set_editor(DateField())
        self.reason.set_editor(TextField())
        self.choosing.hide()
        self.print_button = self.foot_bar().add_main("Print return", "print_button", "printer")
        self.csv_button = self.foot_bar().add_act("Save CSV", "csv_button")
        self.pdf_button = self.foot_bar().add_act("Save PDF", "pdf_button", "file-pdf")
        self.days.add(self.since)
        self.days.add(self.until)
        self.tiles = RowOrStack(equal=True, spacing=16)
        column = QVBoxLayout(self.headline)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tiles)
        self.print_button.clicked.connect(self.print_paper)
        self.csv_button.clicked.connect(self._save_csv)
        self.pdf_button.clicked.connect(self.export)
        self.period_button.clicked.connect(self._ask_period)
        self.count_button.clicked.connect(self._count)
        self.sort_button.clicked.connect(self._other_sort)
        self.context.page_asked.connect(self.ask_page)

    def returns(self) -> Any:
        """The desk that counts."""
        return getattr(self.kit.book, self.desk)

    def open(self, key: str) -> None:
        """Count, and make the paper in memory."""
        self.key, returns = key, self.returns()
        self.kit.jobs.start(
            lambda _progress: read(returns, key), self.show_return, self.show_trouble, Lane.PAPERS, self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something that is counted changed."""
        if self.isVisible() and changes.kinds & self.concerns:
            self.open(self.key)

    @Slot(object)
    def show_return(self, made: Any) -> None:
        """Show the figures, and beside them the paper on which small ones are hidden."""
        found, terms, sheet = made
        self.found, self.key = found, found.key
        period = period_of(found.key)
        self.set_head(found.title, found.reference, self.back_of(period))
        self.choosing.setVisible(period is not None)
        self.period_button.setVisible(period is None)
        if period is not None:
            self._show_period(period, terms)
        self.banners.drop("changing")
        if found.not_final:
            self.banners.show_notice(Notice("changing", found.not_final, "What is printed says so."))
        self._show_figures(found)
        for button in (self.print_button, self.csv_button, self.pdf_button):
            button.set_unavailable("" if found.sources else self.nothing)
        self.show_paper(sheet)
        self._focus_pressed()

    def back_of(self, period: Period | None) -> tuple[str, Place]:
        """Where one came from."""
        return self.back_to

    def _show_period(self, period: Period, terms: Any) -> None:
        self.since.set_value(period.since.isoformat())
        self.until.set_value(period.until.isoformat())
        self.sort_button.setVisible(period.sort in _SORTS)
        if period.sort in _SORTS:
            words = f"Count {_SORTS[_other(period.sort)]} instead"
            self.sort_button.set_words(words)
            self.sort_button.setAccessibleName(words)
        self.terms.clear()
        for number, term in enumerate(terms[:_TERMS]):
            link = LinkButton(term.name)
            link.setObjectName(f"term_{number}")
            link.setAccessibleIdentifier(f"term_{number}")
            link.setProperty("period", Period(term.since, term.until, period.sort).key)
            link.clicked.connect(self._choose_term)
            self.terms.add(link)

    def _show_figures(self, found: Any) -> None:
        hidden = found.published.hidden
        self.tiles.clear()
        for figure in found.tally.headline:
            tile = Tile(Bar(figure.key, figure.label, figure.value, figure.key in hidden), self.tiles)
            tile.clicked.connect(self._tile_pressed)
            self.tiles.add(tile)
        empty(self._column)
        for table in found.tally.tables:
            withheld = table.key in found.published.withheld
            bars = [
                Bar(one.key, one.label, one.value, withheld or one.key in hidden) for one in table.figures
            ]
            heading, chart = Words(table.title, "section_small"), Chart()
            heading.setContentsMargins(0, 14, 0, 0)
            chart.setObjectName(f"chart_{table.key}")
            parts = any(each.table == table.key and len(each.parts) == len(bars) for each in found.tally.sums)
            chart.show_bars(bars, found.tally.headline[0].value if parts else 0)
            chart.pressed.connect(self._open_figure)
            self._column.addWidget(heading)
            self._column.addWidget(chart)
        dashed = " A dashed bar is hidden in what is printed or saved."
        hides = bool(hidden or found.published.withheld)
        few = f" {found.left_out_words} too small to be in that." if found.left_out else ""
        self.legend.setText(f"{_INSIDE}{dashed if hides else ''}{few}")
        self.measures.show_facts([(each.label, measured(each)) for each in found.tally.measures])

    def _focus_pressed(self) -> None:
        """Come back to the bar from which a figure was opened."""
        charts = self.tables.findChildren(Chart)
        if self._pressed_key and any(chart.focus_bar(self._pressed_key) for chart in charts):
            self.area.ensureWidgetVisible(self.focusWidget() or self.tables)
        self._pressed_key = ""

    @Slot()
    def _tile_pressed(self) -> None:
        tile = self.sender()
        if isinstance(tile, Tile):
            self._open_figure(tile.bar.key)

    @Slot(str)
    def _open_figure(self, figure: str) -> None:
        self._pressed_key = figure
        self.go.emit(Place(self.figure_page, f"{self.key}#{figure}"))

    @Slot()
    def _ask_period(self) -> None:
        self.go.emit(Place("sweep_return", PERIOD))

    @Slot()
    def _choose_term(self) -> None:
        link = self.sender()
        self.open(str(link.property("period")))

    @Slot()
    def _other_sort(self) -> None:
        was = period_of(self.key)
        if was is not None:
            self.open(Period(was.since, was.until, _other(was.sort)).key)

    @Slot()
    def _count(self) -> None:
        days, problems = {}, []
        for name, block in (("since", self.since), ("until", self.until)):
            try:
                days[name] = read_day(str(block.value()))
            except Unfit as unfit:
                problems.append((name, unfit.say))
        if len(days) == 2 and days["until"] < days["since"]:
            problems.append(("until", "Enter a day on or after the first"))
        self.show_problems(problems)
        if not problems:
            was = period_of(self.key)
            sort = was.sort if was else self.found.sort
            self.open(Period(days["since"], days["until"], sort).key)

    @Slot()
    def _save_csv(self) -> None:
        found, why = self.found, str(self.reason.value())
        if found is None:
            return
        name = self.returns().file_name(found)
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save CSV", name, "CSV (*.csv)")
        if chosen:
            self.save_csv(Path(chosen), why)

    def save_csv(self, path: Path, why: str = "") -> None:
        """Write the CSV where the officer chose, and log it."""
        found, returns = self.found, self.returns()
        self.kit.jobs.start(
            lambda _progress: returns.export(found, path, returns.csv(found), form="CSV", reason=why),
            self.was_let_out,
            self.show_trouble,
            owner=self,
        )

    def let_out(self, path: Path) -> Any:
        """Write the paper and log it."""
        why = str(self.reason.value())
        return self.returns().export(self.found, path, self.paper.pdf, form="PDF", reason=why)

    def note_print(self) -> Any:
        """Log it."""
        why = str(self.reason.value())
        return self.returns().printed(self.found, self.paper, reason=why)


class SweepReturnPage(ReturnPage):
    """Key: a sweep, the key of a period, or `period` for the usual one."""

    rail = "sweeps"
    desk = "sweep_returns"
    figure_page = "sweep_figure"
    nothing = "No sweep is in this period."
    concerns = _CONCERNS

    def back_of(self, period: Period | None) -> tuple[str, Place]:
        """Back to the sweeps, or to the one sweep."""
        return ("Sweeps", Place("sweeps")) if period else ("Sweep", Place("sweep", self.key))


def _other(sort: str) -> str:
    return EMPLOYMENT if sort == TRUANCY else TRUANCY


def read(returns: Any, key: str) -> Any:
    """A return, the terms to choose from, and its paper."""
    found = returns.open(returns.usual().key if key == PERIOD else key)
    return found, returns.terms(), returns.sheet(found)
