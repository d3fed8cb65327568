"""Legal action beside a case: each parent's way with the view of it in court, and the ways not begun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.readings import pathway as pathway_reading
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.words import IconLine, Words


class ParentWays(QWidget):
    """`asked` says the page and the key of a link; `begin_asked` the parent whose way is to begin."""

    asked = Signal(str, str)
    begin_asked = Signal(str)

    def __init__(self, ways: Sequence[Any], not_begun: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for number, way in enumerate(ways):
            self._column.addWidget(Words(f"{way.parent}: {way.state_words}", "small"))
            if said := pathway_reading.warning(way):
                self._column.addWidget(IconLine("warning", said, "warn", "small"))
            self._link(f"way_{number}_link", "This parent’s way", "pathway", way.action, way.parent)
            # Each parent is presented alone (PAR-02), so that the view is of the way and not of the case.
            self._link(f"court_{number}_link", "Presenter’s view", "presenter", way.action, way.parent)
        for number, (person, name) in enumerate(not_begun):
            self._column.addWidget(Words(name, "small"))
            button = Button("Begin this parent’s way")
            button.set_wide()
            named(button, f"begin_{number}_button", f"{button.text()}: {name}")
            button.setProperty("person", person)
            button.clicked.connect(self._begin)
            self._column.addWidget(button)
        self._link("hearings_link", "Hearings", "hearings", "", "")
        self._link("case_law_link", "Case law", "case_law", "", "")
        self._link("legal_return_link", "Return of legal activity", "legal_return", "period", "")

    def _link(self, identifier: str, words: str, page: str, key: str, parent: str) -> None:
        link = LinkButton(words)
        named(link, identifier, f"{words}: {parent}" if parent else words)
        link.setProperty("page", page)
        link.setProperty("key", key)
        link.clicked.connect(self._go)
        self._column.addWidget(link)

    @Slot()
    def _go(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.asked.emit(str(pressed.property("page")), str(pressed.property("key")))

    @Slot()
    def _begin(self) -> None:
        pressed = self.sender()
        if pressed is not None:
            self.begin_asked.emit(str(pressed.property("person")))
