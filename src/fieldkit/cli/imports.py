"""`fieldkit import`: reference data from the files that others publish."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.telling import note, progress, tell
from fieldkit.cli.verb import AsJson, verb
from fieldkit.errors import Trouble
from fieldkit.rules.finding import counted

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

_Column = Annotated[
    list[str] | None,
    typer.Option("--map", help="A field and its column, such as mark=Code. Remembered for next time."),
]
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


@verb(app)
def register(
    casebook: Casebook,
    file: Path,
    case: Annotated[str, typer.Option("--case", help="Reference of the case of this pupil.")],
    columns: _Column = None,
    upn: Annotated[str, typer.Option("--upn", help="Which pupil, where the file has several.")] = "",
    said: Annotated[
        list[str] | None,
        typer.Option("--set", help="An answer, such as stated_possible=94 or certified_by=NAME."),
    ] = None,
    corrects: Annotated[bool, typer.Option("--corrects", help="Replaces the extract that stands.")] = False,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Take it as it stands, without the bad lines.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Import a pupil's register for a case, as the school's system exports it."""
    desk, held = casebook.registers, casebook.cases.by_reference(case)
    chosen, typed = dict(map(_pair, columns or ())), dict(map(_pair, said or ()))
    with progress() as say:
        try:
            found = desk.examine_file(held.record, file, columns=chosen, upn=upn, say=say)
        except Trouble as asked:
            _tell_choices(asked)
            raise
        made, _ = desk.take_in(
            held.record, found, typed, on_bad="leave-out" if leave_out else "stop", corrects=corrects, say=say
        )
    if found.pupils > 1:
        note(f"The file has {counted(found.pupils - 1, 'other pupil')} and is kept whole.")
    for fault in made.faults:
        note(f"{'As written' if fault.taken else 'Left out'}: {fault}")
    tell(made, f"Imported {made.sessions} sessions.", as_json=as_json)


def _tell_choices(asked: Trouble) -> None:
    """The pupils or the columns that there are to choose from, where the file leaves that open."""
    for upn, name in getattr(asked, "pupils", ()):
        note(f"--upn {upn or '(none)'}  {name}")
    if layout := getattr(asked, "layout", None):
        note(f"Columns: {', '.join(layout.titles)}")


def _pair(words: str) -> tuple[str, str]:
    name, equals, value = words.partition("=")
    if not equals:
        raise Trouble(f"{words} is not a name and a value.", "Write it as name=value.")
    return name.strip(), value.strip()
