"""The cases that attendance prosecutions lean on, searchable; a superseded one always carries its warning."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fieldkit.assets import asset
from fieldkit.reference.reading import Row, read_toml, rows

LEADING, GOOD, SUPERSEDED = "leading", "good", "superseded"
_STATUS = {LEADING: "Leading", GOOD: "Good law", SUPERSEDED: "Superseded"}


@dataclass(frozen=True, slots=True)
class CaseLaw:
    """One case: what it decided, its tags, and whether it still stands.

    `warning` says why a superseded case is not relied on. `verify` marks a citation that the council's legal
    team has still to check against the report.
    """

    id: str
    number: int
    name: str
    citation: str
    proposition: str
    tags: tuple[str, ...]
    status: str
    warning: str = ""
    note: str = ""
    short: str = ""
    verify: bool = False

    @property
    def status_words(self) -> str:
        """Leading, Good law or Superseded."""
        return _STATUS[self.status]

    @property
    def superseded(self) -> bool:
        """Whether it must not be relied on."""
        return self.status == SUPERSEDED

    @property
    def do_not(self) -> str:
        """The heading of its warning, "Do not rely on R (P) v Liverpool [2006]"; empty for good law."""
        return f"Do not rely on {self.short or self.name}" if self.superseded else ""

    @property
    def cited(self) -> str:
        """Name and citation, with [V] while the citation is unchecked."""
        return f"{self.name} {self.citation}{' [V]' if self.verify else ''}"

    def about(self, words: str) -> bool:
        """Whether every word stands somewhere in it, whatever the case of the letters."""
        text = " ".join(
            (self.cited, self.proposition, *self.tags, self.status_words, self.note, self.warning)
        )
        return all(word in text.casefold() for word in words.casefold().split())


@cache
def case_law() -> tuple[CaseLaw, ...]:
    """Every case, in the order of the list. Raises `Trouble` when the file cannot be used."""
    path = asset("resources", "reference", "case-law.toml")
    return read_case_law(path, read_toml(path))


def found(words: str) -> tuple[CaseLaw, ...]:
    """The cases about these words; all of them for none."""
    return tuple(case for case in case_law() if case.about(words))


def read_case_law(path: Path, parsed: dict[str, Any]) -> tuple[CaseLaw, ...]:
    """The cases of a file. Raises `Trouble` naming the one at fault: superseded without a warning."""
    return tuple(_case(row) for row in rows(path, parsed, "case", "id"))


def _case(row: Row) -> CaseLaw:
    status, warning, number = row.text("status"), row.text("warning", ""), row.values.get("number")
    if status not in _STATUS:
        row.fault(f"write status as one of {', '.join(_STATUS)}.")
    if (status == SUPERSEDED) != bool(warning):
        row.fault("give a superseded case its warning, and no other case one.")
    if not isinstance(number, int):
        row.fault("write number as a whole number.")
    return CaseLaw(
        id=row.text("id"),
        number=number,
        name=row.text("name"),
        citation=row.text("citation"),
        proposition=row.text("proposition"),
        tags=tuple(str(tag) for tag in row.values.get("tags", ())),
        status=status,
        warning=warning,
        note=row.text("note", ""),
        short=row.text("short", ""),
        verify=row.flag("verify"),
    )
