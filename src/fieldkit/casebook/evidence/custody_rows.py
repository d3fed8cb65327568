"""What a window shows of the custody of an exhibit or a recording: frozen rows, and where they leave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from fieldkit.casebook.desk import Desk
from fieldkit.kinds.times import day_in_words, read_day
from fieldkit.reference import Code, Reference
from fieldkit.store import records
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """One row of custody; `more` is its authority, its certificate, until when, or why it breaks the chain.

    `signed_by` is empty when nobody signed for it; `ink` are strokes, none when it was signed on paper.
    """

    record: str
    at: str
    act: str
    act_words: str
    from_whom: str
    to_whom: str
    purpose: str
    seal_no: str
    more: str
    signed_by: str
    on_paper: bool
    ink: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class CustodyPage:
    """An item with its rows; `state` is a code of `exhibit-state`, `holder` who has it now."""

    item: str
    case: str
    mark: str
    title: str
    state: str
    state_words: str
    holder: str
    rows: tuple[CustodyRow, ...]


def page(desk: Desk, held: Held) -> CustodyPage:
    """The custody of one item."""
    book, told = desk.reference(), rows(desk, held.record)
    state = state_of(held, told, book)
    return CustodyPage(
        item=held.record, case=held.home, mark=held.text("mark"), title=held.title, state=state,
        state_words=book.label("exhibit-state", state), holder=holder(told), rows=told,
    )  # fmt: skip


def rows(desk: Desk, item: str) -> tuple[CustodyRow, ...]:
    """The rows of an item by their times."""
    with desk.notebook.reading() as book:
        held = records.listed(book, kinds=["custody"], parent=item)
    reference = desk.reference()
    return tuple(_row(one, reference) for one in sorted(held, key=lambda one: (one.happened, one.made_ms)))


def holder(told: tuple[CustodyRow, ...]) -> str:
    """Who, or which place, has it by its last row; empty while there is none."""
    return told[-1].to_whom if told else ""


def state_of(held: Held, told: tuple[CustodyRow, ...], book: Reference) -> str:
    """The last state that a row brought about; without one sealed when it is locked, else created (8.2)."""
    brought = [state for one in told if (state := book.code("custody-act", one.act).mark("state"))]
    return brought[-1] if brought else "sealed" if held.locked else "created"


def _row(held: Held, book: Reference) -> CustodyRow:
    code: Code = book.code("custody-act", held.text("custody_act"))
    until, ink = held.text("until"), cast("list[list[int]]", held.value("ink") or [])
    more = [
        f"Authority: {held.text('authority')}" if held.text("authority") else "",
        f"Until {day_in_words(read_day(until))}" if until else "",
        f"Certificate {held.text('certificate')}" if held.text("certificate") else "",
        held.text("gap"),
    ]
    return CustodyRow(
        record=held.record, at=held.text("at"), act=code.code, act_words=code.label,
        from_whom=held.text("from_whom"), to_whom=held.text("to_whom"), purpose=held.text("purpose"),
        seal_no=held.text("seal_no"), more=". ".join(part.rstrip(".") for part in more if part),
        signed_by=held.text("signed_by"), on_paper=bool(held.text("signed_by")) and not ink,
        ink=tuple(tuple(stroke) for stroke in ink),
    )  # fmt: skip
