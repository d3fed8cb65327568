"""The tables of a notebook as its first version made them: the first step of `migrations`, never changed."""

from __future__ import annotations

_FTS = "USING fts5(said, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3')"
_STAY = "ON revisions BEGIN SELECT RAISE(ABORT, 'revisions stay'); END"

FIRST = (
    'CREATE TABLE certificates ("key" VARCHAR NOT NULL, officer VARCHAR NOT NULL, raw BLOB NOT NULL, '
    'PRIMARY KEY ("key"))',
    "CREATE INDEX ix_certificates_officer ON certificates (officer)",
    "CREATE TABLE current (n INTEGER NOT NULL, record VARCHAR NOT NULL, kind VARCHAR NOT NULL, "
    "home VARCHAR NOT NULL, parent VARCHAR NOT NULL, subject VARCHAR NOT NULL, state VARCHAR NOT NULL, "
    "title VARCHAR NOT NULL, line VARCHAR NOT NULL, happened VARCHAR NOT NULL, due VARCHAR NOT NULL, "
    "made_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL, seal VARCHAR NOT NULL, "
    "withdrawn BOOLEAN NOT NULL, restricted BOOLEAN NOT NULL, disputed VARCHAR NOT NULL, "
    "late INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (record))",
    "CREATE INDEX current_home ON current (home, kind)",
    "CREATE INDEX current_kind ON current (kind, state)",
    "CREATE INDEX ix_current_due ON current (due)",
    "CREATE INDEX ix_current_happened ON current (happened)",
    "CREATE INDEX ix_current_parent ON current (parent)",
    "CREATE INDEX ix_current_subject ON current (subject)",
    "CREATE TABLE drafts (record VARCHAR NOT NULL, kind VARCHAR NOT NULL, home VARCHAR NOT NULL, "
    "parent VARCHAR NOT NULL, bases VARCHAR NOT NULL, typed TEXT NOT NULL, place VARCHAR NOT NULL, "
    "saved_ms INTEGER NOT NULL, PRIMARY KEY (record))",
    'CREATE TABLE erasures (target VARCHAR NOT NULL, field VARCHAR NOT NULL, "by" VARCHAR NOT NULL, '
    "PRIMARY KEY (target, field))",
    "CREATE TABLE files (sealed_sha256 VARCHAR NOT NULL, name VARCHAR NOT NULL, "
    "sealed_size INTEGER NOT NULL, record VARCHAR NOT NULL, PRIMARY KEY (sealed_sha256))",
    "CREATE INDEX ix_files_record ON files (record)",
    "CREATE TABLE looks (n INTEGER NOT NULL, at_ms INTEGER NOT NULL, what TEXT NOT NULL, PRIMARY KEY (n))",
    "CREATE TABLE payloads (id VARCHAR NOT NULL, raw BLOB NOT NULL, PRIMARY KEY (id))",
    "CREATE TABLE receipts (revision VARCHAR NOT NULL, position INTEGER NOT NULL, "
    "receipt VARCHAR NOT NULL, received_ms INTEGER NOT NULL, PRIMARY KEY (revision))",
    "CREATE TABLE revisions (n INTEGER NOT NULL, id VARCHAR NOT NULL, record VARCHAR NOT NULL, "
    "home VARCHAR NOT NULL, chain VARCHAR NOT NULL, seq INTEGER NOT NULL, type VARCHAR NOT NULL, "
    "raw BLOB NOT NULL, sig BLOB NOT NULL, PRIMARY KEY (n), UNIQUE (id))",
    "CREATE INDEX ix_revisions_record ON revisions (record)",
    "CREATE INDEX revisions_chain ON revisions (chain, seq)",
    "CREATE TABLE schools (urn VARCHAR NOT NULL, name VARCHAR NOT NULL, dfe_number VARCHAR NOT NULL, "
    "authority VARCHAR NOT NULL, school_type VARCHAR NOT NULL, pupils INTEGER, dataset VARCHAR NOT NULL, "
    "PRIMARY KEY (urn))",
    "CREATE TABLE server (topic VARCHAR NOT NULL, name VARCHAR NOT NULL, value TEXT NOT NULL, "
    "PRIMARY KEY (topic, name))",
    "CREATE TABLE settings (name VARCHAR NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name))",
    f"CREATE VIRTUAL TABLE words {_FTS}",
    "INSERT INTO words(words, rank) VALUES('secure-delete', 1)",
    f"CREATE VIRTUAL TABLE school_words {_FTS}",
    f"CREATE TRIGGER revisions_stay BEFORE DELETE {_STAY}",
    f"CREATE TRIGGER revisions_fixed BEFORE UPDATE {_STAY}",
)
