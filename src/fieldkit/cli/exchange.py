"""`fieldkit exchange`: hand operations and cases to another officer on a stick, with no server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.telling import note, progress, size, tell
from fieldkit.cli.verb import AsJson, verb
from fieldkit.rules.finding import counted

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.casebook.exchange.exchange import Exported, Imported

app = typer.Typer(help="Exchange operations and cases with another officer's laptop.", no_args_is_help=True)


@verb(app)
def export(
    casebook: Casebook,
    file: Annotated[Path, typer.Argument(help="The parcel; in a folder it gets a name that says nothing.")],
    to: Annotated[str, typer.Option(help="The officer it is for: name, initials or id.")],
    home: Annotated[
        list[str] | None,
        typer.Option(help="An operation or case: reference or id; repeat it. Otherwise all you share."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why, for the log of what left this notebook.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write an encrypted parcel for an officer to FILE."""
    with progress() as say:
        made, _ = casebook.exchange.export(file, to, home or (), reason=reason, say=say)
    if made.missing:
        note(f"{counted(made.missing, 'file')} of these records are not on this laptop and did not go along.")
    tell(made, lambda: _exported(made), as_json=as_json)


@verb(app, "import")
def import_(
    casebook: Casebook,
    file: Annotated[Path, typer.Argument(help="The parcel.")],
    as_json: AsJson = False,
) -> None:
    """Take in the parcel FILE that another officer exported to you: all of it, or nothing."""
    with progress() as say:
        taken, _ = casebook.exchange.take(file, say=say)
    for alarm in taken.alarms:
        note(alarm)
    tell(taken, lambda: _imported(taken), as_json=as_json)


def _exported(made: Exported) -> str:
    what = ", ".join(one.reference or one.title for one in made.homes)
    return (
        f"Wrote {made.path} ({size(made.size)}) for {made.to}, laptop {made.mark}: {what}; "
        f"{counted(made.revisions, 'line')}, {counted(made.files, 'file')}. Nobody else can open it."
    )


def _imported(taken: Imported) -> str:
    if taken.again:
        return f"This parcel from {taken.sender} was taken in before; nothing to do."
    what = ", ".join(one.reference or one.title for one in taken.homes)
    return (
        f"Took in {what} from {taken.sender}, laptop {taken.mark}: {counted(taken.new, 'new line')} of "
        f"{taken.revisions}, {counted(taken.files, 'new file')}."
    )
