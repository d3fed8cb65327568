"""The desk for premises visits: planned, arrived, left, written up, locked, and the children found at
work.
"""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.workplace_files import WorkplaceFiles
from fieldkit.rules.finding import Finding


class Workplaces(Desk):
    """A visit to a workplace on an employment sweep (domain 5.3)."""

    def findings_of(self, child: str) -> Sequence[Finding]:
        """What the rules say of a child at work on every day listed: fails first, then what cannot be
        told.
        """
        files = self.beside(WorkplaceFiles)
        return files.findings(files.child(child))
