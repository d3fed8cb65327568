"""A real council server on a free port, laptops with a notebook file of their own, and the way between."""

from __future__ import annotations

import hashlib
import itertools
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec
import pytest
import uuid_utils
import uvicorn

from fieldkit.council import enrolling
from fieldkit.council.office import Office
from fieldkit.council.secret import YEAR_MS, Identity
from fieldkit.council.serving import listen
from fieldkit.council.store.attachments import shelf_at
from fieldkit.council.store.database import Database
from fieldkit.council.web import council_app
from fieldkit.keys.council import CouncilSecrets
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act, Moment, Pen
from fieldkit.ledger.revision import Blob, Revision, Type
from fieldkit.sync import Cursor, Enrolment, Outcome, Pulled, Trusted, enrol, sync_once
from fieldkit.wire.messages import ChainHead, Directory, Item, Officer, Policy, decode, encode
from fieldkit.wire.receipts import Receipt


def new_id() -> str:
    return str(uuid_utils.uuid7())


def now_ms() -> int:
    return time.time_ns() // 1_000_000


class SmallNotebook:
    """The store's port over one plain SQLite file: as much of a notebook as sending needs."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.db = sqlite3.connect(folder / "notebook.db", isolation_level=None, check_same_thread=False)
        self.db.executescript(
            """PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
            CREATE TABLE IF NOT EXISTS own(chain TEXT, seq INTEGER, id TEXT PRIMARY KEY, raw, sig, payload);
            CREATE INDEX IF NOT EXISTS own_lines ON own(chain, seq);
            CREATE TABLE IF NOT EXISTS held(id TEXT PRIMARY KEY, home TEXT, raw, sig, payload, position, at);
            CREATE TABLE IF NOT EXISTS cursors(home TEXT PRIMARY KEY, generation, n, count, digest);
            CREATE TABLE IF NOT EXISTS receipts(first INTEGER PRIMARY KEY, receipt);
            CREATE TABLE IF NOT EXISTS apart(id TEXT PRIMARY KEY, reason);
            CREATE TABLE IF NOT EXISTS words(name TEXT PRIMARY KEY, value);
            CREATE TABLE IF NOT EXISTS files(sha256 TEXT PRIMARY KEY, size, own, there);
            """
        )

    def _word(self, name: str) -> bytes:
        row = self.db.execute("SELECT value FROM words WHERE name=?", (name,)).fetchone()
        return row[0] if row else b""

    def _put(self, name: str, value: bytes) -> None:
        self.db.execute("INSERT OR REPLACE INTO words VALUES(?,?)", (name, value))

    def write(self, revision: Revision) -> None:
        line = (revision.header.chain, revision.header.seq, revision.id, revision.raw, revision.sig)
        self.db.execute("INSERT INTO own VALUES(?,?,?,?,?,?)", (*line, revision.payload.raw()))

    def attach(self, content: bytes) -> Blob:
        sha256 = hashlib.sha256(content).hexdigest()
        (self.folder / sha256).write_bytes(content)
        self.db.execute("INSERT OR IGNORE INTO files VALUES(?,?,1,0)", (sha256, len(content)))
        return Blob(sha256, len(content))

    def enrolment(self) -> Enrolment | None:
        value = self._word("enrolment")
        return Enrolment(**msgspec.msgpack.decode(value)) if value else None

    def save_enrolment(self, enrolment: Enrolment, policy: Policy) -> None:
        names = ("server", "keys", "certificate", "register_home")
        self._put("enrolment", msgspec.msgpack.encode({name: getattr(enrolment, name) for name in names}))

    def save_keys(self, raw: bytes) -> None:
        held = msgspec.msgpack.decode(self._word("enrolment"))
        self._put("enrolment", msgspec.msgpack.encode(held | {"keys": raw}))

    def own_chains(self) -> Sequence[ChainHead]:
        rows = self.db.execute("SELECT chain, max(seq), id FROM own GROUP BY chain").fetchall()
        return [ChainHead(chain=chain, seq=seq, id=id_) for chain, seq, id_ in rows]

    def id_at(self, chain: str, seq: int) -> str:
        row = self.db.execute("SELECT id FROM own WHERE chain=? AND seq=?", (chain, seq)).fetchone()
        return row[0] if row else ""

    def revisions_after(self, chain: str, seq: int, limit: int) -> Sequence[Item]:
        rows = self.db.execute(
            "SELECT raw, sig, payload FROM own WHERE chain=? AND seq>? ORDER BY seq LIMIT ?",
            (chain, seq, limit),
        )
        return [Item(*row) for row in rows]

    def put_back(self, revisions: Sequence[Pulled]) -> None:
        for row in revisions:
            self.write(row.revision)

    def save_receipt(self, receipt: Receipt, time_ms: int) -> None:
        self.db.execute(
            "INSERT OR REPLACE INTO receipts VALUES(?,?)", (receipt.first, msgspec.msgpack.encode(receipt))
        )

    def save_quarantined(self, reasons: Mapping[str, str]) -> None:
        self.db.executemany("INSERT OR REPLACE INTO apart VALUES(?,?)", list(reasons.items()))

    def trusted(self) -> Trusted:
        value = self._word("trusted")
        return Trusted(**json.loads(value)) if value else Trusted()

    def save_trusted(self, trusted: Trusted) -> None:
        names = ("checkpoint", "size", "root", "epoch")
        self._put("trusted", json.dumps({name: getattr(trusted, name) for name in names}).encode())

    def forget_server(self) -> None:
        self.db.execute("DELETE FROM cursors")
        self.db.execute("UPDATE files SET there=0")

    def cursors(self) -> Mapping[str, Cursor]:
        rows = self.db.execute("SELECT * FROM cursors").fetchall()
        return {home: Cursor(generation=g, n=n, count=c, digest=d) for home, g, n, c, d in rows}

    def apply_pulled(self, home: str, rows: Sequence[Pulled], cursor: Cursor) -> None:
        self.db.execute("BEGIN IMMEDIATE")
        lines, files = [], []
        for row in rows:
            if row.revision is not None:
                said = row.revision.payload
                payload = None if said is None else said.raw()
                lines.append(
                    (row.id, home, row.revision.raw, row.revision.sig, payload, row.position, row.received_ms)
                )
                files += [(blob.sha256, blob.size) for blob in row.revision.header.blobs]
        self.db.executemany("INSERT OR REPLACE INTO held VALUES(?,?,?,?,?,?,?)", lines)
        self.db.executemany("INSERT OR IGNORE INTO files VALUES(?,?,0,1)", files)
        self.db.execute(
            "INSERT OR REPLACE INTO cursors VALUES(?,?,?,?,?)",
            (home, cursor.generation, cursor.n, cursor.count, cursor.digest),
        )
        self.db.execute("COMMIT")

    def close_homes(self, homes: Sequence[str]) -> None:
        self.db.executemany("DELETE FROM cursors WHERE home=?", [(home,) for home in homes])

    def directory(self) -> Directory:
        value = self._word("directory")
        return decode(value, Directory) if value else Directory()

    def save_directory(self, directory: Directory) -> None:
        self._put("directory", encode(directory))

    def save_hello(self, revocations: bytes, policy: Policy, server_ms: int, clock_offset_ms: int) -> None:
        self._put("revocations", revocations)

    def files_to_send(self) -> Sequence[Blob]:
        rows = self.db.execute("SELECT sha256, size FROM files WHERE own=1 AND there=0 ORDER BY sha256")
        return [Blob(*row) for row in rows]

    def open_file(self, sha256: str) -> BinaryIO:
        return (self.folder / sha256).open("rb")

    def file_held(self, sha256: str) -> None:
        self.db.execute("UPDATE files SET there=1 WHERE sha256=?", (sha256,))

    def files_to_fetch(self) -> Sequence[Blob]:
        rows = self.db.execute("SELECT sha256, size FROM files WHERE own=0 ORDER BY sha256").fetchall()
        return [Blob(*row) for row in rows if not (self.folder / row[0]).exists()]

    def part_size(self, sha256: str) -> int:
        part = self.folder / f"{sha256}.part"
        return part.stat().st_size if part.exists() else 0

    def add_part(self, sha256: str, offset: int, chunk: bytes) -> None:
        with (self.folder / f"{sha256}.part").open("ab") as file:
            assert file.tell() == offset
            file.write(chunk)

    def finish_file(self, sha256: str) -> bool:
        part = self.folder / f"{sha256}.part"
        right = part.exists() and hashlib.sha256(part.read_bytes()).hexdigest() == sha256
        if right:
            part.rename(self.folder / sha256)
        else:
            part.unlink(missing_ok=True)
        return right

    def ids(self) -> set[str]:
        rows = self.db.execute("SELECT id FROM own UNION SELECT id FROM held").fetchall()
        return {row[0] for row in rows}

    def received(self) -> set[str]:
        found: set[str] = set()
        for (value,) in self.db.execute("SELECT receipt FROM receipts"):
            found |= set(msgspec.msgpack.decode(value, type=Receipt).leaves)
        return found


@dataclass
class Laptop:
    """An officer's laptop: a notebook, a key and a pen."""

    notebook: SmallNotebook
    key: SigningKey
    officer: str = ""
    late_ms: int = 0
    pen: Pen = field(init=False)

    def __post_init__(self) -> None:
        self.new_chain()

    def new_chain(self) -> None:
        chain = uuid_utils.uuid4().hex
        self.pen = Pen(chain=chain, key=self.key.id, sign=self.key.sign, session=new_id(), app="test")

    def clock(self) -> int:
        return now_ms() + self.late_ms

    def note(
        self,
        home: str,
        words: str = "seen",
        *,
        record: str = "",
        kind: str = "note",
        type_: Type = Type.EDIT,
        blobs: tuple[Blob, ...] = (),
        targets: tuple[str, ...] = (),
        fields: Mapping[str, Json] | None = None,
    ) -> Revision:
        act = Act(
            type=type_,
            kind=kind,
            record=record or new_id(),
            home=home,
            fields=fields if fields is not None else {"words": words},
            blobs=blobs,
            targets=targets,
        )
        nonce = hashlib.sha256(new_id().encode()).digest()
        revision = self.pen.write(act, Moment(wall_ms=self.clock()), nonce)
        self.notebook.write(revision)
        return revision

    def enrol(self, server: str, code: str) -> None:
        enrol(self.notebook, self.key, server, code, clock=self.clock, tries=1)

    def sync(self, **more: object) -> Outcome:
        return sync_once(self.notebook, self.key, clock=self.clock, **({"tries": 1} | more))


class Council:
    """A council server under uvicorn on a free port of the loopback address."""

    def __init__(self, folder: Path, secrets: CouncilSecrets, address: str = "") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        name = new_id()
        keys = secrets.certify(name, "Test council", from_ms=0, to_ms=now_ms() + YEAR_MS)
        self.folder = folder
        self.secrets = secrets
        self.late_ms = 0
        self.office = Office(
            identity=Identity.of(secrets, keys, b"m" * 32),
            database=Database.at(address or str(folder / "council.db")),
            shelf=shelf_at(str(folder / "attachments")),
            register_home=new_id(),
            new_id=new_id,
        )
        self.office.database.create()
        self.start()

    def clock(self) -> int:
        return now_ms() + self.late_ms

    def start(self, port: int = 0) -> None:
        self.socket = listen("127.0.0.1", port)
        self.port = self.socket.getsockname()[1]
        app = council_app(self.office, self.clock)
        config = uvicorn.Config(app, log_config=None, lifespan="off", timeout_graceful_shutdown=1)
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()

    def close(self) -> None:
        self.stop()
        self.office.database.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def officer(self, name: str, *roles: str, team: str = "") -> Officer:
        wanted = Officer(id="", name=name, roles=roles or ("CME",), team=team)
        return enrolling.add_officer(self.office, wanted, self.clock())

    def code(self, officer: Officer, **more: int) -> str:
        return enrolling.make_code(self.office, officer.id, self.clock(), **more).text()


@pytest.fixture(scope="session")
def council_secrets() -> CouncilSecrets:
    return CouncilSecrets.generate()


@pytest.fixture
def new_council(tmp_path: Path) -> Iterator[Callable[..., Council]]:
    made: list[Council] = []
    numbers = itertools.count()

    def make(secrets: CouncilSecrets, address: str = "") -> Council:
        made.append(Council(tmp_path / f"council-{next(numbers)}", secrets, address))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def council(new_council: Callable[..., Council], council_secrets: CouncilSecrets) -> Council:
    return new_council(council_secrets)


@pytest.fixture
def new_laptop(tmp_path: Path) -> Iterator[Callable[..., Laptop]]:
    made: list[SmallNotebook] = []

    def make(
        council: Council | None = None, name: str = "Ann Example", *roles: str, team: str = ""
    ) -> Laptop:
        notebook = SmallNotebook(tmp_path / f"laptop-{len(made)}")
        made.append(notebook)
        laptop = Laptop(notebook, SigningKey.generate())
        if council is not None:
            officer = council.officer(name, *roles, team=team)
            laptop.officer = officer.id
            laptop.enrol(council.url, council.code(officer))
        return laptop

    yield make
    for notebook in made:
        with closing(notebook.db):
            continue


@pytest.fixture
def new_home() -> str:
    return new_id()
