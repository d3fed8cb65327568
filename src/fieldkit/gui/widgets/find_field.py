"""A field that finds: matches stand under it while one types, and the chosen one is shown in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui.announce import announce
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.table_rows import Row, TableRows
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words

_SHOWN = 8


@dataclass(frozen=True)
class Match:
    """Something that can be chosen: the answer as typed, its words, and a second line."""

    typed: str
    words: str
    second: str = ""


class FindField(QWidget):
    """`asked` gives the words typed, to be answered by `show_matches`; given all `matches`, it filters."""

    changed = Signal()
    asked = Signal(str)

    def __init__(self, matches: Sequence[Match] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all = list(matches) if matches is not None else None
        self._chosen: Match | None = None
        self._found: dict[str, Match] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._picked = QWidget()
        row = QHBoxLayout(self._picked)
        row.setContentsMargins(0, 0, 0, 0)
        self._words = Words("", "answer")
        self._change = Button("Choose another")
        self._change.clicked.connect(self._again)
        row.addWidget(self._words, 1)
        row.addWidget(self._change)
        self._field = TextField()
        self._field.changed.connect(self._typed)
        self._field.installEventFilter(self)
        self._rows = TableRows()
        self._rows.opened.connect(self._take)
        for part in (self._picked, self._field, self._rows):
            column.addWidget(part)
        self._picked.hide()
        self._rows.hide()
        self.describe("Find")

    def value(self) -> str | list[str]:
        """The chosen answer as typed; without a choice the words in the field, so that nothing is lost."""
        return self._chosen.typed if self._chosen else self._field.text()

    def set_value(self, value: str | list[str]) -> None:
        """Show an answer; its words come from the matches, or from the answer itself after its id."""
        typed = value if isinstance(value, str) else next(iter(value), "")
        known = next((match for match in self._all or () if match.typed == typed), None)
        ident, _, words = typed.partition(" ")
        if typed and known is None and words and self._all is None:
            known = Match(typed, words, ident)
        self._chosen = known
        self._field.setText("" if known else typed)
        self._show()

    def set_matches(self, matches: Sequence[Match]) -> None:
        """Filter among these from now on."""
        kept = self.value()
        self._all = list(matches)
        self.set_value(kept)

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Show what was found for the words last asked."""
        rows = [Row(match.typed, match.words, match.second) for match in matches[:_SHOWN]]
        self._found = {match.typed: match for match in matches}
        self._rows.set_rows(rows)
        self._rows.setVisible(bool(rows) and self._chosen is None)
        announce(self._field, f"{len(rows)} found" if rows else "Nothing found")

    def set_wrong(self, wrong: bool) -> None:
        """Show the problem state."""
        self._field.set_wrong(wrong)

    def describe(self, name: str, description: str = "") -> None:
        """Name the parts for screen readers."""
        stem = self.objectName() or "find"
        named(self._field, f"{stem}_words", name)
        self._field.setAccessibleDescription(description)
        named(self._rows, f"{stem}_matches", f"{name} Found")
        named(self._change, f"{stem}_again", f"{name} Choose another")

    def focus_here(self) -> None:
        """Take the keyboard."""
        (self._change if self._chosen else self._field).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the matches; Enter takes the first."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._rows.isVisible():
            if event.key() == Qt.Key.Key_Down:
                self._rows.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self._rows.rows_model().row(0).key)
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _typed(self) -> None:
        words = self._field.text().strip()
        if self._all is not None:
            wanted = words.casefold()
            found = [match for match in self._all if wanted in f"{match.words} {match.second}".casefold()]
            self.show_matches(found if words else [])
        else:
            self.asked.emit(words)
        self.changed.emit()

    @Slot(str)
    def _take(self, typed: str) -> None:
        self._chosen = self._found[typed]
        self._show()
        self._change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot()
    def _again(self) -> None:
        self._chosen = None
        self._field.setText("")
        self._show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show(self) -> None:
        chosen = self._chosen
        self._words.setText(chosen.words if chosen else "")
        self._picked.setVisible(chosen is not None)
        self._field.setVisible(chosen is None)
        self._rows.setVisible(False)
