"""The bundle of a case: its papers in their fixed order, what is to be settled, the preview, the build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.jobs import Job, Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.page import Place
from fieldkit.gui.paper_page import PaperPage
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.marks import LATE, LOCKED
from fieldkit.gui.widgets.outline import Outline, OutlineRow
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.words import IconLine, Words

_CONCERNS = frozenset({"statement", "visit", "exhibit", "bundle-build", "note"})


class BundlePage(PaperPage):
    """Key: the case."""

    form_file = "bundle.ui"
    rail = "bundles"

    acts: RowOrStack
    outline: Outline
    nothing: Words
    to_settle: IconLine
    settle_words: Words

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.case = ""
        self.plan: Any = None
        self._job: Job | None = None
        self.set_head("Bundle")
        self.set_context_words("Printed page")
        self.build_button = self.foot_bar().add_main("Build bundle", "build_button", "books")
        self.draft_button = self._top("Preview", "draft_button", "eye")
        self.export_button = self._top("Export", "export_button", "file-pdf")
        self.stop_button = self._top("Stop", "stop_button", "x")
        self.print_button = self.foot_bar().add_act("Print draft", "print_button", "printer")
        self.build_button.clicked.connect(self._build)
        self.draft_button.clicked.connect(self._draft)
        self.export_button.clicked.connect(self.export)
        self.print_button.clicked.connect(self.print_paper)
        self.stop_button.clicked.connect(self._stop)
        self.stop_button.hide()
        self.outline.opened.connect(self._turn_to)
        self.context.page_asked.connect(self.ask_page)
        self.context.say_empty("Press Preview to see the pages here before you build.")

    def _top(self, words: str, name: str, icon: str) -> Button:
        button = Button(words, icon=icon)
        named(button, name, words)
        self.acts.add(button)
        return button

    def open(self, key: str) -> None:
        """Read what the bundle would hold."""
        if key != self.case:
            self.paper = None
            self.context.set_pages(0)
        self.case, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: (book.bundles.plan(key), book.held(key)),
            self.show_plan,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A paper of the case changed."""
        if self.isVisible() and self.case in changes.homes and changes.kinds & _CONCERNS:
            self.open(self.case)

    @Slot(object)
    def show_plan(self, read: Any) -> None:
        """The outline, and what is to be settled."""
        self.plan, case = read
        self.set_head(f"Bundle: {self.plan.name}", back=(case.text("reference"), Place("case", case.record)))
        self._show_outline()
        blocking = [one for one in self.plan.to_settle if one.blocks]
        count = len(self.plan.to_settle)
        self.to_settle.setVisible(bool(count))
        self.to_settle.icon.show_icon("warning", "warn", 18, "fill")
        self.to_settle.words.setText(
            f"{count} {'thing' if count == 1 else 'things'} to settle before you build."
        )
        self.settle_words.setText("\n".join(one.say for one in self.plan.to_settle))
        self.settle_words.setVisible(bool(count))
        self.nothing.setVisible(not self.plan.rows)
        self.nothing.setText(
            "Nothing to bundle yet. A locked visit, a signed statement or an exhibit appears here."
        )
        why = (
            f"Settle {len(blocking)} first" if blocking else "" if self.plan.rows else "Nothing to bundle yet"
        )
        self.build_button.set_unavailable(why)
        self._say_next()
        for button in (self.draft_button,):
            button.set_unavailable("" if self.plan.rows else "Nothing to bundle yet")
        self._offer_paper()

    def _say_next(self) -> None:
        """What stands between this page and a paper, in words beside the keys that cannot be pressed."""
        blocking = self.build_button.unavailable() if self.plan.to_settle else ""
        if blocking:
            self.foot_bar().say(f"{blocking}. Then it takes seconds.")
        elif self.plan.rows and self.paper is None:
            self.foot_bar().say("Preview it first")
        else:
            self.foot_bar().say("")

    def _offer_paper(self) -> None:
        why = "" if self.paper is not None else "Preview or build it first"
        self.export_button.set_unavailable(
            why if self.paper is None or self.paper.build else "Build it first"
        )
        self.print_button.set_unavailable(why)
        sealed = self.paper is not None and bool(self.paper.build)
        self.print_button.set_words("Print" if sealed else "Print draft")

    def _show_outline(self) -> None:
        where = {one.source: one for one in self.paper.documents} if self.paper is not None else {}
        rows: list[OutlineRow] = []
        section = ""
        for row in self.plan.rows:
            if row.section != section:
                section = row.section
                rows.append(OutlineRow("", section, pages=_span_of(section, self.plan.rows, where)))
            placed = where.get(row.source)
            pages = _range(placed.first, placed.pages) if placed is not None else ""
            mark = LOCKED if row.locked else None
            rows.append(
                OutlineRow(row.source, row.title, row.mark, LATE if section == "Added later" else mark, pages)
            )
        self.outline.set_rows(rows)

    @Slot(str)
    def _turn_to(self, source: str) -> None:
        found = (
            next((one for one in self.paper.documents if one.source == source), None) if self.paper else None
        )
        if found is not None:
            self.context.go_to(found.first)

    @Slot()
    def _draft(self) -> None:
        book, case = self.kit.book, self.case
        self._work(lambda progress: (book.bundles.draft(case, say=progress.say), None))

    @Slot()
    def _build(self) -> None:
        book, case = self.kit.book, self.case
        self._work(lambda progress: book.bundles.build(case, say=progress.say))

    def _work(self, work: Any) -> None:
        self.build_button.set_busy("Building")
        self.stop_button.show()
        self._job = self.kit.jobs.start(work, self._built, self.show_trouble, Lane.PAPERS, self)
        self._job.progressed.connect(self._progressed)
        self._job.ended.connect(self._over)

    @Slot(int, int, str)
    def _progressed(self, done: int, of: int, words: str) -> None:
        self.foot_bar().say(f"{words}: {done} of {of}" if of else words, "circle-notch")

    @Slot()
    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    @Slot()
    def _over(self) -> None:
        self._job = None
        self.build_button.set_busy("")
        self.stop_button.hide()
        self._say_next()

    @Slot(object)
    def _built(self, made: Any) -> None:
        built, changes = made
        self.show_paper(built)
        self._show_outline()
        self._offer_paper()
        if changes is not None:
            self.kit.told.changed.emit(changes)

    def let_out(self, path: Path) -> Any:
        """Write it and log it."""
        return self.kit.book.bundles.export(self.paper, path)

    def note_print(self) -> Any:
        """Log it."""
        return self.kit.book.bundles.printed(self.paper)


def _range(first: int, pages: int) -> str:
    return f"{first}-{first + pages - 1}" if pages > 1 else str(first)


def _span_of(section: str, rows: Any, where: dict[str, Any]) -> str:
    found = [where[row.source] for row in rows if row.section == section and row.source in where]
    if not found:
        return ""
    first, last = min(one.first for one in found), max(one.first + one.pages - 1 for one in found)
    return f"pages {first} to {last}" if last > first else f"page {first}"
