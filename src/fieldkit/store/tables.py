"""The tables of a notebook. They only store: what a record must be is said by its kind."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from sqlalchemy import Column, Index, LargeBinary, MetaData, Table, Text, text
from sqlmodel import Field, SQLModel

NOTEBOOK = MetaData()


class _Row(SQLModel):
    metadata: ClassVar[MetaData] = NOTEBOOK


class RevisionRow(_Row, table=True):
    """One revision: its very bytes, and the columns it is found by. `n` is the order of arrival here."""

    __tablename__ = "revisions"
    __table_args__ = (Index("revisions_chain", "chain", "seq"),)
    n: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    record: str = Field(index=True)
    home: str
    chain: str
    seq: int
    type: str
    raw: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sig: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class PayloadRow(_Row, table=True):
    """What the revision `n` says, apart from it so that it can be erased."""

    __tablename__ = "payloads"
    n: int = Field(primary_key=True)
    raw: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ErasureRow(_Row, table=True):
    """That a field of a revision is erased ("*" all of them), also should its payload arrive later."""

    __tablename__ = "erasures"
    target: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    by: str


class CurrentRow(_Row, table=True):
    """The folded state of one record, with the columns that lists are sorted and filtered by."""

    __tablename__ = "current"
    __table_args__ = (
        Index("current_home", "home", "kind"),
        Index("current_kind", "kind", "state"),
        Index("current_parent", "parent", sqlite_where=text("parent > ''")),
    )
    n: int | None = Field(default=None, primary_key=True)
    record: str = Field(unique=True)
    kind: str
    home: str
    parent: str = ""
    subject: str = ""
    state: str = ""
    title: str = ""
    line: str = ""
    happened: str = ""
    due: str = ""
    made_ms: int = 0
    changed_ms: int = 0
    seal: str = ""
    withdrawn: bool = False
    restricted: bool = False
    disputed: str = ""
    late: int = 0
    body: str = Field(default="{}", sa_column=Column(Text, nullable=False))


class DraftRow(_Row, table=True):
    """What an officer has typed into one record and not confirmed, word for word."""

    __tablename__ = "drafts"
    record: str = Field(primary_key=True)
    kind: str
    home: str
    parent: str = ""
    bases: str = "[]"
    typed: str = Field(default="{}", sa_column=Column(Text, nullable=False))
    place: str = ""
    saved_ms: int = 0


class FileRow(_Row, table=True):
    """An attachment: where its sealed file lies. Its key stays in the payload that names it."""

    __tablename__ = "files"
    sealed_sha256: str = Field(primary_key=True)
    name: str
    sealed_size: int
    record: str = Field(default="", index=True)


class SettingRow(_Row, table=True):
    """One setting of this notebook, as JSON."""

    __tablename__ = "settings"
    name: str = Field(primary_key=True)
    value: str = Field(sa_column=Column(Text, nullable=False))


class LookRow(_Row, table=True):
    """What was looked at and is not yet folded into the officer's log (DPA 2018 s.62)."""

    __tablename__ = "looks"
    n: int | None = Field(default=None, primary_key=True)
    at_ms: int
    what: str = Field(sa_column=Column(Text, nullable=False))


class CertificateRow(_Row, table=True):
    """Whose key is whose: a certificate by the id of its key, checked before it was stored."""

    __tablename__ = "certificates"
    key: str = Field(primary_key=True)
    officer: str = Field(default="", index=True)
    raw: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ServerRow(_Row, table=True):
    """Something the council's server has told us, by topic and name: cursors, heads, receipts, held files."""

    __tablename__ = "server"
    topic: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    value: str = Field(sa_column=Column(Text, nullable=False))


class ReceiptRow(_Row, table=True):
    """That the server received a revision: its place in the council's log, and which receipt says so."""

    __tablename__ = "receipts"
    __table_args__ = ({"sqlite_with_rowid": False},)
    revision: str = Field(primary_key=True)
    position: int
    receipt: str
    received_ms: int = 0


class SchoolRow(_Row, table=True):
    """One school of the national register, looked up by name: rows of a dataset, not records."""

    __tablename__ = "schools"
    urn: str = Field(primary_key=True)
    name: str
    dfe_number: str
    authority: str
    school_type: str
    pupils: int | None = None
    dataset: str = ""


WORDS = (
    "CREATE VIRTUAL TABLE words"
    " USING fts5(said, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3', columnsize=0)",
    # Without it a deleted word stays readable in the index.
    "INSERT INTO words(words, rank) VALUES('secure-delete', 1)",
)
"""Makes the search words of records; row ids are those of `current`."""


def table(row: type[SQLModel]) -> Table:
    """The table behind a row class, for Core statements."""
    found: Any = row.__table__  # type: ignore[attr-defined]
    return cast("Table", found)
