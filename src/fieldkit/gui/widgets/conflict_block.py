"""One conflict on a page: what it is about, the two answers, and why the one that is kept is right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui.widgets.conflict import ConflictColumns, Side
from fieldkit.gui.widgets.words import IconLabel, Words

#: One answer: its revision, by whom, when, its words, where it came from.
Answer = tuple[str, str, datetime, str, str]


class ConflictBlock(QWidget):
    """`kept` gives the revisions to keep and why, `put_off` that the officer decides later."""

    kept = Signal(list, str)
    put_off = Signal()

    def __init__(
        self,
        heading: str,
        told: str,
        answers: Sequence[Answer],
        before: str,
        both: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 8)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("git-fork", "warn", 24))
        head.addWidget(Words(heading, "section"), 1)
        column.addLayout(head)
        column.addWidget(Words(told, "small", "muted"))
        column.addSpacing(6)
        left, right = (
            Side(revision, f"{who}, {at:%A} {at.day} {at:%B}, {at:%H:%M}", words, source)
            for revision, who, at, words, source in answers[:2]
        )
        self.columns = ConflictColumns(left, right, before, both or "Keep both")
        self.columns.both_button.setVisible(bool(both))
        self.columns.kept.connect(self.kept)
        self.columns.put_off.connect(self._put_off)
        column.addWidget(self.columns)

    @Slot()
    def _put_off(self) -> None:
        self.put_off.emit()
