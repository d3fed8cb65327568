"""Reads a pupil's register as school systems export it; names each line that cannot be taken as it stands."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from io import StringIO

from fieldkit.errors import Trouble
from fieldkit.reference.codes import code_list
from fieldkit.reference.register_layout import (
    FIELDS,
    GRID,
    LONG,
    SESSIONS,
    Layout,
    cells_of,
    day_in,
    grid_title,
    layout_of,
    text_of,
)

UNMARKED = "-"
_TOTALS = ("total", "totals", "grand total", "summary", "sum", "overall")
_LARGEST = 16 << 20
#: After so many lines it is said how far the reading is.
_EVERY = 2_000
Say = Callable[[int, int, str], None]
"""Told how far the reading is: line, of how many, what; whatever it raises stops the reading."""


@dataclass(frozen=True, slots=True)
class LineNote:
    """A line of the file and what is to be said of it."""

    line: int
    say: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.say}"


@dataclass(frozen=True, slots=True)
class PupilRegister:
    """One pupil of the file: `marks` are rows of day, morning and afternoon, as a register extract keeps
    them.

    `unknown` are marks that no list of attendance codes has; they are in `marks` as the school wrote them.
    `missing` are sessions of the file without a mark; a day without any is not in `marks`, and the calendar
    says whether it had to have some.
    """

    upn: str
    name: str
    marks: tuple[tuple[str, str, str], ...]
    unknown: tuple[LineNote, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterExtract:
    """A file as read: its pupils, the lines that were left out and why, and its SHA-256.

    `totals` are lines of totals, which are never marks.
    """

    sha256: str
    size: int
    layout: Layout
    pupils: tuple[PupilRegister, ...]
    bad: tuple[LineNote, ...]
    totals: tuple[int, ...] = ()


class AmbiguousPupils(Trouble):
    """Two pupils of one name cannot be told apart, because the file has no UPN for them."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        super().__init__(
            f"Two pupils may have the name {name} (line {line}), and the file has no UPN for them.",
            "Export the register again with the UPN, or one pupil at a time.",
        )


@dataclass(slots=True)
class _Pupil:
    """A pupil while the lines are read."""

    upn: str
    name: str
    marks: dict[date, list[str]] = field(default_factory=dict)
    unknown: list[LineNote] = field(default_factory=list)
    twice: int = 0


@dataclass(slots=True)
class _Reading:
    """What has been gathered so far."""

    pupils: dict[str, _Pupil] = field(default_factory=dict)
    bad: list[LineNote] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    nameless: dict[str, int] = field(default_factory=dict)

    def fault(self, line: int, say: str) -> None:
        self.bad.append(LineNote(line, say))


def read_marks(
    raw: bytes, columns: Mapping[str, str] | None = None, say: Say = lambda _done, _of, _what: None
) -> RegisterExtract:
    """The marks in the bytes of a file, with columns that the caller remembers, if any are given.

    Raises `Trouble` when it is no register or lacks a column, `AmbiguousPupils` when two pupils cannot be
    told apart. Lines that cannot be taken are in `bad`, and no mark of theirs is in the register.
    """
    if len(raw) > _LARGEST:
        raise Trouble("The file is too large for a register.", "Export one school year of few pupils.")
    layout = layout_of(raw)
    if columns:
        there = {name: title for name, title in columns.items() if name in FIELDS and title in layout.titles}
        layout = replace(layout, columns=there)
    if layout.lacks:
        raise Trouble(
            f"The register has no column for {', '.join(_WORDS[name] for name in layout.lacks)}.",
            "Say which column holds it.",
        )
    got = _Reading()
    places = {name: layout.titles.index(title) for name, title in layout.columns.items()}
    read = _grid if layout.layout == GRID else _long
    read(_lines(text_of(raw)[0], layout, say), places, layout, got)
    _refuse_doubles(got)
    return RegisterExtract(
        hashlib.sha256(raw).hexdigest(),
        len(raw),
        layout,
        tuple(_finished(pupil) for pupil in got.pupils.values()),
        tuple(sorted(got.bad, key=lambda note: note.line)),
        tuple(got.totals),
    )


def write_marks(pupils: Iterable[PupilRegister], layout: str = LONG) -> bytes:
    """The marks as CSV in UTF-8, in either layout; `read_marks` gives the same marks back."""
    pupils = tuple(pupils)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if layout == GRID:
        days = sorted({day for pupil in pupils for day, _, _ in pupil.marks})
        writer.writerow(["UPN", "Name", *(f"{day} {half}" for day in days for half in ("AM", "PM"))])
        for pupil in pupils:
            found = {day: (am, pm) for day, am, pm in pupil.marks}
            marks = [mark for day in days for mark in found.get(day, ("", ""))]
            writer.writerow([pupil.upn, pupil.name, *marks])
    else:
        writer.writerow(["UPN", "Name", "Date", "Session", "Mark"])
        for pupil in pupils:
            for day, *marks in pupil.marks:
                for half, mark in zip(("AM", "PM"), marks, strict=True):
                    writer.writerow([pupil.upn, pupil.name, day, half, mark])
    return out.getvalue().encode()


_WORDS = {"upn": "the UPN or the name", "date": "the date", "mark": "the marks"}


def _long(
    lines: Iterator[tuple[int, list[str]]], places: Mapping[str, int], _layout: Layout, got: _Reading
) -> None:
    for number, row in lines:
        said = {name: row[place].strip() for name, place in places.items()}
        if _is_total(row):
            got.totals.append(number)
            continue
        day = day_in(said["date"])
        if day is None:
            got.fault(number, f"{said['date'] or 'nothing'} is no date")
            continue
        pupil = _pupil(said, number, got)
        if pupil is None:
            continue
        if {"am", "pm"} <= set(said):
            for half in (0, 1):
                _put(pupil, day, half, said[("am", "pm")[half]], number, got)
            continue
        session = SESSIONS.get(said["session"].casefold())
        if session is None:
            got.fault(number, f"{said['session'] or 'nothing'} is neither AM nor PM")
        else:
            _put(pupil, day, session, said["mark"], number, got)


def _grid(
    lines: Iterator[tuple[int, list[str]]], places: Mapping[str, int], layout: Layout, got: _Reading
) -> None:
    dated = {at: found for at, title in enumerate(layout.titles) if (found := grid_title(title))}
    read: dict[str, int] = {}
    for number, row in lines:
        if _is_total(row):
            got.totals.append(number)
            continue
        said = {name: row[place].strip() for name, place in places.items()}
        pupil = _pupil(said, number, got)
        if pupil is None:
            continue
        if pupil.upn == "" and pupil.name in read:
            raise AmbiguousPupils(pupil.name, number)
        read[pupil.name] = number
        for at, (day, halves) in dated.items():
            marks = [row[at].strip()] if len(halves) == 1 else _both(row[at].strip())
            if len(marks) != len(halves):
                got.fault(number, f"{row[at].strip()} in {layout.titles[at]} is not a mark for each session")
                continue
            for half, mark in zip(halves, marks, strict=True):
                _put(pupil, day, half, mark, number, got)


def _put(pupil: _Pupil, day: date, half: int, mark: str, line: int, got: _Reading) -> None:
    """A mark in its session; one that is there already, and one that is no mark, is named."""
    mark = mark or UNMARKED
    if not re.fullmatch(r"[!-~]{1,2}", mark):
        got.fault(line, f"{mark} is no mark")
        return
    marks = pupil.marks.setdefault(day, ["", ""])
    if marks[half]:
        if marks[half] != UNMARKED or mark != UNMARKED:
            pupil.twice = pupil.twice or line
            got.fault(line, f"{day.isoformat()} {('AM', 'PM')[half]} is there twice")
        return
    marks[half] = mark
    if mark != UNMARKED and not _known(mark, day):
        pupil.unknown.append(LineNote(line, f"{mark} on {day.isoformat()} is no code of its day"))


def _pupil(said: Mapping[str, str], line: int, got: _Reading) -> _Pupil | None:
    upn = re.sub(r"\s", "", said.get("upn", "")).upper()
    parts = [said.get("forename", ""), said.get("surname", "")]
    name = " ".join((said.get("name") or " ".join(part for part in parts if part)).split())
    if not upn and not name:
        got.fault(line, "it names no pupil")
        return None
    if not upn:
        got.nameless.setdefault(name.casefold(), line)
    return got.pupils.setdefault(upn or name.casefold(), _Pupil(upn, name))


def _refuse_doubles(got: _Reading) -> None:
    """The same name with a UPN, or two marks of one session, may be two pupils: refuse."""
    with_upn = {pupil.name.casefold() for pupil in got.pupils.values() if pupil.upn}
    for name, line in got.nameless.items():
        pupil = got.pupils[name]
        if name in with_upn or pupil.twice:
            raise AmbiguousPupils(pupil.name, pupil.twice or line)


def _finished(pupil: _Pupil) -> PupilRegister:
    halves = [(day.isoformat(), am or UNMARKED, pm or UNMARKED) for day, (am, pm) in pupil.marks.items()]
    halves.sort()
    missing = tuple(
        f"{day} {half}"
        for day, *marks in halves
        for half, mark in zip(("AM", "PM"), marks, strict=True)
        if mark == UNMARKED
    )
    marks = tuple(row for row in halves if {*row[1:]} != {UNMARKED})
    return PupilRegister(pupil.upn, pupil.name, marks, tuple(pupil.unknown), missing)


def _both(cell: str) -> list[str]:
    """The two marks of a day in one cell: "/\\", "O O", "C1 C1", "-" for none."""
    if not cell:
        return ["", ""]
    parts = cell.split()
    if len(parts) == 2:
        return parts
    singles = {code.code for code in code_list("attendance-code")} | {UNMARKED}
    return list(cell) if len(cell) == 2 and {*cell.upper()} <= singles else [cell]


@lru_cache(maxsize=4096)
def _known(mark: str, day: date) -> bool:
    return any(code.code == mark.upper() and code.in_force(day) for code in code_list("attendance-code"))


def _is_total(row: Sequence[str]) -> bool:
    first = next((cell.strip() for cell in row if cell.strip()), "")
    return first.casefold().rstrip(":") in _TOTALS


def _lines(text: str, layout: Layout, say: Say) -> Iterator[tuple[int, list[str]]]:
    """The rows under the titles with their line numbers, each as wide as the titles are."""
    width, lines = len(layout.titles), text.split("\n")
    for number, line in enumerate(lines, 1):
        if number % _EVERY == 0 or layout.layout == GRID:
            say(number, len(lines), "Reading lines")
        if line.strip() and number > layout.titles_line:
            cells = cells_of(line.removesuffix("\r"), layout.delimiter)
            yield number, (cells + [""] * (width - len(cells)))[:width]
