"""`fieldkit enrol` and `fieldkit sync`: join a council, send and receive."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli import asking
from fieldkit.cli.ending import one_line
from fieldkit.cli.house import GivePassphrase, Told, told
from fieldkit.cli.telling import note, progress, tell
from fieldkit.cli.verb import AsJson, NotebookFolder, PassphraseFile, opened, verb
from fieldkit.errors import Trouble
from fieldkit.rules.finding import counted

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.casebook.exchange.council import Standing

app = typer.Typer()


@verb(app)
def enrol(casebook: Casebook, server: str, code: str) -> None:
    """Join the council at SERVER with the one-time CODE that it gave."""
    casebook.council.enrol(server, code)
    found = casebook.council.status()
    rescue = "Its recovery key opens this notebook too." if found.recoverable else ""
    print(f"This notebook belongs to {found.council} now, as {casebook.me.name}. {rescue}".rstrip())


@app.command()
def sync(
    context: typer.Context,
    watch: Annotated[bool, typer.Option("--watch", help="Go on until it is interrupted.")] = False,
    minutes: Annotated[int, typer.Option(min=1, help="Between two rounds of --watch.")] = 15,
    as_json: AsJson = False,
    notebook: NotebookFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Send what the council lacks and receive what you may see."""
    run = told(context)
    file = passphrase_file or run.passphrase_file
    if not watch:
        _round(run, notebook, lambda: asking.passphrase(file, "the passphrase"), as_json=as_json)
        return
    given = asking.passphrase(file, "the passphrase")
    while True:
        # The notebook is open during a round alone, so that the officer can work in between.
        try:
            _round(run, notebook, lambda: given, as_json=as_json)
        except Trouble as trouble:
            note(one_line(trouble))
        time.sleep(minutes * 60)


def _round(run: Told, notebook: Path | None, passphrase: GivePassphrase, *, as_json: bool) -> None:
    with opened(run, notebook, passphrase) as casebook:
        with progress() as say:
            casebook.council.sync(say)
        found = casebook.council.status()
        waiting = casebook.notebooks.status().unsent
    for alarm in found.last.alarms:
        note(alarm)
    tell({"standing": found, "unsent": waiting}, lambda: _lines(found, waiting), as_json=as_json)


def _lines(found: Standing, waiting: int) -> str:
    last = found.last
    files = f", {last.files_sent} files sent and {last.files_received} received"
    return f"{counted(last.sent, 'line')} sent, {last.received} received{files}. {waiting} wait to be sent."
