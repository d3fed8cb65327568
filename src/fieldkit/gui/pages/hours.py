"""The hours of a child found at work: typed at the side, checked as they are typed, findings under a
ruler.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from fieldkit.gui import clock
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import mark, named
from fieldkit.gui.readings import premises as premises_reading
from fieldkit.gui.spans import Span
from fieldkit.gui.widgets.beside import BesideField
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.facts import ContextPanel, FactRows
from fieldkit.gui.widgets.findings import Findings
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.ruler import HoursRuler
from fieldkit.gui.widgets.words import IconLine, Words, rule

_WAIT_MS = 200
_CONCERNS = frozenset({"child-at-work", "shift", "premises-visit"})
#: name: (label, columns, whether it has a Now key, whether only other hours than those found ask for it)
_FIELDS = {
    "day": ("Day worked", 12, False, True),
    "employer": ("Other employer", 14, False, True),
    "started_at": ("Started", 7, False, False),
    "finished_at": ("Finished", 7, True, False),
    "rests": ("Rest breaks", 13, False, False),
    "week_hours": ("Hours this week, all jobs", 7, False, False),
}


class HoursPage(Page):
    """Key: the child, `child/shift`, or `child/new` for another spell of work."""

    form_file = "hours.ui"
    rail = "premises"
    context_width = 288

    entry_place: QWidget
    day_words: Words
    hatch_words: Words
    ruler: HoursRuler
    week_words: Words
    no_child: IconLine
    take_out_button: Button
    findings: Findings
    others: QWidget
    panel: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.child, self.shift = "", ""
        self.seen: Any = None
        self.typed: dict[str, Any] = {}
        self.blocks: dict[str, QuestionBlock] = {}
        self._touched: set[str] = set()
        self.set_head("Hours check")
        self.set_context_words("Premises")
        self._word()
        self.entry = self._entry()
        self.kept = PartList(
            "Other hours kept", "kept_hours", "Add other hours", "None: add each other job and day"
        )
        layout = self.others.layout()
        if layout is not None:
            layout.addWidget(self.kept)
        self.kept.opened.connect(self._open_shift)
        self.kept.add_asked.connect(self._add_shift)
        self.save_button = self.foot_bar().add_main("Save and continue", "save_button")
        self.back_button = self.foot_bar().add_act("Back", "back_button")
        self.worried_button = self.foot_bar().add_act(
            "Worried about child", "worried_button", "first-aid-kit"
        )
        self.case_button = _button("Open a case", "case_button", "folder-open")
        self.compare_button = _button("Compare with the 2026 Act", "compare_button", "scales")
        acts = RowOrStack()
        acts.add(self.case_button)
        acts.add(self.compare_button)
        if layout is not None:
            layout.addWidget(acts)
        self._connect_acts()
        self.no_child.hide()
        self.take_out_button.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._check)
        self._place_entry(beside=True)

    def _word(self) -> None:
        mark(self.day_words, role="section")
        for words in (self.hatch_words, self.week_words):
            mark(words, role="small", tone="muted")
        self.hatch_words.setText("Hatched: no work")
        self.hatch_words.setWordWrap(False)
        self.hatch_words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def _connect_acts(self) -> None:
        for button, act in (
            (self.save_button, self._save),
            (self.back_button, self._back),
            (self.worried_button, self._worried),
            (self.case_button, self._case),
            (self.compare_button, self._compare),
            (self.take_out_button, self._take_out),
        ):
            button.clicked.connect(act)
        self.findings.opened.connect(self._law)

    def _entry(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Words("Hours found", "question"))
        self._fields = RowOrStack(spacing=12)
        column.addWidget(self._fields)
        for name, (label, columns, now, _other) in _FIELDS.items():
            block = QuestionBlock(label)
            block.setObjectName(name)
            editor = BesideField(columns, now)
            block.set_editor(editor)
            block.changed.connect(self._typed)
            self.blocks[name] = block
            self._fields.add(block)
        return made

    def open(self, key: str) -> None:
        """Read the hours; coming back while typing changes nothing."""
        child, _, shift = key.partition("/")
        if child == self.child and shift == self.shift and self.unsaved:
            return
        self.child, self.shift, self.seen, book = child, shift, None, self.kit.book
        self.kit.jobs.start(
            lambda _progress: book.workplaces.hours(child, shift=shift),
            self._begin, self.show_trouble, Lane.DRAFTS, self,
        )  # fmt: skip

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Another answer about the child changed what the rules say."""
        if self.isVisible() and self.seen is not None and changes.kinds & _CONCERNS and not self.unsaved:
            self._timer.start()

    @Slot(object)
    def _begin(self, seen: Any) -> None:
        self.seen, self.typed, self._touched = seen, dict(seen.form.typed), set()
        if self.shift == "new":
            self.shift = seen.form.shift
        for name, block in self.blocks.items():
            block.set_value(self.typed.get(name, ""))
        self.foot_bar().say("")
        self._show(seen)
        self._show_panel(seen)
        first = next(
            (name for name in self.blocks if self._asked(name) and not self.typed.get(name)), "started_at"
        )
        self.blocks[first].focus_here()

    def _asked(self, name: str) -> bool:
        """The day and another employer are asked of other hours than those found."""
        other = self.seen is not None and (self.seen.shifts or self.typed.get("employer") or self.shift)
        return not _FIELDS[name][3] or bool(other)

    @Slot(object)
    def _show(self, seen: Any) -> None:
        """The ruler and the findings as typed; what cannot be read yet is said only when saving."""
        self.seen = seen
        self.set_head(
            "Hours check",
            seen.reference,
            (f"Premises visit: {seen.place}", Place("premises_visit", seen.visit)),
        )
        self.day_words.setText(seen.heading)
        self.ruler.show_ruler(seen.ruler)
        self.week_words.setText(seen.week_words)
        self.week_words.setVisible(bool(seen.week_words and seen.shifts))
        self.hatch_words.setVisible(bool(seen.ruler.no_work))
        self.findings.show_findings([premises_reading.finding_row(one) for one in seen.findings])
        self.blocks["started_at"].editor().say(seen.source_words)  # type: ignore[attr-defined]
        self.blocks["week_hours"].editor().say(seen.week_source_words)  # type: ignore[attr-defined]
        for name, block in self.blocks.items():
            block.setVisible(self._asked(name) and not seen.no_child)
        self._show_no_child(seen)
        self.kept.show_rows([premises_reading.kept_row(row) for row in seen.shifts])
        self.others.setVisible(not seen.no_child)
        self.save_button.setVisible(not seen.no_child)
        self.case_button.set_words("Open the case" if seen.case_made else "Open a case")
        self.case_button.setAccessibleName(self.case_button.text())

    def _show_no_child(self, seen: Any) -> None:
        taken = ", ".join(seen.to_take_out)
        words = "Not a child for this purpose: the checks stop, and no more is kept."
        self.no_child.words.setText(f"{words} Typed already: {taken}." if taken else words)
        self.no_child.icon.show_icon("info", "muted", 18)
        self.no_child.setVisible(seen.no_child)
        self.take_out_button.setVisible(bool(seen.no_child and (taken or seen.shifts)))

    def _show_panel(self, seen: Any) -> None:
        self.panel.clear()
        (_, name), *rows = seen.premises
        self.panel.add(rule())
        self.panel.add(Words(name, "question"))
        self.panel.add(FactRows(rows))
        self.panel.add(rule())
        note = IconLine("warning", seen.caution, "warn", "small")
        note.icon.show_icon("warning", "warn", 18, "fill")
        self.panel.add(note)

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not yet on disk."""
        return self._timer.isActive()

    def settle(self) -> None:
        """Put what was typed on disk now."""
        if self._timer.isActive():
            self._timer.stop()
            self._check()

    @Slot()
    def _typed(self) -> None:
        for name, block in self.blocks.items():
            if str(block.value()) != self.typed.get(name, ""):
                self.typed[name] = str(block.value())
                self._touched.add(name)
        self._timer.start()

    @Slot()
    def _check(self) -> None:
        """Keep what is typed and check it, in one go, so that the ruler never shows what is not kept."""
        if self.seen is None:
            return
        book, child, form, typed = self.kit.book, self.child, self.seen.form, dict(self.typed)
        shift = form.shift if form.known or self.shift else ""
        touched, self._touched = bool(self._touched), set()

        def work(_progress: Any) -> Any:
            kept = book.workplaces.keep_hours(form, typed) if touched else None
            return kept, book.workplaces.hours(child, typed, shift=shift)

        self.kit.jobs.start(work, self._checked, self.show_trouble, Lane.DRAFTS, self)

    @Slot(object)
    def _checked(self, told: Any) -> None:
        kept, seen = told
        if kept is not None:
            self.foot_bar().say_saved(f"{clock.now():%H:%M:%S}")
        self._show(seen)

    @Slot()
    def _save(self) -> None:
        if self.seen is None:
            return
        self.settle()
        book, child, typed, form = self.kit.book, self.child, dict(self.typed), self.seen.form
        self.save_button.set_busy("Saving")
        job = self.kit.jobs.start(
            lambda _progress: book.workplaces.save_hours(child, typed, shift=form.shift),
            self._saved, self._refused, Lane.DRAFTS, self,
        )  # fmt: skip
        job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.save_button.set_busy("")

    @Slot(object)
    def _saved(self, made: Any) -> None:
        self.show_problems(())
        visit = self.seen.visit
        self.kit.told.changed.emit(made[1])
        self.go.emit(Place("premises_visit", f"{visit}/Children"))

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_problems([(one.field, one.say) for one in problems])
            self.summary.setFocus()

    @Slot(str)
    def focus_field(self, name: str) -> None:
        """The fields may stand in the panel, outside the body."""
        if name in self.blocks:
            self.blocks[name].focus_here()

    def show_problems(self, problems: Any) -> None:
        """The same words at the fields, which may stand outside the body."""
        super().show_problems(problems)
        words = dict(problems)
        for name, block in self.blocks.items():
            block.setProperty("problem", words.get(name, ""))

    def set_span(self, span: Span) -> None:
        """The fields stand in the panel where there is one, otherwise above the ruler."""
        self._place_entry(beside=span.context > 0)
        super().set_span(span)

    def _place_entry(self, *, beside: bool) -> None:
        column = self.context.layout() if beside and self.context is not None else self.entry_place.layout()
        if column is None:
            return
        self.entry.setParent(None)
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self.entry)
        self.entry.setContentsMargins(20 if beside else 0, 16 if beside else 0, 20 if beside else 0, 0)
        self.entry.show()
        self.entry_place.setVisible(not beside)

    @Slot()
    def _back(self) -> None:
        self.settle()
        self.went_back.emit()

    @Slot()
    def _worried(self) -> None:
        self.settle()
        self.go.emit(Place("worried", f"{self.child}/premises"))

    @Slot()
    def _case(self) -> None:
        """The case that was opened of the child, or a new one of what is known."""
        self.settle()
        if self.seen is None:
            return
        if self.seen.case_made:
            self.go.emit(Place("case", self.seen.case_made))
            return
        book, child = self.kit.book, self.child
        self.case_button.set_busy("Opening")
        job = self.kit.jobs.start(
            lambda _progress: book.workplaces.open_case(child), self._opened, self.show_trouble,
            Lane.DRAFTS, self,
        )  # fmt: skip
        job.ended.connect(self._case_over)

    @Slot()
    def _case_over(self) -> None:
        self.case_button.set_busy("")

    @Slot(object)
    def _opened(self, made: Any) -> None:
        case, changes = made
        self.go.emit(Place("case", case))
        self.kit.told.changed.emit(changes)

    @Slot()
    def _compare(self) -> None:
        self.settle()
        self.go.emit(Place("compare_hours", self.child))

    @Slot(str)
    def _law(self, rule_id: str) -> None:
        self.go.emit(Place("help", f"rule/{rule_id}"))

    @Slot(str)
    def _open_shift(self, shift: str) -> None:
        self.settle()
        self.go.emit(Place("hours", f"{self.child}/{shift}"))

    @Slot(str)
    def _add_shift(self, _name: str) -> None:
        self.settle()
        self.go.emit(Place("hours", f"{self.child}/new"))

    @Slot()
    def _take_out(self) -> None:
        book, child = self.kit.book, self.child
        self.kit.jobs.start(
            lambda _progress: book.workplaces.take_out(child),
            self._taken,
            self.show_trouble,
            Lane.DRAFTS,
            self,
        )

    @Slot(object)
    def _taken(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.open(f"{self.child}/{self.shift}".rstrip("/"))


def _button(words: str, name: str, icon: str) -> Button:
    made = Button(words, icon=icon)
    named(made, name, words)
    return made
