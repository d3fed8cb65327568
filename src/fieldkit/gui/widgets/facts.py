"""The context panel: headings with facts in two columns, divided by rules."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldkit.gui.layouts import empty
from fieldkit.gui.widgets.words import Words, rule

Facts = Sequence[tuple[str, str]]


class FactRows(QWidget):
    """Facts: what it is, muted, and the fact beside it, semi-bold."""

    def __init__(self, facts: Facts = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.show_facts(facts)

    def show_facts(self, facts: Facts) -> None:
        """Show exactly these."""
        empty(self._grid)
        for number, (what, fact) in enumerate(facts):
            name = Words(what, "small", "muted")
            name.setWordWrap(False)
            words = Words(fact, "small", weight=500)
            words.setAccessibleName(f"{what}: {fact}")
            self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, number, 1)


class ContextPanel(QWidget):
    """What stands beside a page: the risk flag first, then facts, then dates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self._sections = 0

    def clear(self) -> None:
        """Take everything away; the widgets that were added are deleted."""
        empty(self._column, leave=1)
        self._sections = 0

    def add(self, widget: QWidget) -> None:
        """Add a widget under what is there."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def add_section(self, heading: str) -> None:
        """Start a section: a rule above unless it is the first, then its heading."""
        if self._sections:
            self.add(rule())
        self._sections += 1
        self.add(Words(heading, "question"))

    def add_facts(self, heading: str, facts: Facts) -> FactRows:
        """A section of facts."""
        self.add_section(heading)
        rows = FactRows(facts)
        self.add(rows)
        return rows
