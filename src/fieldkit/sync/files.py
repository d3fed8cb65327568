"""Sends and fetches sealed files, going on after a cut from the byte that was reached."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from fieldkit.errors import Trouble
from fieldkit.sync import troubles
from fieldkit.sync.line import Ask
from fieldkit.sync.port import Store
from fieldkit.wire.messages import CHUNK_BYTES, Upload, UploadStart

Progress = Callable[[str, int, int], None]
Calls = Generator[Ask[Any], Any, int]


def send_files(store: Store, progress: Progress) -> Calls:
    """Sends every file that the council does not hold yet; how many it holds now that it did not."""
    wanted = store.files_to_send()
    for done, blob in enumerate(wanted, start=1):
        where: Upload = yield Ask(
            "POST", "/v1/blobs", Upload, UploadStart(sha256=blob.sha256, size=blob.size)
        )
        with store.open_file(blob.sha256) as file:
            while not where.complete:
                if not where.id:
                    raise _damaged()
                file.seek(where.offset)
                chunk = file.read(CHUNK_BYTES)
                if not chunk:
                    raise _damaged()
                target = f"/v1/uploads/{where.id}?offset={where.offset}"
                where = yield Ask("PATCH", target, Upload, chunk)
        store.file_held(blob.sha256)
        progress("files out", done, len(wanted))
    return len(wanted)


def fetch_files(store: Store, progress: Progress) -> Calls:
    """Fetches every file that is named here and that the council holds; how many came."""
    wanted, came = store.files_to_fetch(), 0
    for done, blob in enumerate(wanted, start=1):
        try:
            offset = store.part_size(blob.sha256)
            while offset < blob.size:
                target = f"/v1/blobs/{blob.sha256}?start={offset}&length={CHUNK_BYTES}"
                chunk: bytes = yield Ask("GET", target, bytes)
                if not chunk:
                    break
                store.add_part(blob.sha256, offset, chunk)
                offset += len(chunk)
            came += store.finish_file(blob.sha256)
        except troubles.Refused as fault:
            # Its author's laptop has not sent it yet: it comes in a later round.
            if fault.reason != "not-held":
                raise
        progress("files in", done, len(wanted))
    return came


def _damaged() -> Trouble:
    return Trouble(
        "An attachment on this computer is damaged and cannot be sent.",
        "Run fieldkit notebook check to see which, and put it back from a backup.",
    )
