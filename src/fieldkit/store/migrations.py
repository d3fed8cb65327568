"""The steps that bring a notebook of any released version to the newest, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlalchemy import Connection, text

from fieldkit.errors import Trouble
from fieldkit.store.engine import Database
from fieldkit.store.first_layout import FIRST
from fieldkit.store.statements import change

_LEANER = (
    # The lines of the ledger are numbered, so what they say is found by number: no index of ids of its own.
    "ALTER TABLE payloads RENAME TO payloads_before",
    "CREATE TABLE payloads (n INTEGER NOT NULL, raw BLOB NOT NULL, PRIMARY KEY (n))",
    "INSERT INTO payloads (n, raw)"
    " SELECT r.n, p.raw FROM revisions r JOIN payloads_before p ON p.id = r.id ORDER BY r.n",
    "DROP TABLE payloads_before",
    "ALTER TABLE receipts RENAME TO receipts_before",
    "CREATE TABLE receipts (revision VARCHAR NOT NULL, position INTEGER NOT NULL, receipt VARCHAR NOT NULL, "
    "received_ms INTEGER NOT NULL, PRIMARY KEY (revision)) WITHOUT ROWID",
    "INSERT INTO receipts SELECT revision, position, receipt, received_ms FROM receipts_before"
    " ORDER BY revision",
    "DROP TABLE receipts_before",
    # No list is read by these alone; every index is a page more to write and to settle with each save.
    "DROP INDEX ix_current_due",
    "DROP INDEX ix_current_happened",
    "DROP INDEX ix_current_subject",
    "DROP INDEX ix_current_parent",
    "CREATE INDEX current_parent ON current (parent) WHERE parent > ''",
    # Lengths of texts serve for ranking, and nothing is ranked.
    "ALTER TABLE words RENAME TO words_before",
    "CREATE VIRTUAL TABLE words"
    " USING fts5(said, tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3', columnsize=0)",
    "INSERT INTO words(words, rank) VALUES('secure-delete', 1)",
    "INSERT INTO words (rowid, said) SELECT rowid, said FROM words_before ORDER BY rowid",
    "DROP TABLE words_before",
)


def _first(connection: Connection) -> None:
    _run(connection, FIRST)


def _leaner(connection: Connection) -> None:
    _run(connection, _LEANER)


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        change(connection, statement)


#: In order; the number of steps done is the notebook's version. A step, once released, never changes.
STEPS: tuple[Callable[[Connection], None], ...] = (_first, _leaner)


def migrate(database: Database) -> int:
    """Bring the notebook up to date and say how many steps that took.

    Raises `Trouble` when a newer FieldKit made it; nothing has changed then.
    """
    done = 0
    while True:
        with database.writing() as connection:
            version = int(connection.execute(text("PRAGMA user_version")).scalar_one())
            if version > len(STEPS):
                raise Trouble(
                    "A newer FieldKit made this notebook.", "Update FieldKit on this laptop, then open it."
                )
            if version == len(STEPS):
                return done
            STEPS[version](connection)
            connection.execute(text(f"PRAGMA user_version = {version + 1}"))
            done += 1
