"""The desk for the council: join it, send and receive, know its officers, and how things stand with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from fieldkit import __version__
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exchange.lease import Lease
from fieldkit.casebook.exchange.notebook_port import HELLO, REVOKED, SERVER, NotebookPort
from fieldkit.casebook.schools.schools import Schools
from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.revocations import Revocations
from fieldkit.store import certificates, exchange, receipts, settings
from fieldkit.store.changes import Changes
from fieldkit.store.incarnation import own_chains
from fieldkit.store.progress import Say, silent
from fieldkit.store.vault import add_recovery, wipe_open
from fieldkit.sync import Outcome, sync_once
from fieldkit.sync import enrol as join
from fieldkit.sync.troubles import Revoked, Wiped

_LAST, FORGOTTEN = "last_received_ms", "device_forgotten"
_WORDS = {
    "send": "Sending",
    "receive": "Receiving",
    "files out": "Sending photographs and papers",
    "files in": "Receiving photographs and papers",
}


@dataclass(frozen=True, slots=True)
class Person:
    """An officer in the council's directory; `typed` is how an answer names them."""

    officer: str
    name: str
    initials: str
    roles: tuple[str, ...]
    team: str
    own: bool

    @property
    def typed(self) -> str:
        """As a form takes an officer."""
        return f"{self.officer} {self.name}"


@dataclass(frozen=True, slots=True)
class Round:
    """What the last whole round of sending and receiving did.

    `alarms` are sentences that the officer must not pass over.
    """

    at_ms: int = 0
    sent: int = 0
    received: int = 0
    files_sent: int = 0
    files_received: int = 0
    put_back: int = 0
    alarms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with the council.

    `lease_until_ms` is until when (UTC, ms) the laptop may be used without the server; 0 before the first
    round. `last_try_ms` and `last_trouble` are of the round that failed last, empty when the last was whole.
    """

    server: str
    council: str
    enrolled: bool
    last: Round
    last_try_ms: int
    last_trouble: str
    lease_until_ms: int
    lease_over: bool
    clock_offset_ms: int
    recoverable: bool
    revoked: bool


class Council(Desk):
    """Offline is normal: everything that was written waits here and is offered again until it is received."""

    def enrol(self, server: str, code: str) -> Changes:
        """Join the council at `server` with a one-time code: its keys, our certificate, a recovery slot.

        Raises `Trouble`; the notebook then stays as it was.
        """
        if self.me.enrolled:
            raise Trouble(
                f"This notebook belongs to {self.me.council_name} already.", "Make another notebook."
            )
        join(
            self._port(), self.notebook.vault.signing, server.strip(), code, clock=self._wall, app=__version__
        )
        self.secure()
        return Changes.to("settings", "sync")

    def sync(self, say: Say = silent, stop: Callable[[], bool] = lambda: False, tries: int = 3) -> Changes:
        """One round: send what the council lacks, receive what the officer may see, then the sealed files.

        What came says `Changes`; what was done says `status`. Raises `Trouble`; whatever was done stays done.
        """
        port, began = self._port(), self._wall()
        try:
            done = sync_once(
                port,
                self.notebook.vault.signing,
                clock=self._wall,
                app=__version__,
                disk_free=shutil.disk_usage(self.notebook.vault.folder.path).free,
                progress=lambda step, so_far, of: say(so_far, of, _WORDS[step]),
                stop=stop,
                tries=tries,
            )
        except Trouble as trouble:
            self._failed(began, trouble)
            if isinstance(trouble, Revoked) and self._may_be_wiped():
                wipe_open(self.notebook.vault)
                raise Wiped() from trouble
            raise
        self._done(done)
        self.secure()
        changed = Changes.to("sync")
        for more in port.changed:
            changed |= more
        return changed | self.beside(Schools).load_published(say=say, stop=stop)

    def status(self) -> Standing:
        """How things stand with the council."""
        with self.notebook.reading() as book:
            server, hello = settings.get(book, SERVER, ""), settings.get(book, HELLO, {})
            tried, last = exchange.tries(book), settings.told(book, exchange.ROUND)
            revoked = bool(settings.get(book, REVOKED, False))
        me, lease = self.me, self.beside(Lease)
        return Standing(
            server=server,
            council=me.council_name,
            enrolled=me.enrolled,
            last=Round(**{**last, "alarms": tuple(last.get("alarms", ()))}),
            last_try_ms=tried[-1][0] if tried else 0,
            last_trouble=tried[-1][1] if tried else "",
            lease_until_ms=lease.until_ms(),
            lease_over=lease.is_over(),
            clock_offset_ms=int(hello.get("clock_offset_ms", 0)),
            recoverable=self._recoverable(),
            revoked=revoked,
        )

    def officers(self, *, role: str = "") -> Sequence[Person]:
        """The council's officers by name, or those with a role; with no council, this officer alone."""
        me = self.me
        found = [
            Person(one.id, one.name, one.initials, one.roles, one.team, one.id == me.officer)
            for one in self._port().directory().officers
        ]
        if not any(person.own for person in found):
            found.append(Person(me.officer, me.name, me.initials, me.roles, me.team, own=True))
        return sorted(
            (one for one in found if not role or role in one.roles), key=lambda one: one.name.casefold()
        )

    def revocations(self) -> Revocations | None:
        """The council's signed list of devices that no longer count, as of the last round."""
        with self.notebook.reading() as book:
            keys, hello = certificates.council(book), settings.get(book, HELLO, {})
        raw = bytes.fromhex(hello.get("revocations", ""))
        return Revocations.of(raw, keys) if keys and raw else None

    def proof(self, revision: str) -> bytes:
        """The council's proof, as JSON, that it holds a revision of this officer; empty when it has none."""
        with self.notebook.reading() as book:
            return exchange.proof_of(book, revision)

    def _done(self, done: Outcome) -> None:
        at_ms = self._wall()
        last = Round(
            at_ms, done.sent, done.received, done.files_sent, done.files_received, done.put_back,
            tuple(done.alarms),
        )  # fmt: skip
        facts: Mapping[str, Any] = asdict(last)
        with self.notebook.writing() as book:
            exchange.note_round(book, facts)
            settings.put(book, _LAST, at_ms)
            settings.put(book, REVOKED, False)
            settings.put(book, FORGOTTEN, False)
        self.notebook.remember_head()

    def _failed(self, at_ms: int, trouble: Trouble) -> None:
        with self.notebook.writing() as book:
            exchange.note_try(book, at_ms, trouble.say)
            if isinstance(trouble, Revoked):
                settings.put(book, REVOKED, True)
                if trouble.forgotten:
                    settings.put(book, FORGOTTEN, True)

    def _may_be_wiped(self) -> bool:
        """Whether a withdrawn notebook may be destroyed: the council holds all that was written here.

        Not when the council had forgotten the device: then it was not lost, and is enrolled again.
        """
        with self.notebook.reading() as book:
            forgotten = bool(settings.get(book, FORGOTTEN, False))
            left = receipts.unsent(book, own_chains(book)) or exchange.files_to_send(book)
        return not forgotten and not left

    def _port(self) -> NotebookPort:
        return NotebookPort(self.notebook, self._wall)

    def _wall(self) -> int:
        return self.now().wall_ms

    def _keys(self) -> CouncilKeys | None:
        with self.notebook.reading() as book:
            return certificates.council(book)

    def secure(self) -> None:
        """Seal the notebook's key to the council's offline recovery key, once, where there are key slots."""
        keys, vault = self._keys(), self.notebook.vault
        if keys is not None and vault.folder.keyslots.exists() and not self._recoverable():
            add_recovery(vault, keys.council, keys.recovery)

    def _recoverable(self) -> bool:
        folder, council = self.notebook.vault.folder, self.me.council
        return bool(council) and folder.keyslots.exists() and folder.status().council == council
