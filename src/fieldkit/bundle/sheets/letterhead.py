"""The head of a letter: the council's own block, whom it is to behind a DL window, its day and reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from fieldkit.bundle.sheets.faces import UI, UI_BOLD, width
from fieldkit.bundle.sheets.flow import TEXT_WIDTH, draw_text, words
from fieldkit.bundle.sheets.print_size import NORMAL, PrintSize
from fieldkit.errors import Trouble

_LEFT, _TOP = 25 * mm, A4[1]
_OFFICE, _WINDOW, _BESIDE = 12 * mm, 57 * mm, 112 * mm
DEPTH = 97 * mm
"""How much of the first page the head takes: the first fold of A4 in a DL envelope is at 99 mm."""
_WIDE, _LEADING, _LINES, _SIZE = 75 * mm, 11.34, 6, 10.5
"""A window of 35 by 90 mm, 20 mm from the left and 18 mm from the foot (BS 4264), shows what lies 57 to 81 mm
down and 20 to 100 mm across wherever the folded sheet has slid to. Six lines of 4 mm fit; sorting machines
read 10 to 12 pt, so the block keeps that size in large print too.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """`to` is one person (PAR-02) with the lines of their own address (PAR-03), or how it reaches them.

    `office` are the address and telephone number of the council.
    """

    council: str
    service: str = ""
    office: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    day: str = ""
    reference: str = ""


def window_lines(to: tuple[str, ...]) -> tuple[str, ...]:
    """The lines as they stand behind the window. Raises `Trouble` when they do not fit in it."""
    found: list[str] = []
    for line in to:
        found += _broken(line)
    while len(found) > _LINES:
        joined = next(
            (
                place
                for place in range(1, len(found) - 1)
                if width(f"{found[place]}, {found[place + 1]}", UI, _SIZE) <= _WIDE
            ),
            None,
        )
        if joined is None:
            raise Trouble(
                "The address is too long for the window of an envelope.",
                f"Shorten it to {_LINES - 1} lines under the name.",
            )
        found[joined : joined + 2] = [f"{found[joined]}, {found[joined + 1]}"]
    return tuple(found)


def draw_letterhead(canvas: Any, head: Letterhead, size: PrintSize = NORMAL) -> None:
    """Draws the head on the first page. Raises `Trouble` for an address that no window shows."""
    _draw_office(canvas, head, size)
    base = _TOP - _WINDOW - _SIZE
    for line in window_lines(head.to):
        draw_text(canvas, line, UI, _SIZE, _LEFT, base)
        base -= _LEADING
    base = _TOP - _WINDOW - size.edge
    for label, said in (("Date", head.day), ("Our reference", head.reference)):
        if said:
            draw_text(canvas, label, UI_BOLD, size.edge, _BESIDE, base)
            draw_text(canvas, said, UI, size.edge, _BESIDE, base - size.edge * 1.25)
            base -= size.edge * 2.75


def _draw_office(canvas: Any, head: Letterhead, size: PrintSize) -> None:
    place = _TOP - _OFFICE
    told = ", ".join(filter(None, (head.service, *head.office)))
    for said, kind in ((head.council, size.name), (told, size.small)):
        if said:
            paragraph = words(said, kind)
            _, tall = paragraph.wrap(TEXT_WIDTH, 1000)
            place -= tall
            paragraph.drawOn(canvas, _LEFT, place)


def _broken(line: str) -> list[str]:
    """A line that is too wide, in as many as it takes, at its spaces."""
    found, rest = [""], line.split()
    for word in rest:
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and width(longer, UI, _SIZE) > _WIDE:
            found.append(word)
        else:
            found[-1] = longer
    return [part for part in found if part]
