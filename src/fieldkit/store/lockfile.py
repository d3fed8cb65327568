"""One program at a time has a notebook open; the second is told which one was first."""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from io import FileIO
from pathlib import Path

from fieldkit.errors import Trouble

_FAR = 1 << 30
"""Windows lets nobody read a locked byte, so the locked one lies far behind the holder's name."""


class LockFile:
    """The held lock of one notebook folder. The file stays; the lock on it goes, also when a process dies."""

    def __init__(self, path: Path, program: str) -> None:
        """Take the lock for `program`. Raises `Trouble` naming the program and process that has it."""
        try:
            self._file = path.open("r+b" if path.exists() else "w+b", buffering=0)
        except OSError as fault:
            raise Trouble(
                f"The folder {path.parent} cannot be written to.", "Check that you may write to that folder."
            ) from fault
        if not _lock(self._file):
            holder = _holder(self._file)
            self._file.close()
            raise Trouble(f"{holder} has this notebook open.", "Close it there, then try again.")
        self._write(json.dumps({"pid": os.getpid(), "program": program}).encode())

    def release(self) -> None:
        """Let the next program in."""
        if not self._file.closed:
            self._write(b"")
            _unlock(self._file)
            self._file.close()

    def _write(self, holder: bytes) -> None:
        """Leave the holder's name; on a full disk the lock holds without one."""
        with suppress(OSError):
            self._file.seek(0)
            self._file.truncate()
            self._file.write(holder)


def _holder(file: FileIO) -> str:
    file.seek(0)
    try:
        told = json.loads(file.read(500))
        return f"{told['program']} (process {int(told['pid'])})"
    except (ValueError, KeyError, TypeError, OSError):
        return "Another program"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: FileIO) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: FileIO) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: FileIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: FileIO) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
