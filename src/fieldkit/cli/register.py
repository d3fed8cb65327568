"""`fieldkit register`: a year of marks with its totals, its ten-week windows and what the roll says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from fieldkit.cli.record import Named
from fieldkit.cli.rules import lines_of
from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.casebook.schools.register_page import RegisterPage
    from fieldkit.rules.school.attendance import SessionMark
    from fieldkit.rules.school.weeks import Week

app = typer.Typer()
_TO_COME, _CLOSED = ".", " "


@verb(app)
def register(casebook: Casebook, case: Named, as_json: AsJson = False) -> None:
    """Show the register of a case: totals, codes, a line a week, what the rules say, the school's roll."""
    from fieldkit.cli import making

    page = casebook.registers.reading(making.find(casebook, case))
    tell(_document(page), lambda: "\n".join(_lines(page)), as_json=as_json)


def _document(page: RegisterPage) -> dict[str, Any]:
    found = page.totals
    weeks = [
        {
            "monday": week.monday,
            "marks": _marks(week),
            "counted": week.counted,
            "ten_weeks": week.window.counted if week.window else None,
            "reaches": week.reaches,
        }
        for week in page.weeks
    ]
    return {
        "case": page.case, "reference": page.reference, "child": page.child, "school": page.school,
        "has_calendar": page.has_calendar, "possible": found.possible, "absent": found.absent,
        "authorised": found.authorised, "unauthorised": found.unauthorised, "not_yet": found.not_yet,
        "absence": found.absence, "persistent": page.persistent, "severe": page.severe,
        "unknown": [f"{mark.mark} on {mark.when}" for mark in found.unknown],
        "missing": [mark.when for mark in found.missing],
        "outside": [f"{mark.mark} on {mark.when}" for mark in found.outside],
        "overdue": None if page.overdue is None else [mark.when for mark in page.overdue],
        "codes": list(page.by_code), "weeks": weeks, "findings": list(page.findings),
        "roll": list(page.roll), "files": list(page.extracts),
    }  # fmt: skip


def _lines(page: RegisterPage) -> Iterator[str]:
    found = page.totals
    yield f"{page.child}, {page.school or 'school not known'}"
    if not page.has_calendar:
        yield "This school has no calendar here, so weeks cannot be counted."
    if page.extract:
        absent = f"{found.absent} absent ({found.absence}), {found.unauthorised} of them unauthorised"
        yield f"{found.possible} possible, {absent}, of these {found.not_yet} of code N."
        if page.overdue:
            yield f"Code N for over five school days: {', '.join(mark.when for mark in page.overdue)}."
        severe = "Severe" if page.severe else "Persistent" if page.persistent else ""
        if severe:
            yield f"{severe} absence."
        codes = [
            (one.code, f"{one.sessions}", f"{one.label}{' (legacy code)' if one.legacy else ''}")
            for one in page.by_code
        ]
        yield table(codes, "")
        yield from (_week(week) for week in page.weeks if _marks(week).strip(_TO_COME + _CLOSED))
    else:
        yield "No register is imported yet."
    yield from (f"{row.record}  {row.title}. {row.line}" for row in page.roll)
    yield from (lines_of(one) for one in page.findings)


def _week(week: Week) -> str:
    ten = f"  ten weeks {week.window.counted}" if week.window else ""
    return f"{week.monday:%d %b %Y}  {_marks(week)}{ten}{' (enough for a notice)' if week.reaches else ''}"


def _marks(week: Week) -> str:
    """The marks of a week, two a day; closed as spaces, still to come as dots."""
    return " ".join(f"{_mark(am)}{_mark(pm)}" for am, pm in week.sessions).rstrip()


def _mark(mark: SessionMark | None) -> str:
    if mark is None or mark.counts_as == "closed":
        return _CLOSED
    return _TO_COME if mark.counts_as == "to-come" else mark.mark
