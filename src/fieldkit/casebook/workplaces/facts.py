"""Turns the records of a premises visit into the plain facts of the employment rules; missing stays None."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from fieldkit.casebook.said import said_day, said_moment, said_number, said_word
from fieldkit.kinds.times import local
from fieldkit.ledger.canonical import Json
from fieldkit.reference import Reference
from fieldkit.rules.employment import Break, ChildAtWork, Entry, HalfDay, Notice, Permit, SchoolHours, Shift
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.school.calendar import SchoolCalendar

_WORST = (Verdict.FAIL, Verdict.CANNOT_TELL, Verdict.PASS)
_WEEK = 7
_MAINTAINED = frozenset({"maintained"})
#: A special school or a unit may be maintained or not: which, its type does not say.
_EITHER = frozenset({"special", "pru-ap"})


@dataclass(frozen=True, slots=True)
class Schooling:
    """What is known of a child's school; `maintained` is None where nobody can tell from its type."""

    name: str = ""
    calendar: SchoolCalendar | None = None
    hours: SchoolHours | None = None
    maintained: bool | None = None


def maintained_by(school_type: str) -> bool | None:
    """Whether schools of a type are maintained by a council; None where some are, or none is said."""
    return None if not school_type or school_type in _EITHER else school_type in _MAINTAINED


def schooling_of(
    name: str,
    calendar: SchoolCalendar | None,
    opens: time | None,
    closes: time | None,
    half_days: tuple[HalfDay, ...],
    school_type: str,
) -> Schooling:
    """A school of the council with its hours and half days."""
    return Schooling(name, calendar, SchoolHours(opens, closes, half_days), maintained_by(school_type))


def entry_of(said: Mapping[str, Json], now: datetime) -> Entry:
    """How the officer came in, as EMP-30 and EMP-31 take it."""
    return Entry(
        basis=said_word(said, "entry_basis"),
        consent_by=said_word(said, "consent_of"),
        order_made_at=said_moment(said, "order_made_at"),
        entered_at=said_moment(said, "arrived_at"),
        authorisation=said_word(said, "authorisation"),
        licensed_child=said_word(said, "licensed_child"),
        now=now,
    )


def child_of(
    said: Mapping[str, Json],
    shifts: Sequence[Mapping[str, Json]],
    day: date | None,
    found_on: date | None,
    school: Schooling,
    book: Reference,
) -> ChildAtWork:
    """A child at work on one `day`, with all hours known of any day for every employer.

    The hours stated for a week are those of the week of `found_on`, the day of the visit; on other days only
    what is listed counts, and so does the answer whether the pupil had to be in school.
    """
    same_week = day is not None and found_on is not None and week_of(day, book) == week_of(found_on, book)
    job = said_word(said, "occupation")
    return ChildAtWork(
        born=said_day(said, "dob"),
        day=day,
        calendar=school.calendar,
        hours=school.hours,
        required=said_word(said, "required_to_attend"),
        shifts=tuple(shift_of(shift) for shift in shifts),
        week_minutes=said_number(said, "week_hours") if same_week else None,
        week_complete=said_word(said, "week_complete") == "yes" if same_week else None,
        occupations=(job,) if job else None,
        task=said_word(said, "task"),
        light=said_word(said, "light_work"),
        supervised=said_word(said, "supervised"),
        licensed=said_word(said, "licensed"),
        by_parents=said_word(said, "by_parents"),
        permit=_permit(said),
        notice=Notice(
            given=said_word(said, "notified"),
            given_on=said_day(said, "notified_on"),
            began=said_day(said, "job_began_on"),
            words=said_word(said, "job_began_words"),
        ),
        risk_assessed=said_word(said, "risk_assessed"),
        parent_told=said_word(said, "parent_told_risks"),
        harms=said_word(said, "harms"),
        maintained=school.maintained,
        weeks_free=said_number(said, "free_weeks"),
        employer_satisfied=said_word(said, "employer_satisfied"),
    )


def shift_of(said: Mapping[str, Json]) -> Shift:
    """Hours worked; breaks are None while nobody asked, and a finish on another day is no finish."""
    start, finish = said_moment(said, "started_at"), said_moment(said, "finished_at")
    at = start or finish
    day = local(at.isoformat()).date() if at else None
    ends = local(finish.isoformat()) if finish else None
    return Shift(
        day=day,
        start=_clock(start),
        finish=_clock(finish) if ends is not None and ends.date() == day else None,
        breaks=breaks_of(said),
        employer=said_word(said, "employer") or "",
    )


def breaks_of(said: Mapping[str, Json]) -> tuple[Break, ...] | None:
    """The rest breaks: None while nobody asked, empty when there was none."""
    found = tuple(
        Break(_clock(said_moment(said, first)), _clock(said_moment(said, last)))
        for first, last in (("break_from", "break_to"), ("second_break_from", "second_break_to"))
        if said.get(first) or said.get(last)
    )
    if found:
        return found
    rests = said_word(said, "rests")
    return () if rests == "no" else (Break(),) if rests == "yes" else None


def days_looked_at(shifts: Iterable[Mapping[str, Json]], found_on: date | None) -> tuple[date, ...]:
    """Every day listed, the day of the visit first, because the child was found at work on it."""
    listed = {day for shift in shifts if (day := shift_of(shift).day)}
    rest = sorted(listed - {found_on})
    return (found_on, *rest) if found_on is not None else tuple(rest)


def over_days(found: Sequence[tuple[date, Finding]], main: date | None) -> tuple[Finding, ...]:
    """Findings of several days as one list: of each rule the worst there is, said once.

    A day other than `main` is named in the words, unless the same is said of every day looked at.
    """
    days = tuple(dict.fromkeys(day for day, _ in found))
    worst: dict[str, int] = {}
    for _, one in found:
        rank = _WORST.index(one.verdict)
        worst[one.rule] = min(rank, worst.get(one.rule, rank))
    said: dict[tuple[str, str, str], list[tuple[date, Finding]]] = {}
    for day, one in found:
        if _WORST.index(one.verdict) == worst[one.rule]:
            said.setdefault((one.rule, one.title, one.says), []).append((day, one))
    joined = [_of_days(told, days, main) for told in said.values()]
    return tuple(sorted(joined, key=lambda one: (_WORST.index(one.verdict), one.rule)))


def week_of(day: date, book: Reference) -> date:
    """The first day of the week of a day, as the council counts weeks of work."""
    return day - timedelta(days=(day.isoweekday() - book.number("employment.week_starts")) % _WEEK)


def _of_days(told: list[tuple[date, Finding]], days: tuple[date, ...], main: date | None) -> Finding:
    mine = [day for day, _ in told]
    one = next((one for day, one in told if day == main), told[0][1])
    if mine == list(days) or mine == [main]:
        return one
    named = ", ".join(f"{day:%a} {day.day} {day:%b}" for day in mine)
    return replace(one, says=f"{named}: {one.says}")


def day_in(said: Mapping[str, Json], name: str) -> date | None:
    """The UK day of a moment among the answers."""
    at = said_moment(said, name)
    return local(at.isoformat()).date() if at else None


def _permit(said: Mapping[str, Json]) -> Permit:
    return Permit(
        seen=said_word(said, "permit"),
        covers=said_word(said, "permit_covers"),
        number=said_word(said, "permit_no"),
    )


def _clock(moment: datetime | None) -> time | None:
    return local(moment.isoformat()).time().replace(tzinfo=None) if moment else None
