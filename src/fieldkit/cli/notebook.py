"""`fieldkit notebook`: make a notebook, look after it, bring it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli import asking
from fieldkit.cli.house import told
from fieldkit.cli.telling import progress, size, table, tell
from fieldkit.cli.verb import AsJson, NotebookFolder, PassphraseFile, opened, verb
from fieldkit.errors import Trouble

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.casebook.notebooks import Status
    from fieldkit.keys.hpke import RecoveryKey
    from fieldkit.keys.keyrings import Keyring

app = typer.Typer(help="The encrypted notebook of one officer on this computer.", no_args_is_help=True)

Alone = Annotated[bool, typer.Option("--passphrase-only", help="Use no keyring: five words or more alone.")]
NewPassphraseFile = Annotated[
    Path | None, typer.Option("--new-passphrase-file", help="Holds the new passphrase on one line.")
]
KeyFile = Annotated[Path | None, typer.Option("--recovery-key", help="The council's root file.")]
KeyPassphraseFile = Annotated[
    Path | None, typer.Option("--recovery-passphrase-file", help="Holds that file's passphrase.")
]
BackupPassphraseFile = Annotated[
    Path | None, typer.Option("--backup-passphrase-file", help="Holds the backup's passphrase.")
]
_NEW = "the new passphrase"


@app.command()
def create(
    context: typer.Context,
    name: Annotated[str, typer.Option(help="The officer's name.")],
    initials: Annotated[str, typer.Option(help="As signed; otherwise made from the name.")] = "",
    role: Annotated[
        list[str] | None, typer.Option(help="CME, AIO, MGR ...; repeat it. CME otherwise.")
    ] = None,
    team: Annotated[str, typer.Option(help="The officer's team.")] = "",
    mark: Annotated[str, typer.Option(help="The device's mark in references, such as L14.")] = "",
    passphrase_only: Alone = False,
    notebook: NotebookFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make a new, empty notebook for one officer."""
    from fieldkit.casebook import notebooks

    run = told(context)
    keyring = _keyring(run.house.keyring, passphrase_only)
    folder, file = run.folder(notebook), passphrase_file or run.passphrase_file
    passphrase = asking.passphrase(file, _NEW, twice=True)
    made = notebooks.create(
        folder, passphrase, keyring, name=name, initials=initials,
        roles=tuple(role or ["CME"]), team=team, mark=mark or notebooks.LOCAL_MARK,
    )  # fmt: skip
    made.close()
    print(f"Made a notebook for {name} in {folder}, opened by {_ways(passphrase_only)}.")
    print("It belongs to no council yet, so nobody can recover it. Enrol it, and back it up.")


@verb(app)
def status(casebook: Casebook, as_json: AsJson = False) -> None:
    """Show whose notebook it is, how it is protected, where it lies, what waits to be sent."""
    found = casebook.notebooks.status()
    tell(found, lambda: status_lines(found), as_json=as_json)


@verb(app)
def backup(casebook: Casebook, file: Path, backup_passphrase_file: BackupPassphraseFile = None) -> None:
    """Copy the whole notebook to one sealed FILE."""
    given = None
    if not casebook.notebooks.status().council:
        option = "--backup-passphrase-file"
        given = asking.passphrase(
            backup_passphrase_file, "a passphrase for the backup", twice=True, option=option
        )
    with progress() as say:
        words = casebook.notebooks.back_up(file, given, say)
    print(f"Backed up to {file}. {words}")


@app.command()
def restore(
    context: typer.Context,
    file: Path,
    recovery_key: KeyFile = None,
    recovery_passphrase_file: KeyPassphraseFile = None,
    backup_passphrase_file: BackupPassphraseFile = None,
    passphrase_only: Alone = False,
    notebook: NotebookFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Make a notebook of the backup FILE in a new folder; it signs with a new key."""
    from fieldkit.casebook import notebooks

    run = told(context)
    keyring = _keyring(run.house.keyring, passphrase_only)
    opener: RecoveryKey | str
    if recovery_key is not None:
        opener = notebooks.opener_of(recovery_key, _key_passphrase(recovery_passphrase_file))
    else:
        asked, option = "the backup's passphrase", "--backup-passphrase-file"
        opener = asking.passphrase(backup_passphrase_file, asked, option=option)
    passphrase = asking.passphrase(passphrase_file or run.passphrase_file, _NEW, twice=True)
    folder = run.folder(notebook)
    with progress() as say:
        made = notebooks.restore(file, folder, opener, passphrase, keyring, say=say)
    made.notebook.close()
    print(f"Restored to {folder}. It signs with a new key: enrol it again before you send.")
    if made.flaws:
        print("\n".join(flaw.says for flaw in made.flaws))
        raise typer.Exit(3)


@app.command()
def passphrase(
    context: typer.Context,
    new_passphrase_file: NewPassphraseFile = None,
    passphrase_only: Alone = False,
    keyring: Annotated[bool, typer.Option("--keyring", help="Take up the keyring of this computer.")] = False,
    notebook: NotebookFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Change the passphrase, or how the notebook is protected."""
    run = told(context)
    old = asking.passphrase(passphrase_file or run.passphrase_file, "the passphrase")
    option = "--new-passphrase-file"
    new = asking.passphrase(new_passphrase_file, _NEW, twice=True, option=option)
    with opened(run, notebook, lambda: old) as casebook:
        had = not casebook.notebooks.status().passphrase_only
        found = run.house.keyring() if had or keyring else None
        casebook.notebooks.change_passphrase(old, new, found, alone=passphrase_only or found is None)
    print(f"Changed. The notebook is opened by {_ways(passphrase_only or found is None)}.")


@app.command()
def recover(
    context: typer.Context,
    recovery_key: Annotated[Path, typer.Option(help="The council's root file.")],
    recovery_passphrase_file: KeyPassphraseFile = None,
    notebook: NotebookFolder = None,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Give a notebook a new passphrase by the council's recovery key."""
    from fieldkit.casebook import notebooks

    run = told(context)
    key = notebooks.opener_of(recovery_key, _key_passphrase(recovery_passphrase_file))
    new = asking.passphrase(passphrase_file or run.passphrase_file, _NEW, twice=True)
    notebooks.recover(run.folder(notebook), key, new, run.house.keyring)
    print("Recovered. The notebook signs with a new key: enrol it again before you send.")


@verb(app, doubtful=True)
def check(casebook: Casebook, as_json: AsJson = False) -> None:
    """Check every page, line, signature and attachment; exit 3 when something is wrong."""
    with progress() as say:
        flaws = casebook.notebooks.check(say)
    rows = [{"part": flaw.part.name.lower(), "says": flaw.says} for flaw in flaws]
    words = "\n".join(flaw.says for flaw in flaws) or "The notebook is whole."
    tell({"whole": not flaws, "flaws": rows}, words, as_json=as_json)
    if flaws:
        raise typer.Exit(3)


@verb(app)
def rebuild(casebook: Casebook) -> None:
    """Make the lists and the search anew from the signed lines."""
    with progress() as say:
        count = casebook.notebooks.rebuild(lambda done, of: say(done, of, "Reading the lines"))
    print(f"Rebuilt {count} records.")


def status_lines(found: Status) -> str:
    """The status of a notebook as plain lines."""
    received = "never"
    if found.last_received_ms:
        received = f"{datetime.fromtimestamp(found.last_received_ms / 1000).astimezone():%d %B %Y at %H:%M}"
    rescue = "the council's recovery key opens it too" if found.recoverable else "nobody else can recover it"
    return table(
        [
            (
                "Officer",
                f"{found.name} ({found.initials}), {' '.join(found.roles)}, {found.team}".rstrip(", "),
            ),
            ("Device", found.mark),
            ("Council", found.council or "none yet: this notebook signs for itself"),
            ("Protected by", f"{_ways(found.passphrase_only)}; {rescue}"),
            ("Folder", found.folder),
            ("Records", f"{found.records} in {found.lines} lines, {size(found.size)}"),
            ("Drafts", str(found.drafts)),
            ("Waiting to send", str(found.unsent)),
            ("Last received", received),
            ("Room on the disk", size(found.free)),
            ("SQLite", f"{found.sqlite}, SQLCipher {found.sqlcipher}"),
        ],
        "",
    )


def _ways(alone: bool) -> str:
    return "its passphrase alone" if alone else "its passphrase and the keyring of this computer, both"


def _keyring(find: Callable[[], Keyring], alone: bool) -> Keyring | None:
    if alone:
        return None
    try:
        return find()
    except Trouble as trouble:
        raise Trouble(trouble.say, "Unlock the keyring, or give --passphrase-only.") from trouble


def _key_passphrase(file: Path | None) -> str:
    return asking.passphrase(file, "the root file's passphrase", option="--recovery-passphrase-file")
