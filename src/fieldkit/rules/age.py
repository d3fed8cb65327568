"""Compulsory school age: when it begins and ends for a child (rules CSA-01 and CSA-02)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, shown
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import SchoolCalendar

# Outside these years a date of birth is a slip of the keys, and adding sixteen years may leave the calendar.
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class ChildAge:
    """A child's date of birth, the day looked at and the calendar of the child's school."""

    born: date | None = None
    on: date | None = None
    calendar: SchoolCalendar | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The last day of compulsory school age; `assumed` when no calendar gave the start of the school year."""

    day: date
    assumed: bool


def known_birth(born: date) -> bool:
    """Whether a date of birth can be one; outside these years it is a slip of the keys."""
    return born.year in _YEARS


def birthday(born: date, age: int, book: Reference) -> date:
    """The day on which somebody reaches an age; 29 February moves as the council reads it."""
    year = born.year + age
    if (born.month, born.day) != (2, 29) or _is_leap(year):
        return born.replace(year=year)
    return date(year, 3, 1) if book.local("csa.leap_birthday_in_march") else date(year, 2, 28)


def school_leaving_date(year: int) -> date:
    """The last Friday in June (school leaving date order 1997)."""
    last = date(year, 6, 30)
    return last.replace(day=30 - (last.weekday() - 4) % 7)


def csa_starts(born: date, book: Reference) -> date:
    """The first day of compulsory school age: the fifth birthday or the next prescribed day (s.8(2))."""
    fifth = birthday(born, 5, book)
    days = [code.code.split("-") for code in book.codes("csa-start-day")]
    starts = [
        date(year, int(month), int(day)) for year in (fifth.year, fifth.year + 1) for month, day in days
    ]
    return min(start for start in starts if start >= fifth)


def csa_ends(born: date, calendar: SchoolCalendar | None, book: Reference) -> End:
    """The last day of compulsory school age (s.8(3)), with the start of the school year from the calendar.

    With no calendar for that year the council's assumed day of September is taken, and `assumed` says so when
    the sixteenth birthday is near enough for it to matter.
    """
    sixteenth = birthday(born, 16, book)
    leaving = school_leaving_date(sixteenth.year)
    if sixteenth <= leaving:
        return End(leaving, assumed=False)
    begins = calendar.school_year_begins(sixteenth.year) if calendar else None
    assumed = begins is None and sixteenth.month in (8, 9)
    begins = begins or date(sixteenth.year, 9, book.number("csa.assumed_school_year_day"))
    return End(leaving if sixteenth < begins else school_leaving_date(sixteenth.year + 1), assumed)


def year_group(born: date, on: date) -> str | None:
    """The year group by age on a day, R or 1 to 13, or None; a year runs from 1 September."""
    began = on.year if on.month >= 9 else on.year - 1
    turns_five_from = born.year + (born.month >= 9)
    number = began - turns_five_from - 4
    return "R" if number == 0 else str(number) if 1 <= number <= 13 else None


@rule("CSA-01", about="child", authority="Education Act 1996 s.8(2)")
def compulsory_school_age_begun(facts: ChildAge, book: Reference) -> Finding:
    """Compulsory school age has begun.

    On the fifth birthday if that is 31 March, 31 August or 31 December, otherwise on the next of those days.
    """
    if facts.born is None or facts.born.year not in _YEARS:
        return Finding.cannot_tell("Enter the child's date of birth.", born=facts.born)
    starts = csa_starts(facts.born, book)
    if facts.on is None:
        return Finding.cannot_tell(f"Compulsory school age begins on {shown(starts)}.", born=facts.born)
    if facts.on < starts:
        says = f"Not yet of compulsory school age: it begins on {shown(starts)}."
        return Finding.failed(says, born=facts.born, on=facts.on)
    says = f"Compulsory school age began on {shown(starts)}."
    return Finding.passed(says, born=facts.born, on=facts.on)


@rule("CSA-02", about="child", authority="Education Act 1996 s.8(3), s.579; school leaving date order 1997")
def compulsory_school_age_not_over(facts: ChildAge, book: Reference) -> Finding:
    """Compulsory school age is not over.

    It ends on the last Friday in June of the year in which the person turns 16 by then or before the next
    school year begins, otherwise a year later.
    """
    if facts.born is None or facts.born.year not in _YEARS:
        return Finding.cannot_tell("Enter the child's date of birth.", born=facts.born)
    end = csa_ends(facts.born, facts.calendar, book)
    day = book.number("csa.assumed_school_year_day")
    note = f" No calendar: school year assumed to begin on {day} September." if end.assumed else ""
    if facts.on is None:
        says = f"Compulsory school age ends on {shown(end.day)}.{note}"
        return Finding.cannot_tell(says, born=facts.born, ends=end.day)
    used = {"born": facts.born, "on": facts.on, "ends": end.day}
    if facts.on > end.day:
        return Finding.failed(f"Compulsory school age ended on {shown(end.day)}.{note}", **used)
    return Finding.passed(f"Compulsory school age ends on {shown(end.day)}.{note}", **used)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
