"""What a case needs before its outcome stands (rules CME-20 and CME-21)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, shown
from fieldkit.rules.registry import rule

MOVED = "moved-council"
LEFT_COUNTRY = "left-country"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case ends: a code of `case-outcome` with what that outcome asks for."""

    outcome: str | None = None
    council: str | None = None
    handed_over: date | None = None
    acknowledged: date | None = None
    evidence: str | None = None
    review_on: date | None = None


@rule("CME-20", about="case", authority="DfE Children missing education; FieldKit CME-20")
def other_council_acknowledged(facts: Outcome, _book: Reference) -> Finding | None:
    """A move to another council closes when that council has acknowledged it."""
    if facts.outcome not in (None, MOVED):
        return None
    used = {"council": facts.council, "handed_over": facts.handed_over, "acknowledged": facts.acknowledged}
    if facts.outcome is None:
        return Finding.cannot_tell("No outcome has been recorded.", **used)
    if facts.acknowledged is None:
        return Finding.failed(
            "The other council has not acknowledged the handover: keep the case open.", **used
        )
    if not facts.council or facts.handed_over is None:
        return Finding.cannot_tell("Enter the other council and the day of the handover.", **used)
    if facts.acknowledged < facts.handed_over:
        return Finding.cannot_tell("Correct the dates: acknowledged before it was handed over.", **used)
    return Finding.passed(f"{facts.council} acknowledged on {shown(facts.acknowledged)}.", **used)


@rule("CME-21", about="case", authority="DfE Children missing education; FieldKit CME-21")
def weak_evidence_reviewed(facts: Outcome, book: Reference) -> Finding | None:
    """A child who left the country by report only keeps a review date."""
    if facts.outcome not in (None, LEFT_COUNTRY):
        return None
    levels = {code.code: code for code in book.codes("left-country-evidence")}
    level = levels.get(facts.evidence or "")
    used = {"evidence": level and f"{level.code}: {level.label}", "review": facts.review_on}
    if facts.outcome is None or level is None:
        return Finding.cannot_tell("Enter the outcome and how well it is evidenced.", **used)
    if level.rank() < max(code.rank() for code in levels.values()):
        return Finding.passed(f"Evidence: {level.label.lower()}. No review date is needed.", **used)
    if facts.review_on is None:
        return Finding.failed("Enter a review date: the evidence is a report only.", **used)
    return Finding.passed(f"To be reviewed on {shown(facts.review_on)}.", **used)
