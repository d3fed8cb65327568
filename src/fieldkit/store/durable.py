"""Writes small files so that a power cut leaves the old one or the new one, never half of either."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterable
from pathlib import Path

TEMPORARY = ".part"
NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""A file that was not there before; without O_BINARY Windows would rewrite line ends."""


def write_durably(path: Path, raw: bytes) -> None:
    """Put `raw` in place of `path`: temporary file, settle, rename, settle the folder; owner-only."""
    write_pieces_durably(path, (raw,))


def write_pieces_durably(path: Path, pieces: Iterable[bytes]) -> None:
    """The same for bytes that come in pieces; whatever `pieces` raises leaves `path` as it was."""
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
    try:
        with os.fdopen(os.open(temporary, NEW_FILE, 0o600), "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    settle_folder(path.parent)


def settle_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut. Windows settles them with the file itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
