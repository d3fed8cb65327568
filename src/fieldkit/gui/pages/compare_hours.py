"""A child's work under two laws side by side: as it is now, and under the Act of 2026."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.marks import CANNOT_TELL, FAIL, PASS
from fieldkit.gui.widgets.words import IconLine, Words, rule

_MARKS = {"fail": FAIL, "cannot_tell": CANNOT_TELL, "pass": PASS}
_NOW, _THEN = "The law now", "Act of 2026, not in force"
_RULE, _DIFFERS = 0, 3


class CompareHoursPage(Page):
    """Key: the child."""

    form_file = "compare_hours.ui"
    rail = "premises"

    rows: QWidget
    intro: Words

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.child = ""
        self.set_head("Compare the law")
        self.back_button = self.foot_bar().add_main("Back to the hours", "back_button")
        self.back_button.clicked.connect(self._back)

    def open(self, key: str) -> None:
        """Read both."""
        self.child, book = key, self.kit.book

        def work(_progress: Any) -> Any:
            return book.held(key), book.workplaces.compare(key)

        self.kit.jobs.start(work, self._show, self.show_trouble, owner=self)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Other hours, or other answers about the child."""
        if self.isVisible() and changes.kinds & {"child-at-work", "shift"}:
            self.open(self.child)

    @Slot(object)
    def _show(self, told: Any) -> None:
        held, rows = told
        self.set_head("Compare the law", back=(held.title, Place("hours", self.child)))
        differ = sum(row.differs for row in rows)
        self.intro.setText(
            f"{differ} of {len(rows)} rules differ, shown first. Children’s Wellbeing and Schools Act 2026 "
            "section 28 counts only for work from the day on which it begins."
        )
        layout = self.rows.layout()
        if not isinstance(layout, QVBoxLayout):
            return
        empty(layout)
        for row in rows:
            layout.addWidget(_line(row))
            layout.addWidget(rule("line"))

    @Slot()
    def _back(self) -> None:
        self.go.emit(Place("hours", self.child))


def _line(row: Any) -> QWidget:
    """A rule, what it says under each law, and in words whether they differ."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 6, 0, 6)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    head = Words(f"{row.rule}{f'. Differs: {row.words[:1].lower()}{row.words[1:]}' if row.differs else ''}",
                 weight=600)  # fmt: skip
    grid.addWidget(head, 0, 0, 1, 2)
    for column, (law, found) in enumerate(((_NOW, row.now), (_THEN, row.then))):
        grid.addWidget(Words(law, "small", "muted"), 1, column)
        if found is None:
            grid.addWidget(Words("No such rule"), 2, column, Qt.AlignmentFlag.AlignTop)
            continue
        mark = _MARKS[str(found.verdict.value)]
        line = IconLine(mark.icon, f"{mark.words}: {found.title}", mark.tone, "body", mark.tone, 600)
        grid.addWidget(line, 2, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Words(found.says, "small", "muted"), 3, column, Qt.AlignmentFlag.AlignTop)
    named(made, f"compared_{row.rule}", f"{row.rule}. {row.words or 'No difference'}")
    return made
