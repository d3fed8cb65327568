"""What the page of a register reads, and how its weeks, figures and files are said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from fieldkit.gui import saying
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.gui.widgets.year_cells import (
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
    "missing": OPEN, "beyond": NOT_YET, "to-come": NOT_YET,
}  # fmt: skip
_STANDS = {
    "present": "present", "approved": "approved activity", "authorised": "authorised",
    "unauthorised": "unauthorised", "not-possible": "not a possible session", "not-counted": "not counted",
    "closed": "school closed", "unknown": "no code of its day",
    "outside": "where the calendar has no session",
    "missing": "no mark", "beyond": "no mark", "to-come": "still to come",
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
    return [
        StripWeek(
            week.monday,
            tuple(_pair(week, day) for day in range(days)),
            week.window.mondays if week.window else (),
            ten_words(week),
            week.reaches,
        )
        for week in weeks
    ]


def ten_words(week: Any) -> str:
    """What the ten school weeks that end with a week come to; empty where no window ends."""
    if week.window is None:
        return ""
    ten = week.window
    whole = "Ten school weeks" if ten.whole else saying.counted(len(ten.mondays), "school week").capitalize()
    not_yet = f", and {ten.not_yet} of code N" if ten.not_yet else ""
    reaches = ": enough to think of a notice" if week.reaches else ""
    sessions = saying.counted(ten.counted, "unauthorised session")
    return f"{whole} up to this one: {sessions} (G, O, U){not_yet}{reaches}."


def _pair(week: Any, day: int) -> tuple[Cell, Cell]:
    on = date.fromordinal(week.monday.toordinal() + day)
    morning, afternoon = week.sessions[day]
    whole = f"{_on(on)}: morning {_said(morning)}; afternoon {_said(afternoon)}"
    return cell(morning, on, "AM", whole), cell(afternoon, on, "PM", whole)


def cell(mark: Any, on: date, half: str, whole: str = "") -> Cell:
    """A session as it is drawn and read out: "Tuesday 10 November, morning: unauthorised (O)"."""
    look = CLOSED if mark is None else _LOOKS[mark.counts_as]
    if mark is not None and mark.mark.upper() == "N":
        look = OPEN
    return Cell(look, f"{_on(on)}, {_HALVES[half]}: {_said(mark)}", whole)


def _on(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _said(mark: Any) -> str:
    """A mark in words: how it counts, its code, and whether that is a legacy code."""
    if mark is None:
        return _STANDS["closed"]
    stands = _STANDS[mark.counts_as]
    if mark.mark == "-":
        return stands
    if mark.mark.upper() == "N":
        return "reason not yet established (N)"
    return f"{stands} ({mark.mark}{', legacy code' if mark.legacy else ''})"


def legend(found: Any) -> str:
    """The strip in words: what each shape stands for, and how many there are."""
    told = [
        f"Solid: {found.settled} unauthorised",
        f"struck: {found.authorised} authorised",
        f"empty: {found.attended} present",
    ]
    doubtful = found.not_yet + found.open_sessions + len(found.outside)
    told += [f"question mark: {doubtful} not settled ({found.not_yet} of code N)"] if doubtful else []
    told += [
        "dash: school closed",
        "dot: still to come",
        "bar: the ten school weeks up to the ring",
        "wedge: ten such weeks end with enough for a notice",
    ]
    return f"{', '.join(told)}. {found.possible} possible."


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
    if found.not_yet:
        late = "cannot tell without a calendar" if page.overdue is None else f"{len(page.overdue)}"
        told.append(("N for over five days", late))
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
