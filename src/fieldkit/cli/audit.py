"""`fieldkit audit`: what was read, let out, combined and erased of a case or person (DPA 2018 s.62)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.record import Why
from fieldkit.cli.telling import note, table, tell
from fieldkit.cli.verb import AsJson, verb
from fieldkit.errors import Trouble
from fieldkit.kinds.answers import Unfit
from fieldkit.kinds.times import read_day
from fieldkit.rules.finding import counted

if TYPE_CHECKING:
    from datetime import date

    from fieldkit.casebook.casebook import Casebook

app = typer.Typer()


@verb(app)
def audit(
    casebook: Casebook,
    subject: Annotated[str, typer.Argument(metavar="CASE|PERSON", help="A reference or an id.")],
    from_: Annotated[str, typer.Option("--from", help="The first day, such as 2026-11-01.")] = "",
    to: Annotated[str, typer.Option("--to", help="The last day.")] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.csv", help="Write it there, with a signed manifest.")
    ] = None,
    everybody: Annotated[
        bool | None, typer.Option("--everybody/--mine", help="The looks of all officers, or your own alone.")
    ] = None,
    for_: Annotated[str, typer.Option("--for", help="For whom it is exported.")] = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Tell the log of a CASE or PERSON; with --out as a CSV that `fieldkit verify` checks."""
    from fieldkit.cli import making

    name = making.find(casebook, subject)
    log = casebook.audit.of(name, since=_day(from_), until=_day(to), everybody=everybody)
    if not log.everybody:
        note("Of what was looked at, only your own looks are in it. A manager has those of others.")
    if out is not None:
        casebook.audit.export(log, out, reason=why, recipient=for_)
        note(f"Wrote {counted(len(log.rows), 'row')} to {out}, and its signed manifest beside it.")
    rows = [
        (row.utc, row.user, row.operation, row.channel, row.object_type, row.recipient) for row in log.rows
    ]
    tell(log, lambda: table(rows, "Nothing is logged of these days."), as_json=as_json)


def _day(typed: str) -> date | None:
    if not typed:
        return None
    try:
        return read_day(typed)
    except Unfit as unfit:
        raise Trouble(unfit.say, "Give a day such as 2026-11-20.") from unfit
