"""Fenmarch's own server for the demonstration: the real council server, a process of its own on the
story's clock.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fieldkit.casebook.desk import new_id
from fieldkit.council import enrolling, serving
from fieldkit.council.office import Office
from fieldkit.council.opening import Plan, make_council, open_council
from fieldkit.demo.people import COUNCIL, Officer
from fieldkit.demo.story_clock import read_clock
from fieldkit.errors import Trouble
from fieldkit.wire import messages

_CODE_MS = 15 * 60_000


class Server:
    """One council server in a folder: set up by its own verbs, served by its own command; `stop` ends it."""

    def __init__(self, folder: Path, passphrase_file: Path, clock_file: Path) -> None:
        self.folder = folder
        self.root_file = folder.with_name("council-root.key")
        self._passphrase_file, self._clock_file = passphrase_file, clock_file
        self._passphrase = passphrase_file.read_text(encoding="utf-8").strip()
        self._office: Office | None = None
        self._process: subprocess.Popen[str] | None = None

    def make(self) -> None:
        """Make the council, with its root in a file beside the folder."""
        plan = Plan(self.folder, COUNCIL, self.root_file, "", "")
        make_council(plan, self._passphrase, self._passphrase, new_id, self._now_ms())
        self._office = open_council(self.folder, self._passphrase, new_id)

    def add(self, officer: Officer) -> str:
        """Add an officer; gives the id."""
        wanted = messages.Officer(id="", name=officer.name, roles=officer.roles, team=officer.team)
        return enrolling.add_officer(self._opened(), wanted, self._now_ms()).id

    def code(self, officer: str) -> str:
        """A one-time code for one device of an officer."""
        return enrolling.make_code(self._opened(), officer, self._now_ms(), _CODE_MS).text()

    def allocate(self, home: str, officer: str) -> None:
        """Let an officer have a case."""
        enrolling.allocate(self._opened(), home, officer, "", self._now_ms())

    def start(self) -> str:
        """Serve on a free port of this computer; gives the address."""
        where = [str(self.folder), str(self._passphrase_file), str(self._clock_file)]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, with no words from outside
            [sys.executable, "-m", "fieldkit.demo.server", *where],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        line = self._process.stdout.readline().strip() if self._process.stdout else ""
        if not line:
            raise Trouble(
                "The demonstration's server did not start.", "Run the demo again in an empty folder."
            )
        return line.split()[-1]

    def stop(self) -> None:
        """End the server."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            if self._process.stdout:
                self._process.stdout.close()
            self._process = None

    def _now_ms(self) -> int:
        return read_clock(self._clock_file)

    def _opened(self) -> Office:
        if self._office is None:
            raise RuntimeError("make the council first")
        return self._office


def serve(folder: Path, passphrase_file: Path, clock_file: Path) -> None:
    """Serve the council in `folder` until the process is ended; prints the address."""
    office = open_council(folder, passphrase_file.read_text(encoding="utf-8").strip(), new_id)
    address = serving.Address("127.0.0.1", 0, None, None)
    serving.serve(office, address, lambda: read_clock(clock_file), lambda found: print(found, flush=True))


if __name__ == "__main__":
    serve(*map(Path, sys.argv[1:]))
