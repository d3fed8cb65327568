"""The folder of one notebook: where each file lies, and what can be told of it without a key.

Knows no SQL, so that the unlock page can ask it before anything heavy is loaded.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from fieldkit.errors import Trouble
from fieldkit.keys.signing import key_id
from fieldkit.keys.slots import Keyslots
from fieldkit.store.durable import TEMPORARY, settle_folder, write_durably


@dataclass(frozen=True)
class Status:
    """What can be said of a closed notebook."""

    notebook: str
    alone: bool
    """Whether its passphrase alone opens it, with no keyring."""
    council: str
    """The council whose offline key recovers it; empty when there is none."""
    signer: str
    """The id of the officer's signing key."""
    size: int
    """The size of the database in bytes."""
    free: int
    """The bytes free on its disk."""


@dataclass(frozen=True)
class Folder:
    """The paths inside one notebook folder."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / "notebook.db"

    @property
    def keyslots(self) -> Path:
        """The sealed keys."""
        return self.path / "keyslots.json"

    @property
    def files(self) -> Path:
        """The sealed attachments."""
        return self.path / "files"

    @property
    def lock(self) -> Path:
        """Which program has the notebook open."""
        return self.path / "lock"

    @property
    def tries(self) -> Path:
        """The recent wrong passphrases, as times."""
        return self.path / "tries.json"

    @property
    def reserve(self) -> Path:
        """The room held back on the disk."""
        return self.path / "reserve"

    @property
    def unfinished(self) -> Path:
        """There while a notebook is being made: what lies in the folder is not one yet."""
        return self.path / "unfinished"

    def make(self) -> None:
        """Begin a notebook for this user alone; `made` ends it, `unmake` takes it back.

        Raises `Trouble` when the folder cannot be made or holds anything but an unfinished notebook.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.unfinished.exists():
                self.unmake()
            if self.keyslots.exists() or self.database.exists():
                raise Trouble(
                    f"There is already a notebook in {self.path}.", "Open it, or choose another folder."
                )
            if any(self.path.iterdir()):
                raise Trouble(
                    f"The folder {self.path} is not empty.", "Choose an empty folder for the notebook."
                )
            write_durably(self.unfinished, b"")
            self.files.mkdir(mode=0o700)
        except OSError as fault:
            raise Trouble(
                f"The folder {self.path} cannot be made or read.", "Choose a folder that you may write to."
            ) from fault

    def forsake(self) -> None:
        """What lies here is no notebook any more, and may be taken away."""
        write_durably(self.unfinished, b"")

    def made(self) -> None:
        """The notebook is whole."""
        self.unfinished.unlink()
        settle_folder(self.path)

    def unmake(self) -> None:
        """Take an unfinished notebook away, and nothing that FieldKit did not put there."""
        beside = [self.database.with_name(self.database.name + end) for end in ("-wal", "-shm")]
        for path in (self.database, *beside, self.keyslots, self.lock, self.tries, self.reserve):
            path.unlink(missing_ok=True)
        self.tidy()
        if self.files.exists():
            shutil.rmtree(self.files)
        self.unfinished.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Take away the temporary files that a crash left; only the holder of the lock may."""
        for path in self.path.glob(f"*{TEMPORARY}*"):
            path.unlink()

    def read_slots(self) -> Keyslots:
        """The key slots. Raises `Trouble` when there is no notebook here, or they are missing or damaged."""
        if not self.keyslots.exists() or self.unfinished.exists():
            if self.database.exists() and not self.unfinished.exists():
                raise Trouble(
                    f"The key file keyslots.json is missing from {self.path}.", "Put it back from a backup."
                )
            raise Trouble(
                f"There is no notebook in {self.path}.",
                "Choose the notebook's folder, or make a new notebook.",
            )
        try:
            raw = self.keyslots.read_bytes()
        except OSError as fault:
            raise Trouble(
                f"The key file in {self.path} cannot be read.", "Check that you may read that folder."
            ) from fault
        return Keyslots.of(raw)

    def status(self) -> Status:
        """What can be said without a key. Raises `Trouble` as `read_slots` does."""
        slots = self.read_slots()
        return Status(
            notebook=slots.notebook,
            alone=slots.alone,
            council=slots.recovery.council if slots.recovery else "",
            signer=key_id(slots.officer.public),
            size=self.database.stat().st_size if self.database.exists() else 0,
            free=shutil.disk_usage(self.path).free,
        )

    def destroy_slots(self) -> None:
        """Overwrite the key slots, settle that on disk, and take them away."""
        with self.keyslots.open("r+b") as file:
            file.write(bytes(self.keyslots.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        self.keyslots.unlink()
        settle_folder(self.path)

    def write_slots(self, slots: Keyslots) -> None:
        """Put `slots` in place of the old ones, whole or not at all."""
        try:
            write_durably(self.keyslots, slots.raw())
        except OSError as fault:
            raise Trouble(
                f"The folder {self.path} cannot be written to.", "Free some space there, then try again."
            ) from fault
