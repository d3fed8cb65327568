"""`fieldkit search` and `fieldkit status`: what is in the notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.notebook import status_lines
from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer()


@verb(app)
def search(
    casebook: Casebook,
    words: Annotated[list[str], typer.Argument(metavar="TEXT")],
    kind: Annotated[list[str] | None, typer.Option(help="Only of this kind; repeat it.")] = None,
    schools: Annotated[
        bool, typer.Option("--schools", help="Schools of the national register instead.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """Find the newest records that hold every word of TEXT."""
    text = " ".join(words)
    if schools:
        places = casebook.find.schools(text, limit)
        rows = [(place.urn, place.dfe_number, place.name, place.authority) for place in places]
        tell(places, lambda: table(rows, "No school holds all these words."), as_json=as_json)
        return
    found = casebook.find.records(text, kinds=kind or (), limit=limit)
    casebook.find.rested(found)
    lines = [(each.record, each.kind, each.title, each.line) for each in found]
    tell(found, lambda: table(lines, "No record holds all these words."), as_json=as_json)


@verb(app)
def status(casebook: Casebook, as_json: AsJson = False) -> None:
    """Show whose notebook it is, how it is protected, where it lies, what waits to be sent."""
    found = casebook.notebooks.status()
    tell(found, lambda: status_lines(found), as_json=as_json)
