"""One day of work as a ruler shows it: where no work is allowed, what was worked, and what is over."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.reference import Reference
from fieldkit.rules.employment.declare import Work, in_scope, scope, work_of
from fieldkit.rules.employment.facts import ChildAtWork
from fieldkit.rules.employment.hours import (
    Stretch,
    clock,
    duration,
    hours_of,
    joined,
    minute,
    total,
    within,
    without,
)
from fieldkit.rules.employment.school_day import (
    NO_CALENDAR,
    attendance_unknown,
    is_school_day,
    is_sunday,
    school_hours,
)

_DAY: Stretch = (0, 24 * 60)


@dataclass(frozen=True, slots=True)
class Ruler:
    """A day of work, every stretch from and to in minutes after midnight.

    - `no_work` is hatched; `school` is the school's hours on a school day.
    - `worked` is the work, breaks taken out; `allowed` the part of it that keeps to the day's limit and
      hours; `over` the rest. `allowed_until` is where the limit was reached, None if it was not.
    - `words` is "Worked 16:00 to 19:40", or "Cannot tell: enter a finish time" with an empty ruler.
    - `allowed_words` is "2 h allowed", `over_words` "1 h 40 over", both empty where there is nothing to say.
    - `day_words` is "a school day", "a Sunday" or "a day without school"; empty while it cannot be told.
    """

    no_work: tuple[Stretch, ...] = ()
    school: Stretch | None = None
    worked: tuple[Stretch, ...] = ()
    allowed: tuple[Stretch, ...] = ()
    over: tuple[Stretch, ...] = ()
    allowed_until: int | None = None
    limit_minutes: int | None = None
    words: str = ""
    day_words: str = ""

    @property
    def worked_minutes(self) -> int:
        """Minutes of work in all."""
        return total(self.worked)

    @property
    def over_minutes(self) -> int:
        """Minutes of it that the hours of the day do not allow."""
        return total(self.over)

    @property
    def allowed_words(self) -> str:
        """What of the work was allowed, to stand on its bar."""
        return f"{duration(total(self.allowed))} allowed" if self.allowed else ""

    @property
    def over_words(self) -> str:
        """What was over, to stand beside the words."""
        return f"{duration(self.over_minutes)} over" if self.over else ""


def ruler(facts: ChildAtWork, book: Reference) -> Ruler:
    """The hours of the day looked at. What is missing is said in `words`, and nothing is drawn as allowed.

    It shows the hours and limits of the day only (EMP-03 to EMP-06, EMP-08, EMP-09), not those of the week.
    """
    work = work_of(facts, book)
    if work is None:
        found = scope(facts, book)
        return Ruler(words=found.title if in_scope(facts, book) is False else _cannot(found.says))
    school_day, hours = is_school_day(work), hours_of(facts.shifts, work.day)
    school = school_hours(work) if school_day else None
    bare = Ruler(no_work=_closed(work, school), school=school, day_words=_day_words(work, school_day))
    if why := _unknown(work, school_day, school) or hours.lacks:
        return Ruler(bare.no_work, school, words=_cannot(why), day_words=bare.day_words)
    limit = _limit(work, school_day is True)
    allowed, until = _allowed(work, hours.worked, bare.no_work, school, limit)
    over = tuple(piece for worked in hours.worked for piece in without(worked, allowed))
    spans = " and ".join(f"{clock(start)} to {clock(finish)}" for start, finish in joined(hours.present))
    return Ruler(
        no_work=bare.no_work,
        school=school,
        worked=hours.worked,
        allowed=allowed,
        over=over,
        allowed_until=until,
        limit_minutes=limit,
        words=f"Worked {spans}",
        day_words=bare.day_words,
    )


def _closed(work: Work, school: Stretch | None) -> tuple[Stretch, ...]:
    """Where no work is allowed: early, late and in school hours; all day under the first age."""
    if work.law.band(work.age) is None:
        return (_DAY,)
    closed = [(0, minute(work.law.earliest)), (minute(work.law.latest), _DAY[1])]
    if school is not None:
        by_byelaws = work.law.before_school == "byelaws"
        barred = by_byelaws and not work.book.local("employment.before_school_allowed")
        closed.append((0 if barred else school[0], school[1]))
    return joined(closed)


def _unknown(work: Work, school_day: bool | None, school: Stretch | None) -> str:
    """Why the kind of day cannot be told; empty when it can."""
    if school_day is None:
        return NO_CALENDAR
    if not school_day:
        return ""
    return attendance_unknown(work) or ("" if school else "Enter when the school opened and closed that day.")


def _limit(work: Work, school_day: bool) -> int:
    """The minutes that the day allows; none under the first age."""
    band, law = work.law.band(work.age), work.law
    if band is None:
        return 0
    limits = [law.school_day_minutes if school_day else band.day_minutes]
    if is_sunday(work.day) and law.sunday_minutes is not None:
        limits.append(law.sunday_minutes)
    return min(limits)


def _allowed(
    work: Work,
    worked: tuple[Stretch, ...],
    no_work: tuple[Stretch, ...],
    school: Stretch | None,
    limit: int,
) -> tuple[tuple[Stretch, ...], int | None]:
    """The work that keeps to hours and limit, from the morning on; and where the limit was reached."""
    open_pieces = [piece for stretch in worked for piece in without(stretch, no_work)]
    if school is not None:
        before = _first(within(open_pieces, (0, school[0])), work.law.before_school_minutes)
        open_pieces = [*before, *within(open_pieces, (school[1], _DAY[1]))]
    allowed = _first(tuple(open_pieces), limit)
    more = total(worked) > limit and total(allowed) == limit
    return allowed, allowed[-1][1] if more and allowed else None


def _first(pieces: tuple[Stretch, ...], minutes: int) -> tuple[Stretch, ...]:
    """The first so many minutes of some stretches."""
    found: list[Stretch] = []
    for start, finish in pieces:
        length = min(finish - start, minutes - total(found))
        if length > 0:
            found.append((start, start + length))
    return tuple(found)


def _day_words(work: Work, school_day: bool | None) -> str:
    if school_day is None:
        return ""
    return "a school day" if school_day else "a Sunday" if is_sunday(work.day) else "a day without school"


def _cannot(why: str) -> str:
    return f"Cannot tell: {why[:1].lower()}{why[1:].rstrip('.')}"
