"""Code lists: what may be chosen, in what words, since when; one file each in `resources/reference/codes`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from fieldkit.assets import asset
from fieldkit.reference.reading import in_force, shipped

Mark = str | int | bool
_OWN = frozenset({"code", "label", "hint", "from", "to"})


@dataclass(frozen=True, slots=True)
class Code:
    """One choice of a list. `since` and `until` are its first and last day; `order` counts from 1.

    `marks` are what only some lists say of a code, such as `asks_reason` or `group`.
    """

    code: str
    label: str
    hint: str = ""
    since: date | None = None
    until: date | None = None
    order: int = 0
    marks: tuple[tuple[str, Mark], ...] = ()

    def has(self, mark: str) -> bool:
        """Whether the code carries this mark, for example `has("asks_reason")`."""
        return bool(dict(self.marks).get(mark, False))

    def mark(self, name: str) -> str:
        """What the code says under this name, as text; empty when it says nothing."""
        return str(dict(self.marks).get(name, ""))

    def rank(self) -> int:
        """Its place in a graded list, such as the levels of a risk flag; 0 when the list has no grades."""
        found = dict(self.marks).get("rank", 0)
        return found if isinstance(found, int) else 0

    def in_force(self, on: date) -> bool:
        """Whether it may be chosen on a day."""
        return in_force(self.since, self.until, on)


@cache
def code_list(name: str) -> tuple[Code, ...]:
    """Every code that the list ever had, in its order. Raises `LookupError` for an unknown list."""
    if name not in list_names():
        raise LookupError(f"no code list {name}")
    return tuple(
        _code(entry, order) for order, entry in enumerate(shipped("codes", f"{name}.toml")["codes"], 1)
    )


@cache
def list_names() -> frozenset[str]:
    """The names of all code lists."""
    return frozenset(path.stem for path in asset("resources", "reference", "codes").glob("*.toml"))


def list_title(name: str) -> str:
    """What the list is of, in words."""
    return str(shipped("codes", f"{name}.toml")["title"])


def list_authority(name: str) -> str:
    """Where the list comes from; ends in [V] when the council's legal team has still to check it."""
    return str(shipped("codes", f"{name}.toml")["authority"])


def _code(entry: dict[str, Any], order: int) -> Code:
    marks = tuple(sorted((name, value) for name, value in entry.items() if name not in _OWN))
    return Code(
        entry["code"], entry["label"], entry.get("hint", ""), entry.get("from"), entry.get("to"), order, marks
    )
