"""Run as a process by `sync`: takes posted batches of revisions and stores each, and does nothing else.

Its one argument is the folder for its SQLite file; it prints its address once it listens.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
import uvicorn

from fieldkit.council.serving import listen
from fieldkit.wire import bodies
from fieldkit.wire.messages import Push, decode

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class BareServer:
    """An ASGI application of one call: one durable transaction a batch, as a council's server commits."""

    def __init__(self, folder: Path) -> None:
        self._held = sqlite.connect(str(folder / "bare.db"), isolation_level=None, check_same_thread=False)
        self._held.execute("PRAGMA journal_mode=WAL").fetchall()
        self._held.execute("PRAGMA synchronous=FULL")
        self._held.execute(
            "CREATE TABLE said (n INTEGER PRIMARY KEY, id BLOB, raw BLOB, sig BLOB, payload BLOB)"
        )
        self._held.execute("CREATE INDEX said_by_id ON said (id)")

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Reads the body, stores it, answers."""
        sent, more = bytearray(), True
        while more:
            message = await receive()
            sent += message.get("body", b"")
            more = message.get("more_body", False)
        self._store(bytes(sent))
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    def _store(self, sent: bytes) -> None:
        batch = decode(bodies.unpack(sent, "zstd"), Push)
        lines = [
            (hashlib.sha256(item.raw).digest(), item.raw, item.sig, item.payload) for item in batch.items
        ]
        self._held.execute("BEGIN IMMEDIATE")
        self._held.executemany("INSERT INTO said (id, raw, sig, payload) VALUES (?, ?, ?, ?)", lines)
        self._held.execute("COMMIT")


def main(folder: Path) -> None:
    """Serves until it is ended."""
    listening = listen("127.0.0.1", 0)
    config = uvicorn.Config(BareServer(folder), log_config=None, access_log=False, lifespan="off")
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
