"""Local values: numbers and choices that a council sets for itself, each with its dates and its authority."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from fieldkit.reference.reading import Row, in_force, rows

Value = int | str | bool | date


@dataclass(frozen=True, slots=True)
class LocalValue:
    """One dated value of a key. `verify` marks it [V]: the council's legal team has still to check it.

    `least` and `most` bound a number; a council's file is held to the bounds that FieldKit ships. `day` marks
    a date that may be open: it is empty text until the council enters one.
    """

    key: str
    value: Value
    authority: str
    note: str = ""
    verify: bool = False
    since: date | None = None
    until: date | None = None
    least: int | None = None
    most: int | None = None
    day: bool = False

    def in_force(self, on: date) -> bool:
        """Whether this is the value of a day."""
        return in_force(self.since, self.until, on)


def read_local(path: Path, parsed: dict[str, Any]) -> Iterator[LocalValue]:
    """The local values of a file, with no regard to what FieldKit ships."""
    for row in rows(path, parsed, "local", "key"):
        yield _local(row)


def read_council(path: Path, parsed: dict[str, Any], ours: tuple[LocalValue, ...]) -> Iterator[LocalValue]:
    """A council's own values. Raises `Trouble` naming file, key and line when one does not fit ours."""
    known = {local.key: local for local in ours}
    for row in rows(path, parsed, "local", "key"):
        if row.key not in known:
            row.fault("FieldKit has no such local value.")
        value = _local(row)
        _must_fit(row, value.value, known[row.key])
        yield value


def chosen(values: tuple[LocalValue, ...], key: str, on: date) -> LocalValue | None:
    """The value of a key on a day: of those in force the one that began last, the later written on a tie."""
    fitting = [value for value in values if value.key == key and value.in_force(on)]
    return (
        max(enumerate(fitting), key=lambda pair: (pair[1].since or date.min, pair[0]))[1] if fitting else None
    )


def _must_fit(row: Row, value: Value, ours: LocalValue) -> None:
    if ours.day:
        if type(value) is not date and value != "":
            row.fault(f"write value as {_KINDS[date]}.")
    elif type(value) is not type(ours.value):
        row.fault(f"write value as {_KINDS[type(ours.value)]}.")
    if isinstance(value, int) and ours.least is not None and value < ours.least:
        row.fault(f"value cannot be under {ours.least}.")
    if isinstance(value, int) and ours.most is not None and value > ours.most:
        row.fault(f"value cannot be over {ours.most}.")


_KINDS = {
    int: "a whole number",
    str: "text in quotation marks",
    bool: "true or false",
    date: "a date, such as 2026-11-21",
}


def _local(row: Row) -> LocalValue:
    value: Any = row.values.get("value")
    if type(value) not in _KINDS:
        row.fault("give value as a whole number, text, true or false, or a date.")
    return LocalValue(
        key=row.key,
        value=value,
        authority=row.text("authority"),
        note=row.text("note", ""),
        verify=row.flag("verify"),
        since=row.day("from"),
        until=row.day("to"),
        least=row.values.get("least"),
        most=row.values.get("most"),
        day=row.flag("day"),
    )
