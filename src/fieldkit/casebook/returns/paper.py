"""Turns a return into the rows of its paper and of its CSV: nothing here knows a hidden figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fieldkit.casebook.returns.scope import EMPLOYMENT, LEGAL
from fieldkit.rules.finding import counted
from fieldkit.rules.returns import Measure

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.sweep_return import ReturnSheet
    from fieldkit.casebook.returns.returns import CountedReturn

HEADS = ("Return", "Period", "Table", "Figure", "Number")
READ = ("removed", "afterwards")
"""The tables that a person reads; at the others they would rather look."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_TIMES = ("Time run", "Police time")
METHOD = {
    "truancy": (
        "A figure counts stops, and each stop is counted once in a table. A child stopped twice on one sweep "
        "is two stops and one child. “Without good reason” is what the officers found at the time; "
        "“removed” is by a constable or PCSO under section 16 of the Crime and Disorder Act 1998. Read the "
        "three side by side: stops alone say nothing of absence."
    ),
    EMPLOYMENT: (
        "A child is counted at each visit where it was found at work. A breach is counted once for each "
        "child and rule, by the law of the day on which the work was done; what could not be told is no "
        "breach."
    ),
    LEGAL: (
        "A figure counts what happened in the period: each parent and each child has a notice, a decision "
        "and a prosecution of their own. A referral returned twice is counted twice, and under each check "
        "that it failed. Days run from the receipt of the referral to the decision on the measure."
    ),
}


def csv_of(found: CountedReturn) -> bytes:
    """RFC 4180, UTF-8 with the mark that spreadsheets look for; no cell can be taken for a formula."""
    made = io.StringIO()
    writer = csv.writer(made, dialect="excel", lineterminator="\r\n")
    writer.writerow(HEADS)
    name = found.reference or found.title
    for row in rows_of(found):
        writer.writerow([_plain(cell) for cell in (name, found.period, *row)])
    return made.getvalue().encode("utf-8-sig")


def rows_of(found: CountedReturn) -> Iterator[tuple[str, str, str]]:
    """Table, figure and number of all that may leave the service; times in minutes, which is said."""
    for table, label, number in found.published.rows():
        timed = table == "Resources" and label in _TIMES
        yield table, f"{label}, minutes" if timed else label, number
    yield from found.more


def _plain(cell: str) -> str:
    """A cell that a spreadsheet takes for words: one that begins as a formula does gets an apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def sheet_of(
    found: CountedReturn, council: str, officer: str, evidence: tuple[tuple[str, str], ...]
) -> ReturnSheet:
    """The rows of the paper; `council` is empty on a laptop that has joined none."""
    from fieldkit.bundle.sheets.page import Heading
    from fieldkit.bundle.sheets.sweep_return import ReturnRow, ReturnSheet, ReturnTable

    published = found.published
    tables = tuple(
        ReturnTable(
            table.title,
            tuple(ReturnRow(figure.label, figure.value) for figure in table.figures),
            drawn=table.key not in READ,
            withheld=table.withheld,
        )
        for table in published.tables
        if table.figures or table.withheld
    )
    return ReturnSheet(
        heading=Heading(council or officer, found.reference or found.period),
        title=found.title,
        about=found.about,
        headline=tuple(ReturnRow(figure.label, figure.value) for figure in published.headline),
        tables=tables,
        measures=tuple((measure.label, measured(measure)) for measure in published.measures),
        notes=(found.method, _hidden(published.smallest, found.sort)),
        warning=found.not_final,
        evidence=evidence,
    )


def measured(measure: Measure) -> str:
    """A sum in words: minutes as hours and minutes."""
    if "minutes" not in measure.key:
        return str(measure.amount)
    hours, minutes = divmod(measure.amount, 60)
    told = [counted(hours, "hour")] if hours else []
    return " ".join([*told, f"{minutes} min"] if minutes or not told else told)


def _hidden(smallest: int, sort: str) -> str:
    parts = "a month" if sort == LEGAL else "a sweep"
    return (
        f"“hidden” stands for a figure from 1 to {smallest - 1}, and for any figure from which such a one "
        "could be worked out; a table that would still give one away is withheld. What is hidden in the "
        f"return of {parts} is hidden in that of a longer period too. The council holds the full figures."
    )
