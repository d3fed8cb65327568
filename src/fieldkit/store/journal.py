"""Notes at once what an officer looks at, until it is folded each minute into their log (DPA 2018 s.62)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from fieldkit.store.tables import LookRow, table

_LOOKS = table(LookRow)


def note(connection: Connection, at_ms: int, what: Sequence[str]) -> None:
    """Note one look: a word for what was done (open, list, search), then ids. Never names or words."""
    connection.execute(insert(_LOOKS).values(at_ms=at_ms, what=json.dumps(list(what))))


def waiting(connection: Connection) -> tuple[list[list[str]], int]:
    """The looks not yet in the log, each with its time first, and the number of the last one."""
    rows = connection.execute(select(_LOOKS).order_by(_LOOKS.c.n)).all()
    return [[str(row.at_ms), *json.loads(row.what)] for row in rows], rows[-1].n if rows else 0


def forget(connection: Connection, upto: int) -> None:
    """Drop the looks that the log now holds."""
    connection.execute(_LOOKS.delete().where(_LOOKS.c.n <= upto))
