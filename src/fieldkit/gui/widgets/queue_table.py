"""The queue: what waits to be sent, how often it was tried, and its one act."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from fieldkit.gui.widgets.marks import NEEDS_YOU, SENDING, SENT, WAITING, Mark
from fieldkit.gui.widgets.table_rows import Columns, Row, TableRows

_MARKS = {"waiting": WAITING, "sent": SENT, "needs_you": NEEDS_YOU}


@dataclass(frozen=True)
class QueueRow:
    """Something in the queue; state is waiting, sending, sent or needs_you, percent counts while sending."""

    key: str
    state: str
    what: str
    second: str
    attempts: str
    tried: bool = False
    percent: int = 0

    def mark(self) -> Mark:
        """Its state in words and icon."""
        if self.state == "sending":
            return Mark(f"Sending {self.percent} %", SENDING.icon)
        return _MARKS[self.state]

    def row(self) -> Row:
        """As a row of the list: Retry only after a try."""
        retry = self.tried and self.state == "waiting"
        act = "Retry" if retry else "Settle" if self.state == "needs_you" else "View"
        return Row(
            self.key, self.what, self.second, self.mark(), note=self.attempts, act=act, link=act == "View"
        )


class QueueTable(TableRows):
    """Rows of the queue; `acted` for Retry, Settle or View, `opened` for the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Columns(lead=176, note=234, act=104), True, parent)

    def show_queue(self, waiting: list[QueueRow]) -> None:
        """Show the queue in the order things go."""
        self.set_rows([each.row() for each in waiting])
