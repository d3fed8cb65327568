"""Small named facts of a notebook, each one JSON value: settings, and what the server has told us."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from fieldkit.store.statements import row
from fieldkit.store.tables import ServerRow, SettingRow, table

_SETTINGS, _SERVER = table(SettingRow), table(ServerRow)


def get(connection: Connection, name: str, default: Any = None) -> Any:
    """The value of a setting, or `default`."""
    held = row(connection, "SELECT value FROM settings WHERE name = ?", name)
    return default if held is None else json.loads(held[0])


def put(connection: Connection, name: str, value: Any) -> None:
    """Set a setting."""
    statement = insert(_SETTINGS).values(name=name, value=json.dumps(value, ensure_ascii=False))
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": statement.excluded["value"]})
    )


def told(connection: Connection, topic: str) -> dict[str, Any]:
    """Everything the server has told us on one topic, by name."""
    rows = connection.execute(select(_SERVER.c.name, _SERVER.c.value).where(_SERVER.c.topic == topic))
    return {row.name: json.loads(row.value) for row in rows}


def tell(connection: Connection, topic: str, values: Mapping[str, Any], *, replace: bool = False) -> None:
    """Keep what the server said; with `replace` nothing else of the topic stays."""
    if replace:
        connection.execute(_SERVER.delete().where(_SERVER.c.topic == topic))
    if values:
        statement = insert(_SERVER)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["topic", "name"], set_={"value": statement.excluded["value"]}
            ),
            [{"topic": topic, "name": name, "value": json.dumps(value)} for name, value in values.items()],
        )
