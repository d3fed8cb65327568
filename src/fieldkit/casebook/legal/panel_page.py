"""What a window shows of the Legal Panel: its next meeting, what waits for it, and what it has decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PanelItem:
    """One thing on the panel's list.

    - `kind` is the record's: referral, investigation-plan or interview; `what` says what is asked.
    - `asked_on` is the UK day on which it came to the panel.
    - `own` says that this officer wrote some of it, and so does not decide it.
    - `waits_for` is "decision", "allocation" or "reallocation"; `says` sums up its checks.
    """

    record: str
    kind: str
    what: str
    case: str
    reference: str
    child: str
    school: str
    asked_by: str
    asked_on: date | None
    own: bool
    waits_for: str
    says: str


@dataclass(frozen=True, slots=True)
class PanelWaits:
    """How much waits for the next meeting: to decide, and to be given to an investigator."""

    meets_on: date | None
    to_decide: int
    to_allocate: int

    @property
    def all(self) -> int:
        """Everything that waits."""
        return self.to_decide + self.to_allocate


@dataclass(frozen=True, slots=True)
class PanelQueue:
    """The list of the next meeting, None when none is in sight. `skipped` are the Mondays left out since
    today, each with the reason.

    `member` says whether this officer sits on the panel.
    """

    meets_on: date | None
    skipped: tuple[tuple[date, str], ...]
    items: tuple[PanelItem, ...]
    member: bool


@dataclass(frozen=True, slots=True)
class Investigator:
    """An officer who may be given an investigation, as typed answers name one."""

    typed: str
    name: str
