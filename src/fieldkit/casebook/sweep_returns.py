"""The desk for returns of sweeps: figures that open what is behind them, and what of them may leave the
service (domain 4.4, RET-01 to RET-04).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from fieldkit import __version__
from fieldkit.casebook import letting_out, return_paper
from fieldkit.casebook.counted import Counted
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.employment_count import EmploymentCount
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.looks import Looks
from fieldkit.casebook.operations import Operations
from fieldkit.casebook.paper import Sheet, at_words
from fieldkit.casebook.return_scope import EMPLOYMENT, Period, Term, period_of, terms_of
from fieldkit.casebook.stop_reading import is_erased
from fieldkit.casebook.sweep_files import WENT_LIVE
from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words, local, moment_of
from fieldkit.rules.returns import Tally, tally
from fieldkit.rules.suppression import Published, publish
from fieldkit.store import journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

_OVER = ("closed", "return_sent")
Count = Callable[[Sequence[str]], Tally]

_YEAR = 366
_NAMED = 3


@dataclass(frozen=True, slots=True)
class SweepLine:
    """A sweep that a return counts; `counted` is its stops, or its visits to premises."""

    operation: str
    reference: str
    name: str
    day: str
    state: str
    state_words: str
    counted: int


@dataclass(frozen=True, slots=True)
class SweepReturn:
    """A return read whole: `tally` for inside the service, `published` for whatever leaves it.

    `key` names it again. `left_out` is how many sweeps are in the one and not in the other. `not_final`
    says why its figures may still change, empty when they may not. `records_sha256` is over the newest
    revisions of everything counted: the same again means the same records. `made_ms` is when it was
    counted.
    """

    key: str
    sort: str
    title: str
    reference: str
    period: str
    sweeps: tuple[SweepLine, ...]
    not_final: str
    tally: Tally
    published: Published
    left_out: int
    records_sha256: str
    made_ms: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A record behind a figure: a stop, a visit to premises, a child at work, or a sweep."""

    record: str
    kind: str
    number: str
    when: str
    title: str
    line: str


class SweepReturns(Desk):
    """Counted anew each time. A `key` is the id of a sweep, or that of a `Period`."""

    def open(self, key: str) -> SweepReturn:
        """The return of a sweep or of a period. Raises `Trouble` when the sweep is not here."""
        period = period_of(key)
        return self.of_sweep(key) if period is None else self.of_period(period)

    def of_sweep(self, operation: str) -> SweepReturn:
        """The return of one sweep."""
        held = self.held(operation)
        if held.kind != "operation":
            raise Trouble("That record is not a sweep.", "Open a sweep first.")
        day = day_of(held, "starts_at")
        title = f"Return of {held.text('name') or 'a sweep'}"
        when = day_in_words(day) if day else ""
        return self._made(operation, held.text("sort"), title, held.text("reference"), when, [held])

    def of_period(self, period: Period) -> SweepReturn:
        """The return of every sweep of that sort that went live on a day of the period."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["operation"], states=WENT_LIVE, order="happened")
        sweeps = [
            one
            for one in held
            if one.text("sort") == period.sort
            and (day := day_of(one, "starts_at"))
            and period.since <= day <= period.until
        ]
        sort = self.reference().label("operation-sort", period.sort).lower()
        return self._made(period.key, period.sort, f"Return of {sort}s", "", period.words(), sweeps)

    def terms(self) -> Sequence[Term]:
        """The terms that a period can be chosen by, the latest first."""
        with self.notebook.reading() as book:
            return terms_of(records.listed(book, kinds=["calendar"]))

    def usual(self, sort: str = "truancy") -> Period:
        """The period that is offered first: the term of today or the last one, else the year up to today."""
        today = self.today()
        begun = next((term for term in self.terms() if term.since <= today), None)
        if begun is None:
            return Period(today - timedelta(days=_YEAR), today, sort)
        return Period(begun.since, begun.until, sort)

    def behind(self, found: SweepReturn, figure: str) -> Sequence[Behind]:
        """What stands behind a figure of a return, the oldest first (RET-01). The look is noted."""
        _, ids = _figure(found.tally, figure)
        with self.notebook.reading() as book:
            held = records.some(book, ids)
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *ids])
        shown = [self._behind(held[one]) for one in ids if one in held]
        return sorted(shown, key=lambda row: (row.when, row.number))

    def label(self, found: SweepReturn, figure: str) -> str:
        """What a figure of a return counts, in words. Raises `LookupError` when the return has none such."""
        return _figure(found.tally, figure)[0]

    def sheet(self, found: SweepReturn) -> Sheet:
        """The return on paper, with small figures hidden (RET-03, RET-04)."""
        from fieldkit.bundle.sheets.sweep_return import sweep_return

        me = self.me
        facts = (
            ("Made by", f"{me.name}, {at_words(local(moment_of(found.made_ms)))}"),
            ("Made with", f"FieldKit {__version__}" + (f", on laptop {me.mark}" if me.mark else "")),
            ("Records counted", found.records_sha256),
            ("Figures", hashlib.sha256(self.csv(found)).hexdigest()),
        )
        made = return_paper.sheet_of(found, me.council_name, me.name, facts)
        printed = sweep_return(made)
        first = found.sweeps[0].operation if found.sweeps else ""
        name = ", ".join(filter(None, (found.title, found.reference, found.period)))
        return Sheet(first, name, printed.pdf, printed.pages)

    def csv(self, found: SweepReturn) -> bytes:
        """The return as a CSV (RFC 4180), with small figures hidden (RET-03, RET-04)."""
        return return_paper.csv_of(found)

    def printed(self, found: SweepReturn, sheet: Sheet, *, reason: str = "", recipient: str = "") -> Changes:
        """Log that the return was printed; a closed sweep has then had its return sent."""
        changed = Changes()
        for sweep in self._from(found):
            changed |= letting_out.printed(
                self.beside(Looks), sweep, sheet.pdf, sheet.name, recipient=recipient, reason=reason
            )
        return changed | self._sent(found)

    def export(
        self,
        found: SweepReturn,
        path: Path,
        plain: bytes,
        *,
        form: str,
        reason: str = "",
        recipient: str = "",
    ) -> Changes:
        """Write the paper or the CSV of a return (its `form`) to a file, and log it; a closed sweep has then
        had its return sent. Raises `Trouble`.
        """
        what = ", ".join(filter(None, (found.title, found.reference, found.period, form)))
        first, *others = self._from(found)
        changed = letting_out.export(
            self.beside(Looks), first, path, plain, what, recipient=recipient, reason=reason, also=others
        )
        return changed | self._sent(found)

    def file_name(self, found: SweepReturn) -> str:
        """A name for the CSV, in characters that every system takes."""
        return Sheet("", f"{found.title} {found.reference or found.period}", b"", 0).file_name[:-4] + ".csv"

    def _from(self, found: SweepReturn) -> Sequence[str]:
        if not found.sweeps:
            raise Trouble("No sweep is in this return.", "Choose a period in which a sweep went live.")
        return [sweep.operation for sweep in found.sweeps]

    def _sent(self, found: SweepReturn) -> Changes:
        """A period's return does not stand for that of each of its sweeps."""
        if period_of(found.key) is not None or self.held(found.key).state != "closed":
            return Changes()
        return self.beside(Operations).return_sent(found.key)

    def _made(
        self, key: str, sort: str, title: str, reference: str, period: str, sweeps: Sequence[Held]
    ) -> SweepReturn:
        count = self._counting(sort, [sweep.record for sweep in sweeps])
        tallies, whole = [count([sweep.record]) for sweep in sweeps], count([one.record for one in sweeps])
        out, left_out = self._published(key, sweeps, tallies, whole, count)
        lines = tuple(self._line(sweep, one) for sweep, one in zip(sweeps, tallies, strict=True))
        changing = _not_closed([line.reference for line in lines if line.state not in _OVER])
        ids = [one for figure in whole.figures() for one in figure.ids]
        return SweepReturn(
            key=key,
            sort=sort,
            title=title,
            reference=reference,
            period=period,
            sweeps=lines,
            not_final=changing,
            tally=whole,
            published=out,
            left_out=left_out,
            records_sha256=self._seal_of([*dict.fromkeys(ids), *(sweep.record for sweep in sweeps)]),
            made_ms=self.now().wall_ms,
        )

    def _published(
        self, key: str, sweeps: Sequence[Held], tallies: Sequence[Tally], whole: Tally, count: Count
    ) -> tuple[Published, int]:
        """What may leave the service, and how many sweeps are left out of it.

        A period is more than one sweep, and the returns of its sweeps may be out: what one of them hides
        stays hidden in the sum. Of a sweep with next to no stops everything is hidden, so it is left out, or
        a whole term would be; what differs from the sum of the others would be that sweep.
        """
        book = self.reference()
        if period_of(key) is None:
            return publish(whole, book), 0
        least = book.number("return.smallest_figure")
        kept = [
            (sweep, told)
            for sweep, told in zip(sweeps, tallies, strict=True)
            if not 0 < told.headline[0].value < least
        ]
        counted = whole if len(kept) == len(sweeps) else count([sweep.record for sweep, _ in kept])
        told = publish(counted, book, [publish(one, book) for _, one in kept])
        ran = tuple(replace(measure, ids=()) for measure in whole.measures)
        return replace(told, measures=ran), len(sweeps) - len(kept)

    def _counting(self, sort: str, sweeps: Sequence[str]) -> Count:
        """What tallies some of these sweeps; the stops are read once."""
        if sort == EMPLOYMENT:
            return self.beside(EmploymentCount).tally
        counted, book = self.beside(Counted), self.reference()
        stops = {sweep: counted.stops(sweep) for sweep in sweeps}
        ran = {sweep: counted.operation(sweep) for sweep in sweeps}
        return lambda some: tally(
            [stop for one in some for stop in stops[one]], book, [ran[one] for one in some]
        )

    def _line(self, held: Held, own: Tally) -> SweepLine:
        day = day_of(held, "starts_at")
        return SweepLine(
            operation=held.record,
            reference=held.text("reference"),
            name=held.text("name"),
            day=day.isoformat() if day else "",
            state=held.state,
            state_words=self.reference().label("operation-state", held.state),
            counted=own.headline[0].value,
        )

    def _seal_of(self, ids: Sequence[str]) -> str:
        with self.notebook.reading() as book:
            held = records.some(book, ids)
        heads = sorted(head for one in held.values() for head in one.folded.heads)
        return hashlib.sha256("\n".join(heads).encode()).hexdigest()

    def _behind(self, held: Held) -> Behind:
        labels, at = self.reference(), held.happened
        if held.kind == "stop":
            said = labels.label("stop-class", held.text("classification"))
            child = held.text("child_name") or ("Name erased" if is_erased(held) else "No name taken")
            age = held.value("age")
            title = ", ".join(filter(None, (child, f"{age}" if age is not None else "")))
            line = ", ".join(filter(None, (said, held.text("place"))))
            return Behind(held.record, held.kind, held.text("stop_no"), at, title, line)
        return Behind(held.record, held.kind, held.text("reference"), at, held.title, held.line)


def _figure(told: Tally, key: str) -> tuple[str, tuple[str, ...]]:
    for measure in told.measures:
        if measure.key == key:
            return measure.label, measure.ids
    figure = told.figure(key)
    return figure.label, figure.ids


def _not_closed(references: Sequence[str]) -> str:
    if not references:
        return ""
    if len(references) > _NAMED:
        return f"These figures may still change: {len(references)} sweeps are not closed."
    verb = "is" if len(references) == 1 else "are"
    return f"These figures may still change: {', '.join(references)} {verb} not closed."
