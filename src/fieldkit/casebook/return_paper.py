"""Turns a sweep return into the rows of its paper and of its CSV: nothing here knows a hidden figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fieldkit.casebook.return_scope import EMPLOYMENT
from fieldkit.rules.finding import counted
from fieldkit.rules.returns import Measure

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.sweep_return import ReturnSheet
    from fieldkit.casebook.sweep_returns import SweepReturn

HEADS = ("Return", "Period", "Table", "Figure", "Number")
READ = ("removed", "afterwards")
"""The tables that a person reads; at the others they would rather look."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_TIMES = ("Time run", "Police time")
_METHOD = {
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
}


def csv_of(found: SweepReturn) -> bytes:
    """RFC 4180, UTF-8 with the mark that spreadsheets look for; no cell can be taken for a formula."""
    made = io.StringIO()
    writer = csv.writer(made, dialect="excel", lineterminator="\r\n")
    writer.writerow(HEADS)
    name = found.reference or found.title
    for row in rows_of(found):
        writer.writerow([_plain(cell) for cell in (name, found.period, *row)])
    return made.getvalue().encode("utf-8-sig")


def rows_of(found: SweepReturn) -> Iterator[tuple[str, str, str]]:
    """Table, figure and number of all that may leave the service; times in minutes, which is said."""
    for table, label, number in found.published.rows():
        timed = table == "Resources" and label in _TIMES
        yield table, f"{label}, minutes" if timed else label, number
    yield "Sweeps", "In these figures", str(len(found.sweeps) - found.left_out)
    yield "Sweeps", "Too small to be in them", str(found.left_out)


def _plain(cell: str) -> str:
    """A cell that a spreadsheet takes for words: one that begins as a formula does gets an apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def sheet_of(
    found: SweepReturn, council: str, officer: str, evidence: tuple[tuple[str, str], ...]
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
        about=tuple(_about(found, council)),
        headline=tuple(ReturnRow(figure.label, figure.value) for figure in published.headline),
        tables=tables,
        measures=tuple((measure.label, measured(measure)) for measure in published.measures),
        notes=(_METHOD[EMPLOYMENT if found.sort == EMPLOYMENT else "truancy"], _hidden(published.smallest)),
        warning=found.not_final,
        evidence=evidence,
    )


def _about(found: SweepReturn, council: str) -> Iterator[tuple[str, str]]:
    if council:
        yield "Council", council
    yield "Period", found.period
    if len(found.sweeps) == 1:
        yield "Sweep", ", ".join(filter(None, (found.reference, found.sweeps[0].state_words.lower())))
    else:
        few = f", of which {found.left_out} too small to be in the figures" if found.left_out else ""
        yield "Sweeps", f"{len(found.sweeps)}{few}"


def measured(measure: Measure) -> str:
    """A sum in words: minutes as hours and minutes."""
    if "minutes" not in measure.key:
        return str(measure.amount)
    hours, minutes = divmod(measure.amount, 60)
    told = [counted(hours, "hour")] if hours else []
    return " ".join([*told, f"{minutes} min"] if minutes or not told else told)


def _hidden(smallest: int) -> str:
    return (
        f"“hidden” stands for a figure from 1 to {smallest - 1}, and for any figure from which such a one "
        "could be worked out; a table that would still give one away is withheld. What is hidden in the "
        "return of a sweep is hidden in that of its period too. The council holds the full figures."
    )
