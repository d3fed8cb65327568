"""What the shell is handed by `app`, and what one run of it was told on its command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import typer

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.keys.keyrings import Keyring

GivePassphrase = Callable[[], str]


class House(Protocol):
    """Builds what the shell works on, so that the shell itself joins nothing."""

    @property
    def usual_folder(self) -> Path:
        """Where a notebook lies when nobody says otherwise."""

    def open(self, folder: Path, passphrase: GivePassphrase, *, doubtful: bool = False) -> Casebook:
        """The desks on the notebook in `folder`; `doubtful` only to check it. Raises `Trouble`."""

    def keyring(self) -> Keyring:
        """The keyring of this computer. Raises `Trouble` when there is none."""

    def desktop(self, folder: Path) -> int:
        """Opens the window; the exit code when it is closed. Raises `Trouble`."""

    def demo(self, folder: Path | None, *, headless: bool) -> int:
        """Plays the demonstration in an empty folder; the exit code. Raises `Trouble`."""


@dataclass(frozen=True)
class Told:
    """The options that every command takes, as given before the command's name."""

    house: House
    notebook: Path | None = None
    passphrase_file: Path | None = None

    def folder(self, notebook: Path | None) -> Path:
        """The notebook's folder: as said last, or the usual one."""
        return notebook or self.notebook or self.house.usual_folder


def told(context: typer.Context) -> Told:
    """What this run was told before its command."""
    found = context.find_object(Told)
    if found is None:
        raise RuntimeError("the shell was started without its house")
    return found
