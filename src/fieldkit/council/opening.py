"""Makes a new council server, and opens one that was made."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fieldkit.council.office import Office
from fieldkit.council.secret import (
    KEYS_LAST_MS,
    Identity,
    Place,
    export_root,
    read_identity,
    read_place,
    write_identity,
)
from fieldkit.council.store.attachments import shelf_at
from fieldkit.council.store.database import Database
from fieldkit.keys.council import CouncilKeys, CouncilSecrets
from fieldkit.keys.passphrases import check_passphrase


@dataclass(frozen=True)
class Plan:
    """What a new server is to be: its folder, the council's name, where the root key goes, and the rest."""

    folder: Path
    name: str
    root_file: Path
    database: str = ""
    attachments: str = ""


def make_council(
    plan: Plan, passphrase: str, root_passphrase: str, new_id: Callable[[], str], now_ms: int
) -> CouncilKeys:
    """Makes the council's keys, its server's folder and database. Raises `Trouble` and then leaves nothing.

    The root and recovery keys exist in the exported file alone; the server never holds them.
    """
    check_passphrase(passphrase, alone=True)
    check_passphrase(root_passphrase, alone=True)
    made = CouncilSecrets.generate()
    council = new_id()
    keys = made.certify(council, plan.name, from_ms=now_ms, to_ms=now_ms + KEYS_LAST_MS)
    place = Place(
        council=council,
        database=plan.database or "council.db",
        attachments=plan.attachments or "attachments",
        register_home=new_id(),
    )
    export_root(plan.root_file, made, root_passphrase)
    try:
        write_identity(plan.folder, place, made, keys, secrets.token_bytes(32), passphrase)
        database = Database.at(_inside(plan.folder, place.database))
        try:
            database.create()
        finally:
            database.close()
    except BaseException:
        plan.root_file.unlink(missing_ok=True)
        raise
    return keys


def open_council(folder: Path, passphrase: str, new_id: Callable[[], str]) -> Office:
    """The server in `folder`. Raises `Trouble`."""
    place = read_place(folder)
    identity: Identity = read_identity(folder, passphrase)
    database = Database.at(_inside(folder, place.database))
    database.check_schema()
    shelf = shelf_at(_inside(folder, place.attachments))
    return Office(identity, database, shelf, place.register_home, new_id)


def _inside(folder: Path, address: str) -> str:
    return address if "://" in address else str(folder / address)
