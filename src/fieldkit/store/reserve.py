"""Holds back some of the disk, so that a notebook on a full disk can still save, close and open again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

RESERVE_BYTES = 64 * 2**20
WARN_BYTES = 2**30
"""Free space below which the officer is warned."""

_BLOCK = bytes(2**20)


class Reserve:
    """The reserve file of one notebook."""

    def __init__(self, path: Path, size: int = RESERVE_BYTES) -> None:
        self._path = path
        self.size = size

    @property
    def held(self) -> bool:
        """Whether the room is held back now."""
        return self._path.exists() and self._path.stat().st_size == self.size

    @property
    def free(self) -> int:
        """The bytes free on the disk beside the reserve."""
        return shutil.disk_usage(self._path.parent).free

    def hold(self) -> bool:
        """Hold the room back if the disk has plenty left; whether it is held."""
        if self.held:
            return True
        if self.free < self.size + WARN_BYTES:
            return False
        try:
            with self._path.open("wb") as file:
                self._fill(file.fileno())
                os.fsync(file.fileno())
        except OSError:
            self.release()
            return False
        return True

    def release(self) -> None:
        """Give the room back to whatever has to be saved now."""
        self._path.unlink(missing_ok=True)

    def _fill(self, descriptor: int) -> None:
        """Truly allocate the room; a sparse file would hold nothing."""
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, self.size)
            return
        for start in range(0, self.size, len(_BLOCK)):
            os.write(descriptor, _BLOCK[: self.size - start])
