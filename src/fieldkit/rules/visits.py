"""When failed visits call for a manager's review (rule CME-22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, counted, in_uk, instant, shown
from fieldkit.rules.registry import rule


@dataclass(frozen=True, slots=True)
class Attempt:
    """One visit to find a child: when the officer arrived, and a code of `visit-outcome`."""

    arrived: datetime | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Attempts:
    """All visits of a case, and when a manager last reviewed it."""

    visits: tuple[Attempt, ...] | None = None
    reviewed_at: datetime | None = None


@rule("CME-22", about="case", authority="local; FieldKit CME-22")
def failed_visits_reviewed(facts: Attempts, book: Reference) -> Finding:
    """Failed visits prompt a manager's review.

    After the local number of failed visits at different times of day a manager looks at the case; it is never
    closed for that reason alone.
    """
    if facts.visits is None:
        return Finding.cannot_tell("The visits of this case are not on this laptop.", visits=None)
    needed = book.number("visit.failed_before_review")
    failing = {code.code for code in book.codes("visit-outcome") if code.has("failed")}
    failed = [visit for visit in facts.visits if visit.outcome in failing]
    unknown = sum(visit.outcome is None for visit in facts.visits)
    used: dict[str, object] = {
        "failed_visits": tuple(f"{visit.outcome} {shown(visit.arrived)}" for visit in failed),
        "review_after": needed,
        "reviewed": facts.reviewed_at,
    }
    timed = [in_uk(visit.arrived) for visit in failed if visit.arrived is not None]
    apart = _different_times(timed, book.number("visit.different_times_minutes"))
    if apart >= needed:
        return _reviewed(facts, max(map(instant, timed)), apart, used)
    if len(failed) + unknown >= needed and (unknown or len(timed) < len(failed)):
        return Finding.cannot_tell("Enter the outcome and the arrival time of each visit.", **used)
    if len(failed) >= needed:
        return Finding.passed("The failed visits were at the same time of day: try another time.", **used)
    return Finding.passed(f"{counted(len(failed), 'failed visit')}: no review is due yet.", **used)


def _reviewed(facts: Attempts, latest: datetime, apart: int, used: dict[str, object]) -> Finding:
    if facts.reviewed_at is not None and instant(facts.reviewed_at) >= latest:
        return Finding.passed(f"A manager reviewed the case on {shown(facts.reviewed_at)}.", **used)
    says = f"Ask a manager to review the case: {apart} failed visits at different times of day."
    return Finding.failed(says, **used)


def _different_times(moments: list[datetime], apart: int) -> int:
    """The most visits of which every two are at least so many minutes of the clock apart."""
    number, last = 0, None
    for minute in sorted(moment.hour * 60 + moment.minute for moment in moments):
        if last is None or minute - last >= apart:
            number, last = number + 1, minute
    return number
