"""Where the sealed file of an attachment lies on this laptop, and which ones are still to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from fieldkit.store.tables import FileRow, table

_FILES = table(FileRow)


@dataclass(frozen=True, slots=True)
class Place:
    """A sealed file by the hash that headers name it by."""

    sealed_sha256: str
    name: str
    sealed_size: int
    record: str


def put(connection: Connection, place: Place) -> None:
    """Note where a sealed file lies."""
    statement = insert(_FILES).values(
        sealed_sha256=place.sealed_sha256, name=place.name, sealed_size=place.sealed_size, record=place.record
    )
    connection.execute(statement.on_conflict_do_nothing())


def get(connection: Connection, sealed_sha256: str) -> Place | None:
    """The place of one sealed file, or None."""
    row = connection.execute(select(_FILES).where(_FILES.c.sealed_sha256 == sealed_sha256)).one_or_none()
    return None if row is None else Place(row.sealed_sha256, row.name, row.sealed_size, row.record)


def known(connection: Connection) -> dict[str, Place]:
    """Every sealed file that a record here names."""
    rows = connection.execute(select(_FILES))
    return {
        row.sealed_sha256: Place(row.sealed_sha256, row.name, row.sealed_size, row.record) for row in rows
    }


def drop(connection: Connection, sealed: Iterable[str]) -> list[str]:
    """Forget erased files; says the names of the sealed files to remove."""
    wanted = list(sealed)
    names = list(
        connection.execute(select(_FILES.c.name).where(_FILES.c.sealed_sha256.in_(wanted))).scalars()
    )
    connection.execute(_FILES.delete().where(_FILES.c.sealed_sha256.in_(wanted)))
    return names
