"""What a window shows of sign-offs: what is asked of whom, and the latest decision as it stands now."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.casebook.approvals.check import MANAGER


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that waits for a manager or, as `role` says, for the Legal Panel."""

    record: str
    kind: str
    about: str
    title: str
    asked_by: str
    asked_ms: int
    own: bool
    home: str
    role: str = MANAGER


@dataclass(frozen=True, slots=True)
class Approval:
    """The latest decision on a record: whose, on what conditions, and whether it holds now.

    `holds` is None when that cannot be told on this laptop; `why` says why it does not hold.
    """

    signoff: str
    decision: str
    words: str
    by: str
    decided_ms: int
    conditions: str
    reason: str
    until: str
    holds: bool | None
    why: str

    @property
    def stands(self) -> bool:
        """Whether it approves and holds now."""
        return self.decision == "approve" and self.holds is True
