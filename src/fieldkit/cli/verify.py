"""`fieldkit verify`: checks a sealed bundle on any machine, with no notebook and no network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson
from fieldkit.errors import Trouble

app = typer.Typer()


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf")],
    exhibits: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The original exhibits to compare.")
    ] = None,
    council_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The council's public keys.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say of every page, signature and exhibit whether it is as sealed; exit 3 when one is not."""
    from fieldkit.bundle.workshop import Workshop

    given: dict[str, bytes | Path] = {}
    if exhibits is not None:
        if not exhibits.is_dir():
            raise Trouble(f"There is no folder {exhibits}.", "Name the folder that holds the exhibits.")
        given = {path.name: path for path in sorted(exhibits.iterdir()) if path.is_file()}
    key = _read(council_key) if council_key is not None else None
    with Workshop() as shop:
        found = shop.verify(_read(file), given, key)
    rows = [(str(row.mark), row.what, row.says) for row in found.rows]
    tell(found, lambda: f"{found.verdict}\n{table(rows, '')}", as_json=as_json)
    if not found.whole:
        raise typer.Exit(3)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Trouble(f"The file {path} cannot be read.", "Check its name and its rights.") from fault
