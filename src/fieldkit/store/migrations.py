"""The steps that bring a notebook of any released version to the newest, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from fieldkit.errors import Trouble
from fieldkit.store.engine import Database
from fieldkit.store.tables import NOTEBOOK, SCHOOL_WORDS, WORDS

_STAY = "ON revisions BEGIN SELECT RAISE(ABORT, 'revisions stay'); END"
_KEPT = (
    f"CREATE TRIGGER revisions_stay BEFORE DELETE {_STAY}",
    f"CREATE TRIGGER revisions_fixed BEFORE UPDATE {_STAY}",
)


def _first(connection: Connection) -> None:
    NOTEBOOK.create_all(connection)
    for statement in (*WORDS, *SCHOOL_WORDS, *_KEPT):
        connection.execute(text(statement))


#: In order; the number of steps done is the notebook's version. A step, once released, never changes.
STEPS: tuple[Callable[[Connection], None], ...] = (_first,)


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
