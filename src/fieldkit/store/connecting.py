"""Makes one connection to an encrypted database, and refuses whatever would be plain or unsafe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from fieldkit.errors import Trouble

KEY_BYTES = 48
"""32 bytes of AES-256 key and 16 bytes of salt; any other length SQLCipher would take for a passphrase."""

PAGE_BYTES = 4096
OLDEST_SQLITE = (3, 51, 3)
"""Before it, two connections that write or checkpoint at once can damage a WAL database."""

_PLAINTEXT = b"SQLite format 3\0"
_SETTINGS = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -64000",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
)
_FORBIDDEN = (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH)


def connect(path: Path, key: bytes) -> Any:
    """One driver connection with every setting of `security.md` 1.3; it never opens or makes a plain file."""
    pragma = key_pragma(key)
    connection = dbapi2.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        connection.execute(pragma)
        for setting in _SETTINGS:
            connection.execute(setting)
        if connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
            raise _no_cipher()
        if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
            raise Trouble(
                f"The disk that holds {path} cannot keep a notebook safely.",
                "Keep the notebook on this computer's own disk, not on a network or shared folder.",
            )
        connection.set_authorizer(_authorise)
    except BaseException:
        connection.close()
        raise
    return connection


def key_pragma(key: bytes) -> str:
    """The statement that gives SQLCipher its raw key. Raises `ValueError` unless it is 96 hex digits long."""
    digits = key.hex()
    if len(digits) != 2 * KEY_BYTES:
        raise ValueError(f"a notebook key has {KEY_BYTES} bytes, not {len(key)}")
    return f"PRAGMA key = \"x'{digits}'\""


def check_library(sqlite: tuple[int, ...]) -> None:
    """Refuse an SQLite that is known to damage databases. Raises `Trouble`."""
    if sqlite < OLDEST_SQLITE:
        found, needed = (".".join(map(str, version)) for version in (sqlite, OLDEST_SQLITE))
        raise Trouble(
            f"This copy of FieldKit carries SQLite {found}, which can damage a notebook.",
            f"Install FieldKit again: it needs SQLite {needed} or later.",
        )


def check_file(path: Path, key: bytes) -> None:
    """Refuse a file that cannot be this notebook, before SQLite touches it. Raises `Trouble`."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
        size = path.stat().st_size
        waiting = path.with_name(path.name + "-wal")
        settled = not waiting.exists() or waiting.stat().st_size == 0
    except OSError as fault:
        raise Trouble(
            f"The notebook file {path} cannot be read.", "Check that you may read that folder."
        ) from fault
    if head == _PLAINTEXT:
        raise Trouble(
            f"The file {path} is not encrypted, so it is not a FieldKit notebook.",
            "Put the notebook's own file back, or restore a backup.",
        )
    if size < PAGE_BYTES or (settled and size % PAGE_BYTES):
        raise Trouble(f"The notebook file {path} has been cut short.", "Restore your latest backup.")
    if head != key[32:]:
        raise Trouble(
            f"The file {path} is not the one that belongs to this notebook, or its start is damaged.",
            "Put the notebook's own file back, or restore a backup.",
        )


def _authorise(action: int, *_: object) -> int:
    """ATTACH would open a way to write a plain copy, also through VACUUM INTO."""
    return int(dbapi2.SQLITE_DENY if action in _FORBIDDEN else dbapi2.SQLITE_OK)


def _no_cipher() -> Trouble:
    return Trouble(
        "This copy of FieldKit cannot encrypt, so it will not open a notebook.",
        "Install FieldKit again with its own SQLCipher.",
    )
