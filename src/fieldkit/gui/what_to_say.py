"""What to say about a child, to whom, and the numbers: always there, with or without a network (CME-25)."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.layouts import empty
from fieldkit.gui.widgets.facts import FactRows
from fieldkit.gui.widgets.words import IconLine, Words, rule


class WhatToSay(QWidget):
    """The words for the level that was chosen; without a level only the numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._level: str | None = None

    def show_level(self, book: Any, level: str) -> None:
        """Show the words of a level; they come from the book on this laptop, never from the network."""
        if level == self._level or book is None:
            return
        self._level = level
        empty(self._column)
        reference = book.reference()
        chosen = next((code for code in reference.codes("safeguarding-level") if code.code == level), None)
        say = chosen.mark("say") if chosen is not None and level != "E0" else ""
        if chosen is not None and say:
            self._column.addWidget(Words(f"Tell: {chosen.mark('tell')}", "section_small"))
            self._column.addWidget(rule())
            self._column.addWidget(Words("Say these words, then what you saw and heard:", "small", "muted"))
            self._column.addWidget(Words(f"“{say}”", "section"))
            self._column.addWidget(
                IconLine(
                    "info", "Nothing here waits for a network. Write down who was told and when.", "muted"
                )
            )
        self._column.addWidget(Words("Numbers", "section_small"))
        self._column.addWidget(rule())
        numbers = [(phone.label, phone.number or phone.hint) for phone in reference.phones()]
        self._column.addWidget(FactRows(numbers))
