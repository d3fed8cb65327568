"""Rows of a day: time or icon, what it is, what to know, and the act at the right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.words import IconLabel, IconLine, Words, rule


@dataclass(frozen=True)
class AgendaRow:
    """Something to do: `time` or `icon` at the left, a warning, its act; `main` fills the button.

    `done` says of what is over how it ended.
    """

    key: str
    title: str
    second: str = ""
    time: str = ""
    icon: str = ""
    warning: str = ""
    act: str = ""
    main: bool = False
    done: str = ""


class Agenda(QWidget):
    """A few rows with real buttons; `acted` gives the row's key."""

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[AgendaRow] = []
        self._buttons: dict[str, Button] = {}

    def show_rows(self, rows: list[AgendaRow]) -> None:
        """Show exactly these; the same rows again change nothing, so that the focus stays."""
        if rows == self._rows:
            return
        self._rows = list(rows)
        empty(self._column)
        self._buttons = {}
        for row in rows:
            self._column.addWidget(self._row(row))
            self._column.addWidget(rule("line"))

    def button(self, key: str) -> Button:
        """The act of a row."""
        return self._buttons[key]

    def _row(self, row: AgendaRow) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 9, 0, 9)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        if row.icon:
            tone = "warn" if row.icon in ("git-fork", "warning") else "muted"
            grid.addWidget(IconLabel(row.icon, tone, 22), 0, 0, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            time = Words(row.time, "question", weight=600)
            time.setWordWrap(False)
            time.setMinimumWidth(theme().px(58))
            grid.addWidget(time, 0, 0, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        title = Words(row.title, "question") if row.time else Words(row.title, weight=600)
        grid.addWidget(title, 0, 1)
        if row.second:
            grid.addWidget(Words(row.second, "small", "muted"), 1, 1)
        if row.warning:
            line = IconLine("warning", row.warning, "warn", "small", "warn", 600)
            line.icon.show_icon("warning", "warn", 18, "fill")
            grid.addWidget(line, 2, 1)
        if row.done:
            grid.addWidget(IconLine("check-circle", row.done, "ok", "small", weight=600), 3, 1)
        if row.act:
            button = Button(row.act, "main" if row.main else "plain")
            button.setMinimumWidth(theme().px(168))
            named(button, f"agenda_{row.key}", f"{row.act}: {row.title}")
            button.clicked.connect(self._act)
            self._buttons[row.key] = button
            grid.addWidget(button, 0, 2, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        return made

    @Slot()
    def _act(self) -> None:
        pressed = self.sender()
        for key, button in self._buttons.items():
            if button is pressed:
                self.acted.emit(key)
