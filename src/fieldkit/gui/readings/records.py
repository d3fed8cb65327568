"""Records as read: each answer in words, corrections struck through with initials, time and reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from fieldkit.gui.clock import LONDON
from fieldkit.gui.draw import Piece
from fieldkit.gui.widgets.check_answers import Answer
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import day_in_words

ERASED = "Erased by a lawful order"
Sections = list[tuple[str, list[Answer]]]


def _always(_field: str) -> bool:
    return True


def sections_of(
    page: Any, change: Callable[[str], bool] = _always, leave_out: Sequence[str] = (), provided: bool = False
) -> Sections:
    """The answers of a record by section; `change` says which may be changed, `provided` leaves out empty."""
    # When it was due is said with its day, which need not be the day that it was done.
    day, due = _day(page.held), kind_named(page.held.kind).due
    found: dict[str, list[Answer]] = {}
    for row in page.rows:
        if row.section in leave_out or (provided and not row.words and not row.corrections):
            continue
        found.setdefault(row.section, []).append(
            Answer(
                row.field,
                row.label,
                tuple(_pieces(row, "" if row.field == due else day)),
                row.voice,
                change(row.field),
            )
        )
    return list(found.items())


def _pieces(row: Any, day: str) -> list[Piece]:
    if row.erased:
        return [Piece(ERASED)]
    if row.disputed:
        told = "; ".join(f"{who}: {words or 'nothing'}" for who, words in row.disputed)
        return [Piece("Not settled. ", 700), Piece(told)]
    pieces: list[Piece] = []
    for old in row.corrections:
        pieces += [Piece(_short(old.words, day), struck=True), Piece(" ")]
    if row.words or pieces:
        pieces.append(Piece(_short(row.words, day) or "Not provided"))
    if row.corrections:
        last = row.corrections[-1]
        initials = ".".join(last.initials) + "."
        why = f": “{last.why}”" if last.why else ""
        pieces.append(Piece(f" corrected by {initials} at {last.at}{why}", tone="muted"))
    return pieces


def _short(words: str, day: str) -> str:
    """A time on the day of the record itself needs no date."""
    return words.removeprefix(f"{day} at ") if day else words


def _day(held: Any) -> str:
    for name in ("arrived_at", "left_base"):
        if told := held.text(name):
            return day_in_words(datetime.fromisoformat(told).astimezone(LONDON).date())
    return ""


def lock_words(page: Any) -> tuple[str, str, str]:
    """Who locked a record, when, and its line: notebook, countersigning and receipt in words."""
    at = page.sealed_at
    when = f"{at:%A} {at.day} {at:%B} {at.year}, {at:%H:%M}" if at else ""
    received = page.received or "Not yet received by the council"
    return page.sealed_by, when, f"Notebook line {page.seal_line}. {received}."


def history(page: Any) -> list[tuple[str, str]]:
    """Every line of a record: when and who, then what was done, where it stands, and why."""
    return [
        (
            f"{line.at.day} {line.at:%b} {line.at:%H:%M} {line.initials}",
            f"{line.act}, line {line.notebook_line}{f': {line.why}' if line.why else ''}",
        )
        for line in page.lines
    ]
