"""The law on children at work as rule sets: limits, ages and hours, and since when each set is the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import cache
from typing import Any

from fieldkit.reference.reading import shipped


@dataclass(frozen=True, slots=True)
class Band:
    """From an age: the most minutes of work on a day without school, and in a week without school."""

    age: int
    day_minutes: int
    week_minutes: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The law on children at work of some days. Times are of the UK clock, limits are in minutes.

    - `commences` is the key of the local value with the day on which the set begins; empty for the first.
    - `jobs`, `before_school` and `free_weeks_by` say who decides: byelaws, regulations, the Act, the calendar
      or the employer.
    - `sunday_minutes` is None where Sunday has no limit of its own.
    """

    name: str
    title: str
    commences: str
    minimum_age: int
    allowed_age: int
    jobs: str
    earliest: time
    latest: time
    before_school_minutes: int
    before_school: str
    school_day_minutes: int
    school_week_minutes: int
    sunday_minutes: int | None
    bands: tuple[Band, ...]
    unbroken_minutes: int
    break_minutes: int
    free_weeks: int
    free_weeks_by: str
    order_hours: int
    authorities: tuple[tuple[str, str], ...] = ()

    def band(self, age: int) -> Band | None:
        """The limits of an age; None under the first, where no work is allowed."""
        fitting = [band for band in self.bands if band.age <= age]
        return max(fitting, key=lambda band: band.age, default=None)

    def authority(self, rule_id: str) -> str:
        """The authority of a rule under this set; empty where the rule's own words hold."""
        return dict(self.authorities).get(rule_id, "")


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """Every rule set, in the order in which they become the law."""
    return tuple(_rule_set(entry) for entry in shipped("employment.toml")["set"])


def _rule_set(entry: dict[str, Any]) -> RuleSet:
    own = {name: value for name, value in entry.items() if name not in ("bands", "authority")}
    return RuleSet(
        **{"commences": "", "sunday_minutes": None, **own},
        bands=tuple(Band(**band) for band in entry["bands"]),
        authorities=tuple(entry.get("authority", {}).items()),
    )
