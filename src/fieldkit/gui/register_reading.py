"""What the page of a register reads, and how its weeks, figures and files are said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fieldkit.gui import saying
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.gui.widgets.year_strip import (
    AUTHORISED,
    CLOSED,
    NOT_YET,
    OPEN,
    PRESENT,
    UNAUTHORISED,
    Cell,
    StripWeek,
)
from fieldkit.kinds.times import day_in_words, local

_LOOKS = {
    "present": PRESENT, "approved": PRESENT, "authorised": AUTHORISED, "unauthorised": UNAUTHORISED,
    "not-possible": CLOSED, "not-counted": CLOSED, "closed": CLOSED, "unknown": OPEN, "outside": OPEN,
    "missing": OPEN, "beyond": NOT_YET,
}  # fmt: skip
_STANDS = {
    "present": "present", "approved": "approved activity", "authorised": "authorised",
    "unauthorised": "unauthorised", "not-possible": "not a possible session", "not-counted": "not counted",
    "closed": "school closed", "unknown": "no code of its day",
    "outside": "where the calendar has no session",
    "missing": "no mark", "beyond": "no mark",
}  # fmt: skip
_HALVES = {"AM": "morning", "PM": "afternoon"}
_FIGURES = {
    "present": "Present", "approved": "Approved activity", "authorised": "Authorised",
    "unauthorised": "Unauthorised", "not-possible": "Not possible", "not-counted": "Not counted",
}  # fmt: skip
CORRECTED = Mark("Corrected since", "arrow-bend-down-right")


def strip_weeks(weeks: Sequence[Any]) -> list[StripWeek]:
    """The weeks as the strip draws them; Saturday and Sunday only where any has a mark."""
    long = any(am or pm for week in weeks for am, pm in week.sessions[5:])
    days = 7 if long else 5
    return [StripWeek(week.monday, tuple(_pair(week, day) for day in range(days))) for week in weeks]


def _pair(week: Any, day: int) -> tuple[Cell, Cell]:
    on = date.fromordinal(week.monday.toordinal() + day)
    morning, afternoon = (
        cell(mark, on, half) for mark, half in zip(week.sessions[day], ("AM", "PM"), strict=True)
    )
    return morning, afternoon


def cell(mark: Any, on: date, half: str) -> Cell:
    """A session as it is drawn and read out: "Tuesday 10 November, morning: O, unauthorised"."""
    when = f"{on:%A} {on.day} {on:%B}, {_HALVES[half]}"
    if mark is None:
        return Cell(CLOSED, f"{when}: school closed")
    stands, look = _STANDS[mark.counts_as], _LOOKS[mark.counts_as]
    if mark.mark == "-":
        return Cell(look, f"{when}: {stands}")
    if mark.mark.upper() == "N":
        return Cell(OPEN, f"{when}: N, reason not yet established")
    legacy = ", legacy code" if mark.legacy else ""
    return Cell(look, f"{when}: {mark.mark}, {stands}{legacy}")


def legend(found: Any) -> str:
    """The strip in words: what each shape stands for, and how many there are."""
    told = [
        f"Solid: {found.settled} unauthorised",
        f"struck: {found.authorised} authorised",
        f"empty: {found.attended} present",
    ]
    doubtful = found.not_yet + found.open_sessions + len(found.outside)
    told += [f"question mark: {doubtful} not settled ({found.not_yet} of code N)"] if doubtful else []
    return f"{', '.join(told)}, dash: school closed. {found.possible} possible."


def figures(page: Any) -> list[tuple[str, str]]:
    """The register in figures: absence, persistent or severe, and the fullest ten weeks."""
    found = page.totals
    told = [
        ("Possible", str(found.possible)),
        ("Absent", f"{found.absent}, {found.absence}"),
        ("Authorised", str(found.authorised)),
        ("Unauthorised", f"{found.unauthorised}, of these {found.not_yet} of code N"),
        ("Absence", absence_words(page)),
    ]
    if page.window is not None:
        weeks = f"{saying.short_day(page.window.first)} to {saying.short_day(page.window.last)}"
        told.append(("Most in ten weeks", f"{page.window.counted} in the weeks {weeks}"))
    if page.in_period is not None and page.period is not None:
        first, last = (date.fromisoformat(day) for day in page.period)
        there = page.in_period
        told.append(
            (
                "Period referred",
                f"{day_in_words(first)} to {day_in_words(last)}: {there.unauthorised} unauthorised of "
                f"{there.absent} absent, {there.possible} possible",
            )
        )
    return told


def absence_words(page: Any) -> str:
    """Persistent, severe or neither."""
    if page.persistent is None:
        return "Cannot tell: no session was possible"
    return "Severe" if page.severe else "Persistent" if page.persistent else "Neither persistent nor severe"


def code_rows(page: Any) -> list[Row]:
    """A row a code: how it counts and how many sessions carry it; legacy ones say so."""
    return [
        Row(
            total.code,
            f"{total.code}  {total.label}",
            f"{_FIGURES[total.counts_as]}{'. Legacy code, counted as it then was' if total.legacy else ''}",
            note=saying.counted(total.sessions, "session"),
        )
        for total in page.by_code
    ]


def file_rows(page: Any) -> list[Row]:
    """The extracts taken in, the newest first."""
    rows = []
    for each in page.extracts:
        when = day_in_words(local(each.received_at).date()) if each.received_at else ""
        told = ". ".join(filter(None, (each.file_name, each.certified)))
        rows.append(
            Row(each.extract, each.sessions, told, note=f"Received {when}",
                warn=CORRECTED if each.corrected else None)
        )  # fmt: skip
    return rows
