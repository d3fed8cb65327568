"""How a school's export of a register is laid out: delimiter, encoding, columns, and dates as schools
write them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from fieldkit.errors import Trouble

LONG, GRID = "long", "grid"
#: What a column can hold: who the pupil is, which session, which mark.
FIELDS = ("upn", "surname", "forename", "name", "date", "session", "mark", "am", "pm")
_TITLES: Mapping[str, tuple[str, ...]] = {
    "upn": ("upn", "unique pupil number"),
    "surname": ("surname", "legal surname", "last name", "family name", "preferred surname"),
    "forename": ("forename", "forenames", "first name", "given name", "legal forename", "preferred forename"),
    "name": ("name", "pupil", "pupil name", "student", "student name", "full name"),
    "date": ("date", "day", "mark date", "session date", "attendance date"),
    "session": ("session", "am/pm", "ampm", "period", "session name", "time of day"),
    "mark": ("mark", "code", "attendance code", "attendance mark", "register mark"),
    "am": ("am", "am mark", "morning", "am code"),
    "pm": ("pm", "pm mark", "afternoon", "pm code"),
}
SESSIONS: Mapping[str, int] = {
    **dict.fromkeys(("am", "a.m.", "a", "morning", "morn", "1", "am session"), 0),
    **dict.fromkeys(("pm", "p.m.", "p", "afternoon", "aft", "2", "pm session"), 1),
}
_WHO = ("upn", "name", "surname", "forename")
_LINES_BEFORE_TITLES = 20
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+", re.IGNORECASE)
_SPLIT_DATE = re.compile(
    r"(\d{1,4})[\s/.\-]([A-Za-z]{3,9}|\d{1,2})[\s/.\-](\d{4}|\d{1,2})(?:[ T]00:00(?::00)?)?"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is read: its delimiter and encoding, and which column holds what.

    `layout` is "long" (a row a pupil a session, or a day with both marks) or "grid" (a column for each date
    and session). `columns` map a field of `FIELDS` to the title of its column, as the file writes it, and
    the titles stand on line `titles_line`.
    """

    layout: str
    delimiter: str
    encoding: str
    titles: tuple[str, ...]
    columns: Mapping[str, str]
    titles_line: int = 1

    @property
    def lacks(self) -> tuple[str, ...]:
        """The fields that still need a column: nothing is read before they have one."""
        if self.layout == GRID:
            return () if _names(self.columns) else ("upn",)
        marks = () if {"mark", "session"} <= set(self.columns) else ("mark",)
        marks = () if {"am", "pm"} <= set(self.columns) else marks
        days = () if "date" in self.columns else ("date",)
        return (*(() if _names(self.columns) else ("upn",)), *days, *marks)


def layout_of(raw: bytes) -> Layout:
    """How the file is laid out, its columns guessed. Raises `Trouble` when it is no table.

    The caller may change `columns`, keep them, and give them to `read_marks` next time.
    """
    text, encoding = text_of(raw)
    lines = text.split("\n")
    filled = [at for at, line in enumerate(lines) if line.strip()]
    at = next((at for at in filled[:_LINES_BEFORE_TITLES] if _is_title(lines[at])), (filled or [0])[0])
    delimiter = _delimiter(lines[at])
    titles = tuple(cells_of(lines[at], delimiter))
    if len(titles) < 2:
        raise Trouble("The file is not a table of marks.", "Export the register as a CSV file.")
    layout = GRID if sum(grid_title(title) is not None for title in titles) > 1 else LONG
    guessed = _guessed(titles)
    if layout == GRID:
        guessed = {name: title for name, title in guessed.items() if name in _WHO}
    return Layout(layout, delimiter, encoding, titles, guessed, at + 1)


def _guessed(titles: tuple[str, ...]) -> dict[str, str]:
    """The column of each field whose title is known; the first of two."""
    columns: dict[str, str] = {}
    for title in titles:
        said = " ".join(title.casefold().replace("_", " ").split())
        for name, known in _TITLES.items():
            if said in known:
                columns.setdefault(name, title)
    return columns


def _is_title(line: str) -> bool:
    titles = tuple(cells_of(line, _delimiter(line)))
    return len(_guessed(titles)) > 1 or sum(grid_title(title) is not None for title in titles) > 1


def _delimiter(line: str) -> str:
    return max((",", ";", "\t", "|"), key=line.count)


@lru_cache(maxsize=1024)
def day_in(text: str) -> date | None:
    """A date as schools write it: 2026-09-03, 03/09/2026, 3.9.26, 3 Sep 2026, Thu 03-Sep-26; or None."""
    found = _SPLIT_DATE.fullmatch(_WEEKDAY.sub("", " ".join(text.split())))
    if found is None:
        return None
    first, middle, last = found.groups()
    named = middle[:3].casefold()
    month = _MONTHS.index(named) + 1 if named in _MONTHS else int(middle) if middle.isdigit() else 0
    year, day = (int(first), int(last)) if len(first) == 4 else (int(last), int(first))
    year += 2000 if year < 100 else 0
    try:
        return date(year, month, day)
    except ValueError:
        return None


def grid_title(title: str) -> tuple[date, tuple[int, ...]] | None:
    """The day and the sessions (0 morning, 1 afternoon) of a grid's column, or None."""
    day = day_in(title)
    if day is not None:
        return day, (0, 1)
    words = title.split()
    if len(words) < 2:
        return None
    for half, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
        session = SESSIONS.get(half.casefold())
        day = day_in(" ".join(rest))
        if session is not None and day is not None and not half.isdigit():
            return day, (session,)
    return None


def _names(columns: Mapping[str, str]) -> bool:
    return bool({"upn", "name", "surname"} & set(columns))


def cells_of(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=False), [])
    except csv.Error:
        return []


def text_of(raw: bytes) -> tuple[str, str]:
    """The text and its encoding: UTF-16 or UTF-8 by its mark, UTF-8, otherwise Windows-1252."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return raw.removeprefix(b"\xef\xbb\xbf").decode("cp1252", "replace"), "windows-1252"
