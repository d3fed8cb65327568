"""What a register comes to: sessions by code, possible, absent and unauthorised, and what cannot be counted.

Each mark is read by the codes of its own day. A mark that no list knows, a session without a mark and a mark
where the calendar has no session are named and never counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from fieldkit.reference import Code, Reference
from fieldkit.reference.codes import code_list
from fieldkit.rules.school.calendar import SchoolCalendar, Session
from fieldkit.rules.school.marks import UNMARKED, DayMarks, Register

PRESENT, APPROVED, AUTHORISED, UNAUTHORISED = "present", "approved", "authorised", "unauthorised"
NOT_POSSIBLE, NOT_COUNTED = "not-possible", "not-counted"
#: How a session stands that no code counts: an unknown mark, a mark where the calendar has no session, no
#: mark where it has one, neither; no mark where the calendar does not reach; and a session of the school year
#: after the last of the register.
UNKNOWN, OUTSIDE, MISSING, CLOSED, BEYOND = "unknown", "outside", "missing", "closed", "beyond"
TO_COME = "to-come"

NOT_YET = "N"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SessionMark:
    """One session: the mark as written, how it stands (`counts_as`), and the code in words.

    `label` is empty for what is no code; `legacy` marks a code that ended in August 2024.
    """

    day: date
    session: Session
    mark: str
    counts_as: str
    label: str = ""
    legacy: bool = False

    @property
    def when(self) -> str:
        """The session as an officer writes it: "Fri 16 Oct 2026 AM"."""
        day = self.day
        return f"{day:%a} {day.day} {day:%b} {day.year} {self.session.value}"


@dataclass(frozen=True, slots=True)
class CodeTotal:
    """How many sessions carry one code."""

    code: str
    label: str
    counts_as: str
    legacy: bool
    sessions: int


@dataclass(frozen=True, slots=True)
class Totals:
    """A register in figures, in sessions. `by_code` is in the order of the code list.

    `unauthorised` holds `not_yet` (code N), which is also shown apart. `unknown`, `missing` and `outside`
    are in no figure; `repeated` are days that are there twice, of which the first counts. `beyond` is how
    many counted sessions lie where no calendar reaches.
    """

    by_code: tuple[CodeTotal, ...]
    present: int
    approved: int
    authorised: int
    unauthorised: int
    not_yet: int
    unknown: tuple[SessionMark, ...]
    missing: tuple[SessionMark, ...]
    outside: tuple[SessionMark, ...]
    repeated: tuple[date, ...]
    beyond: int

    @property
    def attended(self) -> int:
        """Sessions present or at an approved activity."""
        return self.present + self.approved

    @property
    def absent(self) -> int:
        """Authorised and unauthorised absences."""
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        """All sessions but those that were not possible or do not count."""
        return self.attended + self.absent

    @property
    def settled(self) -> int:
        """Unauthorised absences without those whose reason is not yet established."""
        return self.unauthorised - self.not_yet

    @property
    def open_sessions(self) -> int:
        """Sessions that may still turn out to be anything: unknown marks and sessions without one."""
        return len(self.unknown) + len(self.missing)

    @property
    def absence(self) -> str:
        """The share of possible sessions missed, as printed: "61.7%", or a dash when none was possible."""
        if not self.possible:
            return "–"
        tenths = (self.absent * 2000 + self.possible) // (2 * self.possible)
        return f"{tenths // 10}.{tenths % 10}%"

    @property
    def legacy(self) -> tuple[CodeTotal, ...]:
        """The codes that ended in August 2024, counted as they then did."""
        return tuple(total for total in self.by_code if total.legacy)

    def share_reaches(self, percent: int) -> bool | None:
        """Whether at least so many per cent were missed; None when no session was possible."""
        return self.absent * 100 >= percent * self.possible if self.possible else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A register read through: every session in order, and its totals."""

    sessions: tuple[SessionMark, ...]
    totals: Totals


def is_persistent(totals: Totals, book: Reference) -> bool | None:
    """Whether the absence is persistent; None when no session was possible."""
    return totals.share_reaches(book.number("attendance.persistent_percent"))


def is_severe(totals: Totals, book: Reference) -> bool | None:
    """Whether the absence is severe; None when no session was possible."""
    return totals.share_reaches(book.number("attendance.severe_percent"))


def code_of(mark: str, day: date) -> Code | None:
    """The attendance code that a mark stood for on its day, or None when the list knew none."""
    for code in _codes().get(mark.strip().upper(), ()):
        if code.in_force(day):
            return code
    return None


def totals(register: Register) -> Totals:
    """The figures of a register over the days looked at; all nought when there are no marks."""
    return reading(register).totals


@lru_cache(maxsize=64)
def reading(register: Register) -> Reading:
    """Every session of the days looked at, and what they come to; missing ones only where a calendar reaches.

    Kept for a while: every rule of one referral asks for it.
    """
    repeated: list[date] = []
    sessions = tuple(_sessions(register, repeated))
    counts = Counter(
        (mark.mark.strip().upper(), mark.counts_as, mark.label, mark.legacy)
        for mark in sessions
        if mark.label and mark.counts_as != OUTSIDE
    )
    order = {code.label: code.order for code in code_list("attendance-code")}
    by_code = [CodeTotal(code, label, kind, old, n) for (code, kind, label, old), n in counts.items()]
    by_code.sort(key=lambda total: order[total.label])
    summed = Counter[str]()
    for total in by_code:
        summed[total.counts_as] += total.sessions
    known = register.calendar and days_of(register.calendar)
    found = Totals(
        by_code=tuple(by_code),
        present=summed[PRESENT],
        approved=summed[APPROVED],
        authorised=summed[AUTHORISED],
        unauthorised=summed[UNAUTHORISED],
        not_yet=sum(total.sessions for total in by_code if total.code == NOT_YET),
        unknown=_standing(sessions, UNKNOWN),
        missing=_standing(sessions, MISSING),
        outside=_standing(sessions, OUTSIDE),
        repeated=tuple(repeated),
        beyond=sum(mark.label != "" and (not known or known[mark.day] is None) for mark in sessions),
    )
    return Reading(sessions, found)


class Days(dict[date, "tuple[Session, ...] | None"]):
    """The sessions of each day of a calendar, worked out once: a year is looked through many times."""

    def __init__(self, calendar: SchoolCalendar) -> None:
        super().__init__()
        self._calendar = calendar

    def __missing__(self, day: date) -> tuple[Session, ...] | None:
        found = self[day] = self._calendar.sessions(day)
        return found


@lru_cache(maxsize=32)
def days_of(calendar: SchoolCalendar) -> Days:
    """The days of a calendar, kept for the next register of the same school."""
    return Days(calendar)


def reach(calendar: SchoolCalendar, first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last` that lie between a calendar's first and last day."""
    if not calendar.terms:
        return
    first = max(first, min(term.first for term in calendar.terms))
    last = min(last, max(term.last for term in calendar.terms))
    for offset in range((last - first).days + 1):
        yield first + _DAY * offset


def _sessions(register: Register, repeated: list[date]) -> Iterator[SessionMark]:
    marks: dict[date, DayMarks] = {}
    for given in register.marks or ():
        if _looked_at(given.day, register):
            repeated.extend([given.day] if given.day in marks else [])
            marks.setdefault(given.day, given)
    known = days_of(register.calendar) if register.calendar else None
    for day in sorted({*marks, *_expected(register, tuple(marks))}):
        of_day = marks.get(day)
        takes_place = None if known is None else known[day]
        for session in Session:
            mark = UNMARKED if of_day is None else of_day.am if session is Session.AM else of_day.pm
            yield _read(day, session, mark, takes_place)


def _read(day: date, session: Session, mark: str, takes_place: tuple[Session, ...] | None) -> SessionMark:
    if mark.strip() in ("", UNMARKED):
        stands = BEYOND if takes_place is None else MISSING if session in takes_place else CLOSED
        return SessionMark(day, session, UNMARKED, stands)
    code = code_of(mark, day)
    if code is None:
        return SessionMark(day, session, mark, UNKNOWN)
    stands = code.mark("counts_as")
    if takes_place is not None and session not in takes_place and stands != NOT_COUNTED:
        stands = OUTSIDE
    return SessionMark(day, session, mark, stands, code.label, code.has("legacy"))


def _expected(register: Register, marked: tuple[date, ...]) -> Iterator[date]:
    """The school days looked at: those of the period, or from the first mark to the last."""
    if register.calendar is None or not (marked or register.marks is not None):
        return iter(())
    first = register.first or min(marked, default=None)
    last = register.last or max(marked, default=None)
    if first is None or last is None:
        return iter(())
    known = days_of(register.calendar)
    return (day for day in reach(register.calendar, first, last) if known[day])


def _looked_at(day: date, register: Register) -> bool:
    return (register.first is None or register.first <= day) and (
        register.last is None or day <= register.last
    )


def _standing(sessions: tuple[SessionMark, ...], stands: str) -> tuple[SessionMark, ...]:
    return tuple(mark for mark in sessions if mark.counts_as == stands)


@cache
def _codes() -> dict[str, tuple[Code, ...]]:
    found: dict[str, tuple[Code, ...]] = {}
    for code in code_list("attendance-code"):
        found[code.code] = (*found.get(code.code, ()), code)
    return found
