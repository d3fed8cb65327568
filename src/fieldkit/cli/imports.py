"""`fieldkit import`: reference data from the files that others publish."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.telling import note, progress, tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer(help="Take in what others publish.", no_args_is_help=True)


@verb(app)
def schools(
    casebook: Casebook,
    file: Path,
    leave_out: Annotated[bool, typer.Option("--leave-out", help="Import the rest if a line is bad.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import the national register of schools, as Get Information About Schools gives it."""
    with progress() as say:
        found, _ = casebook.schools.import_register(
            file, on_bad="leave-out" if leave_out else "stop", say=say
        )
    for bad in found.left_out:
        note(f"Left out: {bad}")
    words = f"Imported {found.schools} schools; {found.gone} are gone."
    tell(found, "This file was imported before; nothing to do." if found.again else words, as_json=as_json)
