"""The command `fieldkit`: its groups of verbs, run from one command line."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import typer

from fieldkit.cli import (
    attach,
    audit,
    custody,
    demo,
    disclosure,
    exchange,
    imports,
    interview,
    notebook,
    panel,
    paper,
    pathway,
    record,
    referral,
    register,
    rules,
    search,
    statement,
    sweep,
    sync,
    verify,
)
from fieldkit.cli.ending import ended
from fieldkit.cli.house import House, Told, told
from fieldkit.cli.verb import NotebookFolder, PassphraseFile

app = typer.Typer(
    help="Casework that field officers write offline, send, prove and print. Alone it opens the desktop.",
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(notebook.app, name="notebook")
app.add_typer(record.app, name="record")
app.add_typer(imports.app, name="import")
app.add_typer(exchange.app, name="exchange")
app.add_typer(sweep.app, name="sweep")
app.add_typer(pathway.app, name="pathway")
app.add_typer(panel.app, name="panel")
app.add_typer(referral.app, name="referral")
app.add_typer(statement.app, name="statement")
app.add_typer(interview.app, name="interview")
app.add_typer(custody.app, name="custody")
app.add_typer(custody.cautions, name="caution")
for verbs in (search, rules, register, attach, sync, paper, audit, disclosure, verify, demo):
    app.add_typer(verbs.app)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context, notebook: NotebookFolder = None, passphrase_file: PassphraseFile = None
) -> None:
    """Keeps what holds for every command; without a command opens the desktop."""
    house: House = context.obj
    context.obj = Told(house, notebook, passphrase_file)
    if context.invoked_subcommand is None:
        raise typer.Exit(house.desktop(told(context).folder(None)))


def run(words: Sequence[str], house: House) -> int:
    """The exit code of one command line: 0 done, 1 not done, 2 wrong usage, 3 a check found a fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")

    def act() -> int:
        try:
            app(args=list(words), prog_name="fieldkit", obj=house)
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 0
        return 0

    return ended(act)
