"""A witness statement: redrafted, its exhibits and rules in sight, seen as it prints, signed (EVD-01-05)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QTimer, Slot

from fieldkit.casebook.evidence.statement_page import cited
from fieldkit.gui import clock, saying
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.paper_page import PaperPage
from fieldkit.gui.checking import row_of
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.readings.records import lock_words
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.findings import FindingRow
from fieldkit.gui.widgets.locked import LockedHeader
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.table_rows import Columns, Row
from fieldkit.gui.widgets.text import LongText
from fieldkit.gui.widgets.verdicts import Verdicts
from fieldkit.gui.widgets.words import Words
from fieldkit.rules.finding import Verdict

_HASH, _KEEP_MS = 12, 400
_MISSING = Mark("Not attached", "warning", "warn", "fill")


class StatementPage(PaperPage):
    """Key: the statement, or `visit/ID` to draft one from a locked visit."""

    form_file = "statement.ui"
    rail = "cases"

    lock: LockedHeader
    intro: Words
    facts: FactRows
    paragraphs: QuestionBlock
    exhibits: PartList
    rules: Verdicts
    redrafts: PartList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.statement = ""
        self.read: Any = None
        self.set_head("Witness statement")
        self.set_context_words("Printed page")
        self.paragraphs.set_editor(LongText(14))
        self.exhibits.set_words("Exhibits", "exhibits", "No exhibit is attached to the case.")
        self.exhibits.rows.set_columns(Columns(act=90))
        self.redrafts.set_words("Earlier drafts", "redrafts", "Nothing was changed yet.")
        self.redrafts.rows.set_columns(Columns(act=110))
        self.lock.hide()
        self.facts.hide()
        self.lock.addendum_button.hide()
        foot = self.foot_bar()
        self.sign_button = foot.add_main("Sign statement", "sign_button", "signature")
        self.save_button = foot.add_act("Save draft", "save_button")
        self.change_button = foot.add_act("Change whose it is", "change_button")
        self.print_button = foot.add_act("Print", "print_button", "printer")
        self.record_button = foot.add_aside("Record and history", "record_button", "clock")
        self.sign_button.clicked.connect(self._sign)
        self.save_button.clicked.connect(self._save)
        self.change_button.clicked.connect(self._change)
        self.record_button.clicked.connect(self._to_record)
        self.print_button.clicked.connect(self.print_paper)
        self.context.page_asked.connect(self.ask_page)
        self._draft: Any = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_MS)
        self._timer.timeout.connect(self._keep)
        self.paragraphs.changed.connect(self._typed)
        self.exhibits.acted.connect(self.insert)
        self.exhibits.opened.connect(self._open_exhibit)
        self.redrafts.opened.connect(self._compare)
        self.redrafts.acted.connect(self._compare)

    def open(self, key: str) -> None:
        """Read the statement, or draft it."""
        book = self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, key), self.show_statement, self.show_trouble, Lane.PAPERS, self
        )

    @Slot(object)
    def show_statement(self, read_: Any) -> None:
        """Show the words, what is to be known of them, and the page they print to."""
        shown, page, changes, self._draft = read_
        held, self.read = page.held, page
        self.statement = held.record
        self.set_head("Witness statement", held.text("maker"), ("Case", Place("case", held.home)))
        self.lock.setVisible(held.locked)
        if held.locked:
            self.lock.show_lock(*lock_words(shown))
        count = saying.counted(page.sheet.pages, "page")
        how = "" if held.locked else " A blank line starts a paragraph."
        wrong = sum(each.verdict is Verdict.FAIL for each in page.findings)
        right = f" {saying.counted(wrong, 'thing')} to put right: see what the rules say." if wrong else ""
        self.intro.setText(f"It prints to {count}, which the declaration states.{how}{right}")
        self.paragraphs.set_value(_words(held, self._draft))
        self.foot_bar().say_saved(_saved(self._draft))
        for part in (self.paragraphs, self.sign_button, self.save_button, self.change_button):
            part.setVisible(not held.locked)
        said = "What do you say?" if page.mine else f"What does {held.text('maker')} say?"
        self.paragraphs.setProperty("label", said)
        words = "Sign statement" if page.mine else f"Have {held.text('maker')} sign"
        self.sign_button.set_words(words)
        self.sign_button.setAccessibleName(words)
        self.rules.show_findings([_finding_row(each) for each in page.findings])
        self.redrafts.show_rows([_redraft_row(one) for one in reversed(page.redrafts)])
        self._show_exhibits()
        self.facts.show_facts(_facts(page) if held.locked else ())
        self.facts.setVisible(held.locked)
        self.show_paper(page.sheet)
        self.start_at(self.print_button if held.locked else cast(LongText, self.paragraphs.editor()))
        if changes is not None:
            self.kit.told.changed.emit(changes)

    @Slot()
    def _typed(self) -> None:
        """What is typed is on disk within the second; it is a redraft only when it is saved as one."""
        if not self._timer.isActive():
            self._timer.start()
        self._show_exhibits()

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not yet on disk."""
        return self._timer.isActive()

    def settle(self) -> None:
        """Put what was typed on disk now."""
        if self._timer.isActive():
            self._timer.stop()
            self._keep()

    @Slot()
    def _keep(self) -> None:
        book, draft, words = self.kit.book, self._draft, str(self.paragraphs.value())
        if book is None or draft is None:
            return
        self.kit.jobs.start(
            lambda _progress: book.drafts.save(draft, {"paragraphs": words}),
            self._kept,
            self.show_trouble,
            Lane.DRAFTS,
            self,
        )

    @Slot(object)
    def _kept(self, changes: Any) -> None:
        self.foot_bar().say_saved(f"{clock.now():%H:%M:%S}")
        self.kit.told.changed.emit(changes)

    @Slot()
    def _show_exhibits(self) -> None:
        """Which exhibits the words name, as they are typed, and which marks stand for nothing."""
        if self.read is None:
            return
        told = {one.mark: one for one in cited(str(self.paragraphs.value()), self.read.offered)}
        locked = self.read.held.locked
        rows = [_exhibit_row(one, told.get(one.mark), locked) for one in self.read.offered]
        rows += [
            Row(one.mark, f"{one.mark}: no exhibit of this case has this mark", _where(one), warn=_MISSING)
            for one in told.values()
            if not one.there
        ]
        self.exhibits.show_rows(rows)

    @Slot(str)
    def insert(self, mark: str) -> None:
        """Put the mark of an exhibit where the cursor is."""
        if self.read is None or self.read.held.locked:
            return
        editor = cast(LongText, self.paragraphs.editor())
        cursor = editor.textCursor()
        before = editor.toPlainText()[: cursor.selectionStart()]
        space = "" if not before or before[-1].isspace() or before[-1] in "(“" else " "
        editor.insertPlainText(f"{space}{mark}")
        editor.focus_here()

    @Slot(str)
    def _open_exhibit(self, mark: str) -> None:
        """Enter on an exhibit puts it in while words are written, and opens it once they are locked."""
        if not self.read.held.locked:
            self.insert(mark)
            return
        found = [one.exhibit for one in self.read.offered if one.mark == mark]
        if found:
            self.go.emit(Place("record", found[0]))

    @Slot(str)
    def _compare(self, number: str) -> None:
        self.go.emit(Place("redraft", f"{self.statement}/{number}"))

    @Slot()
    def _change(self) -> None:
        self.go.emit(Place("record_form", f"{self.statement}/maker"))

    @Slot()
    def _to_record(self) -> None:
        """Where it is withdrawn, added to, and read with everything that was done with it."""
        self.go.emit(Place("record", self.statement))

    @Slot()
    def _save(self) -> None:
        self._run(lambda book, one, words: book.statements.edit(one, {"paragraphs": words}, "Redrafted"))

    @Slot()
    def _sign(self) -> None:
        """One's own is signed here; another witness signs on a page of their own."""
        if self.read is not None and self.read.mine:
            self._run(
                lambda book, one, words: (
                    book.statements.edit(one, {"paragraphs": words}) | book.statements.sign(one)
                )
            )
            return
        self._run(lambda book, one, words: book.statements.edit(one, {"paragraphs": words}), self._to_sign)

    def _run(self, verb: Any, then: Any = None) -> None:
        self.settle()
        book, one, words = self.kit.book, self.statement, str(self.paragraphs.value())
        self.sign_button.set_busy("Saving")
        # On the lane of the drafts, so that no earlier save can land after it and bring the draft back.
        job = self.kit.jobs.start(
            lambda _progress: verb(book, one, words), then or self._done, self._refused, Lane.DRAFTS, self
        )
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.sign_button.set_busy("")

    @Slot(object)
    def _to_sign(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.go.emit(Place("sign_statement", self.statement))

    @Slot(object)
    def _done(self, changes: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.open(self.statement)

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_problems([(each.field, each.say) for each in problems])

    def let_out(self, path: Path) -> Any:
        """Write it and log it."""
        return self.kit.book.paper.export(self.paper, path)

    def note_print(self) -> Any:
        """Log it."""
        return self.kit.book.paper.printed(self.paper)


def read(book: Any, key: str) -> tuple[Any, Any, Any, Any]:
    """The statement with its history, what its page shows, what drafting it changed, and what was typed."""
    what, _, visit = key.partition("/")
    changes = None
    if visit:
        what, changes = book.statements.draft(visit)
    page = book.statements.page(what)
    draft = None if page.held.locked else book.drafts.open(what)
    return book.pages.show(what), page, changes, draft


def _words(held: Any, draft: Any) -> str:
    """What was typed since the last redraft, or the redraft itself."""
    kept = draft is not None and "paragraphs" in draft.unconfirmed
    return str(draft.typed["paragraphs"]) if kept else str(held.text("paragraphs"))


def _facts(page: Any) -> list[tuple[str, str]]:
    """Whose a locked statement is, what it produces, and how often it was redrafted."""
    marks = [one.mark for one in cited(page.held.text("paragraphs"), page.offered) if one.there]
    drafts = saying.counted(len(page.redrafts), "earlier draft") if page.redrafts else "None"
    return [
        ("Made by", page.held.text("maker")),
        ("Occupation", page.held.text("occupation")),
        ("Exhibits", ", ".join(marks) or "None"),
        ("Redrafts", drafts),
    ]


def _saved(draft: Any) -> str:
    return f"{saying.moment(draft.saved_ms):%H:%M:%S}" if draft is not None and draft.saved_ms else ""


def _finding_row(finding: Any) -> FindingRow:
    """What the rule says, then the facts that it used; of a hash its beginning is enough to compare."""
    facts = ", ".join(f"{name}: {value[:_HASH]}" for name, value in finding.facts)
    return replace(row_of(finding), facts=f"{finding.says} ({facts})" if facts else finding.says)


def _exhibit_row(one: Any, said: Any, locked: bool) -> Row:
    where = _where(said) if said is not None else "Not named yet"
    return Row(one.mark, f"{one.mark} {one.description}", where, act="" if locked else "Insert")


def _where(said: Any) -> str:
    numbers = ", ".join(map(str, said.paragraphs))
    many = "" if len(said.paragraphs) == 1 else "s"
    return f"Named in paragraph{many} {numbers}"


def _redraft_row(one: Any) -> Row:
    first = next(iter(one.paragraphs.split("\n\n")), "")
    words = f"{saying.counted(len(one.paragraphs.split(chr(10) * 2)), 'paragraph')}: {first[:90]}"
    who = f", {one.who}" if one.who else ""
    title = f"Draft {one.number}, {saying.short_day(one.at.date())} {one.at:%H:%M}{who}"
    return Row(str(one.number), title, words, act="Compare")
