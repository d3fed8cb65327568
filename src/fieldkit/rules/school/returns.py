"""Absence and sickness returns, ground I and severe absence, on the register (CME-03, 04, 06 and 15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, weighed, yes_no
from fieldkit.rules.finding import Finding, counted, shown
from fieldkit.rules.legal.facts import GroundI, SchoolReturns, SevereAbsence
from fieldkit.rules.legal.referral_register import NO_MARKS, named, not_yet_marks, uncountable
from fieldkit.rules.registry import rule
from fieldkit.rules.school.attendance import (
    APPROVED,
    MISSING,
    PRESENT,
    SessionMark,
    days_of,
    is_severe,
    reading,
    totals,
)
from fieldkit.rules.school.marks import Register

#: The codes of an absence without leave whose reason is not known or is none.
WITHOUT_LEAVE = ("G", "N", "O")
_ILL = "I"
_NO_CALENDAR = "No calendar of the child's school: school days cannot be counted."


@dataclass(frozen=True, slots=True)
class Run:
    """School days in a row, both ends counted."""

    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Absent:
    """A continuous absence up to the last day of a register: its sessions and the marks that end ground I."""

    first: date | None
    school_days: int
    otherwise: tuple[SessionMark, ...]
    unmarked: tuple[SessionMark, ...]


def overdue_reasons(facts: Register, today: date, book: Reference) -> tuple[SessionMark, ...] | None:
    """The N codes whose five school days, which run from the next school day, are over; None without
    calendar.
    """
    if facts.calendar is None:
        return None
    number = book.number("attendance.reason_within_school_days")
    after = facts.calendar.school_day_after
    return tuple(
        mark for mark in not_yet_marks(facts) if (due := after(mark.day, number)) is not None and due < today
    )


def longest_run(facts: Register, codes: tuple[str, ...]) -> Run | None:
    """The longest run of school days on which every session has one of these codes; None if there is none."""
    best: Run | None = None
    for holds, days in groupby(_school_days(facts), key=lambda day: all(_has(mark, codes) for mark in day)):
        run = [day[0].day for day in days]
        if holds and (best is None or len(run) > best.days):
            best = Run(run[0], run[-1], len(run))
    return best


def continuous_absence(facts: Register) -> Absent:
    """The absence that runs to the end of the register.

    From the first day looked at, if one is given; otherwise from the school day after the last one attended.
    """
    days = list(_school_days(facts))
    if facts.first is None:
        attended = [at for at, day in enumerate(days) if any(_came(mark) for mark in day)]
        days = days[attended[-1] + 1 :] if attended else days
    marks = [mark for day in days for mark in day]
    otherwise = tuple(mark for mark in marks if mark.counts_as != MISSING and not _has(mark, WITHOUT_LEAVE))
    unmarked = tuple(mark for mark in marks if mark.counts_as == MISSING)
    return Absent(days[0][0].day if days else None, len(days), otherwise, unmarked)


@rule("CME-03", about="roll", authority="SI 2024/208 reg.13 [V para]")
def absence_returned(facts: SchoolReturns, book: Reference) -> Finding:
    """Continuous absence without leave is returned to the council.

    Ten school days in a row with every session G, N or O.
    """
    register = facts.register
    if register is None or not register.marks:
        return Finding.cannot_tell(NO_MARKS, returned=facts.absence_returned_on)
    if register.calendar is None:
        return Finding.cannot_tell(_NO_CALENDAR, returned=facts.absence_returned_on)
    run, least = longest_run(register, WITHOUT_LEAVE), book.number("absence.return_after_school_days")
    used: dict[str, object] = {
        "school_days": run.days if run else 0,
        "from": run and run.first,
        "to": run and run.last,
        "returned": facts.absence_returned_on,
    }
    if run is not None and run.days >= least:
        words = f"{counted(run.days, 'school day')} without leave from {shown(run.first)}"
        # A return that came before this absence began was of another.
        if facts.absence_returned_on is None or facts.absence_returned_on < run.first:
            return Finding.failed(f"{words}: the school has not returned it.", **used)
        return Finding.passed(f"{words}, returned on {shown(facts.absence_returned_on)}.", **used)
    if totals(register).open_sessions:
        return Finding.cannot_tell("Ask the school about sessions that cannot be counted.", **used)
    return Finding.passed(f"No absence without leave of {least} school days.", **used)


@rule("CME-04", about="roll", authority="SI 2024/208 reg.13 [V para]")
def sickness_returned(facts: SchoolReturns, book: Reference) -> Finding:
    """Long illness is returned to the council.

    When absence by illness is, or will be, fifteen school days in all.
    """
    register = facts.register
    if register is None or not register.marks:
        return Finding.cannot_tell(NO_MARKS, returned=facts.sickness_returned_on)
    if register.calendar is None:
        return Finding.cannot_tell(_NO_CALENDAR, returned=facts.sickness_returned_on)
    least = book.number("attendance.sickness_school_days")
    ill = sum(all(_has(mark, (_ILL,)) for mark in day) for day in _school_days(register))
    days = max(ill, facts.illness_days_expected or 0)
    used = {
        "school_days_ill": ill,
        "expected": facts.illness_days_expected,
        "returned": facts.sickness_returned_on,
    }
    words = counted(days, "school day")
    if days >= least and facts.sickness_returned_on is None:
        return Finding.failed(f"{words} of illness: the school has not returned it.", **used)
    if days >= least:
        return Finding.passed(f"{words} of illness, returned on {shown(facts.sickness_returned_on)}.", **used)
    if totals(register).open_sessions:
        return Finding.cannot_tell("Ask the school about sessions that cannot be counted.", **used)
    return Finding.passed(f"{words} of illness, under {least}.", **used)


@rule("CME-06", about="roll", authority="SI 2024/208 reg.9(1) ground I [V]")
def ground_i_conditions(facts: GroundI, book: Reference) -> Finding:
    """The conditions of ground I are recorded.

    Twenty school days in a row, every session G, N or O; no grounds to believe the pupil sick or unavoidably
    prevented; school and council enquired together, and both signed. People decide what follows.
    """
    register = facts.register
    if register is None or not register.marks:
        return Finding.cannot_tell(NO_MARKS, **_enquiries(facts))
    if register.calendar is None:
        return Finding.cannot_tell(_NO_CALENDAR, **_enquiries(facts))
    absent, least = continuous_absence(register), book.number("absence.ground_i_after_school_days")
    late = overdue_reasons(register, facts.today, book) if facts.today is not None else None
    used: dict[str, object] = {
        "first_day": absent.first,
        "school_days": absent.school_days,
        "coded_otherwise": len(absent.otherwise),
        "n_over_its_time": None if late is None else len(late),
    }
    short = absent.school_days < least
    words = f"{counted(absent.school_days, 'school day')} so far, {least} are needed"
    elements = [
        Element(not absent.otherwise, f"Coded otherwise than G, N or O: {_coded(absent.otherwise)}"),
        Element(not short, words),
        Element(None if absent.unmarked else True, f"No mark on {named(absent.unmarked)}"),
        *_people(facts, book),
    ]
    found = weighed(
        elements, f"{counted(absent.school_days, 'school day')} from {shown(absent.first)}.", used
    )
    return Finding(
        found.verdict,
        f"{_WORDS[found.verdict.value]} {found.says}{_late(late)}",
        (*found.facts, *Finding.passed("", **_enquiries(facts)).facts),
    )


@rule("CME-15", about="roll", authority="local; Hillingdon attendance support 2023")
def severe_absence_looked_at(facts: SevereAbsence, book: Reference) -> Finding:
    """Severe absence is looked at as children missing education.

    At the meeting with the school somebody asks whether a severely absent pupil is in truth missing
    education.
    """
    if facts.register is None or not facts.register.marks:
        return Finding.cannot_tell(NO_MARKS, looked_at=facts.considered)
    if why := uncountable(facts.register):
        return Finding.cannot_tell(why, looked_at=facts.considered)
    found = totals(facts.register)
    severe = is_severe(found, book)
    used = {"absence": found.absence, "looked_at": facts.considered}
    if severe is None or (found.open_sessions and not severe):
        return Finding.cannot_tell("Ask the school about sessions that cannot be counted.", **used)
    if not severe:
        return Finding.passed(f"Absence of {found.absence} is not severe.", **used)
    considered = yes_no(facts.considered)
    asks = "Ask at the next meeting whether the pupil is in truth missing education"
    return weighed([Element(considered, asks)], f"Absence of {found.absence} was looked at.", used)


_WORDS = {
    "pass": "Conditions recorded as met.",
    "fail": "Conditions recorded as not met.",
    "cannot_tell": "Conditions not all recorded.",
}


def _people(facts: GroundI, book: Reference) -> list[Element]:
    """What people have to have found and signed."""
    sick = yes_no(facts.sick_or_prevented)
    asks = "Say whether there are grounds to believe the pupil sick or unavoidably prevented"
    return [
        Element(
            None if sick is None else not sick, asks if sick is None else "Grounds to believe the pupil sick"
        ),
        _both(facts.school_enquired, "the school"),
        _both(facts.council_enquired, "the council"),
        _outcome(facts.enquiries_found, book),
        _signed(facts.signed_for_school, "for the school"),
        _signed(facts.signed_for_council, "for the council"),
    ]


def _both(answer: str | None, who: str) -> Element:
    done = yes_no(answer)
    asks = f"Say whether {who} completed joint enquiries"
    return Element(done, asks if done is None else f"Joint enquiries by {who} are not complete")


def _outcome(found: str | None, book: Reference) -> Element:
    """One of the two outcomes that ground I knows [V wording]."""
    if found is None:
        return Element(None, "Say what joint enquiries came to")
    says = f"Joint enquiries came to: {book.label('joint-enquiry-outcome', found)}"
    met = {code.code for code in book.codes("joint-enquiry-outcome") if code.has("met")}
    return Element(found in met, says)


def _signed(name: str | None, whom: str) -> Element:
    if name is None:
        return Element(None, f"Say who signed {whom}")
    return Element(bool(name.strip()), f"Nobody signed {whom}")


def _enquiries(facts: GroundI) -> dict[str, object]:
    return {
        "school_enquired": facts.school_enquired,
        "council_enquired": facts.council_enquired,
        "came_to": facts.enquiries_found,
        "signed_for_school": facts.signed_for_school,
        "signed_for_council": facts.signed_for_council,
    }


def _late(late: tuple[SessionMark, ...] | None) -> str:
    return f" Code N is over its five school days on {named(late)}." if late else ""


def _coded(marks: tuple[SessionMark, ...]) -> str:
    return ", ".join(f"{mark.mark} on {mark.when}" for mark in marks[:5])


def _came(mark: SessionMark) -> bool:
    return mark.counts_as in (PRESENT, APPROVED)


def _has(mark: SessionMark, codes: tuple[str, ...]) -> bool:
    return mark.counts_as != "outside" and mark.mark.strip().upper() in codes


def _school_days(facts: Register) -> Iterator[list[SessionMark]]:
    """The sessions that take place of each school day by the calendar; days beyond it are left out."""
    if facts.calendar is None:
        return
    known = days_of(facts.calendar)
    for day, marks in groupby(reading(facts).sessions, key=lambda mark: mark.day):
        held = [mark for mark in marks if mark.session in (known[day] or ())]
        if held:
            yield held
