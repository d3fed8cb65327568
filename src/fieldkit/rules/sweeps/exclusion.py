"""Exclusion from school: which school day of it a day is, and the duty of ss.103 to 105 of the 2006 Act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, lacking, weighed, yes_no
from fieldkit.rules.finding import Finding, in_uk, shown
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import SchoolCalendar
from fieldkit.rules.school.hours import in_school_hours
from fieldkit.rules.sweeps.facts import Exclusion, Stop

PERMANENT = "permanent"


@dataclass(frozen=True, slots=True)
class PenaltyAmounts:
    """What a penalty notice asks for, in pounds, and within how many days."""

    soon: int
    soon_days: int
    late: int
    late_days: int


def s105_amounts(book: Reference) -> PenaltyAmounts:
    """The amounts of a notice under EIA 2006 s.105, kept apart from those of s.444A."""
    keys = ("soon_pounds", "soon_days", "late_pounds", "late_days")
    return PenaltyAmounts(*(book.number(f"penalty.s105_{key}") for key in keys))


def day_one(facts: Exclusion, calendar: SchoolCalendar | None, book: Reference) -> date | None:
    """The first school day of an exclusion.

    An exclusion in the morning, or over lunch before the afternoon session, makes that school day day 1.
    """
    if calendar is None:
        return None
    if facts.first_day is not None:
        return _from(facts.first_day, calendar)
    starts = {code.code: code.mark("first") for code in book.codes("excluded-when")}
    if facts.given_on is None or facts.given_when not in starts:
        return None
    if starts[facts.given_when] == "same":
        return _from(facts.given_on, calendar)
    return calendar.school_day_after(facts.given_on, 1)


def exclusion_day(facts: Exclusion, on: date, calendar: SchoolCalendar | None, book: Reference) -> int | None:
    """Which school day of the exclusion a day is, by the school's calendar; 0 before it began.

    What the school said counts where no day is known. None when neither is, or when the two disagree.
    """
    first = day_one(facts, calendar, book)
    counted = None if first is None or calendar is None else calendar.school_days(first, on)
    if facts.first_day is None and facts.given_on is None:
        return facts.day_said
    return counted if facts.day_said in (None, counted) else None


def stated_days(facts: Exclusion, calendar: SchoolCalendar | None, book: Reference) -> tuple[date, ...]:
    """The days on which the parent has the duty: those that the notice states among the first school days.

    Where the notice's days are not known, all of the first ones; () when they cannot be counted.
    """
    first = day_one(facts, calendar, book)
    if first is None or calendar is None:
        return ()
    days: list[date | None] = [first]
    while len(days) < book.number("exclusion.stated_school_days") and days[-1] is not None:
        days.append(calendar.school_day_after(days[-1], 1))
    counted = tuple(d for d in days if d is not None and (facts.last_day is None or d <= facts.last_day))
    return counted if facts.stated is None else tuple(day for day in counted if day in facts.stated)


def still_excluded(facts: Exclusion, on: date, calendar: SchoolCalendar | None, book: Reference) -> Element:
    """Whether an exclusion runs on a day."""
    first = day_one(facts, calendar, book)
    if (first is not None and on < first) or (facts.last_day is not None and on > facts.last_day):
        return Element(False, "The exclusion does not run on this day")
    open_ended = facts.kind == PERMANENT or facts.day_said is not None
    known = (first is not None or facts.day_said is not None) and (facts.last_day is not None or open_ended)
    return Element(known or None, "Enter from when until when the pupil is suspended")


def on_a_stated_day(facts: Exclusion, on: date, calendar: SchoolCalendar | None, book: Reference) -> Element:
    """Whether a day is among the stated ones of the first school days of the exclusion."""
    most = book.number("exclusion.stated_school_days")
    number = exclusion_day(facts, on, calendar, book)
    if number is None:
        return Element(None, "Ask the school which school day of the exclusion it is, and from when it runs")
    if number > most:
        return Element(False, f"School day {number} of the exclusion: the duty is for the first {most}")
    if facts.stated is not None and on not in facts.stated:
        return Element(False, "The section 104 notice does not state this day")
    return Element(number > 0, "The exclusion has not begun")


def unjustified(stop: Stop, book: Reference) -> Element:
    """That nothing justifies being in the public place; the parent may still prove that something does."""
    reason = next((code for code in book.codes("stop-reason") if code.code == stop.reason), None)
    if reason is None:
        return Element(None, "Enter the reason given for being there")
    excused = reason.has("excuse") or reason.has("closure")
    return Element(None if excused else True, f"Justified perhaps: {reason.label.lower()}")


def says_excluded(stop: Stop) -> bool | None:
    """Whether anybody said that the child is suspended or excluded; None when nobody said anything."""
    if stop.exclusion is not None or stop.school_says == "suspended" or stop.reason == "excluded":
        return True
    return None if stop.school_says is None and stop.reason is None else False


@rule("EIA-103", about="stop", authority="Education and Inspections Act 2006 s.103 [V]")
def kept_out_of_public_places(facts: Stop, book: Reference) -> Finding | None:
    """An excluded pupil is kept out of public places on the stated days.

    During school hours on the days that the section 104 notice states, among the first five school days by
    the school's calendar. A fail is an offence of the parent, not of the child, and only with the notice; the
    parent may prove reasonable justification. Only the council may prosecute.
    """
    if says_excluded(facts) is False:
        return None
    if facts.exclusion is None or facts.stopped_at is None:
        return Finding.cannot_tell("Ask the school from when until when the pupil is suspended.")
    breach, used = _breach(facts, facts.exclusion, in_uk(facts.stopped_at).date(), book)
    unmet = lacking(breach)
    if unmet is None:
        says = f"In a public place on school day {used['school_day']} of the exclusion."
        return Finding.failed(says, **used)
    if unmet.holds is None:
        return Finding.cannot_tell(f"{unmet.says}.", **used)
    return Finding.passed(f"No breach. {unmet.says}.", **used)


@rule("EIA-104", about="stop", authority="Education and Inspections Act 2006 s.104")
def notice_of_the_duty_seen(facts: Stop, _book: Reference) -> Finding | None:
    """The section 104 notice was seen.

    Without a notice to the parent there is no offence.
    """
    if says_excluded(facts) is False:
        return None
    seen = facts.exclusion.s104_notice_seen if facts.exclusion else None
    element = Element(
        yes_no(seen), _NO_NOTICE if seen == "no" else "Ask whether a section 104 notice was given"
    )
    return weighed([element], "The section 104 notice was seen.", {"notice_seen": seen})


@rule("EIA-105", about="stop", authority="Education and Inspections Act 2006 s.105; SI 2007/1867 [V]")
def penalty_notice_may_be_considered(facts: Stop, book: Reference) -> Finding | None:
    """A penalty notice for the parent of an excluded pupil may be considered.

    With the section 104 notice seen, on a stated day. The amounts are those of section 105, which are not
    those of section 444A.
    """
    if says_excluded(facts) is False:
        return None
    amounts = s105_amounts(book)
    words = f"£{amounts.soon} within {amounts.soon_days} days, £{amounts.late} within {amounts.late_days}"
    return weighed(penalty_elements(facts, book), f"{words}.", {"amounts": words})


def penalty_elements(stop: Stop, book: Reference) -> list[Element]:
    """What a penalty notice under section 105 needs, of a child said to be excluded."""
    if stop.exclusion is None or stop.stopped_at is None:
        return [Element(None, "Ask the school from when until when the pupil is suspended")]
    seen = yes_no(stop.exclusion.s104_notice_seen)
    notice = Element(seen, _NO_NOTICE if seen is False else "Ask whether a section 104 notice was given")
    return [notice, *_breach(stop, stop.exclusion, in_uk(stop.stopped_at).date(), book)[0]]


_NO_NOTICE = "No section 104 notice was seen: no offence"


def _breach(
    stop: Stop, facts: Exclusion, on: date, book: Reference
) -> tuple[list[Element], dict[str, object]]:
    elements = [
        Element(yes_no(stop.public_place), "Not a public place" if stop.public_place == "no" else _PLACE),
        in_school_hours(stop),
        still_excluded(facts, on, stop.calendar, book),
        on_a_stated_day(facts, on, stop.calendar, book),
        unjustified(stop, book),
    ]
    used: dict[str, object] = {
        "stopped": stop.stopped_at,
        "school_day": exclusion_day(facts, on, stop.calendar, book),
        "stated_days": tuple(shown(day) for day in stated_days(facts, stop.calendar, book)),
        "public_place": stop.public_place,
        "reason": stop.reason,
    }
    return elements, used


_PLACE = "Say whether it is a public place"


def _from(day: date, calendar: SchoolCalendar) -> date | None:
    school_day = calendar.is_school_day(day)
    if school_day is None:
        return None
    return day if school_day else calendar.school_day_after(day, 1)
