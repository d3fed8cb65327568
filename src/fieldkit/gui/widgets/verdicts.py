"""Findings in a narrow panel: verdict, rule and title in one line, what the rule says under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldkit.gui.draw import Piece
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.findings import FindingRow
from fieldkit.gui.widgets.marks import CANNOT_TELL, FAIL, PASS
from fieldkit.gui.widgets.words import IconLabel, Words

_MARKS = {"fail": FAIL, "cannot_tell": CANNOT_TELL, "pass": PASS}


class Verdicts(QWidget):
    """Every finding in words, fails first; nothing is hidden here, because a signature follows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)

    def show_findings(self, found: Sequence[FindingRow]) -> None:
        """Show findings in the order given."""
        empty(self._column)
        for row in found:
            self._column.addWidget(_line(row))


def _line(row: FindingRow) -> QWidget:
    made = QWidget()
    mark = _MARKS[row.verdict]
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(6)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    head = Words("", weight=600)
    head.set_pieces((Piece(mark.words, 600, mark.tone), Piece(f"  {row.rule} {row.title}", 600)))
    grid.addWidget(IconLabel(mark.icon, mark.tone, 18, mark.weight), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(head, 0, 1)
    grid.addWidget(Words(row.facts, "small", "muted"), 1, 0, 1, 2)
    named(made, f"finding_{row.rule}", f"{mark.words}: {row.rule} {row.title}. {row.facts}")
    return made
