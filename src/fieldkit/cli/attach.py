"""`fieldkit attach`: a photograph, paper or file becomes an exhibit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli import asking
from fieldkit.cli.record import From, Named, Sets
from fieldkit.cli.telling import note, tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer()


@verb(app)
def attach(
    casebook: Casebook,
    record: Named,
    file: Path,
    reason: Annotated[str, typer.Option(help="Why it was taken: a code of photo-reason.")] = "",
    description: Annotated[str, typer.Option(help="As on its label.")] = "",
    from_: From = "",
    sets: Sets = None,
    file_password_file: Annotated[
        Path | None, typer.Option(help="Holds the password of a protected file on one line.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Attach FILE to a visit, note or case, under the officer's next exhibit mark."""
    from fieldkit.cli import making

    parent = making.find(casebook, record)
    typed = making.said("exhibit", asking.document(from_) if from_ else {}, sets or ()).typed
    typed |= {name: value for name, value in (("reason", reason), ("description", description)) if value}
    password = asking.passphrase(file_password_file, "its password") if file_password_file else ""
    exhibits = casebook.exhibits
    found = exhibits.examine_file(file, password)
    made, _ = exhibits.attach(parent, found, {**found.offered, **typed})
    for remark in found.remarks:
        note(remark)
    mark = casebook.held(made).text("mark")
    tell(
        {"record": made, "mark": mark, "sha256": found.sha256, "remarks": found.remarks},
        f"{made} {mark}",
        as_json=as_json,
    )
