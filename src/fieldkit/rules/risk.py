"""What risk flags ask for before anybody sets off, and how long they stand (rules RSK-01 to RSK-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.reference import Code, Reference
from fieldkit.rules.finding import Finding, counted, shown
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import months_after

DO_NOT_VISIT = "do-not-visit"
ADVICE_FIRST = "advice-first"


@dataclass(frozen=True, slots=True)
class RiskFlag:
    """A risk flag as it stands, and whether the officer has read it so. `ended` is the day it was ended."""

    flag: str
    level: str | None = None
    read: bool | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class VisitRisk:
    """A planned visit: the flags at its address and on its named occupants, and what was arranged for them.

    `flags` is None when they are not to hand. `advice` is what police or a manager advised; `overridden_by`
    is the manager who allowed a visit to a do-not-visit address, which counts only with the reason.
    """

    flags: tuple[RiskFlag, ...] | None = None
    second_officer: str | None = None
    advice: str | None = None
    overridden_by: str | None = None
    override_reason: str | None = None


@dataclass(frozen=True, slots=True)
class FlagReview:
    """When a risk flag was recorded or last reviewed, when its review falls due, and the day looked at."""

    recorded: date | None = None
    review_on: date | None = None
    ended: date | None = None
    today: date | None = None


def standing(flags: tuple[RiskFlag, ...]) -> tuple[RiskFlag, ...]:
    """The flags that were not ended; one that is overdue for review still stands."""
    return tuple(flag for flag in flags if flag.ended is None)


def overdue_for_review(facts: FlagReview) -> bool | None:
    """Whether a flag shows greyed, as overdue for review."""
    if facts.ended is not None:
        return False
    return None if facts.review_on is None or facts.today is None else facts.review_on < facts.today


@rule("RSK-01", about="visit", authority="Management of Health and Safety at Work Regulations 1999 reg.3")
def flags_read(facts: VisitRisk, _book: Reference) -> Finding:
    """Every risk flag is read before anybody sets off.

    A visit cannot move to travelling while a flag at its address or on a named occupant is unread.
    """
    if facts.flags is None:
        return Finding.cannot_tell("The risk flags of this visit are not on this laptop.", flags=None)
    flags = standing(facts.flags)
    used = {"flags": len(flags), "read": sum(bool(flag.read) for flag in flags)}
    if not flags:
        return Finding.passed("No risk flag stands against this visit.", **used)
    if any(flag.read is False for flag in flags):
        return Finding.failed("Read every risk flag before you set off.", **used)
    if any(flag.read is None for flag in flags):
        return Finding.cannot_tell("Open each risk flag: it is not known whether you have read it.", **used)
    return Finding.passed(f"You have read {counted(len(flags), 'risk flag')}.", **used)


@rule("RSK-02", about="visit", authority="Health and Safety at Work etc. Act 1974 ss.2-3; local")
def flags_met(facts: VisitRisk, book: Reference) -> Finding:
    """What the risk flags ask for is arranged.

    Two officers: a second officer is named. Advice first: the advice is recorded. Do not visit: a manager
    allows the visit with a reason.
    """
    if facts.flags is None:
        return Finding.cannot_tell("The risk flags of this visit are not on this laptop.", flags=None)
    levels = {code.code: code for code in book.codes("risk-level")}
    flags = standing(facts.flags)
    found = [levels[flag.level] for flag in flags if flag.level in levels]
    highest = max(found, key=Code.rank, default=None)
    used: dict[str, object] = {
        "level": highest.label if highest else "none",
        "second_officer": facts.second_officer,
        "advice": facts.advice,
        "allowed_by": facts.overridden_by,
    }
    codes = {code.code for code in found}
    allowed = facts.overridden_by and (facts.override_reason or "").strip()
    if DO_NOT_VISIT in codes and not allowed:
        return Finding.failed("Do not visit: only a manager can allow it, with a reason.", **used)
    if ADVICE_FIRST in codes and not (facts.advice or "").strip():
        return Finding.failed("Ask police or your manager for advice and record it before you visit.", **used)
    two = highest is not None and highest.rank() >= book.number("risk.two_officers_from_rank")
    if two and not (facts.second_officer or "").strip():
        return Finding.failed("Name a second officer: a risk flag asks for two.", **used)
    if len(found) < len(flags):
        return Finding.cannot_tell("Enter the level of each risk flag.", **used)
    if two:
        return Finding.passed(f"{facts.second_officer} is named as second officer.", **used)
    return Finding.passed("No risk flag asks for two officers.", **used)


@rule("RSK-03", about="risk-flag", authority="UK GDPR Art.5(1)(d)-(e); DPA 2018 s.38; local")
def flag_reviewed(facts: FlagReview, book: Reference) -> Finding | None:
    """A risk flag is reviewed in time.

    An unreviewed flag still shows, as overdue for review. Its review date lies within the local number of
    months.
    """
    if facts.ended is not None:
        return None
    used = {"recorded": facts.recorded, "review": facts.review_on, "today": facts.today}
    if facts.review_on is None or facts.recorded is None or facts.today is None:
        return Finding.cannot_tell("Enter when the flag was recorded and when it is to be reviewed.", **used)
    if facts.review_on < facts.today:
        return Finding.failed(f"Overdue for review since {shown(facts.review_on)}.", **used)
    months = book.number("risk.review_within_months")
    if facts.review_on > months_after(facts.recorded, months):
        says = f"Enter a review date within {counted(months, 'month')} of {shown(facts.recorded)}."
        return Finding.failed(says, **used)
    return Finding.passed(f"To be reviewed on {shown(facts.review_on)}.", **used)
