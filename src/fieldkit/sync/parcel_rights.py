"""Who has a part in a home as its own lines show it: what two laptops go by when no server can be asked.

The server alone grants homes. Offline, what it has told this laptop decides first; where it has told nothing,
because an operation was planned and paired without a network, the signed records themselves do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.ledger.revision import Revision

MANAGER = "MGR"
#: The answers by which a record gives an officer a part in its home.
NAMING: Mapping[str, tuple[str, ...]] = {
    "operation": ("council_lead",),
    "pairing": ("officer", "second_officer"),
    "case": ("allocated_officer",),
}


@dataclass
class Part:
    """What the lines of one home say of who works in it, gathered line by line."""

    home: str
    founding: set[str] = field(default_factory=set)
    """The ids of its first lines: nobody who was never given the home can show one."""
    founders: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)
    named: set[tuple[str, str]] = field(default_factory=set)
    """(officer who signed it, officer whom it names)."""
    managers: set[str] = field(default_factory=set)

    def add(self, revision: Revision, author: DeviceCertificate) -> None:
        """Take one line into account; its author's certificate was checked."""
        header, officer = revision.header, author.holder.officer
        self.authors.add(officer)
        if MANAGER in author.holder.roles:
            self.managers.add(officer)
        if header.record == self.home and not header.bases:
            self.founding.add(revision.id)
            self.founders.add(officer)
        told = revision.payload.fields if revision.payload is not None else {}
        for name in NAMING.get(header.kind, ()):
            value = told.get(name)
            found = value.get("id") if isinstance(value, dict) else None
            if isinstance(found, str):
                self.named.add((officer, found))

    @property
    def officers(self) -> set[str]:
        """The founder, and whom the founder, a manager or somebody so named has named."""
        found = set(self.founders)
        while fresh := {one for by, one in self.named if by in found | self.managers} - found:
            found |= fresh
        return found
