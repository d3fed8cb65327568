"""What an empty list says: that it is empty, what will come, and the next act."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.words import Words


class EmptyList(QWidget):
    """A bold sentence, a plain one, a button; left aligned, no picture."""

    acted = Signal()

    def __init__(
        self,
        say: str = "",
        comes: str = "",
        act: str = "",
        icon: str = "plus",
        main: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 12)
        column.setSpacing(4)
        self._say = Words(say, "question")
        self._comes = Words(comes, tone="muted")
        self.act_button = Button(act, "main" if main else "plain", icon)
        named(self.act_button, "empty_list_act", act)
        self.act_button.clicked.connect(self._act)
        column.addWidget(self._say)
        column.addWidget(self._comes)
        column.addSpacing(4)
        column.addWidget(self.act_button)
        column.addStretch(1)
        self.show_words(say, comes, act)

    def show_words(self, say: str, comes: str = "", act: str = "") -> None:
        """Change what it says; without `act` it has no button."""
        self._say.setText(say)
        self._comes.setText(comes)
        self._comes.setVisible(bool(comes))
        self.act_button.set_words(act)
        self.act_button.setAccessibleName(act)
        self.act_button.setVisible(bool(act))

    @Slot()
    def _act(self) -> None:
        self.acted.emit()
