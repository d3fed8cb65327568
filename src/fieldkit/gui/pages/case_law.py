"""Case law: looked through as it is typed; a superseded case is warned of in red wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui import saying
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.readings.presenter import Warned
from fieldkit.gui.widgets.empty import EmptyList
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import Words, rule
from fieldkit.reference.case_law import CaseLaw, found


class CaseLawPage(Page):
    """Key: words to look for, or nothing."""

    form_file = "case_law.ui"
    rail = "cases"

    wanted: TextField
    number: Words
    rows: QWidget
    none: EmptyList

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Case law", back=("Hearings", Place("hearings")))
        self.wanted.describe("Look for", "A name, a tag such as D1, or any word")
        self.wanted.textChanged.connect(self._asked)
        self.none.show_words("No case found", "Try fewer words, or a tag such as D1 or burden.")

    def open(self, key: str) -> None:
        """Show what is found, all of it for nothing."""
        self.wanted.set_value(key)
        self._asked()

    @Slot()
    def _asked(self) -> None:
        cases = found(self.wanted.text())
        self.number.setText(saying.counted(len(cases), "case"))
        self.none.setVisible(not cases)
        layout = self.rows.layout()
        if isinstance(layout, QVBoxLayout):
            empty(layout)
            for case in cases:
                layout.addWidget(_row(case))


def _row(case: CaseLaw) -> QWidget:
    """One case: name, what it decided, its standing and its tags."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 8, 0, 8)
    column.setSpacing(2)
    if case.superseded:
        column.addWidget(Warned(case.do_not, case.warning))
        column.addSpacing(8)
    column.addWidget(Words(f"{case.number}. {case.cited}", "question", "danger" if case.superseded else ""))
    column.addWidget(Words(case.proposition, "body"))
    told = f"{case.status_words}. About {', '.join(case.tags)}.{f' {case.note}' if case.note else ''}"
    column.addWidget(Words(told, "small", "danger" if case.superseded else "muted"))
    column.addWidget(rule("line"))
    named(
        made, f"case_{case.number}", f"{case.cited}. {case.status_words}. {case.warning} {case.proposition}"
    )
    return made
