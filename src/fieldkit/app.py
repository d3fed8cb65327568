"""The only place that builds and joins objects: the notebook, its desks, and the door they are handed to."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fieldkit.cli.ending import ended
from fieldkit.errors import Trouble
from fieldkit.keys.memory import keep_memory_private

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.cli.house import GivePassphrase
    from fieldkit.keys.keyrings import Keyring

_SHELL = "Everything can be done from a shell too: fieldkit --help"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs FieldKit: the desktop when nothing is said, otherwise one command of the shell; the exit code."""
    keep_memory_private()
    words = sys.argv[1:] if argv is None else list(argv)
    joined = Joined()
    if not words:
        return ended(lambda: joined.desktop(joined.usual_folder))
    from fieldkit.cli.shell import run

    return run(words, joined)


class Joined:
    """What a door is built on: one notebook, its desks, this computer's keyring."""

    @property
    def usual_folder(self) -> Path:
        """Where a notebook lies when nobody says otherwise on the command line."""
        import platformdirs

        said = os.environ.get("FIELDKIT_NOTEBOOK")
        if said:
            return Path(said)
        return platformdirs.user_data_path("fieldkit", appauthor=False) / "notebook"

    def open(self, folder: Path, passphrase: GivePassphrase, *, doubtful: bool = False) -> Casebook:
        """The desks on the notebook in `folder`. Raises `Trouble`: when it can, before it asks."""
        from fieldkit.store.folder import Folder

        Folder(folder).read_slots()
        given = passphrase()
        from fieldkit.casebook.casebook import Casebook
        from fieldkit.casebook.notebooks import open_notebook

        notebook = open_notebook(folder, given, self.keyring, doubtful=doubtful)
        return Casebook(notebook, council_values=council_values(folder))

    def keyring(self) -> Keyring:
        """The keyring of this computer. Raises `Trouble` when there is none."""
        from fieldkit.keys.keyrings import system_keyring

        return system_keyring()

    def desktop(self, folder: Path) -> int:
        """Opens the window; the exit code when it is closed. Raises `Trouble` where there can be none."""
        _need_screen()
        # Nothing that a start makes is garbage, and looking for it costs a tenth of the start. Later
        # the lanes of work (gui/jobs) have it looked for on the window's thread alone.
        gc.disable()
        from fieldkit.gui.window import run

        return run(folder, self.keyring, council_values=council_values(folder))

    def demo(self, folder: Path | None, *, headless: bool) -> int:
        """Plays the demonstration; the exit code. Raises `Trouble`."""
        from fieldkit.demo import door

        place = folder or door.USUAL_FOLDER
        if not headless:
            _need_screen()
            return door.desktop(place, _say)
        door.headless(place, _say)
        return 0


def council_values(folder: Path) -> Path | None:
    """The council's own dated values: where FIELDKIT_COUNCIL_VALUES says, or `council.toml` beside the
    notebook.
    """
    said = os.environ.get("FIELDKIT_COUNCIL_VALUES")
    beside = folder / "council.toml"
    return Path(said) if said else beside if beside.exists() else None


def _need_screen() -> None:
    """Raises `Trouble` where no window can be opened."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        raise Trouble("There is no screen to open the desktop on.", _SHELL)
    try:
        # The window's own package comes before Qt: it keeps Python whole under this PySide.
        importlib.import_module("fieldkit.gui")
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as fault:
        raise Trouble(
            "The desktop cannot start: PySide6 or a library it needs is missing.", _SHELL
        ) from fault


def _say(words: str) -> None:
    print(words, flush=True)
