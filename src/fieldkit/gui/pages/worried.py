"""Worried about a child met outside: what to say, to whom, what was seen; their record waits, not this."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from fieldkit.gui import clock
from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.pages.record_form import RecordFormPage, ToWrite
from fieldkit.gui.what_to_say import WhatToSay
from fieldkit.gui.widgets.facts import ContextPanel


class WorriedPage(RecordFormPage):
    """Key: the stop, begun or saved, or `child/premises` of a child at work. Esc and the link lead back; what
    was written there is as it was left.
    """

    form_file = "worried.ui"
    rail = "sweeps"

    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.say = WhatToSay()
        self.context.add_section("What to say")
        self.context.add(self.say)
        self.set_context_words("What to say", True)

    def open(self, key: str) -> None:
        """Begin the note of the concern, or go on with it."""
        self.key, _, rail = key.partition("/")
        self.rail, book, about = rail or type(self).rail, self.kit.book, self.key
        self._set_back()
        self.say.show_level(book, "")
        self.kit.jobs.start(
            lambda _progress: read(book, about), self.show_form, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def show_form(self, shown: ToWrite) -> None:
        """The first page, with the words of the level that was chosen."""
        super().show_form(shown)
        self._set_back()
        kept = "The hours are kept as you left them." if self.at_work else "The stop is kept as you left it."
        self.intro.setText(f"Tell first, write afterwards. {kept}")
        self._say_level()

    @property
    def at_work(self) -> bool:
        """Whether the child was found at work, not stopped in the street."""
        return self.rail == "premises"

    def _set_back(self) -> None:
        self.set_head(
            "Worried about the child", back=("The hours" if self.at_work else "The stop", self._from())
        )

    def _from(self) -> Place:
        return Place("hours" if self.at_work else "stop", self.key)

    def keep(self, name: str, value: str | list[str]) -> None:
        """The words to say follow the level as it is chosen."""
        super().keep(name, value)
        if name == "level":
            self._say_level()

    def _say_level(self) -> None:
        self.say.show_level(self.kit.book, str(self.typed.get("level") or ""))

    def make(self, shown: ToWrite, typed: dict[str, Any]) -> Any:
        """Escalate at once; a stop need not be saved for it."""
        book, about = self.kit.book, self.key
        desk = book.workplaces if self.at_work else book.stops
        said = {name: answer for name, answer in typed.items() if answer not in ("", [])}
        level = str(said.pop("level", ""))
        _, changes = desk.escalate(about, level, said)
        return changes | book.drafts.discard(shown.draft.record)

    @Slot(object)
    def _saved(self, changes: Any) -> None:
        self.show_problems(())
        self.kit.told.changed.emit(changes)
        self.go.emit(self._from())


def read(book: Any, about: str) -> ToWrite:
    """The note that was begun about this stop or child, else a new one with what was said already."""
    begun = [
        each.record for each in book.drafts.waiting() if (each.kind, each.parent) == ("escalation", about)
    ]
    said = book.drafts.open(about)
    record = begun[0] if begun else book.new_id()
    draft = book.drafts.open(record, kind="escalation", home=said.home, parent=about)
    preset = {"noticed_at": f"{clock.now():%d %m %Y %H:%M}", "words": said.typed.get("words", "")}
    return ToWrite(None, None, draft, book.choices.of_form("escalation", said.home), preset)
