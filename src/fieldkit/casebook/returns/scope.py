"""What a sweep return covers: one sweep, or every sweep of a sort between two days; its key says which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words
from fieldkit.store.records import Held

TRUANCY, EMPLOYMENT, LEGAL = "truancy", "employment", "legal"
_SORTS = (TRUANCY, EMPLOYMENT, LEGAL)
_BETWEEN = ".."


@dataclass(frozen=True, slots=True)
class Period:
    """All sweeps of a sort from one day to another, both counted."""

    since: date
    until: date
    sort: str = TRUANCY

    @property
    def key(self) -> str:
        """Names the return of this period, as a page or a command is told it."""
        return f"{self.sort}:{self.since.isoformat()}{_BETWEEN}{self.until.isoformat()}"

    def words(self) -> str:
        """1 September 2026 to 18 December 2026."""
        first, last = day_in_words(self.since), day_in_words(self.until)
        return first if first == last else f"{first} to {last}"


@dataclass(frozen=True, slots=True)
class Term:
    """A period that can be chosen by its name, such as "Autumn 2026"."""

    name: str
    since: date
    until: date


def period_of(key: str) -> Period | None:
    """The period that a key names; None when it names one sweep. Raises `Trouble` for days that are none."""
    head, between, tail = key.partition(_BETWEEN)
    if not between:
        return None
    sort, colon, first = head.partition(":")
    try:
        since, until = date.fromisoformat(first if colon else head), date.fromisoformat(tail)
    except ValueError as fault:
        raise Trouble("A return needs two days.", "Enter them such as 2026-09-01.") from fault
    if until < since:
        raise Trouble("The last day comes before the first.", "Change one of them.")
    return Period(since, until, sort if colon and sort in _SORTS else TRUANCY)


def terms_of(calendars: Sequence[Held]) -> Sequence[Term]:
    """The terms of the school calendars, each once, the latest first.

    Schools differ by days; a term of that name in that year lasts from the first to the last of theirs.
    """
    found: dict[str, Term] = {}
    for calendar in calendars:
        told = calendar.value("terms")
        for span in told if isinstance(told, list) else ():
            first, last, label = (str(part) for part in span) if isinstance(span, list) else ("", "", "")
            since, until = date.fromisoformat(first), date.fromisoformat(last)
            name = f"{label or 'Term'} {since.year}"
            was = found.get(name)
            found[name] = Term(
                name, min(since, was.since) if was else since, max(until, was.until) if was else until
            )
    return sorted(found.values(), key=lambda term: term.since, reverse=True)
