"""Backs a notebook up, for its council or its passphrase to open, and brings it back as a new incarnation."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fieldkit.errors import Trouble
from fieldkit.keys.hpke import RecoveryKey
from fieldkit.keys.keyrings import Keyring
from fieldkit.keys.slots import database_key
from fieldkit.ledger.chain import Moment
from fieldkit.store import certificates
from fieldkit.store.backup import back_up, open_backup, unpack
from fieldkit.store.check import Flaw, Part, check_kept
from fieldkit.store.durable import TEMPORARY
from fieldkit.store.engine import open_database
from fieldkit.store.folder import Folder
from fieldkit.store.incarnation import renew
from fieldkit.store.migrations import migrate
from fieldkit.store.notebook import Notebook
from fieldkit.store.progress import Say, silent
from fieldkit.store.sealed import SealedFiles
from fieldkit.store.vault import add_recovery, restore_vault

_SPARE_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Restored:
    """A notebook that was brought back, open, and what was already wrong with it when it was backed up."""

    notebook: Notebook
    flaws: tuple[Flaw, ...]


def keep_copy(notebook: Notebook, path: Path, passphrase: str | None, say: Say = silent) -> str:
    """Back the notebook up to the new file `path`, drafts and attachments too; says in words who can open it.

    With a council that is its offline recovery key alone; without one `passphrase`, of five or more words.
    Raises `Trouble` when there is no room, no passphrase where one is needed, or a file already.
    """
    with notebook.reading() as connection:
        council = certificates.council(connection)
    if council is None and not passphrase:
        raise Trouble(
            "This notebook belongs to no council yet, so only a passphrase can protect its backup.",
            "Give a passphrase of five or more words for the backup.",
        )
    size = _size(notebook)
    _need_room(path.absolute().parent, size)
    _need_room(notebook.vault.folder.path, notebook.vault.database.path.stat().st_size)

    def progress(done: int, of: int) -> None:
        say(done, of, "Writing the backup")

    say(0, size, "Copying the notebook under a fresh key")
    if council is not None:
        recovery = (council.council, council.recovery)
        back_up(notebook.vault, path, recovery=recovery, progress=progress)
        return f"Only the recovery key of {council.name} opens this backup."
    back_up(notebook.vault, path, passphrase=passphrase, progress=progress)
    return "Only its passphrase opens this backup: this notebook belongs to no council yet."


def bring_back(
    path: Path,
    folder: Path,
    opener: RecoveryKey | str,
    passphrase: str,
    keyring: Keyring | None,
    *,
    now: Moment,
    new_id: Callable[[], str],
    say: Say = silent,
) -> Restored:
    """Make a notebook of the backup at `path` in the new or empty `folder`, opened now on by `passphrase`.

    `opener` is the backup's passphrase or the council's recovery key. Every byte is checked before there is a
    notebook. It has new keys, so it writes a new chain, and a council has to enrol it again. When the backup
    was changed this raises `Trouble` and leaves nothing behind; what was wrong already before is told.
    """
    old_root, root = open_backup(path, opener), secrets.token_bytes(32)
    _need_room(_standing(folder), 2 * path.stat().st_size)
    flaws: list[Flaw] = []

    def fill(place: Folder) -> None:
        unpack(path, old_root, place, lambda done, of: say(done, of, "Reading the backup"))
        flaws.extend(_settle(place, old_root, root, say))

    notebook = Notebook(restore_vault(folder, root, fill, passphrase, keyring))
    try:
        renew(notebook, now, new_id, "Restored from a backup")
        with notebook.reading() as connection:
            council = certificates.council(connection)
        if council is not None:
            add_recovery(notebook.vault, council.council, council.recovery)
    except BaseException:
        notebook.close()
        raise
    return Restored(notebook, tuple(flaws))


def _settle(place: Folder, old_root: bytes, root: bytes, say: Say) -> list[Flaw]:
    """Check what came out of a backup, and put its database under the new root key."""
    copy = place.path / f"restored{TEMPORARY}"
    database = open_database(place.database, database_key(old_root))
    try:
        migrate(database)
        found = check_kept(database, SealedFiles(place.files), say)
        if any(flaw.part == Part.PAGES for flaw in found):
            raise Trouble("The notebook in this backup is damaged.", "Choose another backup.")
        database.copy_to(copy, database_key(root))
    finally:
        database.close()
    copy.replace(place.database)
    return found


def _size(notebook: Notebook) -> int:
    """About how many bytes a backup takes."""
    files = sum(notebook.files.path(name).stat().st_size for name in notebook.files.names())
    return files + notebook.vault.database.path.stat().st_size


def _need_room(folder: Path, size: int) -> None:
    """Refuse before anything is written when the disk has no room for it. Raises `Trouble`."""
    if not folder.is_dir():
        raise Trouble(f"There is no folder {folder}.", "Choose a folder that is there.")
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE_BYTES:
        raise Trouble(
            f"There is not enough room in {folder}: {size // 2**20 + 16:,} MB are needed.",
            "Free some space there, or choose another disk.",
        )


def _standing(folder: Path) -> Path:
    """The nearest folder above that is there already."""
    return next(above for above in (folder.absolute(), *folder.absolute().parents) if above.is_dir())
