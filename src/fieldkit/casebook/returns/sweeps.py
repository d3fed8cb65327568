"""The desk for returns of sweeps: figures that open what is behind them, and what of them may leave the
service (domain 4.4, RET-01 to RET-04).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from fieldkit.casebook.facts import day_of
from fieldkit.casebook.returns import paper as return_paper
from fieldkit.casebook.returns.counted import Counted
from fieldkit.casebook.returns.employment import EmploymentCount
from fieldkit.casebook.returns.returns import Behind, CountedReturn, Returns, ids_of
from fieldkit.casebook.returns.scope import EMPLOYMENT, TRUANCY, Period, Term, period_of, terms_of
from fieldkit.casebook.sweeps.files import WENT_LIVE
from fieldkit.casebook.sweeps.operations import Operations
from fieldkit.casebook.sweeps.stop_reading import is_erased
from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words
from fieldkit.rules.finding import counted
from fieldkit.rules.returns import Tally, tally
from fieldkit.rules.suppression import Published, publish
from fieldkit.store import records
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepReturn(CountedReturn):
    """The return of one sweep or of all of a sort in a period, with the sweeps that it counts."""

    sweeps: tuple[SweepLine, ...]


class SweepReturns(Returns):
    """Counted anew each time. A `key` is the id of a sweep, or that of a `Period`."""

    nothing = Trouble("No sweep is in this return.", "Choose a period in which a sweep went live.")

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

    def _sent(self, found: CountedReturn) -> Changes:
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
        about = [("Council", self.me.council_name), ("Period", period), self._scope(lines, left_out)]
        return SweepReturn(
            key=key,
            sort=sort,
            title=title,
            reference=reference,
            period=period,
            about=tuple((label, said) for label, said in about if said),
            method=return_paper.METHOD[EMPLOYMENT if sort == EMPLOYMENT else TRUANCY],
            sweeps=lines,
            not_final=changing,
            tally=whole,
            published=out,
            left_out=left_out,
            left_out_words=counted(left_out, "sweep"),
            more=(
                ("Sweeps", "In these figures", str(len(lines) - left_out)),
                ("Sweeps", "Too small to be in them", str(left_out)),
            ),
            records_sha256=self._seal_of([*ids_of(whole), *(sweep.record for sweep in sweeps)]),
            made_ms=self.now().wall_ms,
            sources=tuple(line.operation for line in lines),
        )

    def _scope(self, lines: Sequence[SweepLine], left_out: int) -> tuple[str, str]:
        if len(lines) == 1:
            said = (lines[0].reference, lines[0].state_words.lower())
            return "Sweep", ", ".join(filter(None, said))
        few = f", of which {left_out} too small to be in the figures" if left_out else ""
        return "Sweeps", f"{len(lines)}{few}"

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


def _not_closed(references: Sequence[str]) -> str:
    if not references:
        return ""
    if len(references) > _NAMED:
        return f"These figures may still change: {len(references)} sweeps are not closed."
    verb = "is" if len(references) == 1 else "are"
    return f"These figures may still change: {', '.join(references)} {verb} not closed."
