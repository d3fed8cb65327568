"""Children at work: the law of the day the work was done, each rule one function on plain facts."""

from __future__ import annotations

from fieldkit.rules.employment import day_limits, declare, entry, paperwork, week_limits, work
from fieldkit.rules.employment.compare import CWSA2026, CYPA_CURRENT, Compared, compare, under
from fieldkit.rules.employment.declare import in_scope
from fieldkit.rules.employment.entry import bases_open, order_ends, order_left
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
from fieldkit.rules.employment.ruler import Ruler, ruler
from fieldkit.rules.employment.school_day import half_days_of

# Importing these declares their rules.
RULE_MODULES = (day_limits, declare, entry, paperwork, week_limits, work)

__all__ = [
    "CWSA2026",
    "CYPA_CURRENT",
    "RULE_MODULES",
    "Break",
    "ChildAtWork",
    "Compared",
    "Entry",
    "HalfDay",
    "Notice",
    "Permit",
    "Ruler",
    "SchoolHours",
    "Shift",
    "bases_open",
    "compare",
    "half_days_of",
    "in_scope",
    "order_ends",
    "order_left",
    "ruler",
    "under",
]
