"""What the employment rules are told: the child, shifts, job, permit, employer's notice and entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from fieldkit.rules.school.calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class Break:
    """A rest within a shift, UK clock times."""

    start: time | None = None
    finish: time | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """One spell of work for one employer, within one day; work past midnight is two shifts.

    `breaks` is None when nobody asked, and empty when there was none. `employer` is a name or an id.
    """

    day: date | None = None
    start: time | None = None
    finish: time | None = None
    breaks: tuple[Break, ...] | None = None
    employer: str = ""


@dataclass(frozen=True, slots=True)
class HalfDay:
    """School hours of one day on which the school does not keep its usual ones."""

    day: date
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class SchoolHours:
    """When the child's school opens and closes; what its calendar says of half days goes before."""

    opens: time | None = None
    closes: time | None = None
    half_days: tuple[HalfDay, ...] = ()


@dataclass(frozen=True, slots=True)
class Permit:
    """The work permit: codes of `permit-seen` and, where the council's own record is to hand, `permit-state`.

    `covers` is whether it is for this job, this place and these hours: "yes", "no" or "unknown".
    """

    seen: str | None = None
    covers: str | None = None
    state: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The employer's notice to the council: "yes", "no" or "unknown", and its day.

    `began` is the latest day on which the work can have begun; `words` is who says so, for the finding.
    """

    given: str | None = None
    given_on: date | None = None
    began: date | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class ChildAtWork:
    """A child found at work, and one `day` looked at. None stands for what nobody asked or knows.

    - `shifts` are all that is known of the child's work on any day, for all employers together.
    - `week_minutes` is the total stated for the week of `day`, all jobs; `week_complete` is True when the
      shifts listed are all the work of that week.
    - `required` is whether the pupil had to attend school on `day`; it counts only on a school day.
    - `occupations` are codes of `employment-occupation`; `task` is what the officer saw.
    - `weeks_free` is the longest run of weeks without work in this calendar year's school holidays, as said.
    - `supervised`: by an adult; `licensed`: in a licensed performance; `by_parents`: whether they employ it.
    - `maintained` is whether the school is a maintained one; `harms`: the officer's finding (EMP-20).
    - Those answers that are text and no code are "yes", "no" or "unknown".
    """

    born: date | None = None
    day: date | None = None
    calendar: SchoolCalendar | None = None
    hours: SchoolHours | None = None
    required: str | None = None
    shifts: tuple[Shift, ...] | None = None
    week_minutes: int | None = None
    week_complete: bool | None = None
    occupations: tuple[str, ...] | None = None
    task: str | None = None
    light: str | None = None
    supervised: str | None = None
    licensed: str | None = None
    by_parents: str | None = None
    permit: Permit | None = None
    notice: Notice | None = None
    risk_assessed: str | None = None
    parent_told: str | None = None
    harms: str | None = None
    maintained: bool | None = None
    weeks_free: int | None = None
    employer_satisfied: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """How an officer came to be in a workplace: a code of `premises-entry-basis`, and what it stands on.

    `authorisation` (the written one is carried) and `licensed_child` are "yes", "no" or "unknown".
    """

    basis: str | None = None
    consent_by: str | None = None
    order_made_at: datetime | None = None
    entered_at: datetime | None = None
    authorisation: str | None = None
    licensed_child: str | None = None
    now: datetime | None = None
