"""The desk for whole notebooks: make, open, recover and restore one; look after the one that is open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.desk import Clock, Desk, new_id, system_clock
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.keys.hpke import RecoveryKey
from fieldkit.keys.keyrings import Keyring
from fieldkit.keys.root_file import recovery_key
from fieldkit.store import certificates, drafts, receipts, records, revisions, settings
from fieldkit.store.check import Flaw
from fieldkit.store.check import check as check_whole
from fieldkit.store.folder import Folder
from fieldkit.store.incarnation import own_chains, renew
from fieldkit.store.notebook import Notebook
from fieldkit.store.progress import Say, silent
from fieldkit.store.safekeeping import Restored, bring_back, keep_copy
from fieldkit.store.vault import change_passphrase, prove_owner, recover_vault
from fieldkit.store.versions import versions

FindKeyring = Callable[[], Keyring]
"""Gives the keyring of this computer, or raises `Trouble`; asked only for a notebook that needs it."""

LOCAL_MARK = "L00"
"""What references carry until a council has given the device its own mark."""


@dataclass(frozen=True, slots=True)
class Status:
    """A notebook as its officer and an IT department want to know it."""

    folder: str
    officer: str
    name: str
    initials: str
    roles: tuple[str, ...]
    team: str
    mark: str
    passphrase_only: bool
    council: str
    recoverable: bool
    records: int
    lines: int
    unsent: int
    drafts: int
    last_received_ms: int
    size: int
    free: int
    sqlite: str
    sqlcipher: str


def create(
    folder: Path,
    passphrase: str,
    keyring: Keyring | None,
    *,
    name: str,
    initials: str = "",
    roles: Sequence[str] = ("CME",),
    team: str = "",
    mark: str = LOCAL_MARK,
    clock: Clock = system_clock,
    make_id: Callable[[], str] = new_id,
) -> Notebook:
    """Make a notebook for one officer; `keyring` None chooses passphrase-only. Raises `Trouble`.

    Until it is enrolled it signs for itself and nobody else can recover it.
    """
    if not name.strip():
        raise Trouble("Enter the officer's name.")
    short = initials or "".join(word[0] for word in name.split()).upper()
    who = Holder(make_id(), name.strip(), short, tuple(roles), team, mark)
    return Notebook.create(folder, passphrase, keyring, who=who, now_ms=clock().wall_ms, new_id=make_id)


def open_notebook(
    folder: Path,
    passphrase: str,
    keyring: FindKeyring,
    *,
    clock: Clock = system_clock,
    make_id: Callable[[], str] = new_id,
    doubtful: bool = False,
) -> Notebook:
    """Open a notebook and go on with a new chain if its signing key is new. Raises `Trouble`.

    One that is older than the keyring remembers is refused, unless it is opened `doubtful`: for a check,
    with nothing written.
    """
    found = None if Folder(folder).status().alone else keyring()
    notebook = Notebook.open(folder, passphrase, found, now_ms=clock().wall_ms)
    try:
        if not doubtful:
            notebook.check_head()
            renew(notebook, clock(), make_id, "The signing key is new")
    except BaseException:
        notebook.close()
        raise
    return notebook


def opener_of(file: Path, passphrase: str) -> RecoveryKey:
    """The recovery key in a council's root file. Raises `Trouble`."""
    try:
        locked = file.read_bytes()
    except OSError as fault:
        raise Trouble(f"The key file {file} cannot be read.", "Check its name and its rights.") from fault
    return recovery_key(locked, passphrase)


def recover(folder: Path, key: RecoveryKey, passphrase: str, keyring: FindKeyring) -> None:
    """Give a notebook a new passphrase by the council's recovery key; how it is protected stays the same."""
    found = None if Folder(folder).status().alone else keyring()
    recover_vault(folder, key, passphrase, found)


def restore(
    backup: Path,
    folder: Path,
    opener: RecoveryKey | str,
    passphrase: str,
    keyring: Keyring | None,
    *,
    clock: Clock = system_clock,
    make_id: Callable[[], str] = new_id,
    say: Say = silent,
) -> Restored:
    """Make a notebook of a backup, by the backup's passphrase or the recovery key. Raises `Trouble`."""
    return bring_back(backup, folder, opener, passphrase, keyring, now=clock(), new_id=make_id, say=say)


class Notebooks(Desk):
    """What is done with the open notebook as a whole."""

    def status(self) -> Status:
        """Whose it is, how it is protected, where it lies, what waits to be sent."""
        me, closed = self.me, self.notebook.vault.folder.status()
        with self.notebook.reading() as book:
            council = certificates.council(book)
            sqlite, sqlcipher = versions(book)
            return Status(
                folder=str(self.notebook.vault.folder.path.absolute()),
                officer=me.officer,
                name=me.name,
                initials=me.initials,
                roles=me.roles,
                team=me.team,
                mark=me.mark,
                passphrase_only=closed.alone,
                council=council.name if council else "",
                recoverable=bool(closed.council),
                records=records.total(book),
                lines=revisions.count(book),
                unsent=len(receipts.unsent(book, own_chains(book))),
                drafts=len(drafts.all_drafts(book)),
                last_received_ms=int(settings.get(book, "last_received_ms", 0)),
                size=closed.size,
                free=shutil.disk_usage(self.notebook.vault.folder.path).free,
                sqlite=sqlite,
                sqlcipher=sqlcipher,
            )

    def change_passphrase(self, old: str, new: str, keyring: Keyring | None, *, alone: bool = False) -> None:
        """Protect the notebook by a new passphrase; `alone` gives the keyring up. Raises `Trouble`."""
        now_ms = self.now().wall_ms
        change_passphrase(self.notebook.vault, old, new, keyring, now_ms=now_ms, alone=alone)

    def prove_owner(self, passphrase: str, keyring: Keyring | None) -> None:
        """Raises `WrongPassphrase` unless this passphrase opens the notebook: whoever asks is its officer."""
        prove_owner(self.notebook.vault, passphrase, keyring, now_ms=self.now().wall_ms)

    def check(self, say: Say = silent) -> Sequence[Flaw]:
        """Everything that is wrong with the notebook, the gravest first."""
        return check_whole(self.notebook, say)

    def rebuild(self, say: Callable[[int, int], None] | None = None) -> int:
        """Make the lists and the search anew from the lines; says how many records there are."""
        return self.notebook.rebuild(say)

    def back_up(self, path: Path, passphrase: str | None, say: Say = silent) -> str:
        """Copy everything to one sealed file; says who can open it. Raises `Trouble`."""
        return keep_copy(self.notebook, path, passphrase, say)

    def close(self) -> None:
        """Put what was looked at into the log, remember the last line in the keyring, and lock."""
        try:
            self.beside(Looks).fold()
            self.notebook.remember_head()
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Lock, and write nothing more: after a failure, or where the notebook is in doubt."""
        self.shop.close()
        self.notebook.close()
