"""Sealed attachments as the laptops made them: uploads resumable by byte, held only once the hash is right.

How far an upload has come stands in the database; the bytes lie in a folder or an object store, so that any
worker can go on with what another began.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import TypeAlias

import obstore
from obstore.store import AzureStore, LocalStore, S3Store, from_url
from sqlalchemy import Connection, insert, select, update

from fieldkit.council.store.tables import attached, attachments, grants, parts, revisions, uploads
from fieldkit.wire.messages import Upload

Shelf: TypeAlias = "LocalStore | S3Store | AzureStore"
#: The largest sealed file that is taken, in bytes.
LARGEST = 2 << 30


class WrongOffset(ValueError):
    """The bytes do not begin where the upload stands; `offset` is the truth."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(f"the upload stands at {offset}")


class WrongFile(ValueError):
    """The file that arrived is not the one that was announced."""


def shelf_at(address: str) -> Shelf:
    """The place for sealed files: a folder, or an s3:// or az:// address with its keys in the environment."""
    if "://" in address:
        found = from_url(address)
        if isinstance(found, LocalStore | S3Store | AzureStore):
            return found
        raise ValueError("attachments go to a folder, S3 or Azure")
    Path(address).mkdir(parents=True, exist_ok=True)
    return LocalStore(address)


def announced_size(connection: Connection, sha256: str) -> int | None:
    """The size that a stored header gives for the file; None when no header names it."""
    found = connection.execute(select(attachments.c.size).where(attachments.c.sha256 == sha256)).scalar()
    return None if found is None else int(found)


def may_send(connection: Connection, sha256: str, key: str, holders: Collection[str]) -> bool:
    """Whether a device may send the file: it signed a header that names it, or its officer may read it."""
    mine = select(attached.c.sha256).join(revisions, revisions.c.id == attached.c.revision)
    wanted = mine.where(attached.c.sha256 == sha256, revisions.c.key == key).limit(1)
    return connection.execute(wanted).first() is not None or may_read(connection, sha256, holders)


def may_read(connection: Connection, sha256: str, holders: Collection[str]) -> bool:
    """Whether one of the holders was granted a home in which the file is named."""
    named = select(attached.c.sha256).join(grants, grants.c.home == attached.c.home)
    wanted = named.where(attached.c.sha256 == sha256, grants.c.holder.in_(holders))
    return connection.execute(wanted.limit(1)).first() is not None


def held_size(connection: Connection, sha256: str) -> int | None:
    """The size of a file that is held whole; None when it is not."""
    row = connection.execute(
        select(attachments.c.size, attachments.c.held_ms).where(attachments.c.sha256 == sha256)
    ).one_or_none()
    return None if row is None or row.held_ms is None else int(row.size)


def begin(connection: Connection, sha256: str, size: int, key: str, new_id: str, now_ms: int) -> Upload:
    """The upload of a file by a device: a new one, or the one it left unfinished."""
    row = connection.execute(
        select(uploads).where(uploads.c.sha256 == sha256, uploads.c.key == key)
    ).one_or_none()
    if row is not None:
        return Upload(id=row.id, offset=row.offset)
    line = {"id": new_id, "sha256": sha256, "size": size, "offset": 0, "key": key, "started_ms": now_ms}
    connection.execute(insert(uploads), line)
    return Upload(id=new_id)


def go_on(connection: Connection, shelf: Shelf, upload: str, key: str, offset: int, chunk: bytes) -> Upload:
    """Adds bytes at the end of an upload.

    Raises `WrongOffset`, `WrongFile` for more bytes than announced, `KeyError` for no such upload.
    """
    row = connection.execute(
        select(uploads).where(uploads.c.id == upload, uploads.c.key == key)
    ).one_or_none()
    if row is None:
        raise KeyError(upload)
    if row.offset != offset:
        raise WrongOffset(row.offset)
    after = offset + len(chunk)
    if after > row.size:
        raise WrongFile("more bytes than announced")
    if chunk:
        obstore.put(shelf, _part(upload, offset), chunk)
        connection.execute(insert(parts), {"upload": upload, "offset": offset})
        connection.execute(update(uploads).where(uploads.c.id == upload).values(offset=after))
    return Upload(id=upload, offset=after, complete=after == row.size)


def finish(connection: Connection, shelf: Shelf, upload: str, now_ms: int) -> bool:
    """Joins the parts of an upload and checks the hash; only then is the file held. Whether it was right."""
    row = connection.execute(select(uploads).where(uploads.c.id == upload)).one()
    offsets = select(parts.c.offset).where(parts.c.upload == upload).order_by(parts.c.offset)
    names = [_part(upload, offset) for offset in connection.execute(offsets).scalars()]
    seen = hashlib.sha256()
    with obstore.open_writer(shelf, f"joining/{upload}") as whole:
        for name in names:
            chunk = bytes(obstore.get(shelf, name).bytes())
            seen.update(chunk)
            whole.write(chunk)
    right = bool(seen.hexdigest() == row.sha256)
    if right:
        obstore.rename(shelf, f"joining/{upload}", _whole(row.sha256))
        hold(connection, row.sha256, now_ms)
    else:
        obstore.delete(shelf, f"joining/{upload}")
    connection.execute(parts.delete().where(parts.c.upload == upload))
    connection.execute(uploads.delete().where(uploads.c.id == upload))
    if names:
        obstore.delete(shelf, names)
    return right


def put(shelf: Shelf, sha256: str, sealed: bytes) -> None:
    """Puts a whole sealed file in its place; `hold` says so once a revision names it."""
    obstore.put(shelf, _whole(sha256), sealed)


def hold(connection: Connection, sha256: str, now_ms: int) -> None:
    """Writes down that a file is held whole."""
    connection.execute(update(attachments).where(attachments.c.sha256 == sha256).values(held_ms=now_ms))


def read(shelf: Shelf, sha256: str, start: int, length: int) -> bytes:
    """Bytes of a held file."""
    return bytes(obstore.get_range(shelf, _whole(sha256), start=start, length=length))


def drop(shelf: Shelf, sha256: str) -> None:
    """Removes the bytes of a file, whether or not they are there."""
    try:
        obstore.delete(shelf, _whole(sha256))
    except FileNotFoundError:
        return


def _part(upload: str, offset: int) -> str:
    return f"uploads/{upload}/{offset:012d}"


def _whole(sha256: str) -> str:
    return f"sealed/{sha256[:2]}/{sha256}"
