"""`fieldkit disclosure`: class the items of a case, and print the schedules of unused material (EVD-30)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.record import Why
from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson, verb
from fieldkit.errors import Trouble

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer()


@verb(app)
def disclosure(
    casebook: Casebook,
    case: Annotated[str, typer.Argument(metavar="CASE", help="Its reference or id.")],
    item: Annotated[int, typer.Option(min=0, help="The number of an item to class, as listed.")] = 0,
    as_: Annotated[str, typer.Option("--as", help="used, unused, unused-sensitive or not-relevant.")] = "",
    relevance: Annotated[str, typer.Option(help="How it may undermine the case or help the defence.")] = "",
    location: Annotated[str, typer.Option(help="Where it is kept.")] = "",
    schedule: Annotated[
        str, typer.Option(help="Print one: unused, unused-sensitive, report or streamlined.")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE.pdf", help="Where to write it.")] = None,
    for_: Annotated[str, typer.Option("--for", help="For whom it is printed.")] = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """List the items of a CASE with their class; class one with --item and --as, print with --schedule."""
    from fieldkit.cli import making

    desk, name = casebook.disclosure, making.find(casebook, case)
    if item:
        found = next((one for one in desk.open(name).items if one.number == item), None)
        if found is None:
            raise Trouble(f"There is no item {item}.", "List them with: fieldkit disclosure CASE")
        desk.classify(name, found.item, as_, reason=why, relevance=relevance, location=location)
    if schedule:
        if out is None:
            raise typer.BadParameter("Name the file with --out", param_hint="--out")
        sheet = desk.paper(name, schedule)
        desk.export(sheet, out / sheet.file_name if out.is_dir() else out, recipient=for_, reason=why)
    page = desk.open(name)
    rows = [
        (str(one.number), one.class_words or "-", one.day_words, one.description)
        for one in page.waiting_first
    ]
    tell(page, lambda: f"{table(rows, 'No items.')}\n\n{page.finding.says}", as_json=as_json)
