"""The register in a pack: the certificate of attendance with its totals, and every mark week by week
(s.566).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from fieldkit.casebook.bundles.writing import Writing, day_in
from fieldkit.casebook.legal.facts import whole_register
from fieldkit.kinds.times import day_in_words
from fieldkit.rules.school.marks import UNMARKED, DayMarks
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.court import CourtSheet

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
_LAW = "Education Act 1996 s.566(1)(c), (2)"


def certificate(to: Writing, extract: Held) -> CourtSheet:
    """The head teacher's certificate: figures of the charge's period, for them to sign."""
    from fieldkit.bundle.sheets.court import Facts, Grid, Paragraphs, Sign

    file, (first, last), totals = to.file, to.period, to.file.totals
    child = file.way.file.child
    about = (
        ("Child", file.child),
        ("Born", day_in(child, "dob") if child else ""),
        ("School", to.school),
        ("Period", f"{first} to {last}, both days included"),
    )
    said = to.words("attendance-certificate", child=file.child, school=to.school, first=first, last=last)
    rows = (
        (
            ("Possible sessions", str(totals.possible)),
            ("Present", str(totals.attended)),
            ("Absent, authorised", str(totals.authorised)),
            ("Absent, unauthorised", str(totals.unauthorised)),
        )
        if totals
        else ()
    )
    by_code = totals.by_code if totals else ()
    codes = tuple((f"{one.code}  {one.label}", str(one.sessions)) for one in by_code)
    signed = ", ".join(filter(None, (extract.text("certified_by"), extract.text("certified_as"))))
    on = day_in(extract, "certified_on")
    kept = f"The school’s certificate was signed by {signed}{f' on {on}' if on else ''}." if signed else ""
    return to.sheet(
        "Certificate of attendance",
        Facts(tuple(row for row in about if row[1])),
        Facts(rows, "Sessions"),
        Grid(("Code", "Sessions"), codes, 130),
        Paragraphs((*said, kept) if kept else said),
        Sign(signed or "Head teacher"),
        authority=_LAW,
    )


def register(to: Writing, _extract: Held) -> CourtSheet:
    """Every mark of the period, a row a week, a morning and an afternoon a day."""
    from fieldkit.bundle.sheets.court import Grid, Paragraphs

    first, last = to.file.period
    whole = whole_register(to.file.way.file, to.file.way.extract)
    marks = [one for one in whole.marks or () if (first or one.day) <= one.day <= (last or one.day)]
    weeks: dict[date, dict[int, DayMarks]] = {}
    for one in marks:
        monday = one.day - timedelta(days=one.day.weekday())
        weeks.setdefault(monday, {})[one.day.weekday()] = one
    rows = tuple(
        (day_in_words(monday), *(_day(days.get(place)) for place in range(len(_DAYS))))
        for monday, days in sorted(weeks.items())
    )
    note = (
        "Each day: the mark of the morning, then of the afternoon. Codes are those of the school’s register."
    )
    totals = to.file.totals
    legend = tuple(f"{one.code}: {one.label}" for one in totals.by_code) if totals else ()
    return to.sheet(
        "Attendance register", Paragraphs((note,)), Grid(("Week of", *_DAYS), rows),
        Paragraphs(("; ".join(legend) + ".",) if legend else (), "Codes"),
        authority=f"{to.file.child}, {to.school}",
    )  # fmt: skip


def _day(marks: DayMarks | None) -> str:
    if marks is None or marks.am == marks.pm == UNMARKED:
        return ""
    return f"{marks.am}  {marks.pm}"
