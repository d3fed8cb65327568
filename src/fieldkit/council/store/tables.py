"""The server's tables, the same on SQLite and PostgreSQL.

In clear are ids, hashes, signed headers (which hold no personal data), counts and times. Payloads, officers'
names and team names are sealed.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = 1
metadata = MetaData()

settings = Table("settings", metadata, Column("name", String, primary_key=True), Column("value", Text))

nonces = Table(
    "nonces",
    metadata,
    Column("key", String, primary_key=True),
    Column("nonce", String, primary_key=True),
    Column("until_s", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)

tries = Table(
    "tries",
    metadata,
    Column("what", String, primary_key=True),
    Column("began_ms", BigInteger, nullable=False),
    Column("count", Integer, nullable=False),
)

officers = Table(
    "officers",
    metadata,
    Column("id", String, primary_key=True),
    Column("roles", String, nullable=False),
    Column("team", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("added_ms", BigInteger, nullable=False),
)

devices = Table(
    "devices",
    metadata,
    Column("key", String, primary_key=True),
    Column("officer", String, nullable=False, index=True),
    Column("public", LargeBinary, nullable=False),
    Column("mark", String, nullable=False, unique=True),
    Column("certificate", LargeBinary, nullable=False),
    Column("enrolled_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger),
    Column("seen_ms", BigInteger),
    Column("health", LargeBinary),
)

codes = Table(
    "codes",
    metadata,
    Column("id", String, primary_key=True),
    Column("officer", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("expires_ms", BigInteger, nullable=False),
    Column("used_ms", BigInteger),
    Column("key", String),
)

homes = Table(
    "homes",
    metadata,
    Column("home", String, primary_key=True),
    Column("generation", Integer, nullable=False),
    Column("head", BigInteger, nullable=False),
    Column("digest", String, nullable=False),
    Column("sealed_key", LargeBinary, nullable=False),
)

grants = Table(
    "grants",
    metadata,
    Column("holder", String, primary_key=True),
    Column("home", String, primary_key=True),
    Column("since_ms", BigInteger, nullable=False),
    Index("grants_by_home", "home"),
)

revisions = Table(
    "revisions",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("chain", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("key", String, nullable=False),
    Column("record", String, nullable=False, index=True),
    Column("home", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("type", String, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("sig", LargeBinary, nullable=False),
    Column("quarantine", String, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
    Index("revisions_by_chain", "chain", "seq"),
)

payloads = Table(
    "payloads",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("home", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

erasures = Table(
    "erasures",
    metadata,
    Column("target", String, primary_key=True),
    Column("erased_by", String, primary_key=True),
    Column("fields", LargeBinary),
)

feeds = Table(
    "feeds",
    metadata,
    Column("home", String, primary_key=True),
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    UniqueConstraint("position", "home"),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("record", String, primary_key=True),
    Column("home", String, primary_key=True),
)

chains = Table(
    "chains",
    metadata,
    Column("chain", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("id", String, nullable=False),
    Column("contiguous_to", BigInteger, nullable=False),
    Column("forked", Boolean, nullable=False),
)

log = Table(
    "log",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("size", BigInteger, nullable=False),
    Column("peaks", LargeBinary, nullable=False),
    Column("epoch", Integer, nullable=False),
)

nodes = Table(
    "nodes",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("index", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("first", BigInteger, primary_key=True, autoincrement=False),
    Column("size", BigInteger, nullable=False),
    Column("peaks", LargeBinary, nullable=False),
    Column("checkpoint", Text, nullable=False),
)

refused = Table(
    "refused",
    metadata,
    Column("id", String, primary_key=True),
    Column("sender", String, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("reason", String, nullable=False),
    Column("received_ms", BigInteger, nullable=False),
)

attachments = Table(
    "attachments",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("held_ms", BigInteger),
)

attached = Table(
    "attached",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("revision", String, primary_key=True),
    Column("home", String, nullable=False),
    Index("attached_by_revision", "revision"),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("key", String, nullable=False),
    Column("started_ms", BigInteger, nullable=False),
    UniqueConstraint("sha256", "key"),
)

parts = Table(
    "parts",
    metadata,
    Column("upload", String, primary_key=True),
    Column("offset", BigInteger, primary_key=True, autoincrement=False),
)
