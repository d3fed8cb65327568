"""The real council server as a process of its own, and laptops that belong to it."""

from __future__ import annotations

import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.sample import HOME, made
from fieldkit.casebook.exchange.notebook_port import NotebookPort
from fieldkit.council import enrolling
from fieldkit.council.office import Office
from fieldkit.council.opening import Plan, make_council, open_council
from fieldkit.keys.signing import SigningKey
from fieldkit.store.notebook import Notebook
from fieldkit.sync import Outcome, enrol, sync_once
from fieldkit.wire.messages import Officer

_PASSPHRASE = "heron lamp quilt nine oak marsh"  # noqa: S105 - of a server that lives for one measurement
_SERVE = "import sys; from fieldkit.council.cli import main; sys.exit(main())"


@dataclass(frozen=True)
class Laptop:
    """An enrolled officer's notebook and its signing key."""

    notebook: Notebook
    key: SigningKey

    def sync(self, progress: Callable[[str, int, int], None] = lambda _step, _done, _of: None) -> Outcome:
        """One whole round. Raises `RuntimeError` when it was not clean."""
        port = NotebookPort(self.notebook, now_ms)
        done = sync_once(port, self.key, clock=now_ms, progress=progress, tries=1)
        if done.alarms or done.quarantined:
            raise RuntimeError("the round was not clean")
        return done


@dataclass(frozen=True)
class Council:
    """A council whose server listens at `address`."""

    office: Office
    address: str

    def laptop(self, folder: Path, officer: str, address: str = "") -> Laptop:
        """A new laptop of an officer."""
        key = SigningKey.generate()
        notebook = made(folder, key)
        code = enrolling.make_code(self.office, officer, now_ms()).text()
        enrol(NotebookPort(notebook, now_ms), key, address or self.address, code, clock=now_ms)
        return Laptop(notebook, key)

    def officer(self, name: str) -> str:
        """A new officer, who is granted the home of the sample; gives the id."""
        wanted = Officer(id="", name=name, roles=("CME",))
        return enrolling.add_officer(self.office, wanted, now_ms()).id

    def allow(self, officer: str) -> None:
        """Grants the home of the sample."""
        enrolling.allocate(self.office, HOME, officer, "", now_ms())


@contextmanager
def council(folder: Path) -> Iterator[Council]:
    """A new council in `folder`, served by its own command until the block ends."""
    words = folder / "passphrase"
    words.write_text(_PASSPHRASE, encoding="utf-8")
    place = folder / "council"
    make_council(Plan(place, "Fenmarch", folder / "root.key"), _PASSPHRASE, _PASSPHRASE, _new_id, now_ms())
    arguments = ["serve", "--council", str(place), "--passphrase-file", str(words), "--port", "0"]
    with served([sys.executable, "-c", _SERVE, *arguments]) as address:
        office = open_council(place, _PASSPHRASE, _new_id)
        yield Council(office, address)
        office.database.close()


@contextmanager
def served(command: Sequence[str]) -> Iterator[str]:
    """The address that a server prints once it listens; it is ended with the block."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            address = process.stdout.readline().strip() if process.stdout else ""
            if not address:
                raise RuntimeError("the server did not start")
            yield address
        finally:
            process.kill()


def now_ms() -> int:
    """This computer's clock."""
    return time.time_ns() // 1_000_000


def _new_id() -> str:
    return str(uuid.uuid4())
