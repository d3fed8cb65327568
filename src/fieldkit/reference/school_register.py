"""Reads the national register of schools as Get Information About Schools gives it; names each bad line."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldkit.errors import Trouble

#: What a row needs, by the column names of the GIAS extract (2024); the first that is there is taken.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "urn": ("URN",),
    "la": ("LA (code)",),
    "authority": ("LA (name)",),
    "number": ("EstablishmentNumber",),
    "name": ("EstablishmentName",),
    "school_type": ("TypeOfEstablishment (name)", "TypeOfEstablishment"),
}
_PUPILS = "NumberOfPupils"
_STATUS = "EstablishmentStatus (name)"
_CLOSED = "closed"
_LARGEST = 256 << 20
_MOST_NAMED = 5
_UNREADABLE = re.compile("[\x00-\x08\x0a-\x1f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of the file that is no school, and why."""

    line: int
    say: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.say}"


class BadLines(Trouble):
    """Some lines of a register are no schools, and nobody has chosen to leave them out."""

    def __init__(self, bad: Sequence[BadLine]) -> None:
        self.bad = tuple(bad)
        named = "; ".join(str(line) for line in bad[:_MOST_NAMED])
        more = f"; and {len(bad) - _MOST_NAMED} more" if len(bad) > _MOST_NAMED else ""
        super().__init__(
            f"Some lines of the file are no schools: {named}{more}. Nothing was imported.",
            "Correct the file, or import the rest without them.",
        )


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register as read: its schools as rows of the lookup table, the lines that are none, its SHA-256.

    `closed` counts the schools that the file says are closed; they are not in `rows`.
    """

    name: str
    sha256: str
    size: int
    rows: tuple[dict[str, Any], ...]
    bad: tuple[BadLine, ...]
    closed: int


def read_register(path: Path) -> RegisterFile:
    """The register in a CSV file, in UTF-8 or Windows-1252. Raises `Trouble` when it is no register."""
    try:
        if path.stat().st_size > _LARGEST:
            raise Trouble(f"{path.name} is too large for a register of schools.", "Choose the CSV file.")
        raw = path.read_bytes()
    except OSError as fault:
        raise Trouble(
            f"{path} cannot be read.", "Check the name of the file, and that you may read it."
        ) from fault
    return register_in(raw, path.name)


def register_in(raw: bytes, name: str) -> RegisterFile:
    """The register in the bytes of a CSV file called `name`. Raises `Trouble` when it is no register."""
    lines = [line.removesuffix("\r") for line in _text(raw).split("\n")]
    places = _places(lines[0], name)
    rows: dict[str, dict[str, Any]] = {}
    bad: list[BadLine] = []
    closed = 0
    for number, row in _rows(lines[1:], len(_cells(lines[0]))):
        if isinstance(row, str):
            bad.append(BadLine(number, row))
            continue
        found = _school(row, places)
        if isinstance(found, str):
            bad.append(BadLine(number, found))
        elif found["urn"] in rows:
            bad.append(BadLine(number, f"the school {found['urn']} is in the file already"))
        elif _STATUS in places and row[places[_STATUS]].strip().casefold() == _CLOSED:
            closed += 1
        else:
            rows[found["urn"]] = found
    return RegisterFile(
        name, hashlib.sha256(raw).hexdigest(), len(raw), tuple(rows.values()), tuple(bad), closed
    )


def _text(raw: bytes) -> str:
    """The text of the file: UTF-8 with or without its mark, otherwise Windows-1252.

    A byte that Windows-1252 lacks stays as a lone surrogate, so that its line alone is bad.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.removeprefix(b"\xef\xbb\xbf").decode("cp1252", "surrogateescape")


def _places(header: str, name: str) -> dict[str, int]:
    """Where each column stands. Raises `Trouble` for a file without them."""
    there = {title.strip(): place for place, title in enumerate(_cells(header))}
    missing = [titles[0] for titles in _COLUMNS.values() if not any(title in there for title in titles)]
    if missing:
        raise Trouble(
            f"{name} is not a register of schools: it has no column {', '.join(missing)}.",
            "Download all schools as a CSV file from Get Information About Schools.",
        )
    places = {
        key: there[next(title for title in titles if title in there)] for key, titles in _COLUMNS.items()
    }
    return places | {title: there[title] for title in (_PUPILS, _STATUS) if title in there}


def _rows(lines: list[str], width: int) -> Iterator[tuple[int, list[str] | str]]:
    """The rows with their line numbers; in place of a row, why it is none.

    A school never stands on two lines, so a quotation mark left open spoils its own line only.
    """
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        if _UNREADABLE.search(line):
            yield number, "it has a character that cannot be read"
            continue
        cells = _cells(line)
        if len(cells) != width:
            yield (
                number,
                f"it has {len(cells)} columns, the first line has {width}"
                if cells
                else "a quotation mark is left open",
            )
        else:
            yield number, cells


def _cells(line: str) -> list[str]:
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return []


def _school(row: list[str], places: Mapping[str, int]) -> dict[str, Any] | str:
    """A row of the lookup table, or why there is none."""
    said = {name: " ".join(row[place].split()) for name, place in places.items()}
    if not (said["urn"].isascii() and said["urn"].isdigit() and len(said["urn"]) == 6):
        return "its URN is not six digits"
    if not said["name"]:
        return "it has no name"
    if not _digits(said["la"], 3) or not _digits(said["number"], 4):
        return "its council or establishment number is not a number"
    pupils = said.get(_PUPILS, "")
    if pupils and not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", pupils):
        return "its number of pupils is not a number"
    whole = said["la"] and said["number"]
    return {
        "urn": said["urn"],
        "name": said["name"],
        "dfe_number": f"{said['la'].zfill(3)}/{said['number'].zfill(4)}" if whole else "",
        "authority": said["authority"],
        "school_type": said["school_type"],
        # A pupil on two rolls counts as half on each.
        "pupils": int(float(pupils) + 0.5) if pupils else None,
    }


def _digits(text: str, longest: int) -> bool:
    return not text or (text.isascii() and text.isdigit() and len(text) <= longest)
