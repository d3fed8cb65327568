"""Says in words what a database error means for the officer, when it is the world's fault and not a bug."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlcipher3 import dbapi2

from fieldkit.errors import Trouble


class StoreTrouble(Trouble):
    """The disk or the notebook file failed; `full` when there was no room left."""

    def __init__(self, say: str, do: str, *, full: bool = False) -> None:
        super().__init__(say, do)
        self.full = full


_ROOM = 256 * 2**10
"""Bytes free under which a failed read or write is put down to a full disk: the files beside the notebook,
without which not even a read begins, need that much, and SQLite says no more than that they failed."""

_BACKUP = "Close FieldKit and run 'fieldkit notebook check'; if it finds damage, restore your latest backup."


def told(fault: BaseException, path: Path, *, reading: bool = False) -> StoreTrouble | None:
    """The trouble that `fault` stands for, or None when it is a bug (a constraint, a write while `reading`).

    `fault` is the driver's error or SQLAlchemy's wrapping of it; the driver's errors are not `sqlite3.Error`.
    """
    code = getattr(getattr(fault, "orig", None) or fault, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    if reading and code == dbapi2.SQLITE_READONLY:
        return None
    kind = code & 0xFF
    if kind == dbapi2.SQLITE_FULL:
        return StoreTrouble(
            "There is no room left on this disk. All you saved before is safe; this change is not saved.",
            "Free some space, then save again.",
            full=True,
        )
    if kind in (dbapi2.SQLITE_IOERR, dbapi2.SQLITE_CANTOPEN) and _free(path) < _ROOM:
        return StoreTrouble(
            "There is no room left on this disk. All you saved before is safe.",
            "Free some space, then try again.",
            full=True,
        )
    if kind in (dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_CORRUPT):
        return StoreTrouble(f"The notebook file {path} is damaged.", _BACKUP)
    if kind in (dbapi2.SQLITE_READONLY, dbapi2.SQLITE_PERM):
        return StoreTrouble(
            f"The notebook file {path} cannot be written to.",
            "Check that you may write to that folder, then save again.",
        )
    if kind in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED):
        return StoreTrouble(
            "Another program is using the notebook file.", "Close the other program, then save again."
        )
    if kind in (dbapi2.SQLITE_IOERR, dbapi2.SQLITE_CANTOPEN):
        return StoreTrouble(
            f"The disk that holds {path} did not answer.", "Check that the disk is in place, then try again."
        )
    return None


def _free(path: Path) -> int:
    """The bytes free on the disk of `path`; a disk that is gone is not a full one."""
    try:
        return shutil.disk_usage(path.parent).free
    except OSError:
        return _ROOM
