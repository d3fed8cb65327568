"""`fieldkit demo`: a fictional council from end to end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fieldkit.cli.house import told

app = typer.Typer()


@app.command()
def demo(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="An empty folder; fieldkit-demo at home otherwise.")
    ] = None,
    headless: Annotated[
        bool, typer.Option("--headless", help="Do the whole job without a screen and say where it lies.")
    ] = False,
) -> None:
    """Play a fictional council: its server, five officers, a day's work offline, sync, bundle and proof."""
    raise typer.Exit(told(context).house.demo(folder, headless=headless))
