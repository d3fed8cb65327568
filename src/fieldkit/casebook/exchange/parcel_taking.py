"""Takes a parcel in: judged whole, then its files laid ready, then everything in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from fieldkit.keys.sealing import Altered
from fieldkit.ledger.revision import Blob, Revision
from fieldkit.store import attachments, certificates, exchange, incarnation, parcels
from fieldkit.store.changes import Changes
from fieldkit.store.identity import Identity
from fieldkit.store.notebook import Notebook
from fieldkit.store.progress import Say
from fieldkit.sync import alarms
from fieldkit.sync import parcel_troubles as troubles
from fieldkit.sync.parcels import Judged, Parcel

_CHECKING, _FILES, _TAKING = "Checking the parcel", "Photographs and papers", "Taking it in"


class Taking:
    """One parcel on its way into one notebook."""

    def __init__(self, notebook: Notebook, parcel: Parcel, me: Identity) -> None:
        self._notebook = notebook
        self._parcel = parcel
        self._me = me
        self._laid: dict[str, str] = {}

    @property
    def files(self) -> int:
        """How many sealed files came that were not here."""
        return len(self._laid)

    def judge(self, say: Say, stop: Callable[[], bool]) -> Judged:
        """Checks all of it, and that every home in it is ours to see. Raises `Trouble`."""

        def held(chains: Sequence[str]) -> Any:
            with self._notebook.reading() as book:
                return parcels.links(book, chains)

        judged = self._parcel.judge(held, lambda done, of: say(done, of, _CHECKING), stop)
        with self._notebook.reading() as book:
            seen, closed = parcels.open_to_me(book), parcels.closed(book)
            for home in self._parcel.contents.homes:
                part, here = judged.parts.get(home), parcels.founding(book, home)
                # The server's word comes first; only a home it has told nothing of goes by its own lines.
                mine = part is not None and home not in closed
                if part is None or not mine or not (home in seen or self._me.officer in part.officers):
                    raise troubles.NotYours(self._parcel.sender.holder.name)
                # Who was never given the home has no first line of it to show.
                if not part.founding or not here <= part.founding:
                    raise troubles.NotYours(self._parcel.sender.holder.name)
        return judged

    def take(
        self, judged: Judged, now_ms: int, say: Say, stop: Callable[[], bool]
    ) -> tuple[int, Changes, tuple[str, ...]]:
        """How many lines were new, what changed, and what must not be passed over. Raises `Trouble`."""
        told = self._alarms(judged)
        try:
            self._lay_files(say, stop)
            changed, new = self._notebook.receive_whole(
                self._batches(say, stop),
                now_ms,
                first=self._keep_certificates,
                also=lambda book, lines: self._beside(book, lines, judged),
            )
        except BaseException:
            self._clear(set())
            raise
        with self._notebook.reading() as book:
            self._clear({place.name for place in attachments.known(book).values()})
        return new, changed, told

    def _batches(self, say: Say, stop: Callable[[], bool]) -> Iterator[list[Revision]]:
        done, of = 0, self._parcel.contents.revisions
        for batch in self._parcel.batches():
            if stop():
                raise troubles.Stopped()
            yield batch
            done += len(batch)
            say(done, of, _TAKING)

    def _keep_certificates(self, book: Any) -> None:
        if self._parcel.keys != certificates.council(book):
            certificates.put_council(book, self._parcel.keys)
        held = certificates.all_of(book)
        for key, certificate in self._parcel.certificates.items():
            if key not in held or held[key].own:
                certificates.put(book, certificate)

    def _beside(self, book: Any, lines: Sequence[Revision], judged: Judged) -> None:
        """What comes with a batch: receipts, sealed files, and that this parcel was taken."""
        own = set(incarnation.own_chains(book))
        found = {line.id: judged.proven[line.id] for line in lines
                 if line.id in judged.proven and line.header.chain not in own}  # fmt: skip
        covered = [(name, at.position, at.received_ms, at.receipt) for name, at in found.items()]
        parcels.keep_receipts(book, judged.receipts, covered)
        exchange.want_files(book, [line for line in lines if line.header.chain not in own])
        for sha256, name in self._laid.items():
            exchange.take_file(book, sha256, name)
        contents = self._parcel.contents
        parcels.note_taken(book, contents.sender, contents.homes, contents.number, contents.id)

    def _lay_files(self, say: Say, stop: Callable[[], bool]) -> None:
        """Puts the files that are not here in their place, where no record names them yet."""
        of = len(self._parcel.contents.files)
        if not of:
            return
        done = 0

        def lay(blob: Blob, pieces: Iterator[bytes]) -> None:
            nonlocal done
            if stop():
                raise troubles.Stopped()
            with self._notebook.reading() as book:
                here = attachments.get(book, blob.sha256) is not None
            path = None if here else self._notebook.files.arriving(secrets.token_hex(16))
            _lay_one(path, pieces)
            if path is not None:
                self._adopt(path, blob)
            done += 1
            say(done, of, _FILES)

        self._parcel.read(lambda _: None, file=lay)

    def _adopt(self, path: Path, blob: Blob) -> None:
        files, name = self._notebook.files, exchange.sealed_name(path)
        # A file that takes another's name, or is no sealed file, is left to come from the server.
        if not name or files.has(name):
            path.unlink()
            return
        try:
            files.adopt(name, path, blob.sha256)
        except Altered as fault:
            path.unlink()
            raise troubles.Damaged() from fault
        self._laid[blob.sha256] = name

    def _clear(self, keep: set[str]) -> None:
        """Takes away files that no record here turned out to name."""
        for sha256, name in list(self._laid.items()):
            if name not in keep:
                self._notebook.files.remove(name)
                del self._laid[sha256]

    def _alarms(self, judged: Judged) -> tuple[str, ...]:
        with self._notebook.reading() as book:
            heads = {head.chain: head.seq for head in exchange.chain_heads(book)}
        lost = any(seq > heads.get(chain, seq) for chain, seq in judged.lines)
        told = [f"Two copies of a notebook of {name} have been written in. Both accounts are kept. "
                "Tell your manager." for name in sorted(judged.forked)]  # fmt: skip
        return (*told, *((alarms.OLDER_COPY_BY_PARCEL,) if lost else ()))


def _lay_one(path: Path | None, pieces: Iterator[bytes]) -> None:
    if path is None:
        for _ in pieces:
            continue
        return
    try:
        with path.open("xb") as file:
            for piece in pieces:
                file.write(piece)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
