"""What can be done before a notebook is open; nothing heavy is imported until the officer acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fieldkit.reference import Phone, Reference
from fieldkit.store.folder import Folder

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.casebook.desk import Clock
    from fieldkit.keys.keyrings import Keyring


@dataclass(frozen=True)
class Parting:
    """What the unlock page may still say after a lock. Names no child: anybody may stand before it."""

    officer: str
    role: str
    council: str
    why: str
    at: str
    writing: str = ""
    kept_until: str = ""
    waiting: int = 0


@dataclass(frozen=True)
class Doorstep:
    """Where the notebook lies, how its keyring is found, and the council's own values.

    `clock` is None for the clock of this computer. `keyring` gives the keyring or raises `Trouble`.
    """

    folder: Path
    keyring: Callable[[], Keyring]
    council_values: Path | None = None
    clock: Clock | None = None

    def there_is_one(self) -> bool:
        """Whether there is a notebook to unlock, also a damaged one."""
        place = Folder(self.folder)
        return (place.keyslots.exists() or place.database.exists()) and not place.unfinished.exists()

    def alone(self) -> bool:
        """Whether the passphrase alone opens it. Raises `Trouble` when the key file cannot be read."""
        return Folder(self.folder).status().alone

    def phones(self, today: date) -> tuple[Phone, ...]:
        """Whom to call about a child, known without any key."""
        return Reference.load(today, self.council_values).phones()

    def open(self, passphrase: str) -> Casebook:
        """The casebook of the notebook. Raises `WrongPassphrase` or `Trouble`."""
        from fieldkit.casebook import notebooks

        return self._book(notebooks.open_notebook(self.folder, passphrase, self.keyring, clock=self._clock()))

    def create(
        self, passphrase: str, keyring: Keyring | None, name: str, initials: str, role: str
    ) -> Casebook:
        """Make a notebook for one officer and open it. Raises `Trouble`; nothing is left behind then."""
        from fieldkit.casebook import notebooks

        made = notebooks.create(
            self.folder, passphrase, keyring, name=name, initials=initials, roles=(role,), clock=self._clock()
        )
        return self._book(made)

    def _book(self, notebook: object) -> Casebook:
        from fieldkit.casebook.casebook import Casebook

        return Casebook(notebook, self._clock(), council_values=self.council_values)  # type: ignore[arg-type]

    def _clock(self) -> Clock:
        from fieldkit.casebook.desk import system_clock

        return self.clock or system_clock


def warm_up() -> None:
    """Import what unlocking needs, on a lane, while the officer types."""
    import fieldkit.casebook.casebook  # noqa: F401
