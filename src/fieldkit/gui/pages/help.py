"""Help: what FieldKit is, the sheet of keys, what to say and record about a child at risk, the rules."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui import shortcuts
from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.spans import READING, Span
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.tabs import Tabs
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words, rule

_TABS = (
    ("about", "What FieldKit is"),
    ("keys", "Keys"),
    ("safeguarding", "Worried about a child"),
    ("rules", "Rules"),
)
_ABOUT = (
    (
        "Your notebook",
        "FieldKit keeps your cases, visits, notes and photographs in one encrypted notebook on this "
        "laptop. It works without a network. Everything you type is saved within a second.",
    ),
    (
        "Nothing is lost or changed behind you",
        "A confirmed answer is never overwritten. A correction strikes the old words through: they stay "
        "readable, with your initials, the time and the reason. A locked record takes only dated "
        "addenda.",
    ),
    (
        "Sending",
        "What you confirm goes to your council when there is a network. The chip at the top right says "
        "what waits, what was sent, and what needs you. Offline is normal and grey.",
    ),
    (
        "No network: exchange by stick",
        "On the queue or on a sweep’s page, Exchange by stick writes a file that only one other officer’s "
        "laptop can open, and takes in theirs. Each stop counts once, however often it is handed over.",
    ),
    (
        "Sweeps, stops and hours",
        "On a live sweep N begins a stop, and each key of a stop has its letter. F2 is for their words, F3 "
        "for a worry about the child. A stop, a visit to premises and a child’s hours save as you type.",
    ),
    (
        "The safety timer",
        "It starts with a visit and asks whether you are safe. FieldKit cannot call for help without a "
        "network, so your buddy holds a copy of your plan.",
    ),
)
_SAFEGUARDING = (
    (
        "If the child is in danger now",
        "Call 999 first. Then tell your manager and MASH. Do not leave the child unless you are unsafe.",
    ),
    (
        "Same day",
        "Anything that makes you think a child is being harmed goes to MASH the same day. Write down "
        "whom you told, when, and the reference they gave.",
    ),
    (
        "When you are not sure",
        "Speak to your designated safeguarding lead or your manager the same day. You need no proof to ask.",
    ),
    (
        "What to say",
        "Who you are and which child. What you saw and when. What the child said, in their own words. "
        "Who else is in the home. What you are worried about, as your own judgement.",
    ),
    (
        "What to write down",
        "The facts as you saw them. The child’s words, word for word. The time you noticed and the time "
        "you told. Whom you told and what they advised. Whether you sought consent, or why not.",
    ),
    (
        "What not to do",
        "Ask no leading questions and do not examine the child. Promise no secrecy. Take no photograph "
        "of a child or an injury.",
    ),
)


class HelpPage(Page):
    """`key` is a tab, or `rule/` and the id of a rule."""

    form_file = "help.ui"
    rail = "help"
    top = 0

    tabs: Tabs
    about_panel: QWidget
    keys_panel: QWidget
    safeguarding_panel: QWidget
    rules_panel: QWidget
    rules_label: Words
    typed: TextField
    rules: TableRows

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Help")
        self.tabs.show_tabs(_TABS)
        self.tabs.chosen.connect(self.show_panel)
        _fill(self.about_panel, _ABOUT)
        _fill(self.safeguarding_panel, _SAFEGUARDING)
        self._numbers = FactRows()
        self._fill_numbers()
        self._fill_keys()
        self.rules_label.setBuddy(self.typed)
        named(self.typed, "typed", "Find a rule by its id or its words")
        self.typed.changed.connect(self._show_rules)
        self.rules.set_columns(Columns(code=96, note=260))
        self.show_panel("about")

    def _fill_numbers(self) -> None:
        column = self.safeguarding_panel.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, self._numbers)
            column.insertSpacing(1, 12)

    def _fill_keys(self) -> None:
        column = self.keys_panel.layout()
        if isinstance(column, QVBoxLayout):
            for where, keys in shortcuts.sheet():
                column.addWidget(Words(where, "section"))
                column.addSpacing(6)
                column.addWidget(rule())
                column.addSpacing(10)
                column.addWidget(FactRows(keys))
                column.addSpacing(24)

    def open(self, key: str) -> None:
        """Show a tab; a rule is looked up among the rules."""
        tab, _, rule_id = key.partition("/")
        self._show_numbers()
        if tab == "rule":
            self.typed.set_value(rule_id)
            tab = "rules"
        if tab:
            self.tabs.set_current(tab)
            self.show_panel(tab)

    def _show_numbers(self) -> None:
        book = self.kit.book
        if book is not None:
            self.kit.jobs.start(lambda _progress: book.reference().phones(), self.show_numbers, owner=self)

    @Slot(object)
    def show_numbers(self, phones: Any) -> None:
        """Whom to call."""
        self._numbers.show_facts([(phone.label, phone.number or phone.hint) for phone in phones])

    def set_span(self, span: Span) -> None:
        """Lines are no longer than can be read in one go."""
        super().set_span(span)
        self.body.setMaximumWidth(theme().px(READING) + 2 * span.margin)

    @Slot(str)
    def show_panel(self, key: str) -> None:
        """Show what stands under a tab."""
        for name, _words in _TABS:
            getattr(self, f"{name}_panel").setVisible(name == key)
        if key == "rules":
            self._show_rules()

    @Slot()
    def _show_rules(self) -> None:
        from fieldkit.rules.registry import RULES

        wanted = self.typed.value().casefold().split()
        found = [RULES[each] for each in sorted(RULES)]
        self.rules.set_rows(
            [
                Row(each.id, each.title, each.meaning, code=each.id, note=each.authority)
                for each in found
                if all(word in f"{each.id} {each.title} {each.meaning}".casefold() for word in wanted)
            ]
        )


def _fill(panel: QWidget, parts: tuple[tuple[str, str], ...]) -> None:
    column = panel.layout()
    if isinstance(column, QVBoxLayout):
        for heading, words in parts:
            column.addWidget(Words(heading, "section_small"))
            column.addSpacing(2)
            column.addWidget(Words(words))
            column.addSpacing(16)
