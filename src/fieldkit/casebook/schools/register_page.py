"""What a window shows of a pupil's register: its totals, a year of weeks ready to draw, and its files."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.rules.finding import Finding
from fieldkit.rules.school.attendance import CodeTotal, SessionMark, Totals
from fieldkit.rules.school.marks import Register
from fieldkit.rules.school.weeks import Week, Window


@dataclass(frozen=True, slots=True)
class ExtractRow:
    """One imported extract. `corrected` says that a later one replaces it, `here` that its file is here.

    `sessions` is how much of the year it covers, in words; `received_at` is ISO text.
    """

    extract: str
    received_at: str
    received_from: str
    school: str
    sessions: str
    file_name: str
    sha256: str
    certified: str
    corrected: bool
    here: bool


@dataclass(frozen=True, slots=True)
class RollRow:
    """Something written down of the school's roll: a new pupil, a deletion, a return or a meeting."""

    record: str
    kind: str
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register of the child of a case, from the extract that stands; `extract` is empty when none does.

    - `facts` is the whole of it as rules take it; `period` are the days of the referral it was asked for, as
      `YYYY-MM-DD`, and `in_period` the totals over those days alone.
    - `persistent` and `severe` are None when no session was possible.
    - `overdue` are the N codes whose five school days are over, None without a calendar.
    - `window` is the ten-week window with the most sessions counted.
    - `weeks` are every week from the first mark to the end of the school year, holidays among them.
    - `findings` are those on the register and on the roll; `extracts` all files, the newest first.
    - `roll` is what is written down of the school's roll, in the order in which it was.
    """

    case: str
    reference: str
    child: str
    extract: str
    school: str
    has_calendar: bool
    facts: Register
    totals: Totals
    period: tuple[str, str] | None
    in_period: Totals | None
    persistent: bool | None
    severe: bool | None
    overdue: tuple[SessionMark, ...] | None
    window: Window | None
    weeks: tuple[Week, ...]
    findings: tuple[Finding, ...]
    certificate: tuple[tuple[str, str], ...]
    extracts: tuple[ExtractRow, ...]
    roll: tuple[RollRow, ...]

    @property
    def by_code(self) -> tuple[CodeTotal, ...]:
        """How many sessions carry each code; legacy ones say so."""
        return self.totals.by_code
