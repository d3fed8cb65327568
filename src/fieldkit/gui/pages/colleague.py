"""The timer of a colleague who is out: who, where, since when, what to do next, and what was done (LW-02)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.pages.safety import place_of
from fieldkit.gui.visit.stage import clock_of
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.facts import ContextPanel, FactRows
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import IconLine, Words

#: What can be written down: event, words, icon.
_ACTS = (
    ("rang", "I rang the officer", "phone"),
    ("told", "I told somebody", "users-three"),
    ("escalated", "I escalated it", "warning"),
)
_NONE = "No colleague is out, as far as this laptop knows."


class ColleaguePage(Page):
    """Key: the safety plan, or nothing for the one that cannot wait longest."""

    form_file = "colleague.ui"
    rail = "today"

    where_it_stands: IconLine
    who: FactRows
    do: Words
    note: QuestionBlock
    acts: RowOrStack
    log: FactRows
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.out: Any = None
        self.key = ""
        self.set_head("A colleague who is out")
        self.set_context_words("The plan")
        self.note.set_editor(TextField())
        self.buttons: dict[str, Button] = {}
        for event, words, icon in _ACTS:
            button = Button(words, icon=icon)
            named(button, f"{event}_button", words)
            button.setProperty("event", event)
            button.clicked.connect(self._write)
            self.acts.add(button)
            self.buttons[event] = button
        self.main = self.foot_bar().add_main("I act on this alarm", "acknowledge_button", "check-circle")
        self.main.clicked.connect(self._answer)

    def open(self, key: str) -> None:
        """Read how it stands now."""
        self.key, book = key, self.kit.book
        self.kit.jobs.start(
            lambda _progress: tuple(book.colleagues.out()), self.show_out, self.show_trouble, owner=self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something was written on a timer, here or elsewhere."""
        if self.isVisible() and "safety-event" in changes.kinds:
            self.open(self.key)

    @Slot(object)
    def show_out(self, everybody: Any) -> None:
        """Show the colleague that is meant."""
        first = everybody[0] if everybody and not self.key else None
        out = self.out = next((one for one in everybody if one.plan == self.key), first)
        for part in (self.who, self.do, self.note, self.acts, self.log, self.foot_bar()):
            part.setVisible(out is not None)
        self.context.clear()
        self.banners.drop("duress")
        if out is None:
            self.where_it_stands.icon.show_icon("timer", "muted")
            self.where_it_stands.words.setText(_NONE)
            return
        self.key = out.plan
        self.set_head(out.officer, back=("What they are out for", place_of(out)))
        self._show_stage(out)
        self.who.show_facts(facts_of(out))
        self.do.setText(out.do)
        entries = [(f"{entry.at:%H:%M}", told(entry)) for entry in reversed(out.log)]
        self.log.show_facts(entries)
        self.main.set_words("Found safe" if out.duress and out.answered else "I act on this alarm")
        self.foot_bar().setVisible(out.duress)
        # After a duress code a ringing telephone is a danger.
        self.buttons["rang"].setVisible(not out.duress)
        self.context.add_section("What the buddy holds")
        self.context.add(Words(out.plan_text, "small"))

    def _show_stage(self, out: Any) -> None:
        late = out.minutes_over > 0 or out.duress
        words = stage_of(out)
        self.where_it_stands.icon.show_icon(
            "timer", "danger" if late else "muted", 18, "fill" if late else ""
        )
        self.where_it_stands.words.setText(words)
        if out.duress:
            self.banners.show_notice(Notice("duress", words, "Do what stands below.", "red", "timer"))
        self.head_changed.emit()

    @Slot()
    def _write(self) -> None:
        pressed = self.sender()
        if pressed is not None and self.out is not None:
            self._keep(str(pressed.property("event")))

    @Slot()
    def _answer(self) -> None:
        if not str(self.note.value()).strip():
            self.show_problems([("note", "Write what you do or know")])
            return
        self._keep("found-safe" if self.out.answered else "acknowledged")

    def _keep(self, event: str) -> None:
        book, plan, note = self.kit.book, self.out.plan, str(self.note.value())
        self.kit.jobs.start(
            lambda _progress: book.colleagues.write(plan, event, note),
            self._kept,
            self.show_trouble,
            owner=self,
        )

    @Slot(object)
    def _kept(self, changes: Any) -> None:
        self.show_problems(())
        self.note.set_value("")
        self.kit.told.changed.emit(changes)
        self.foot_bar().say(f"Written down at {clock_of(self.kit.book.now_text())}", "check", aloud=True)
        self.open(self.key)


def stage_of(out: Any) -> str:
    """How a colleague's timer stands, in one line."""
    by = f"{out.due_at:%H:%M}" if out.due_at else "an agreed time"
    if out.duress:
        return f"{out.officer} gave the duress code at {by}."
    if out.minutes_over > 0:
        return f"{out.stage_words}: {out.minutes_over} minutes, due at {by}."
    return f"{out.stage_words}: back safe by {by}."


def facts_of(out: Any) -> list[tuple[str, str]]:
    """Where, until when, last heard of, and the number."""
    heard = f"{out.heard_at:%H:%M}" if out.heard_at else "Not since they set off"
    return [("Where", out.where), ("Last heard of", heard), ("Their number", out.phone or "No number given")]


def told(entry: Any) -> str:
    """One line of the log."""
    return f"{entry.words}, {entry.who}{f': {entry.note}' if entry.note else ''}"
