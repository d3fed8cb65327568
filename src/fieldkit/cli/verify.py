"""`fieldkit verify`: checks a sealed bundle or an audit log on any machine, without notebook or network."""

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
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf|FILE.csv")],
    exhibits: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The original exhibits to compare.")
    ] = None,
    council_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The council's public keys.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say of a bundle's pages, signatures and exhibits, or of an audit log's rows, whether they are as they
    were made; exit 3 when one is not.
    """
    if file.suffix.lower() == ".csv":
        _verify_audit(file, council_key, as_json)
        return
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


def _verify_audit(file: Path, council_key: Path | None, as_json: bool) -> None:
    """An audit log against the signed manifest beside it."""
    from fieldkit.casebook.audit.file import ENDING, check

    key = _read(council_key) if council_key is not None else None
    found = check(_read(file), _read(file.with_name(file.name + ENDING)), key)
    tell(found, "\n".join(found.says), as_json=as_json)
    if not found.whole:
        raise typer.Exit(3)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Trouble(f"The file {path} cannot be read.", "Check its name and its rights.") from fault
