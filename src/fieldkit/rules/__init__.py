"""What follows from the facts: each rule answers pass, fail or cannot tell, with its authority."""

from __future__ import annotations

from fieldkit.rules import (
    age,
    employment,
    enquiry,
    family,
    lone_working,
    outcome,
    risk,
    safeguarding,
    safety_timer,
    updates,
    upn,
    visits,
)
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.legal import (
    blockers,
    evidence,
    framework,
    interview,
    limits,
    notices,
    referral,
    referral_register,
    regime,
    sjp,
)
from fieldkit.rules.registry import RULES, Rule, explain, findings, rules_for
from fieldkit.rules.school import absence, roll, school
from fieldkit.rules.school import returns as school_returns
from fieldkit.rules.school.calendar import SchoolCalendar, Session, Span, calendar_of
from fieldkit.rules.sweeps import exclusion, sweeps
from fieldkit.rules.sweeps import powers as sweep_powers
from fieldkit.rules.sweeps import stops as sweep_stops

# Importing a module declares its rules; the registry is whole once this package is imported.
RULE_MODULES = (
    absence,
    age,
    blockers,
    employment,
    enquiry,
    evidence,
    exclusion,
    family,
    framework,
    interview,
    limits,
    lone_working,
    notices,
    outcome,
    referral,
    referral_register,
    regime,
    risk,
    roll,
    safeguarding,
    safety_timer,
    school,
    school_returns,
    sjp,
    sweep_powers,
    sweep_stops,
    sweeps,
    updates,
    upn,
    visits,
)

__all__ = [
    "RULES",
    "RULE_MODULES",
    "Finding",
    "Rule",
    "SchoolCalendar",
    "Session",
    "Span",
    "Verdict",
    "calendar_of",
    "explain",
    "findings",
    "rules_for",
]
