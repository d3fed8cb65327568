"""The bundle of a case: its papers in their fixed order, what is to be settled, the preview, the build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.paper_page import PaperPage
from fieldkit.gui.checking import row_of
from fieldkit.gui.jobs import Job, Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.marks import LATE, LOCKED, Mark
from fieldkit.gui.widgets.outline import Outline, OutlineRow
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.tabs import Tabs
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import IconLine, Words

_CONCERNS = frozenset(
    {"statement", "visit", "exhibit", "bundle-build", "note", "service", "court-form", "legal-action",
     "interview", "unused-material"}
)  # fmt: skip
_MISSING = Mark("Missing", "warning", "warn", "fill")
_EMPTY = "Nothing to bundle yet. A locked visit, a signed statement or an exhibit appears here."


class BundlePage(PaperPage):
    """Key: the case, or the legal action of a parent, or either with a pack: `record/pack`."""

    form_file = "bundle.ui"
    rail = "bundles"

    packs: Tabs
    parents: Tabs
    acts: RowOrStack
    outline: Outline
    nothing: Words
    to_settle: IconLine
    settle_words: Words
    checks_head: Words
    checks: Verdicts

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.case, self.pack, self.action = "", "", ""
        self.plan: Any = None
        self.choices: Any = ()
        self._job: Job | None = None
        self.set_head("Bundle")
        self.set_context_words("Printed page")
        self.checks_head.setText("Check list")
        self.build_button = self.foot_bar().add_main("Build bundle", "build_button", "books")
        self.draft_button = self._top("Preview", "draft_button", "eye")
        self.export_button = self._top("Export", "export_button", "file-pdf")
        self.service_button = self._top("Service", "service_button", "envelope-simple")
        self.forms_button = self._top("Forms", "forms_button", "paperclip")
        self.stop_button = self._top("Stop", "stop_button", "x")
        self.print_button = self.foot_bar().add_act("Print draft", "print_button", "printer")
        self.build_button.clicked.connect(self._build)
        self.draft_button.clicked.connect(self._draft)
        self.export_button.clicked.connect(self.export)
        self.print_button.clicked.connect(self.print_paper)
        self.stop_button.clicked.connect(self._stop)
        self.service_button.clicked.connect(self._serve)
        self.forms_button.clicked.connect(self._forms)
        self.packs.chosen.connect(self._pack_chosen)
        self.parents.chosen.connect(self._parent_chosen)
        for hidden in (self.stop_button, self.service_button, self.forms_button, self.packs, self.parents):
            hidden.hide()
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
        record, _, pack = key.partition("/")
        book = self.kit.book
        if record != (self.action or self.case) or pack != self.pack:
            self.paper = None
            self.context.set_pages(0)
        self.kit.jobs.start(
            lambda _progress: read(book, record, pack), self.show_plan, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """A paper of the case changed."""
        if self.isVisible() and self.case in changes.homes and changes.kinds & _CONCERNS:
            self.open(self._key())

    def _key(self) -> str:
        return f"{self.action or self.case}/{self.pack}"

    @Slot(object)
    def show_plan(self, read: Any) -> None:
        """The outline, and what is to be settled."""
        self.plan, case, self.choices = read
        self.case, self.pack, self.action = case.record, self.plan.pack, self.plan.action
        name = (
            f"{self.plan.pack_words}: {self.plan.defendant}" if self.action else f"Bundle: {self.plan.name}"
        )
        self.set_head(name, back=(case.text("reference"), Place("case", case.record)))
        self._show_packs()
        self._show_outline()
        blocking = [one for one in self.plan.to_settle if one.blocks]
        count = len(self.plan.to_settle)
        self.to_settle.setVisible(bool(count))
        self.to_settle.icon.show_icon("warning", "warn", 18, "fill")
        self.to_settle.words.setText(
            f"{count} {'thing' if count == 1 else 'things'} to settle before you build."
        )
        self.settle_words.setText("\n".join(_gap(one) for one in self.plan.to_settle))
        self.settle_words.setVisible(bool(count))
        self.nothing.setVisible(not self.plan.rows)
        self.nothing.setText(_EMPTY)
        self.checks.show_findings([row_of(each) for each in self.plan.findings])
        for part in (self.checks_head, self.checks):
            part.setVisible(bool(self.plan.findings))
        why = (
            f"Settle {len(blocking)} first" if blocking else "" if self.plan.rows else "Nothing to bundle yet"
        )
        self.build_button.set_unavailable(why)
        self._say_next()
        for button in (self.draft_button,):
            button.set_unavailable("" if self.plan.rows else "Nothing to bundle yet")
        self._offer_paper()

    def _show_packs(self) -> None:
        """The packs of the parent that is looked at, and the parents where there are two (PAR-02)."""
        parents = {one.action: one.parent for one in self.choices if one.action}
        mine = self.action or next(iter(parents), "")
        kept = [one for one in self.choices if one.action in ("", mine)]
        self.packs.show_tabs([(one.pack, one.short) for one in kept])
        self.packs.set_current(self.pack)
        self.packs.setVisible(len(kept) > 1)
        self.parents.show_tabs(list(parents.items()))
        if mine:
            self.parents.set_current(mine)
        self.parents.setVisible(len(parents) > 1 and bool(self.action))
        self.service_button.setVisible(bool(self.action))
        self.forms_button.setVisible(self.pack == "sjp")

    @Slot(str)
    def _pack_chosen(self, pack: str) -> None:
        mine = self.action or self.parents.current_key()
        self._change_to(f"{self.case if pack == 'case' else mine}/{pack}")

    @Slot(str)
    def _parent_chosen(self, action: str) -> None:
        self._change_to(f"{action}/{self.pack}")

    def _change_to(self, key: str) -> None:
        self.paper = None
        self.context.set_pages(0)
        self.open(key)

    @Slot()
    def _serve(self) -> None:
        self.go.emit(Place("record_form", f"new/service/{self.action}"))

    @Slot()
    def _forms(self) -> None:
        self.go.emit(Place("court_forms", self._key()))

    def _say_next(self) -> None:
        """What stands between this page and a paper, in words beside the keys that cannot be pressed."""
        blocking = self.build_button.unavailable() if self.plan.to_settle else ""
        if blocking:
            self.foot_bar().say(blocking)
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
        for row in self.plan.outline or self.plan.rows:
            if row.section != section:
                section = row.section
                rows.append(OutlineRow("", section, pages=_span_of(section, self.plan.rows, where)))
            placed = where.get(row.source)
            pages = _range(placed.first, placed.pages) if placed is not None else ""
            mark = _MISSING if not row.record else LOCKED if row.locked else None
            state = LATE if section == "Added later" else mark
            key = row.source if row.record else f"missing {row.title}"
            rows.append(OutlineRow(key, row.title, row.mark, state, pages))
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
        book, record, pack = self.kit.book, self.action or self.case, self.pack
        self._work(lambda progress: (book.bundles.draft(record, pack=pack, say=progress.say), None))

    @Slot()
    def _build(self) -> None:
        book, record, pack = self.kit.book, self.action or self.case, self.pack
        self._work(lambda progress: book.bundles.build(record, pack=pack, say=progress.say))

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


def read(book: Any, record: str, pack: str) -> tuple[Any, Any, Any]:
    """The plan of a pack, its case, and the packs that there are."""
    plan = book.bundles.plan(record, pack=pack)
    return plan, book.held(plan.case), book.bundles.choices(plan.case)


def _gap(one: Any) -> str:
    return f"{one.say} ({one.rule})" if one.rule else one.say


def _range(first: int, pages: int) -> str:
    return f"{first}-{first + pages - 1}" if pages > 1 else str(first)


def _span_of(section: str, rows: Any, where: dict[str, Any]) -> str:
    found = [where[row.source] for row in rows if row.section == section and row.source in where]
    if not found:
        return ""
    first, last = min(one.first for one in found), max(one.first + one.pages - 1 for one in found)
    return f"pages {first} to {last}" if last > first else f"page {first}"
