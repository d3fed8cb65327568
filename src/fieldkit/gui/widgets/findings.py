"""What the rules say of a record: fails first, then what cannot be told, passes behind a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.gui.widgets.marks import CANNOT_TELL, FAIL, PASS
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows
from fieldkit.gui.widgets.words import Words, rule

_MARKS = {"fail": FAIL, "cannot_tell": CANNOT_TELL, "pass": PASS}


@dataclass(frozen=True)
class FindingRow:
    """A finding in words: verdict is fail, cannot_tell or pass."""

    rule: str
    verdict: str
    title: str
    facts: str = ""
    authority: str = ""

    def row(self) -> Row:
        """As a row of the list."""
        return Row(self.rule, self.title, self.facts, _MARKS[self.verdict], self.rule, self.authority)


class Findings(QWidget):
    """Heading (`about`) with the counts, the rows, and "Show 4 passes"; `opened` gives the rule id."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, about: str = "Findings") -> None:
        super().__init__(parent)
        self._about = about
        self._found: list[FindingRow] = []
        self._all = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        self._heading = Words("", "section")
        self._passes = LinkButton()
        self._passes.clicked.connect(self._toggle)
        named(self._passes, "show_passes", "Show passes")
        head.addWidget(self._heading, 1)
        head.addWidget(self._passes)
        column.addLayout(head)
        column.addWidget(rule())
        self.rows = TableRows(Columns(lead=124, code=96, note=180, note_right=True))
        named(self.rows, "finding_rows", "Findings")
        self.rows.opened.connect(self.opened)
        column.addWidget(self.rows)

    def show_findings(self, found: Sequence[FindingRow]) -> None:
        """Show findings, worst first."""
        order = list(_MARKS)
        self._found = sorted(found, key=lambda each: order.index(each.verdict))
        self._fill()

    def _fill(self) -> None:
        counts = {verdict: sum(each.verdict == verdict for each in self._found) for verdict in _MARKS}
        said = f"{counts['fail']} fail, {counts['cannot_tell']} cannot tell, {counts['pass']} pass"
        self._heading.setText(f"{self._about}: {said}" if self._found else f"{self._about}: none yet")
        passes = counts["pass"]
        word = "pass" if passes == 1 else "passes"
        self._passes.set_words(f"Hide {passes} {word}" if self._all else f"Show {passes} {word}")
        self._passes.setAccessibleName(self._passes.words())
        self._passes.setVisible(bool(passes))
        shown = [each for each in self._found if self._all or each.verdict != "pass"]
        self.rows.set_rows([each.row() for each in shown])

    @Slot()
    def _toggle(self) -> None:
        self._all = not self._all
        self._fill()
