"""Writes a plain file where the officer chose, and logs at once what left the notebook (DPA 2018 s.62)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from fieldkit.casebook.audit.looks import Looks
from fieldkit.errors import Trouble
from fieldkit.store.changes import Changes
from fieldkit.store.durable import write_pieces_durably


def export(
    looks: Looks,
    parent: str,
    path: Path,
    plain: bytes,
    what: str,
    *,
    recipient: str = "",
    reason: str = "",
    also: Sequence[str] = (),
) -> Changes:
    """Log the export of `plain`, then write it. Raises `Trouble` when it cannot be written.

    `also` are other records that it was made from: each has the line in its own home.

    The log comes first: a file that is out without a line about it would be worse than a line too many.
    """
    digest = hashlib.sha256(plain).hexdigest()
    return export_pieces(
        looks, parent, path, (plain,), digest, what, recipient=recipient, reason=reason, also=also
    )


def export_pieces(
    looks: Looks,
    parent: str,
    path: Path,
    pieces: Iterable[bytes],
    sha256: str,
    what: str,
    *,
    recipient: str = "",
    reason: str = "",
    also: Sequence[str] = (),
) -> Changes:
    """The same for a large file that comes in pieces and hashes to `sha256`.

    Raises what `pieces` raises too.
    """
    if path.is_dir() or not path.parent.is_dir():
        raise Trouble(f"{path} is not a file in a folder that is there.", "Choose a folder and a file name.")
    changed = Changes()
    for record in (parent, *also):
        changed |= looks.release(record, "export", what, recipient=recipient, reason=reason, sha256=sha256)
    try:
        write_pieces_durably(path, pieces)
    except OSError as fault:
        raise Trouble(
            f"{path} cannot be written.", "Choose another place, or free some space, then export again."
        ) from fault
    return changed


def printed(
    looks: Looks, parent: str, plain: bytes, what: str, *, recipient: str = "", reason: str = ""
) -> Changes:
    """Log that something was printed."""
    digest = hashlib.sha256(plain).hexdigest()
    return looks.release(parent, "print", what, recipient=recipient, reason=reason, sha256=digest)
