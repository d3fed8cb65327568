"""What the rules of a truancy sweep are told: the operation, its direction, one stop and an exclusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from fieldkit.rules.school.calendar import SchoolCalendar


@dataclass(frozen=True, slots=True)
class Premises:
    """The premises to which children may be taken, and when the chief officer of police was told of them."""

    name: str | None = None
    designated_on: date | None = None
    chief_officer_told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Direction:
    """A police officer's direction that the power may be used in an area from `since` until `until`.

    `rank` is a code of `police-rank`; `covers` says whether its area covers that of the operation, and
    `copy_held` whether the council holds a copy, each "yes" or "no".
    """

    name: str | None = None
    rank: str | None = None
    force: str | None = None
    area: str | None = None
    covers: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    copy_held: str | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """A sweep: codes of `operation-sort` and `operation-mode`, when and where, and whether it is approved.

    `approved` is whether a manager's signed approval of this plan is held. `closed_on` is the day on which
    the operation was closed.
    """

    sort: str | None = None
    mode: str | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    area: str | None = None
    streets: tuple[str, ...] | None = None
    premises: Premises | None = None
    direction: Direction | None = None
    approved: bool | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A suspension or permanent exclusion as the school or the notice states it.

    `first_day` is its day 1; without it day 1 follows from `given_on` and `given_when`, a code of
    `excluded-when`. `last_day` is None for a permanent exclusion or when it is not known; `day_said` is the
    school day of the exclusion that the school named. `stated` are the days that the section 104 notice
    states.
    """

    kind: str | None = None
    given_on: date | None = None
    given_when: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    day_said: int | None = None
    stated: tuple[date, ...] | None = None
    s104_notice_seen: str | None = None
    admitted_elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """One child met on a sweep; codes are those of the lists that the stop's record uses.

    `opens`, `closes` and `calendar` are those of the school where the child is registered. `actions` is ()
    when nothing was done yet, `words` empty when none were written down, and None when that is not known.
    `names_held` is whether the stop still names anybody, `on_hold` whether a hold stops all erasure.
    """

    operation: Operation | None = None
    stopped_at: datetime | None = None
    in_area: str | None = None
    public_place: str | None = None
    dob: date | None = None
    age: int | None = None
    on_roll: str | None = None
    school: str | None = None
    calendar: SchoolCalendar | None = None
    opens: time | None = None
    closes: time | None = None
    with_adult: str | None = None
    reason: str | None = None
    proof: str | None = None
    school_says: str | None = None
    register_code: str | None = None
    exclusion: Exclusion | None = None
    officer: str | None = None
    police_power: str | None = None
    police_name: str | None = None
    collar_no: str | None = None
    removed_by: str | None = None
    classification: str | None = None
    actions: tuple[str, ...] | None = None
    words: str | None = None
    welfare: str | None = None
    names_held: bool | None = None
    on_hold: bool | None = None
    today: date | None = None
