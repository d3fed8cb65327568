"""Prescribed words: each version pinned to its SHA-256, so that nobody prints a wording that was altered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from string import Formatter
from typing import Any

from fieldkit.errors import Trouble
from fieldkit.reference.reading import Row, in_force, rows


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of prescribed words. `sha256` is over the NFC text in UTF-8, places to fill included.

    `verify` marks words that the council's legal team must still check against the official text;
    `translator` is who put them into another language than English.
    """

    id: str
    title: str
    text: str
    version: str
    sha256: str
    authority: str
    language: str = "en"
    since: date | None = None
    until: date | None = None
    verify: bool = False
    translator: str = ""

    def places(self) -> tuple[str, ...]:
        """The names in braces that have to be filled, in the order of the text."""
        return tuple(name for _, name, _, _ in Formatter().parse(self.text) if name)

    def filled(self, **words: str) -> str:
        """The text with its places filled. Raises `ValueError` when a place is left or a word has none."""
        if set(words) != set(self.places()):
            raise ValueError(f"{self.id} has the places {', '.join(self.places()) or 'none'}")
        return self.text.format(**words)

    def in_force(self, on: date) -> bool:
        """Whether these are the words of a day."""
        return in_force(self.since, self.until, on)


def pin(text: str) -> str:
    """The SHA-256 that pins a wording: 64 lower hex."""
    return sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()


def read_wordings(path: Path, parsed: dict[str, Any]) -> Iterator[Wording]:
    """The wordings of a file. Raises `Trouble` naming the one whose text does not have its hash."""
    for row in rows(path, parsed, "wording", "id"):
        yield _wording(row)


def _wording(row: Row) -> Wording:
    text = row.text("text").strip()
    if pin(text) != row.text("sha256"):
        raise Trouble(
            f"The wording {row.text('id')}, version {row.text('version')}, in {row.file} was altered:"
            " its text does not have its hash.",
            "Install FieldKit again, or take the wording from your council again.",
        )
    language, translator = row.text("language", "en"), row.text("translator", "")
    if language != "en" and not translator:
        row.fault("say who translated it.")
    return Wording(
        id=row.text("id"),
        title=row.text("title"),
        text=text,
        version=row.text("version"),
        sha256=row.text("sha256"),
        authority=row.text("authority"),
        language=language,
        since=row.day("from"),
        until=row.day("to"),
        verify=row.flag("verify"),
        translator=translator,
    )
