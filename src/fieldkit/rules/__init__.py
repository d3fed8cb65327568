"""What follows from the facts: each rule answers pass, fail or cannot tell, with its authority."""

from __future__ import annotations

from fieldkit.rules import (
    absence,
    age,
    blockers,
    employment,
    enquiry,
    evidence,
    exclusion,
    family,
    framework,
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
    sweep_powers,
    sweep_stops,
    sweeps,
    updates,
    upn,
    visits,
)
from fieldkit.rules.calendar import SchoolCalendar, Session, Span, calendar_of
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.registry import RULES, Rule, explain, findings, rules_for

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
