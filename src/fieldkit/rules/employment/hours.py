"""Work by the clock: what is known of a child's shifts, put together for all employers, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from fieldkit.rules.employment.facts import Shift
from fieldkit.rules.finding import shown

#: From and to, in minutes after midnight.
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hours:
    """A child's work on some day, all employers together.

    - `present` are the shifts whose start and finish are known; `worked` is the work that is certain, with
      the rest breaks taken out and without counting a minute twice.
    - `lacks` says what to enter before anything may be counted as all of it; empty when nothing is missing.
      `lacks_times` is the same, but for rest breaks.
    """

    present: tuple[Stretch, ...]
    worked: tuple[Stretch, ...]
    lacks: str
    lacks_times: str

    @property
    def minutes(self) -> int:
        """Minutes of work that are certain."""
        return total(self.worked)

    @property
    def words(self) -> str:
        """Such as "16:00 to 19:40 is 3 h 40, no break"; while something is missing, the least it can be."""
        if self.lacks:
            return f"At least {duration(self.minutes)} of work"
        spans = " and ".join(f"{clock(start)} to {clock(finish)}" for start, finish in joined(self.present))
        rested = total(joined(self.present)) - self.minutes
        ending = f", {duration(rested)} of breaks taken off" if rested else ", no break"
        return f"{spans} is {duration(self.minutes)}{ending}"


def hours_of(shifts: tuple[Shift, ...] | None, day: date) -> Hours:
    """The work of a day. A shift without its day may be of this one, so that it leaves the day open."""
    mine = [shift for shift in shifts or () if shift.day == day]
    undated = any(shift.day is None for shift in shifts or ())
    lacks = [said for shift in mine if (said := _lacks_times(shift))]
    if undated:
        lacks.append("Enter the day of each shift.")
    if not mine:
        lacks.append(f"Enter the hours worked on {shown(day)}.")
    breaks = [] if lacks else [said for shift in mine if (said := _lacks_breaks(shift))]
    return Hours(
        present=tuple(sorted(span for shift in mine if (span := span_of(shift)))),
        worked=joined(piece for shift in mine for piece in _pieces(shift)),
        lacks=[*lacks, *breaks, ""][0],
        lacks_times=[*lacks, ""][0],
    )


def span_of(shift: Shift) -> Stretch | None:
    """From start to finish of a shift; None while either is missing or they are the wrong way round."""
    if shift.start is None or shift.finish is None or shift.finish <= shift.start:
        return None
    return minute(shift.start), minute(shift.finish)


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Stretches in order, those that touch or overlap made one."""
    found: list[Stretch] = []
    for start, finish in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], finish))
        elif finish > start:
            found.append((start, finish))
    return tuple(found)


def without(stretch: Stretch, gaps: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """What is left of a stretch when the gaps are taken out of it."""
    left, at = [], stretch[0]
    for start, finish in joined(gaps):
        left.append((at, min(start, stretch[1])))
        at = max(at, finish)
    left.append((at, stretch[1]))
    return tuple((start, finish) for start, finish in left if finish > start)


def within(stretches: Iterable[Stretch], limits: Stretch) -> tuple[Stretch, ...]:
    """The parts of stretches that lie inside the limits."""
    cut = ((max(start, limits[0]), min(finish, limits[1])) for start, finish in stretches)
    return tuple((start, finish) for start, finish in cut if finish > start)


def total(stretches: Iterable[Stretch]) -> int:
    """Minutes in all."""
    return sum(finish - start for start, finish in stretches)


def minute(at: time) -> int:
    """Minutes after midnight."""
    return at.hour * 60 + at.minute


def clock(minutes: int) -> str:
    """Minutes after midnight as a clock shows them: "16:00"."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def duration(minutes: int) -> str:
    """A length of time: "3 h 40", "2 h", "45 min"."""
    hours, rest = divmod(minutes, 60)
    return f"{rest} min" if not hours else f"{hours} h {rest:02}" if rest else f"{hours} h"


def in_words(minutes: int) -> str:
    """A limit: "2 hours", "1 hour", "90 minutes"."""
    hours, rest = divmod(minutes, 60)
    if rest:
        return f"{minutes} minutes"
    return f"{hours} hour" if hours == 1 else f"{hours} hours"


def _lacks_times(shift: Shift) -> str:
    if shift.start is None:
        return "Enter a start time."
    if shift.finish is None:
        return "Enter a finish time."
    if shift.finish <= shift.start:
        return "Check the times: the finish is not after the start."
    return ""


def _lacks_breaks(shift: Shift) -> str:
    if shift.breaks is None:
        return "Ask about rest breaks."
    for rest in shift.breaks:
        if rest.start is None or rest.finish is None:
            return "Enter when each rest break began and ended."
        if rest.finish <= rest.start:
            return "Check the times of the rest breaks."
    return ""


def _pieces(shift: Shift) -> tuple[Stretch, ...]:
    """The work in a shift that is certain: none while its times or its breaks are not known."""
    span = span_of(shift)
    if span is None or shift.breaks is None or _lacks_breaks(shift):
        return ()
    rests = ((minute(rest.start), minute(rest.finish)) for rest in shift.breaks if rest.start and rest.finish)
    return without(span, rests)
