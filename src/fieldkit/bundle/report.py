"""What verification found, in words for a court: one verdict, and rows with the worst first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What is said of a run of pages, an exhibit, a signature or a chain."""

    ALTERED = "Altered"
    REMOVED = "Removed"
    ADDED = "Added"
    MOVED = "Moved"
    CANNOT_TELL = "Cannot tell"
    AS_SEALED = "As sealed"


_WORST_FIRST = tuple(Mark)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a report: the mark, what it is about ("Pages 3 to 7"), and why, in a sentence."""

    mark: Mark
    what: str
    says: str

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _WORST_FIRST.index(self.mark)


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict in one sentence, its rows worst first; `whole` when nothing wrong was found.

    `council_checked` says that the sealing key was traced to the council's key that the reader supplied.
    """

    verdict: str
    whole: bool
    council_checked: bool
    rows: tuple[Row, ...]


def report(verdict: str, council_checked: bool, rows: list[Row]) -> Report:
    """The report of `rows`, sorted worst first, otherwise in the order found."""
    order = tuple(sorted(rows, key=lambda row: row.rank))
    bad = (Mark.ALTERED, Mark.REMOVED, Mark.ADDED, Mark.MOVED)
    return Report(verdict, not any(row.mark in bad for row in order), council_checked, order)
