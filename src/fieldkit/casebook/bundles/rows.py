"""Makes the rows of a pack from its declaration and the defendant's file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fieldkit.casebook.bundles.packs import Pack, Part
from fieldkit.casebook.bundles.shelves import CourtFile
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.paper import day_short
from fieldkit.kinds.times import LONDON, day_in_words, local
from fieldkit.store.records import Held

LATER = "Added later"
LIST, FURTHER_LIST, FURTHER_INDEX = "list", "further-list", "further-index"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One document of a bundle: what part of which record it prints, and the number it was served under.

    `behind` lies after the evidence sheet; `holds` are the exhibits that a list of exhibits lists.
    """

    section: str
    title: str
    part: str
    record: str
    mark: str = ""
    date: str = ""
    locked: bool = False
    served_as: int | None = None
    behind: bool = False
    holds: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """What names the document from one version to the next."""
        return f"{self.part} {self.record}"


def rows_of(pack: Pack, file: CourtFile, today: date) -> list[PlanRow]:
    """The documents of a pack in printed order."""
    return [
        _row(section, part, held, file, today)
        for section, parts in pack.sections
        for part in parts
        if part.offence in ("", file.offence)
        for held in (file.shelf(part.takes) if part.takes else (file.action,))
    ]


def outline_of(pack: Pack, file: CourtFile, rows: Sequence[PlanRow]) -> tuple[PlanRow, ...]:
    """The documents of a pack with an empty row, of no record, for each that it cannot lack and has not."""
    left, found = list(rows), []
    for section, parts in pack.sections:
        for part in parts:
            if part.offence not in ("", file.offence):
                continue
            mine = [row for row in left if (row.section, row.part) == (section, part.code) and _is(row, part)]
            found += mine
            left = [row for row in left if row not in mine]
            if part.lacking and not mine and not file.shelf(part.takes):
                found.append(PlanRow(section, part.title or _NAMELESS[part.takes], part.code, ""))
    return (*found, *left)


_NAMELESS = {"statements": "A signed statement", "requisitions": "Certificate of service of the charge"}


def _is(row: PlanRow, part: Part) -> bool:
    """Whether a row is of that part: forms share a code, and differ by their titles."""
    return part.code != "court-form" or row.title == part.title


def _row(section: str, part: Part, held: Held, file: CourtFile, today: date) -> PlanRow:
    title = part.title or _TITLES[part.code](file, held)
    day = _DATES[part.code](held) if part.code in _DATES else today
    return PlanRow(
        section=section,
        title=title,
        part=part.code,
        record=held.record,
        mark=held.text("mark") if part.code == "exhibit" else "",
        date=day_short(day) if day else "",
        locked=held.locked,
        behind=part.behind,
    )


def _statement(_file: CourtFile, held: Held) -> str:
    return ", ".join(filter(None, (held.text("maker"), held.text("occupation"))))


def _register(file: CourtFile, _held: Held) -> str:
    first, last = file.period
    return f"Register, {day_in_words(first)} to {day_in_words(last)}" if first and last else "Register"


def _notice(file: CourtFile, held: Held) -> str:
    return file.book.label("notice-kind", held.text("notice_kind"))


def _served(file: CourtFile, held: Held) -> str:
    what = held.text("described") or file.book.label("served-papers", held.text("served_papers"))
    return f"Certificate of service: {what[:1].lower()}{what[1:]}"


def _payment(_file: CourtFile, held: Held) -> str:
    return "Certificate of payment" if held.value("paid_on") else "Certificate of non-payment"


_TITLES: dict[str, Callable[[CourtFile, Held], str]] = {
    "statement": _statement,
    "exhibit": lambda _file, held: held.text("description"),
    "visit": lambda _file, held: held.title,
    "register": _register,
    "notice": _notice,
    "payment": _payment,
    "served": _served,
    "points": lambda file, _held: f"Points to prove: {file.book.label('offence', file.offence)}",
}


def _happened(held: Held) -> date | None:
    return local(held.happened).date() if "T" in held.happened else None


def _on(field: str) -> Callable[[Held], date | None]:
    return lambda held: day_of(held, field)


_DATES: dict[str, Callable[[Held], date | None]] = {
    "statement": _happened,
    "visit": _happened,
    "interview": _happened,
    "exhibit": lambda held: _happened(held) or datetime.fromtimestamp(held.made_ms / 1000, LONDON).date(),
    "notice": _on("issued_on"),
    "payment": _on("paid_on"),
    "served": _on("served_on"),
    "service-of-pack": _on("served_on"),
    "sjp-cover": _on("served_on"),
    "sjp-notice": _on("served_on"),
    "attendance-certificate": _on("certified_on"),
    "register": _on("certified_on"),
    "charge": _on("laid_on"),
    "court-form": _on("taken_on"),
}


def in_served_order(rows: list[PlanRow], served: dict[str, int]) -> list[PlanRow]:
    """Documents in the order in which they were served, each with its number; what is new goes last.

    New papers come behind an index of their own, new exhibits behind a list: what was served keeps its lines
    and its length.
    """
    if not served:
        return list(_listed(rows))
    rows = [*rows, *_earlier_lists(served)]
    old = [row for row in rows if row.source in served]
    old.sort(key=lambda row: served[row.source])
    kept = [replace(row, served_as=served[row.source]) for row in old]
    new = [replace(row, section=LATER) for row in rows if row.source not in served]
    late = [row for row in new if row.part == "exhibit"]
    if late and any(row.part == LIST for row in kept):
        title = "Further list of exhibits"
        new.insert(new.index(late[0]), PlanRow(LATER, title, FURTHER_LIST, late[0].record, date=late[0].date))
    if new:
        new.insert(0, PlanRow(LATER, "Further index", FURTHER_INDEX, new[0].record, date=new[0].date))
    told = [*(row for row in kept if not row.behind), *new, *(row for row in kept if row.behind)]
    return list(_listed(told))


_AGAIN = {FURTHER_LIST: "Further list of exhibits", FURTHER_INDEX: "Further index"}


def _earlier_lists(served: dict[str, int]) -> Iterator[PlanRow]:
    for source in served:
        part, _, record = source.partition(" ")
        if part in _AGAIN:
            yield PlanRow(LATER, _AGAIN[part], part, record)


def behind_index(rows: Sequence[PlanRow], place: int) -> list[int]:
    """The places of the rows that a further index lists: those after it, up to the next one."""
    found = []
    for number in range(place + 1, len(rows)):
        if rows[number].part == FURTHER_INDEX or rows[number].behind:
            break
        found.append(number)
    return found


def _listed(rows: list[PlanRow]) -> Iterator[PlanRow]:
    """Each list with the exhibits that follow it, up to the next list."""
    for place, row in enumerate(rows):
        if row.part not in (LIST, FURTHER_LIST):
            yield row
            continue
        held: list[str] = []
        for after in rows[place + 1 :]:
            if after.part in (LIST, FURTHER_LIST):
                break
            held += [after.record] if after.part == "exhibit" else []
        yield replace(row, holds=tuple(held))
