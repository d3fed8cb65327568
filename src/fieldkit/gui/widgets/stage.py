"""Where a visit stands and the one big button that takes it further: set off, arrived, left safely."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.words import IconLine, rule


class Stage(QWidget):
    """Words and a button of 48; without an act only the words."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        self._words = IconLine("map-pin", "", "muted", "body", "", 600)
        self.act_button = Button("", "plain")
        self.act_button.set_foot()
        named(self.act_button, "stage_act")
        self.act_button.clicked.connect(self._act)
        grid.addWidget(self._words, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.act_button, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(rule("line"), 1, 0, 1, 2)

    def show_stage(self, icon: str, words: str, act: str = "", act_icon: str = "") -> None:
        """Say where the visit stands, and what the button does."""
        self._words.icon.show_icon(icon, "muted")
        self._words.words.setText(words)
        self.act_button.setVisible(bool(act))
        if act:
            self.act_button.set_words(act)
            self.act_button.setProperty("icon_name", act_icon)
            self.act_button.setAccessibleName(act)

    @Slot()
    def _act(self) -> None:
        self.acted.emit()
