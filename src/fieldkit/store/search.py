"""Finds records and schools by words, newest first, as somebody types."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from fieldkit.store.statements import rows

MOST = 50
FIND = (
    # The words table answers newest first by itself; a kind filter reads on until enough rows are found.
    "SELECT c.record, c.kind, c.home, c.title, c.line, c.state, c.happened FROM words w"
    " JOIN current c ON c.n = w.rowid WHERE w.said MATCH ? AND NOT c.withdrawn"
    " AND (? OR instr(?, ' ' || c.kind || ' ') > 0) ORDER BY w.rowid DESC LIMIT ?"
)
_FIND_SCHOOLS = (
    "SELECT s.urn, s.name, s.dfe_number, s.authority, s.school_type FROM school_words w"
    " JOIN schools s ON s.rowid = w.rowid WHERE w.said MATCH ? ORDER BY w.rowid LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A record that holds all the words."""

    record: str
    kind: str
    home: str
    title: str
    line: str
    state: str
    happened: str


@dataclass(frozen=True, slots=True)
class School:
    """A school of the national register."""

    urn: str
    name: str
    dfe_number: str
    authority: str
    school_type: str


def match(typed: str) -> str:
    """The FTS5 query for what was typed: every word quoted, the last one as a beginning.

    Empty: nothing to find.
    """
    words = re.findall(r"\w+", typed)
    return " ".join(f'"{word}"' for word in words[:-1]) + (f' "{words[-1]}"*' if words else "")


def find(connection: Connection, typed: str, *, kinds: Sequence[str] = (), limit: int = MOST) -> list[Found]:
    """The newest records that hold every word typed. Withdrawn ones are left out."""
    query = match(typed)
    if not query:
        return []
    found = rows(connection, FIND, query, not kinds, f" {' '.join(kinds)} ", limit)
    return [Found(*row) for row in found]


def find_schools(connection: Connection, typed: str, limit: int = MOST) -> list[School]:
    """The schools of the national register whose name, number or council hold every word typed."""
    query = match(typed)
    if not query:
        return []
    return [School(*row) for row in rows(connection, _FIND_SCHOOLS, query, limit)]
