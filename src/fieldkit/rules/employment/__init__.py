"""Children at work: the law of the day the work was done, each rule one function on plain facts."""

from __future__ import annotations

from fieldkit.rules.employment.facts import (
    Break,
    ChildAtWork,
    Entry,
    HalfDay,
    Notice,
    Permit,
    SchoolHours,
    Shift,
)

__all__ = ["Break", "ChildAtWork", "Entry", "HalfDay", "Notice", "Permit", "SchoolHours", "Shift"]
