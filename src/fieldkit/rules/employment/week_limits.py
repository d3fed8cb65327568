"""Hours of a week in term and in holidays, and two weeks of the holidays without work (EMP-07, 10, 12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fieldkit.rules.employment.declare import Answer, Work, check
from fieldkit.rules.employment.hours import duration, hours_of, in_words
from fieldkit.rules.employment.school_day import (
    NO_CALENDAR,
    attendance_unknown,
    did_not_have_to_attend,
    is_school_day,
    is_school_week,
    week_of_work,
)
from fieldkit.rules.finding import Finding, counted

_DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Week:
    """The work of a week, all jobs: `minutes` that are certain, and what is missing to count as all of it."""

    first: date
    minutes: int
    lacks: str

    @property
    def words(self) -> str:
        """Such as "14 h in the week from Sunday 15 November"."""
        first = f"{self.first:%A} {self.first.day} {self.first:%B}"
        least = "At least " if self.lacks else ""
        return f"{least}{duration(self.minutes)} in the week from {first}"


def hours_of_week(work: Work) -> Week:
    """The work of the week of the day: the shifts listed or the hours stated, whichever is more."""
    days, facts = week_of_work(work), work.facts
    worked = {shift.day for shift in facts.shifts or () if shift.day in days}
    of_days = [hours_of(facts.shifts, day) for day in sorted(day for day in worked if day)]
    listed = sum(hours.minutes for hours in of_days)
    lacks = [hours.lacks for hours in of_days if hours.lacks]
    if any(shift.day is None for shift in facts.shifts or ()):
        lacks.append("Enter the day of each shift.")
    if not worked or not facts.week_complete:
        lacks = ["Ask how many hours the child works that week, in all jobs."]
    if facts.week_minutes is not None and facts.shifts is not None:
        lacks = []
    return Week(days[0], max(listed, facts.week_minutes or 0), [*lacks, ""][0])


@check("EMP-07", authority="s.18(1)(da)")
def short_school_week(work: Work) -> Answer:
    """At most 12 hours in a school week, all jobs together; Sunday counts to it."""
    school_week, limit, about = is_school_week(work), work.law.school_week_minutes, "in a school week"
    if school_week is False:
        return None
    if school_week is None:
        return Finding.cannot_tell(NO_CALENDAR, day=work.day).titled(_at_most(limit, about))
    if is_school_day(work) and (why := attendance_unknown(work)):
        return Finding.cannot_tell(why, day=work.day).titled(_at_most(limit, about))
    return _no_more(hours_of_week(work), limit, about)


@check("EMP-10", authority="s.18(1)(h)")
def short_holiday_week(work: Work) -> Answer:
    """At most 25 hours in a week without school, or 35 hours from the 15th birthday.

    The age on the day looked at decides.
    """
    band, school_week = work.law.band(work.age), is_school_week(work)
    if band is None:
        return None
    about = f"in a week without school at {work.age}"
    title = _at_most(band.week_minutes, about)
    if school_week is None:
        return Finding.cannot_tell(NO_CALENDAR, day=work.day).titled(title)
    if did_not_have_to_attend(work):
        return Finding.cannot_tell(attendance_unknown(work), day=work.day).titled(title)
    return None if school_week else _no_more(hours_of_week(work), band.week_minutes, about)


@check("EMP-12", authority="s.18(1)(j)")
def two_weeks_free(work: Work) -> Finding:
    """Two weeks running free of work in the school holidays of the calendar year.

    A child who could still have them is in order. The 2026 Act asks what the employer is satisfied of.
    """
    facts, needed = work.facts, work.law.free_weeks
    if work.law.free_weeks_by == "employer":
        return _employer_is_satisfied(facts.employer_satisfied)
    used: dict[str, object] = {"day": work.day, "weeks_free_so_far": facts.weeks_free}
    title = f"{_number(needed)} weeks free in school holidays"
    if facts.calendar is None:
        return Finding.cannot_tell(NO_CALENDAR, **used).titled(title)
    if facts.weeks_free is not None and facts.weeks_free >= needed:
        says = f"Has had {counted(facts.weeks_free, 'week')} running free of work this year."
        return Finding.passed(says, **used).titled(title)
    sure, perhaps = _still_to_come(work)
    if sure >= needed * _DAYS_IN_WEEK:
        return Finding.passed("Could still have them this year.", **used).titled(title)
    if facts.weeks_free is None:
        says = "Ask which weeks they worked in the holidays."
        return Finding.cannot_tell(says, **used).titled(title)
    if perhaps >= needed * _DAYS_IN_WEEK:
        says = "No calendar of the child's school reaches to the end of the year."
        return Finding.cannot_tell(says, **used).titled(title)
    says = f"{counted(facts.weeks_free, 'week')} running at most, and no such holiday is left this year."
    return Finding.failed(says, **used).titled(f"No {_number(needed).lower()} weeks free in school holidays")


def _no_more(week: Week, limit: int, about: str) -> Finding:
    """Whether the work of a week keeps to a limit in minutes."""
    used: dict[str, object] = {"week_from": week.first, "worked": duration(week.minutes)}
    used["limit"] = duration(limit)
    if week.minutes > limit:
        return Finding.failed(f"{week.words}.", **used).titled(f"More than {in_words(limit)} {about}")
    if week.lacks:
        return Finding.cannot_tell(week.lacks, **used).titled(_at_most(limit, about))
    return Finding.passed(f"{week.words}.", **used).titled(_at_most(limit, about))


def _at_most(limit: int, about: str) -> str:
    return f"At most {in_words(limit)} {about}"


def _employer_is_satisfied(answer: str | None) -> Finding:
    title = "Employer is satisfied of two weeks free"
    if answer == "yes":
        return Finding.passed("The employer is satisfied of it.", satisfied=answer).titled(title)
    if answer == "no":
        return Finding.failed("The employer is not satisfied of it.", satisfied=answer).titled(
            "Employer not satisfied of two weeks free"
        )
    says = "Ask what the employer did to be satisfied of it."
    return Finding.cannot_tell(says, satisfied=answer).titled(title)


def _still_to_come(work: Work) -> tuple[int, int]:
    """The longest run of days without school or work after the day, to the end of the year: sure, perhaps."""
    sure = perhaps = best_sure = best_perhaps = 0
    worked = {shift.day for shift in work.facts.shifts or ()}
    for day in _rest_of_year(work.day):
        session = work.facts.calendar.is_school_day(day) if work.facts.calendar else None
        sure = sure + 1 if session is False and day not in worked else 0
        perhaps = perhaps + 1 if session is not True and day not in worked else 0
        best_sure, best_perhaps = max(best_sure, sure), max(best_perhaps, perhaps)
    return best_sure, best_perhaps


def _rest_of_year(day: date) -> Iterator[date]:
    left = date(day.year, 12, 31).toordinal() - day.toordinal()
    return (day + timedelta(days=offset) for offset in range(1, left + 1))


def _number(weeks: int) -> str:
    return {2: "Two"}.get(weeks, str(weeks))
