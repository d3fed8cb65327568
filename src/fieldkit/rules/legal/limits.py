"""The two limitation dates of a charge and their alarms (rules LIM-01 and LIM-02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, counted, shown
from fieldkit.rules.legal.facts import Offence
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import months_after

_PERIOD = "Enter the first and the last day of the period."


@dataclass(frozen=True, slots=True)
class Limits:
    """The last days for a charge: counted from the first day of the period, and from its last."""

    cautious: date
    outer: date


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm before the cautious date: so many weeks before it, on a day."""

    weeks: int
    day: date


def limits_of(facts: Offence, book: Reference) -> Limits | None:
    """Both dates, by the corresponding date or the last day of a month without one; None without a period."""
    if facts.first is None or facts.last is None or facts.last < facts.first:
        return None
    months = book.number("limit.months")
    return Limits(months_after(facts.first, months), months_after(facts.last, months))


def alarms(facts: Offence, book: Reference) -> tuple[Alarm, ...]:
    """The alarms in the order in which they come; () without a period."""
    limits = limits_of(facts, book)
    if limits is None:
        return ()
    weeks = sorted({int(number) for number in str(book.local("limit.alarm_weeks")).split()}, reverse=True)
    days = (limits.cautious.toordinal() - timedelta(weeks=number).days for number in weeks)
    return tuple(
        Alarm(number, date.fromordinal(max(day, 1))) for number, day in zip(weeks, days, strict=True)
    )


def reasons_due(directed_on: date, book: Reference) -> date:
    """The last day for applying for an education supervision order that a court directed, or for telling it
    why not (s.447(2)-(4)).
    """
    return directed_on + timedelta(weeks=book.number("eso.reasons_weeks"))


def days_left(facts: Offence, book: Reference) -> int | None:
    """Days from today to the cautious date, below nought once it is past; None when it cannot be told.

    The clock runs on through a Notice to Improve and a payment period: show this next to them.
    """
    limits = limits_of(facts, book)
    return None if limits is None or facts.today is None else (limits.cautious - facts.today).days


@rule("LIM-01", about="legal-action", authority="MCA 1980 s.127; CJA 2003 ss.29-30 [V]")
def charged_in_time(facts: Offence, book: Reference) -> Finding:
    """The charge is in time.

    Cautious: six months from the first day of the period. Outer: six months from its last. Between the two it
    cannot be told; legal decides which date governs.
    """
    limits = limits_of(facts, book)
    used: dict[str, object] = {"from": facts.first, "to": facts.last}
    if limits is None:
        return Finding.cannot_tell(_PERIOD, **used)
    used |= {"cautious": limits.cautious, "outer": limits.outer}
    used |= {"today": facts.today} if facts.laid_on is None else {"issued_or_laid": facts.laid_on}
    day = facts.laid_on or facts.today
    dates = f"{shown(limits.cautious)} is the cautious date, {shown(limits.outer)} the outer one"
    if day is None:
        return Finding.cannot_tell(f"{dates}. Say when the charge was issued.", **used)
    if facts.first is not None and facts.laid_on is not None and facts.laid_on < facts.first:
        return Finding.cannot_tell("Correct the dates: charged before the period began.", **used)
    if day > limits.outer:
        return Finding.failed(f"Out of time: {dates}.", **used)
    if day > limits.cautious:
        return Finding.cannot_tell(f"{dates}: legal decides which governs.", **used)
    return Finding.passed(f"In time: {dates}.", **used)


@rule("LIM-02", about="legal-action", authority="MCA 1980 s.127; FieldKit LIM-02")
def before_the_alarms(facts: Offence, book: Reference) -> Finding:
    """The cautious date is not near.

    Alarms 8, 4, 2 and 1 weeks before it. The clock runs on through a Notice to Improve and a payment period.
    """
    coming = alarms(facts, book)
    left = days_left(facts, book)
    used: dict[str, object] = {"today": facts.today, "days_left": left}
    if facts.laid_on is not None and (limits := limits_of(facts, book)) and facts.laid_on <= limits.cautious:
        return Finding.passed(f"Issued or laid on {shown(facts.laid_on)}.", **used)
    if left is None or facts.today is None:
        return Finding.cannot_tell(_PERIOD, **used)
    used["alarms"] = tuple(alarm.day for alarm in coming)
    if left < 0:
        return Finding.failed(f"Past the cautious date by {counted(-left, 'day')}.", **used)
    raised = [alarm for alarm in coming if alarm.day <= facts.today]
    if raised:
        says = f"{counted(left, 'day')} to the cautious date: alarm at {counted(raised[-1].weeks, 'week')}."
        return Finding.failed(says, **used)
    return Finding.passed(f"{counted(left, 'day')} to the cautious date.", **used)
