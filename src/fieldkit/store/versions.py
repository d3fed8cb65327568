"""Which SQLite and SQLCipher a notebook runs on, for the page that an IT department reads."""

from __future__ import annotations

from sqlalchemy import Connection


def versions(connection: Connection) -> tuple[str, str]:
    """The versions of SQLite and of SQLCipher."""
    sqlite = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    return str(sqlite), str(connection.exec_driver_sql("PRAGMA cipher_version").scalar_one())
