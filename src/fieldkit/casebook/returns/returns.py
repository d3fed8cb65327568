"""What every return has in common: figures that open what is behind them, and what of them may leave the
service (RET-01 to RET-04).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fieldkit import __version__
from fieldkit.casebook.audit import letting_out
from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.paper import Sheet, at_words
from fieldkit.casebook.returns import paper as return_paper
from fieldkit.errors import Trouble
from fieldkit.kinds.times import local, moment_of
from fieldkit.rules.returns import Tally
from fieldkit.rules.suppression import Published
from fieldkit.store import journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedReturn:
    """A return read whole: `tally` for inside the service, `published` for whatever leaves it.

    - `key` names it again; `about` and `method` are what its paper says of its scope and its counting, and
      `more` its rows of a CSV besides the figures.
    - `not_final` says why its figures may still change, empty when they may not. `left_out` is how much of
      what is counted inside is too small to be in what leaves.
    - `records_sha256` is over the newest revisions of everything counted: the same again means the same
      records. `made_ms` is when it was counted. `sources` are the records in whose log its leaving stands.
    """

    key: str
    sort: str
    title: str
    reference: str
    period: str
    about: tuple[tuple[str, str], ...]
    method: str
    not_final: str
    tally: Tally
    published: Published
    left_out: int
    left_out_words: str
    more: tuple[tuple[str, str, str], ...]
    records_sha256: str
    made_ms: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A record behind a figure: what it is, its number or reference, when, and two lines about it."""

    record: str
    kind: str
    number: str
    when: str
    title: str
    line: str


class Returns(Desk):
    """The base of the desks that count; each says what a return is of and what stands behind a figure."""

    nothing = Trouble("Nothing is in this return.", "Choose another period.")

    def behind(self, found: CountedReturn, figure: str) -> Sequence[Behind]:
        """What stands behind a figure of a return, the oldest first (RET-01). The look is noted."""
        _, ids = _figure(found.tally, figure)
        with self.notebook.reading() as book:
            held = records.some(book, ids)
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *ids])
        shown = [self._behind(held[one]) for one in ids if one in held]
        return sorted(shown, key=lambda row: (row.when, row.number))

    def label(self, found: CountedReturn, figure: str) -> str:
        """What a figure of a return counts, in words. Raises `LookupError` when the return has none such."""
        return _figure(found.tally, figure)[0]

    def sheet(self, found: CountedReturn) -> Sheet:
        """The return on paper, with small figures hidden (RET-03, RET-04)."""
        from fieldkit.bundle.sheets.sweep_return import sweep_return

        me = self.me
        facts = (
            ("Made by", f"{me.name}, {at_words(local(moment_of(found.made_ms)))}"),
            ("Made with", f"FieldKit {__version__}" + (f", on laptop {me.mark}" if me.mark else "")),
            ("Records counted", found.records_sha256),
            ("Figures", hashlib.sha256(self.csv(found)).hexdigest()),
        )
        printed = sweep_return(return_paper.sheet_of(found, me.council_name, me.name, facts))
        first = found.sources[0] if found.sources else ""
        name = ", ".join(filter(None, (found.title, found.reference, found.period)))
        return Sheet(first, name, printed.pdf, printed.pages)

    def csv(self, found: CountedReturn) -> bytes:
        """The return as a CSV (RFC 4180), with small figures hidden (RET-03, RET-04)."""
        return return_paper.csv_of(found)

    def printed(
        self, found: CountedReturn, sheet: Sheet, *, reason: str = "", recipient: str = ""
    ) -> Changes:
        """Log that the return was printed, in the log of everything that it counts."""
        changed = Changes()
        for record in self._from(found):
            changed |= letting_out.printed(
                self.beside(Looks), record, sheet.pdf, sheet.name, recipient=recipient, reason=reason
            )
        return changed | self._sent(found)

    def export(
        self,
        found: CountedReturn,
        path: Path,
        plain: bytes,
        *,
        form: str,
        reason: str = "",
        recipient: str = "",
    ) -> Changes:
        """Write the paper or the CSV of a return (its `form`) to a file, and log it. Raises `Trouble`."""
        what = ", ".join(filter(None, (found.title, found.reference, found.period, form)))
        first, *others = self._from(found)
        changed = letting_out.export(
            self.beside(Looks), first, path, plain, what, recipient=recipient, reason=reason, also=others
        )
        return changed | self._sent(found)

    def file_name(self, found: CountedReturn) -> str:
        """A name for the CSV, in characters that every system takes."""
        return Sheet("", f"{found.title} {found.reference or found.period}", b"", 0).file_name[:-4] + ".csv"

    def _from(self, found: CountedReturn) -> Sequence[str]:
        if not found.sources:
            raise self.nothing
        return found.sources

    def _sent(self, found: CountedReturn) -> Changes:
        """What follows from a return having left; nothing unless a desk says so."""
        return Changes()

    def _seal_of(self, ids: Sequence[str]) -> str:
        with self.notebook.reading() as book:
            held = records.some(book, ids)
        heads = sorted(head for one in held.values() for head in one.folded.heads)
        return hashlib.sha256("\n".join(heads).encode()).hexdigest()

    def _behind(self, held: Held) -> Behind:
        raise NotImplementedError


def _figure(told: Tally, key: str) -> tuple[str, tuple[str, ...]]:
    for measure in told.measures:
        if measure.key == key:
            return measure.label, measure.ids
    figure = told.figure(key)
    return figure.label, figure.ids


def ids_of(told: Tally) -> Iterator[str]:
    """Every record that a tally counts, each once."""
    return iter(dict.fromkeys(one for figure in told.figures() for one in figure.ids))
