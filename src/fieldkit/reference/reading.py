"""Reads reference files (TOML), and says which file, key and line is at fault when one cannot be used."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from fieldkit.assets import asset
from fieldkit.errors import Trouble


@dataclass(frozen=True, slots=True)
class Row:
    """One table of an array such as `[[local]]`, with where it stands for a message about it."""

    file: str
    line: int
    key: str
    values: dict[str, Any]

    def fault(self, say: str) -> NoReturn:
        """Raise `Trouble` that names the file, the key and the line."""
        raise Trouble(
            f"{self.file}, line {self.line}, {self.key}: {say}", "Correct the file, then try again."
        )

    def text(self, name: str, default: str | None = None) -> str:
        """The value of `name`, which has to be text."""
        found = self.values.get(name, default)
        if not isinstance(found, str):
            self.fault(f"write {name} as text in quotation marks.")
        return found

    def day(self, name: str) -> date | None:
        """The value of `name` as a date, or None when it is not given."""
        found = self.values.get(name)
        if found is None:
            return None
        if not isinstance(found, date) or isinstance(found, datetime):
            self.fault(f"write {name} as a date, such as 2026-11-21.")
        return found

    def flag(self, name: str) -> bool:
        """The value of `name` as true or false; false when it is not given."""
        found = self.values.get(name, False)
        if not isinstance(found, bool):
            self.fault(f"write {name} as true or false.")
        return found


def in_force(since: date | None, until: date | None, on: date) -> bool:
    """Whether something that begins on `since` and has its last day on `until` holds on a day."""
    return (since is None or since <= on) and (until is None or on <= until)


def read_toml(path: Path) -> dict[str, Any]:
    """The parsed file. Raises `Trouble` naming the file and, for a slip in the format, the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Trouble(
            f"{path.name} cannot be read: {error.strerror}.", "Check that the file is there."
        ) from error
    except UnicodeDecodeError as error:
        raise Trouble(f"{path.name} is not UTF-8 text.", "Save the file as UTF-8, then try again.") from error
    except tomllib.TOMLDecodeError as error:
        raise Trouble(
            f"{path.name} is not well formed: {error}.", "Correct the file, then try again."
        ) from error


@cache
def shipped(*parts: str) -> dict[str, Any]:
    """A file under `resources/reference`, parsed once a process. Callers must not change it."""
    return read_toml(asset("resources", "reference", *parts))


def rows(path: Path, parsed: dict[str, Any], table: str, key: str) -> Iterator[Row]:
    """The tables of `[[table]]` in a file, each named by its `key`."""
    found = parsed.get(table, [])
    lines = _header_lines(path, table)
    for number, values in enumerate(found if isinstance(found, list) else [found]):
        line = lines[number] if number < len(lines) else 1
        named = values.get(key, f"{table} {number + 1}") if isinstance(values, dict) else table
        row = Row(path.name, line, str(named), values if isinstance(values, dict) else {})
        if key not in row.values:
            row.fault(f"give {key}; write each one as [[{table}]].")
        yield row


def _header_lines(path: Path, table: str) -> list[int]:
    wanted = f"[[{table}]]"
    text = path.read_text(encoding="utf-8-sig")
    return [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith(wanted)]
