"""What a window shows of the legal pathway of one parent: measures, dates, notices, defences, points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.legal.page import LegalAct
from fieldkit.rules.finding import Finding
from fieldkit.store.records import Held

OFFERED, FORBIDDEN, OPEN = "offered", "forbidden", "cannot_tell"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the order of measures for one parent: offered, forbidden, or not to be told yet, and why.

    `tier` is a code of `legal-tier`, `number` its place; measures numbered 0 may be taken at any stage.
    """

    tier: str
    number: int
    words: str
    standing: str
    why: str = ""

    @property
    def standing_words(self) -> str:
        """Offered, Barred or Cannot tell."""
        return {OFFERED: "Offered", FORBIDDEN: "Barred", OPEN: "Cannot tell"}[self.standing]


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """An alarm before the cautious date; `raised` says that its day has come."""

    weeks: int
    day: date
    raised: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """The two last days of a charge with the days left to each, below nought when past (LIM-01, LIM-02)."""

    cautious: date
    outer: date
    left: int
    left_outer: int
    alarms: tuple[AlarmRow, ...]
    laid_on: date | None = None

    @property
    def alarm(self) -> int:
        """The weeks of the nearest alarm that was raised; 0 for none, and once the charge is laid."""
        if self.laid_on is not None:
            return 0
        return min((alarm.weeks for alarm in self.alarms if alarm.raised), default=0)


@dataclass(frozen=True, slots=True)
class Direction:
    """A court's direction to apply for an education supervision order: when it is to be answered by
    (s.447).
    """

    directed_on: date
    due: date
    left: int
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice to this parent for this child. Days are None where they are not known.

    `reduced_by` and `pay_by` are the last days for paying; `state` is open, paid, paid-late, withdrawn,
    unpaid, improving, improved or not-improved, and `state_words` says it whole. `clock` says how many days
    are left to the cautious date of the charge, which runs on meanwhile (LIM-02).
    """

    notice: str
    kind: str
    words: str
    issued_on: date | None
    amounts: str
    reduced_by: date | None
    pay_by: date | None
    improve_from: date | None
    improve_to: date | None
    state: str
    state_words: str
    clock: str = ""


@dataclass(frozen=True, slots=True)
class DefenceRow:
    """One line of the defences sheet, asked or not; `raised` is yes, no or empty."""

    record: str
    code: str
    words: str
    source: str
    burden: str
    asked: bool
    raised: str
    evidence: str
    finding: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point to prove: by which paper and where in it; `page` is that of the latest bundle, 0 when none."""

    record: str
    code: str
    words: str
    paper: str
    proved_by: str
    where: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class HearingRow:
    """A hearing in a list, with whose it is and what is not ready for it."""

    hearing: str
    action: str
    case: str
    reference: str
    parent: str
    court: str
    room: str
    at: str
    kind: str
    kind_words: str
    presenter: str
    outcome: str
    not_ready: tuple[str, ...]
    result: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One parent's way in a list."""

    action: str
    case: str
    person: str
    parent: str
    measure: str
    state: str
    state_words: str
    deadline: Deadline | None
    direction: Direction | None
    raised: int
    proved: int
    points: int


@dataclass(frozen=True, slots=True)
class PathwayPage:
    """One parent's way read whole. `act` is what comes next, `others` what may be done besides.

    - `blockers` bar every sanction for attendance while they are open; the contract path may go on.
    - `court` says where the offence is heard: single justice or open court, and why.
    - `regime` is a code of `processing-regime`; without law enforcement nothing is decided (DP-01).
    - `findings` are those on this action and on its notices, the fails first.
    """

    held: Held
    case: Held
    reference: str
    person: str
    parent: str
    child: str
    state_words: str
    measure_words: str
    offence: str
    offence_words: str
    court: str
    regime: str
    eso_words: str
    deadline: Deadline | None
    direction: Direction | None
    blockers: tuple[Finding, ...]
    measures: tuple[Measure, ...]
    notices: tuple[NoticeRow, ...]
    defences: tuple[DefenceRow, ...]
    points: tuple[PointRow, ...]
    hearings: tuple[HearingRow, ...]
    result_words: str
    orders: tuple[str, ...]
    findings: tuple[Finding, ...]
    act: LegalAct
    others: tuple[LegalAct, ...]
