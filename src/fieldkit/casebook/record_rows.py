"""The rows of a printed record: answers with their corrections, its parts, what came after the lock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from fieldkit.casebook.pages import Line, Page, Row
from fieldkit.kinds.registry import kind_named
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.record import SheetRow, Voice
    from fieldkit.rules.finding import Finding

ERASED = "Erased by a lawful order"
#: Parts that are printed with all that they say, where the others are named.
_WHOLE = ("doorstep-caution",)


def record_rows(page: Page, parts: Sequence[Held]) -> tuple[SheetRow, ...]:
    """All rows of a record, in the order in which they are read."""
    return (
        *(_answer(row) for row in page.rows),
        *_parts(parts),
        *_after("Addenda", page.addenda),
        *_after("Late edits, made elsewhere and never merged", page.late),
    )


def finding_rows(found: Sequence[Finding], day: str) -> tuple[SheetRow, ...]:
    """What rules say of a record on the day it is printed, with the facts they used and their authority."""
    from fieldkit.bundle.sheets.record import SheetRow

    rows, section = [], f"What the checks say on {day}"
    for one in found:
        facts = "; ".join(f"{name}: {words}" for name, words in one.facts)
        says = "\n".join(filter(None, (one.says, facts and f"Looked at {facts}.", one.authority)))
        rows.append(SheetRow(f"{one.rule}: {one.verdict.words}", says, section=section))
    return tuple(rows)


def _answer(row: Row) -> SheetRow:
    from fieldkit.bundle.sheets.passage import Struck
    from fieldkit.bundle.sheets.record import SheetRow

    value = _unquoted(row.words) if row.voice == "verbatim" else row.words
    if row.disputed:
        value = "\n".join(f"{who}: {words or 'nothing'}" for who, words in row.disputed)
    return SheetRow(
        row.label,
        ERASED if row.erased else value,
        "plain" if row.erased or row.disputed else cast("Voice", row.voice),
        row.section,
        tuple(Struck(old.words, "", f"{old.initials} {old.day} {old.at}") for old in row.corrections),
        "Not settled: both answers stand." if row.disputed else "",
    )


def _parts(parts: Sequence[Held]) -> Iterator[SheetRow]:
    from fieldkit.bundle.sheets.record import SheetRow

    for part in parts:
        label = kind_named(part.kind).label
        words = part.title if part.title != label else part.line
        if part.kind in _WHOLE:
            words = f"{part.title}. {part.line}"
        yield SheetRow(label, words or label, "plain", "Recorded with it")


def _after(section: str, lines: Sequence[Line]) -> Iterator[SheetRow]:
    from fieldkit.bundle.sheets.record import SheetRow

    for line in lines:
        words = "\n".join(text if label == "Addendum" else f"{label}: {text}" for label, text in line.fields)
        when = f"{line.who}, {line.at:%d/%m/%y %H:%M}, line {line.notebook_line}"
        yield SheetRow(line.act, words or line.why, "plain", section, (), when)


def _unquoted(words: str) -> str:
    """Their words without the quotes they were typed in: the sheet sets its own."""
    bare = words.strip()
    if len(bare) > 1 and bare[0] in '“"' and bare[-1] in '”"':
        return bare[1:-1].strip()
    return bare
