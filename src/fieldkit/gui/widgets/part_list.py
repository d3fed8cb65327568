"""A short list under a heading, with the act that adds to it: people present, cards, follow-ups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.words import Words, rule


class PartList(QWidget):
    """`opened` and `acted` give the key of a row; `add_asked` says that another one is wanted."""

    opened = Signal(str)
    acted = Signal(str)
    add_asked = Signal(str)

    def __init__(
        self,
        heading: str = "",
        name: str = "parts",
        add: str = "",
        nothing: str = "None yet",
        act: int = 0,
        note: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._heading = Words(heading, "section_small")
        column.addWidget(self._heading)
        column.addWidget(rule())
        self._nothing = Words(nothing, tone="muted")
        column.addWidget(self._nothing)
        self.rows = TableRows(Columns(act=act, note=note))
        named(self.rows, f"{name}_rows", heading)
        self.rows.opened.connect(self.opened)
        self.rows.acted.connect(self.acted)
        column.addWidget(self.rows)
        self.add_button = Button(add, icon="plus")
        named(self.add_button, f"{name}_add", add)
        self.add_button.clicked.connect(self._add)
        self._name = name
        column.addWidget(self.add_button)
        # Only now: shown before it stood in the list, it was a window that took the keyboard away.
        self.add_button.setVisible(bool(add))
        self.show_rows(())

    def set_words(self, heading: str, name: str, nothing: str) -> None:
        """Say what a list from a form is about, and what stands there while it is empty."""
        self._heading.setText(heading)
        self._nothing.setText(nothing)
        named(self.rows, f"{name}_rows", heading)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show exactly these; none says so in words."""
        self.rows.set_rows(list(rows))
        self.rows.setVisible(bool(rows))
        self._nothing.setVisible(not rows)

    @Slot()
    def _add(self) -> None:
        self.add_asked.emit(self._name)
