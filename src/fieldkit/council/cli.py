"""The council server's own shell: `fieldkit-council`."""

from __future__ import annotations

import json
import logging
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import msgspec
import platformdirs
import typer
import uuid_utils

from fieldkit.council import enrolling, publishing, renewing, serving
from fieldkit.council.office import Office
from fieldkit.council.opening import Plan, make_council, open_council
from fieldkit.council.secret import rewrite_identity
from fieldkit.council.store import people, policy, quarantine
from fieldkit.errors import Trouble
from fieldkit.keys.memory import keep_memory_private
from fieldkit.keys.root_file import root_key
from fieldkit.wire.messages import LEASE_HOURS, LOCK_MINUTES, Health, Officer, decode

app = typer.Typer(
    help="The council server of FieldKit.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
officer_app = typer.Typer(help="The council's officers.", no_args_is_help=True)
app.add_typer(officer_app, name="officer")
quarantine_app = typer.Typer(help="What the server set apart, and why.", no_args_is_help=True)
app.add_typer(quarantine_app, name="quarantine")

Folder = Annotated[
    Path, typer.Option("--council", envvar="FIELDKIT_COUNCIL", help="The council server's folder.")
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file", envvar="FIELDKIT_COUNCIL_PASSPHRASE_FILE", help="Holds the passphrase, one line."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
_FOLDER = Path(platformdirs.user_data_dir("fieldkit-council", appauthor=False))


def main() -> int:
    """Runs `fieldkit-council`: 0 done, 1 it could not be done, 2 wrong usage, 3 `check` found a fault."""
    keep_memory_private()
    try:
        app()
    except Trouble as trouble:
        print(f"{trouble.say} {trouble.do}".strip(), file=sys.stderr)
        return trouble.code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


@app.command()
def init(
    name: Annotated[str, typer.Option(help="The council's name.")],
    root_file: Annotated[Path, typer.Option(help="A new file for the root and recovery keys; keep it.")],
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
    root_passphrase_file: Annotated[Path | None, typer.Option(help="Holds that file's passphrase.")] = None,
    database: Annotated[str, typer.Option(help="A postgresql:// address; SQLite otherwise.")] = "",
    attachments: Annotated[str, typer.Option(help="An s3:// or az:// address; a folder otherwise.")] = "",
) -> None:
    """Makes a new council server, its keys and its folder."""
    passphrase = _passphrase(passphrase_file, "The server's passphrase")
    root_passphrase = _passphrase(root_passphrase_file, "The root file's passphrase")
    plan = Plan(council, name, root_file, database, attachments)
    keys = make_council(plan, passphrase, root_passphrase, _new_id, _now_ms())
    print(f"Made the council server of {keys.name} in {council}.")
    print(f"Keep {root_file} offline: it is the only copy of the root and recovery keys.")


@app.command()
def serve(
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 for a free one.")] = 8414,
    tls_certificate: Annotated[Path | None, typer.Option(help="The certificate chain for HTTPS.")] = None,
    tls_key: Annotated[Path | None, typer.Option(help="Its private key.")] = None,
) -> None:
    """Serves laptops until it is interrupted; prints its address on standard output, its log on error."""
    _log_calls()
    address = serving.Address(host, port, tls_certificate, tls_key)
    address.check()
    office = _open(council, passphrase_file)
    serving.serve(office, address, _now_ms, lambda found: print(found, flush=True))


@officer_app.command("add")
def add_officer(
    name: str,
    role: Annotated[list[str], typer.Option(help="CME, AIO, PRES, MGR, PANEL, DISC, ADM or SUP; repeat it.")],
    team: Annotated[str, typer.Option(help="The officer's team.")] = "",
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Adds an officer and prints the id."""
    office = _open(council, passphrase_file)
    made = enrolling.add_officer(office, Officer(id="", name=name, roles=tuple(role), team=team), _now_ms())
    _tell({"officer": made.id, "initials": made.initials}, made.id, as_json)


@officer_app.command("list")
def list_officers(
    council: Folder = _FOLDER, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Lists the officers with their ids."""
    office = _open(council, passphrase_file)
    with office.database.reading() as connection:
        known = people.officers_known(connection, office.identity.sealing)
    lines = "\n".join(f"{one.id}  {one.name}  {' '.join(one.roles)}  {one.team}".rstrip() for one in known)
    _tell([msgspec.to_builtins(one) for one in known], lines, as_json)


@app.command()
def enrol(
    officer: str,
    minutes: Annotated[int, typer.Option(min=1, max=1440, help="How long the code holds.")] = 15,
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Prints a one-time code that enrols one device of an officer."""
    office = _open(council, passphrase_file)
    code = enrolling.make_code(office, officer, _now_ms(), minutes * 60_000).text()
    _tell({"code": code, "minutes": minutes}, code, as_json)


@app.command()
def revoke(
    officer: str,
    device: Annotated[str, typer.Option(help="The device's mark, such as L14; otherwise all.")] = "",
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Withdraws an officer's devices: they may still hand in what they hold, and receive nothing."""
    marks = enrolling.revoke(_open(council, passphrase_file), officer, device, _now_ms())
    print(f"Withdrew {', '.join(marks)}.")


@app.command()
def allocate(
    home: str,
    officer: Annotated[str, typer.Option(help="The officer's id.")] = "",
    team: Annotated[str, typer.Option(help="The team's name.")] = "",
    end: Annotated[bool, typer.Option("--end", help="End it instead.")] = False,
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Gives a case, operation or premises to an officer or a team."""
    if bool(officer) == bool(team):
        raise Trouble("Give either --officer or --team.", "See fieldkit-council officer list for the ids.")
    office = _open(council, passphrase_file)
    freed = enrolling.allocate(office, home, officer, team, _now_ms(), end=end)
    print("Ended." if end else f"Allocated; {freed} waiting revisions were published.")


@app.command("policy")
def set_policy(
    lease_hours: Annotated[
        int | None, typer.Option(min=LEASE_HOURS[0], max=LEASE_HOURS[1], help="Hours without this server.")
    ] = None,
    lock_minutes: Annotated[
        int | None,
        typer.Option(min=LOCK_MINUTES[0], max=LOCK_MINUTES[1], help="Idle minutes until the lock."),
    ] = None,
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Shows what is asked of laptops, or changes it: from each laptop's next call on."""
    asked = {"lease_hours": lease_hours, "lock_minutes": lock_minutes}
    given = {name: value for name, value in asked.items() if value is not None}
    with _open(council, passphrase_file).database.writing() as connection:
        if given:
            policy.keep(connection, msgspec.structs.replace(policy.read(connection), **given))
        found = policy.read(connection)
    told = {name: getattr(found, name) for name in asked}
    line = f"Lease {found.lease_hours} hours, locked after {found.lock_minutes} idle minutes at the latest."
    _tell(told, line, as_json)


@quarantine_app.command("list")
def list_quarantine(
    council: Folder = _FOLDER, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Lists what was set apart. `allocate` publishes what is not granted, `release` what is revoked."""
    office = _open(council, passphrase_file)
    with office.database.reading() as connection:
        found = quarantine.apart(connection)
    lines = [
        f"{len(one.ids)}  {one.reason}  {one.device or 'no device'}  {one.officer}  {one.home}".rstrip()
        for one in found
    ]
    _tell([asdict(one) for one in found], "\n".join(lines) or "Nothing is set apart.", as_json)


@quarantine_app.command("release")
def release_quarantine(
    home: str,
    device: Annotated[str, typer.Option(help="The withdrawn device's mark, such as L14.")],
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Publishes what a withdrawn device handed in for a case, once somebody has looked into it."""
    freed = enrolling.release(_open(council, passphrase_file), home, device, _now_ms())
    print(f"{freed} revisions were published.")


@app.command()
def publish(
    file: Path,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="Leave out lines that are no schools.")
    ] = False,
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Publishes a register of schools (CSV): every laptop takes it in when it next sends and receives."""
    office = _open(council, passphrase_file)
    done = publishing.publish_schools(office, file, _now_ms(), leave_out=leave_out)
    line = f"Published {done.rows} schools; {done.left_out} lines were left out."
    if done.again:
        line = "This very file was published last. Nothing was done."
    _tell(
        {"dataset": done.dataset, "schools": done.rows, "left_out": done.left_out, "again": done.again},
        line,
        as_json,
    )


@app.command()
def health(
    council: Folder = _FOLDER, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Shows each device: when it last sent, and what it says about itself."""
    office = _open(council, passphrase_file)
    with office.database.reading() as connection:
        seen = people.last_seen(connection)
    devices = []
    for officer, mark, seen_ms, said in seen:
        told = msgspec.to_builtins(decode(said, Health)) if said else {}
        devices.append({"officer": officer, "device": mark, "seen_ms": seen_ms, "said": told})
    lines = "\n".join(_seen(one) for one in devices)
    _tell(devices, lines, as_json)


@app.command()
def renew(
    root_file: Annotated[Path, typer.Option(help="The council's root file, which init made.")],
    root_passphrase_file: Annotated[Path | None, typer.Option(help="Holds that file's passphrase.")] = None,
    council: Folder = _FOLDER,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Gives the server new issuing and receipt keys. Stop the server before, and start it after."""
    passphrase = _passphrase(passphrase_file, "The server's passphrase")
    try:
        locked = root_file.read_bytes()
    except OSError as fault:
        raise Trouble(
            f"The root file {root_file} cannot be read.", "Check its name and its rights."
        ) from fault
    root = root_key(locked, _passphrase(root_passphrase_file, "The root file's passphrase"))
    office = open_council(council, passphrase, _new_id)
    rewrite_identity(council, renewing.renew(office, root, _now_ms()), passphrase)
    print("Renewed the keys. Start the server again; laptops take the new ones when they next send.")


@app.command()
def restored(council: Folder = _FOLDER, passphrase_file: PassphraseFile = None) -> None:
    """Run this once after the database was put back from a backup, before serving it.

    Laptops then read their feeds anew and send again what the backup lacks.
    """
    print(f"Epoch {_open(council, passphrase_file).restored()} begins. Start the server again.")


@app.command()
def check(council: Folder = _FOLDER, passphrase_file: PassphraseFile = None, as_json: AsJson = False) -> None:
    """Checks everything the server holds; exits 3 when something is wrong."""
    faults = _open(council, passphrase_file).faults()
    _tell({"faults": faults}, "\n".join(faults) or "Everything the server holds is whole.", as_json)
    if faults:
        raise typer.Exit(3)


def _log_calls() -> None:
    """A line a call on standard error: time, method, route, device, status. No answers and no names."""
    written = logging.StreamHandler()
    written.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.getLogger("fieldkit.council")
    log.addHandler(written)
    log.setLevel(logging.INFO)


def _open(council: Path, passphrase_file: Path | None) -> Office:
    return open_council(council, _passphrase(passphrase_file, "The server's passphrase"), _new_id)


def _passphrase(file: Path | None, asked: str) -> str:
    if file is None:
        if not sys.stdin.isatty():
            raise Trouble("Nobody is here to type the passphrase.", "Give --passphrase-file.")
        return str(typer.prompt(asked, hide_input=True, err=True))
    try:
        return file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise Trouble(
            f"The passphrase file {file} cannot be read.", "Check its name and its rights."
        ) from fault


def _tell(found: Any, line: str, as_json: bool) -> None:
    print(json.dumps(found, ensure_ascii=False) if as_json else line)


def _seen(device: dict[str, Any]) -> str:
    said = device["said"]
    unsent = said.get("unsent", 0) + said.get("attachments_unsent", 0)
    told = f", {unsent} unsent" if unsent else ""
    return f"{device['device']}  {device['officer']}  {_ago(device['seen_ms'])}{told}"


def _ago(seen_ms: int | None) -> str:
    if seen_ms is None:
        return "never seen"
    return f"seen {max(0, _now_ms() - seen_ms) // 3_600_000} hours ago"


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def _new_id() -> str:
    return str(uuid_utils.uuid7())
