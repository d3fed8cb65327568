"""What a council server is: its folder, its public keys, and the secret that a passphrase opens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from fieldkit.council.store.sealing import Sealing
from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilKeys, CouncilSecrets
from fieldkit.keys.lockbox import lock_away, take_out
from fieldkit.keys.root_file import lock_root
from fieldkit.keys.signing import SigningKey
from fieldkit.keys.stretching import derive

SERVER_LABEL = "council server's secret"
YEAR_MS = 365 * 86_400_000
#: How long issuing and receipt keys are certified for; `fieldkit-council renew` gives new ones.
KEYS_LAST_MS = 10 * YEAR_MS
_KEYS_FILE, _SECRET_FILE, _PLACE_FILE = "council-keys.json", "server-secret.json", "council.json"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a council server keeps things; paths are relative to its folder."""

    council: str
    database: str = "council.db"
    attachments: str = "attachments"
    register_home: str


class _Secret(msgspec.Struct, frozen=True):
    issuing: bytes
    receipt: bytes
    master: bytes


@dataclass(frozen=True)
class Identity:
    """The keys that a running server holds."""

    keys: CouncilKeys
    issuing: SigningKey
    receipt: SigningKey
    publisher: SigningKey
    """Signs the reference data that the council publishes; see `publishing`."""
    sealing: Sealing

    @classmethod
    def of(cls, secrets: CouncilSecrets, keys: CouncilKeys, master: bytes) -> Identity:
        """The part of a council's secrets that its server needs."""
        return cls(keys, secrets.issuing, secrets.receipt, publisher_key(master), Sealing(master))


def publisher_key(master: bytes) -> SigningKey:
    """The publisher's key, which follows from the server's master secret and is kept nowhere else."""
    return SigningKey(derive(master, b"council/publisher"))


def write_identity(
    folder: Path, place: Place, secrets: CouncilSecrets, keys: CouncilKeys, master: bytes, passphrase: str
) -> None:
    """Writes a new server's folder. Raises `Trouble` when it is in use or the passphrase too weak."""
    if folder.exists() and any(folder.iterdir()):
        raise Trouble(f"The folder {folder} is not empty.", "Name a new folder for the council server.")
    secret = _Secret(secrets.issuing.seed(), secrets.receipt.seed(), master)
    locked = lock_away(msgspec.msgpack.encode(secret), passphrase, SERVER_LABEL)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    (folder / _SECRET_FILE).write_bytes(locked)
    (folder / _KEYS_FILE).write_bytes(keys.raw)
    (folder / _PLACE_FILE).write_bytes(msgspec.json.encode(place))


def rewrite_identity(folder: Path, identity: Identity, passphrase: str) -> None:
    """Puts renewed keys in the place of a server's older ones. Raises `Trouble`."""
    held = _secret_of(folder, passphrase)
    secret = _Secret(identity.issuing.seed(), identity.receipt.seed(), held.master)
    locked = lock_away(msgspec.msgpack.encode(secret), passphrase, SERVER_LABEL)
    for name, content in ((_SECRET_FILE, locked), (_KEYS_FILE, identity.keys.raw)):
        fresh = folder / f"{name}.new"
        fresh.write_bytes(content)
        fresh.replace(folder / name)


def export_root(path: Path, secrets: CouncilSecrets, passphrase: str) -> None:
    """Writes the root and recovery keys once, sealed, to be kept offline. Raises `Trouble`."""
    locked = lock_root(secrets.root, secrets.recovery, passphrase)
    try:
        with path.open("xb") as file:
            file.write(locked)
    except FileExistsError as fault:
        raise Trouble(f"There is already a file {path}.", "Name a new file for the root key.") from fault
    except OSError as fault:
        raise Trouble(f"The root key cannot be written to {path}.", "Name another place.") from fault


def read_place(folder: Path) -> Place:
    """Where the server in `folder` keeps things. Raises `Trouble` when there is none."""
    try:
        return msgspec.json.decode((folder / _PLACE_FILE).read_bytes(), type=Place)
    except (OSError, msgspec.DecodeError) as fault:
        raise Trouble(
            f"There is no council server in {folder}.", "Run fieldkit-council init, or name its folder."
        ) from fault


def read_identity(folder: Path, passphrase: str) -> Identity:
    """The keys of the server in `folder`. Raises `Trouble`."""
    read_place(folder)
    try:
        keys = CouncilKeys.of((folder / _KEYS_FILE).read_bytes())
    except OSError as fault:
        raise _unreadable() from fault
    secret = _secret_of(folder, passphrase)
    issuing, receipt = SigningKey(secret.issuing), SigningKey(secret.receipt)
    return Identity(keys, issuing, receipt, publisher_key(secret.master), Sealing(secret.master))


def _secret_of(folder: Path, passphrase: str) -> _Secret:
    try:
        locked = (folder / _SECRET_FILE).read_bytes()
    except OSError as fault:
        raise _unreadable() from fault
    return msgspec.msgpack.decode(take_out(locked, passphrase, SERVER_LABEL), type=_Secret)


def _unreadable() -> Trouble:
    return Trouble("The council server's key files cannot be read.", "Put them back from a backup.")
