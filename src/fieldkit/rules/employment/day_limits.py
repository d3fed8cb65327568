"""Hours of one day: how early and late, before school, how long, the rest (EMP-03 to 06, 08, 09, 11)."""

from __future__ import annotations

from fieldkit.rules.employment.declare import Answer, Work, check
from fieldkit.rules.employment.hours import (
    Hours,
    Stretch,
    clock,
    duration,
    hours_of,
    in_words,
    minute,
    total,
    within,
)
from fieldkit.rules.employment.school_day import (
    NO_CALENDAR,
    attendance_unknown,
    did_not_have_to_attend,
    is_school_day,
    is_sunday,
    school_hours,
)
from fieldkit.rules.finding import Finding, shown


@check("EMP-03", authority="CYPA 1933 s.18(1)(c)")
def not_too_early(work: Work) -> Finding:
    """No work before 07:00."""
    limit = shown(work.law.earliest)
    hours = hours_of(work.facts.shifts, work.day)
    known = [shift.start or shift.finish for shift in work.facts.shifts or () if shift.day == work.day]
    starts = sorted(start for start in known if start is not None)
    used: dict[str, object] = {"day": work.day, "earliest_start": starts[0] if starts else None}
    if starts and starts[0] < work.law.earliest:
        return Finding.failed(f"Started at {shown(starts[0])}.", **used).titled(f"Works before {limit}")
    if hours.lacks_times:
        return Finding.cannot_tell(hours.lacks_times, **used).titled(f"No work before {limit}")
    return Finding.passed(f"Started at {shown(starts[0])}.", **used).titled(f"No work before {limit}")


@check("EMP-04", authority="CYPA 1933 s.18(1)(c)")
def not_too_late(work: Work) -> Finding:
    """No work after the latest hour.

    19:00; under the Children's Wellbeing and Schools Act 2026, once it has begun, 20:00.
    """
    limit = shown(work.law.latest)
    hours = hours_of(work.facts.shifts, work.day)
    late = [
        f"Finished at {clock(finish)}." for _, finish in hours.present if finish > minute(work.law.latest)
    ]
    late += [
        f"Started at {shown(shift.start)}."
        for shift in work.facts.shifts or ()
        if shift.day == work.day and shift.start is not None and shift.start >= work.law.latest
    ]
    last = max((finish for _, finish in hours.present), default=None)
    used: dict[str, object] = {
        "day": work.day,
        "latest_finish": clock(last) if last is not None else None,
    }
    if late:
        return Finding.failed(late[0], **used).titled(f"Works after {limit}")
    if hours.lacks_times or last is None:
        return Finding.cannot_tell(hours.lacks_times, **used).titled(f"No work after {limit}")
    return Finding.passed(f"Finished at {clock(last)}.", **used).titled(f"No work after {limit}")


@check("EMP-05", authority="s.18(1)(b), (2)(a)(ii)")
def not_in_school_hours(work: Work) -> Answer:
    """No work in school hours, and at most an hour before.

    On a school day none before school closes, but for that hour, which now the byelaws allow and under the
    2026 Act the Act itself.
    """
    school_day = is_school_day(work)
    if school_day is False:
        return None
    school = school_hours(work)
    used: dict[str, object] = {"day": work.day, "school": school and _words(school)}
    if school_day is None or (why := attendance_unknown(work)):
        return Finding.cannot_tell(NO_CALENDAR if school_day is None else why, **used)
    if school is None:
        return Finding.cannot_tell("Enter when the school opened and closed that day.", **used)
    hours = hours_of(work.facts.shifts, work.day)
    if found := _in_school(work, hours, school) or _before_school(work, hours, school):
        return Finding.failed(found[1], **used).titled(found[0])
    if hours.lacks:
        return Finding.cannot_tell(hours.lacks, **used)
    return Finding.passed(f"School is {_words(school)}; {hours.words}.", **used)


@check("EMP-06", authority="s.18(1)(d)")
def short_school_day(work: Work) -> Answer:
    """At most 2 hours on a school day, before and after school together."""
    school_day = is_school_day(work)
    if school_day is False:
        return None
    limit = work.law.school_day_minutes
    if school_day is None or (why := attendance_unknown(work)):
        said = NO_CALENDAR if school_day is None else why
        return Finding.cannot_tell(said, day=work.day).titled(_at_most(limit, "on a school day"))
    return _no_longer(work, limit, "on a school day")


@check("EMP-08", authority="s.18(1)(e)")
def short_sunday(work: Work) -> Answer:
    """At most 2 hours on a Sunday, in term or holiday.

    The 2026 Act has no such limit: the limit of the day applies then.
    """
    if not is_sunday(work.day) or work.law.sunday_minutes is None:
        return None
    return _no_longer(work, work.law.sunday_minutes, "on a Sunday")


@check("EMP-09", authority="s.18(1)(g)")
def free_day_not_too_long(work: Work) -> Answer:
    """At most 5 hours on a day without school, or 8 hours from the 15th birthday.

    Saturdays, holidays and INSET days; Sundays have a limit of their own while there is one.
    """
    band = work.law.band(work.age)
    if band is None or (is_sunday(work.day) and work.law.sunday_minutes is not None):
        return None
    school_day, about = is_school_day(work), f"on a day without school at {work.age}"
    if school_day is None:
        return Finding.cannot_tell(NO_CALENDAR, day=work.day).titled(_at_most(band.day_minutes, about))
    if did_not_have_to_attend(work):
        said = attendance_unknown(work)
        return Finding.cannot_tell(said, day=work.day).titled(_at_most(band.day_minutes, about))
    return None if school_day else _no_longer(work, band.day_minutes, about)


@check("EMP-11", authority="s.18(1)(i)")
def rests(work: Work) -> Finding:
    """A break of 1 hour after 4 hours.

    Work since the last break of an hour or more is counted; shorter breaks are not working time.
    """
    hours = hours_of(work.facts.shifts, work.day)
    run = max(_runs(hours, work.law.break_minutes), key=total, default=())
    limit, rest = in_words(work.law.unbroken_minutes), in_words(work.law.break_minutes)
    used: dict[str, object] = {"day": work.day, "longest_without_a_break": duration(total(run))}
    says = f"{_words((run[0][0], run[-1][1]))} is {duration(total(run))} of work." if run else ""
    if total(run) > work.law.unbroken_minutes:
        return Finding.failed(says, **used).titled(f"More than {limit} without a break of {rest}")
    if hours.lacks:
        return Finding.cannot_tell(hours.lacks, **used).titled(f"A break of {rest} after {limit}")
    return Finding.passed(says or "No work.", **used).titled(f"A break of {rest} after {limit}")


def _in_school(work: Work, hours: Hours, school: Stretch) -> tuple[str, str] | None:
    """The title and words of work in school hours, also where only one end of a shift is known."""
    known = [(shift.start, shift.finish) for shift in work.facts.shifts or () if shift.day == work.day]
    if inside := within(hours.present, school):
        return "Works in school hours", f"{_words(inside[0])}; school is {_words(school)}."
    for start, finish in known:
        at = start or finish
        edge = school[0] <= minute(start) < school[1] if start else False
        edge = edge or (start is None and finish is not None and school[0] < minute(finish) <= school[1])
        if edge and at:
            return "Works in school hours", f"At work at {shown(at)}; school is {_words(school)}."
    return None


def _before_school(work: Work, hours: Hours, school: Stretch) -> tuple[str, str] | None:
    """The title and words of work before school that is too long, or that the byelaws do not allow."""
    before = (0, school[0])
    early, worked = within(hours.present, before), total(within(hours.worked, before))
    if worked > work.law.before_school_minutes:
        return (
            f"More than {in_words(work.law.before_school_minutes)} before school",
            f"{duration(worked)} before school opens at {clock(school[0])}.",
        )
    by_byelaws = work.law.before_school == "byelaws"
    if early and by_byelaws and not work.book.local("employment.before_school_allowed"):
        return "Works before school", f"{_words(early[0])}; the byelaws do not allow it."
    return None


def _no_longer(work: Work, limit: int, about: str) -> Finding:
    """Whether the work of the day keeps to a limit in minutes."""
    hours = hours_of(work.facts.shifts, work.day)
    used: dict[str, object] = {"day": work.day, "worked": duration(hours.minutes), "limit": duration(limit)}
    if hours.minutes > limit:
        return Finding.failed(f"{hours.words}.", **used).titled(f"More than {in_words(limit)} {about}")
    if hours.lacks:
        return Finding.cannot_tell(hours.lacks, **used).titled(_at_most(limit, about))
    return Finding.passed(f"{hours.words}.", **used).titled(_at_most(limit, about))


def _at_most(limit: int, about: str) -> str:
    return f"At most {in_words(limit)} {about}"


def _runs(hours: Hours, rest: int) -> list[tuple[Stretch, ...]]:
    """The work of the day, cut wherever there is a rest long enough."""
    runs: list[tuple[Stretch, ...]] = []
    for piece in hours.worked:
        if runs and piece[0] - runs[-1][-1][1] < rest:
            runs[-1] = (*runs[-1], piece)
        else:
            runs.append((piece,))
    return runs


def _words(stretch: Stretch) -> str:
    return f"{clock(stretch[0])} to {clock(stretch[1])}"
