"""A form for a record of any kind, made from its questions: a new one, or an answer to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from fieldkit.gui import clock
from fieldkit.gui.bases.page import Place
from fieldkit.gui.bases.writing import WritingPage, matches_of
from fieldkit.gui.forms.editors.registry import Setting
from fieldkit.gui.forms.form import pages
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import page_of, page_of_part
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words
from fieldkit.kinds.record import Question, sections
from fieldkit.kinds.registry import kind_named

#: What is asked of a new record of a kind whose other sections belong to a page of its own.
_PLANNED = {"premises-visit": ("Place",)}


@dataclass(frozen=True)
class ToWrite:
    """What the form opens on; `held` is None for a record that is still to be made."""

    held: Any
    above: Any
    draft: Any
    options: dict[str, Any]
    preset: dict[str, Any]
    line: str = ""
    #: Which line of a parent's sheets it is, where it is one.
    code: str = ""


class RecordFormPage(WritingPage):
    """Key: `new/kind/parent`, `new/enquiry/case/line`, a record or draft, or `record/field`; `@record` at its
    end goes on with one that was begun.
    """

    form_file = "record_form.ui"
    rail = "cases"

    intro: Words
    why: QuestionBlock

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.key, self._number, self._wanted = "", 0, ""
        self.shown: ToWrite | None = None
        self._setting = Setting()
        self.why.set_editor(TextField())
        self.why.hide()
        self.set_head("Record")
        self.save_button = self.foot_bar().add_main("Save", "save_button")
        self.back_button = self.foot_bar().add_act("Back", "back_button")
        self.save_button.clicked.connect(self._save)
        self.back_button.clicked.connect(self._before)

    def open(self, key: str) -> None:
        """Read the record, or begin a new one; coming back to what is being written changes nothing."""
        if key == self.key and self.unsaved:
            return
        self.key, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: read(book, key), self.show_form, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def show_form(self, shown: ToWrite) -> None:
        """Show the first page of the form, or the one with the field that is to be changed."""
        if page := page_of_part(shown.draft.kind):
            self.key = ""
            self.go.emit(Place(page, shown.draft.parent))
            return
        self.shown = shown
        self.take_draft(shown.draft)
        if not shown.draft.saved_ms:
            self.typed |= {name: said for name, said in shown.preset.items() if not self.typed.get(name)}
        model = kind_named(shown.draft.kind)
        changing = shown.held is not None
        heading = f"{'Change' if changing else 'New'}: {model.label.lower()}"
        above = shown.held if changing else shown.above
        back = None
        if above is not None:
            back = (above.title.partition(":")[0], Place(page_of(above.kind), above.record))
        self.set_head(shown.line or heading, back=back)
        self.intro.setText("" if changing else "Kept as a draft on this laptop until you save it.")
        self.intro.setVisible(not changing)
        self.why.set_value("")
        self.why.setVisible(changing)
        self._setting = Setting(None, matches_of(shown.options))
        field = self.key.partition("/")[2] if changing else ""
        written = [page[0].ask.section for page in self.pages()]
        self._number = written.index(shown.draft.place) if shown.draft.place in written else 0
        self._go_to(field)
        self._take_up()
        self.show_problems(())

    def stands_at(self, place: Place) -> Place:
        """A record begun here and not yet saved is gone on with, not begun anew."""
        if self.shown is None or self.shown.held is not None:
            return place
        return Place(place.page, f"{self.key.partition('@')[0]}@{self.shown.draft.record}")

    def pages(self) -> list[list[Question]]:
        """The pages of the form, section after section."""
        if self.shown is None:
            return []
        model = kind_named(self.shown.draft.kind)
        asked = sections(model)
        if model.kind in _PLANNED and self.shown.held is None:
            asked = _PLANNED[model.kind]
        return [page for section in asked for page in pages(model, section)]

    def _go_to(self, field: str) -> None:
        made = self.pages()
        self._number = next(
            (n for n, page in enumerate(made) if field in [item.name for item in page]), self._number
        )
        self._show_page()
        if self.form is not None and self.form.names():
            self.begin_at(field if field in self.form.names() else self.form.names()[0])

    def _show_page(self) -> None:
        page = self.pages()[self._number]
        self.writing_at = page[0].ask.section
        self.show_questions(page, self._setting)
        self.save_button.set_words(self._words())
        self.save_button.setAccessibleName(self._words())
        self.area.verticalScrollBar().setValue(0)

    def _words(self) -> str:
        if self.shown is None:
            return "Save"
        label = kind_named(self.shown.draft.kind).label.lower()
        if self.shown.held is not None:
            return "Save change"
        return f"Save {label}" if self._next() is None else "Continue"

    def _next(self) -> int | None:
        """The next page with a question that applies, for a new record."""
        made = self.pages()
        return next(
            (n for n in range(self._number + 1, len(made)) if any(q.shown(self.typed) for q in made[n])), None
        )

    def _take_up(self) -> None:
        """After an unlock the keyboard is where it was."""
        left_at, self.left_at = self.left_at, ""
        field = self.body.findChild(QWidget, left_at) if left_at else None
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _save(self) -> None:
        if self.shown is None:
            return
        self.typed |= self.answers()
        book, shown, typed = self.kit.book, self.shown, dict(self.typed)
        following = self._next()
        if shown.held is None and following is not None:
            self.settle()
            self._number = following
            self._go_to("")
            return
        why, page = str(self.why.value()), [item.name for item in self.pages()[self._number]]
        if shown.held is None:
            self.confirm(lambda: self.make(shown, typed), self._saved)
        else:
            here = self.answers()
            self.confirm(lambda: book.drafts.confirm(shown.draft, here, page=page, why=why), self._saved)

    def make(self, shown: ToWrite, typed: dict[str, Any]) -> Any:
        """Make the record with the verb of its kind; on a lane."""
        return make(self.kit.book, shown, typed)

    @Slot(object)
    def _saved(self, changes: Any) -> None:
        self.show_problems(())
        shown, self.key = self.shown, ""
        self.kit.told.changed.emit(changes)
        if shown is None:
            return
        to = shown.held if shown.held is not None else shown.above
        if to is None:
            self.went_back.emit()
            return
        self.go.emit(Place(page_of(to.kind), to.record))

    @Slot(str)
    def focus_field(self, name: str) -> None:
        """A problem may be on another page of the form."""
        if self.form is not None and name not in self.form.names() and name != "why":
            self._go_to(name)
        super().focus_field(name)

    @Slot()
    def _before(self) -> None:
        self.settle()
        if self._number and self.shown is not None and self.shown.held is None:
            self._number -= 1
            self._go_to("")
        else:
            self.went_back.emit()


def read(book: Any, key: str) -> ToWrite:
    """What a key of the form stands for."""
    key, _, begun = key.partition("@")
    parts = key.split("/")
    if parts[0] != "new":
        record = parts[0]
        draft = book.drafts.open(record)
        held = book.held(record) if book.write_ups.is_here(record) else None
        above = book.held(draft.parent) if draft.parent and book.write_ups.is_here(draft.parent) else None
        return ToWrite(held, above, draft, book.choices.of_form(draft.kind, draft.home), {})
    kind, parent = parts[1], parts[2]
    above = book.held(parent)
    if kind == "enquiry":
        return _enquiry(book, above, parts[3])
    if above.kind == "legal-action" and len(parts) > 3:
        return _of_way(book, above, kind, parts[3], begun)
    record = begun or book.new_id()
    draft = book.drafts.open(record, kind=kind, home=above.home, parent=parent)
    return ToWrite(None, above, draft, book.choices.of_form(kind, above.home), _preset(book, kind, above))


def _enquiry(book: Any, case: Any, line: str) -> ToWrite:
    row = next(row for row in book.enquiries.list(case.record) if row.code == line)
    held = book.held(row.record) if row.recorded else None
    draft = book.drafts.open(row.record, kind="enquiry", home=case.home, parent=case.record)
    return ToWrite(held, case, draft, {}, {}, row.label)


def _of_way(book: Any, action: Any, kind: str, code: str, begun: str) -> ToWrite:
    """A notice to the parent of a legal action, or a line of its sheets; `code` says which."""
    record = (
        book.pathway.line_id(action.record, kind, code)
        if kind in ("defence", "proof")
        else begun or book.new_id()
    )
    draft = book.drafts.open(record, kind=kind, home=action.home, parent=action.record)
    options = book.choices.of_form(kind, action.home)
    if kind != "notice":
        return ToWrite(None, action, draft, options, {}, book.pathway.line_words(kind, code), code)
    preset = book.pathway.notice_typed(action.record, code)
    return ToWrite(None, action, draft, options, preset, code=code)


def _preset(book: Any, kind: str, above: Any) -> dict[str, Any]:
    """What is known already: the level chosen in the visit, what the flag is about, who had an item last."""
    if kind == "escalation" and above.kind == "visit":
        typed = book.drafts.open(above.record).typed
        told = {"level": typed.get("safeguarding", ""), "words": typed.get("child_words", "")}
        return {name: said for name, said in told.items() if said}
    if kind == "service" and above.kind == "legal-action":
        typed_of: dict[str, Any] = book.services.typed(above.record)
        return typed_of
    if kind == "custody":
        now = f"{clock.now():%d %m %Y %H:%M}"
        return {"at": now, "from_whom": book.custody.of(above.record).holder}
    if kind == "risk-flag" and above.kind in ("person", "address"):
        return {"applies_to": above.kind}
    return {}


def make(book: Any, shown: ToWrite, typed: dict[str, Any]) -> Any:
    """Make the record with the verb of its kind."""
    draft = shown.draft
    given = {name: said for name, said in typed.items() if said not in ("", [])}
    if draft.kind == "enquiry":
        line = next(row.code for row in book.enquiries.list(draft.parent) if row.record == draft.record)
        return book.enquiries.record(draft.parent, line, given)[1] | book.drafts.discard(draft.record)
    if draft.kind == "premises-visit":
        changed = book.workplaces.plan(draft.parent, given, record=draft.record)[1]
        return changed | book.drafts.discard(draft.record)
    if draft.kind == "notice":
        return book.pathway.issue(draft.parent, shown.code, given)[1] | book.drafts.discard(draft.record)
    if shown.code:
        verb = book.pathway.defend if draft.kind == "defence" else book.pathway.prove
        return verb(draft.parent, shown.code, given)[1] | book.drafts.discard(draft.record)
    if draft.kind == "calling-card":
        return book.cards.new(draft.parent, given)[1] | book.drafts.discard(draft.record)
    machine = {}
    if draft.kind == "escalation":
        machine["said_words"] = f"What to say, level {given.get('level', '')}"
    return book.drafts.confirm(draft, typed, machine=machine)
