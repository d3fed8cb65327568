"""Gathers what goes into a parcel as one unchanging picture of the notebook, and writes it to a stick."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.hpke import SealingPublicKey
from fieldkit.keys.sealing import CHUNK, sealed_size
from fieldkit.ledger.revision import Blob, Revision
from fieldkit.store import certificates, parcels
from fieldkit.store.durable import NEW_FILE, TEMPORARY, settle_folder
from fieldkit.store.notebook import Notebook
from fieldkit.store.progress import Say
from fieldkit.sync import parcel_troubles as troubles
from fieldkit.wire.messages import Item
from fieldkit.wire.parcel import Contents, digest, in_batches, pack, packed_receipts

ENDING = ".fkparcel"
_WRITING = "Writing the parcel"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A parcel still to be sealed. `places` are the names of its sealed files, `missing` how many more lines
    of these homes name that are not on this laptop.
    """

    contents: Contents
    batches: tuple[bytes, ...]
    receipts: bytes
    places: tuple[str, ...]
    missing: int

    @property
    def size(self) -> int:
        """Its size in bytes before it is sealed and filled up."""
        return sum(map(len, self.batches)) + sum(blob.size for blob in self.contents.files)


def gather(
    notebook: Notebook,
    keys: CouncilKeys,
    to: SealingPublicKey,
    homes: Sequence[str],
    *,
    now_ms: int,
    new_id: str,
) -> Gathered:
    """All that is here of `homes`, listed and signed for the holder of `to`."""
    with notebook.writing() as book:
        number = parcels.next_number(book)
    with notebook.reading() as book:
        upto = parcels.last(book)
        lines = list(parcels.lines_of(book, homes, upto))
        named = sorted({blob.sha256 for line in lines for blob in line.header.blobs})
        places = [place for place in parcels.files_of(book, named) if notebook.files.has(place.name)]
        receipts = packed_receipts(parcels.receipts_of(book, homes, upto))
        held = certificates.all_of(book)
    batches = tuple(in_batches(map(_item, lines)))
    authors = {line.header.key for line in lines} | {notebook.vault.signing.id}
    contents = Contents(
        id=new_id,
        council=keys.council,
        number=number,
        made_ms=now_ms,
        to=to.id,
        homes=tuple(homes),
        revisions=len(lines),
        batches=tuple(map(digest, batches)),
        receipts=digest(receipts),
        files=tuple(Blob(place.sealed_sha256, place.sealed_size) for place in places),
        certificates=tuple(held[key].raw for key in sorted(authors & held.keys())),
        council_keys=keys.raw,
    ).sign(notebook.vault.signing)
    missing = len(named) - len(places)
    return Gathered(contents, batches, receipts, tuple(place.name for place in places), missing)


def write(
    notebook: Notebook,
    gathered: Gathered,
    to: SealingPublicKey,
    path: Path,
    say: Say,
    stop: Callable[[], bool],
) -> int:
    """Seal it into the file `path`, settled on disk; its size.

    Raises `Trouble`; no part of it is left then.
    """
    files = (_pieces(notebook.files.path(name)) for name in gathered.places)
    pieces = pack(gathered.contents, gathered.batches, gathered.receipts, files, to)
    temporary = path.with_name(f"{secrets.token_hex(6)}{TEMPORARY}")
    done, of = 0, sealed_size(gathered.size)
    try:
        with os.fdopen(os.open(temporary, NEW_FILE, 0o600), "wb") as file:
            for piece in pieces:
                if stop():
                    raise troubles.Stopped()
                done += file.write(piece)
                say(min(done, of), of, _WRITING)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        settle_folder(path.parent)
    except OSError as fault:
        raise Trouble(
            f"{path} cannot be written.", "Check the stick and its free space, then export again."
        ) from fault
    finally:
        _remove(temporary)
    return done


def neutral(path: Path) -> Path:
    """Where a parcel goes: `path`, or in the folder `path` a name that says nothing. Raises `Trouble`."""
    found = path / f"{secrets.token_hex(6)}{ENDING}" if path.is_dir() else path
    if not found.parent.is_dir():
        raise Trouble(f"{found.parent} is not a folder that is there.", "Choose the stick and a file name.")
    return found


def _item(line: Revision) -> Item:
    return Item(line.raw, line.sig, None if line.payload is None else line.payload.raw())


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the stick was pulled: what is left there is sealed, and cut short
