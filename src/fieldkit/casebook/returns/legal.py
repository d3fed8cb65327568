"""The desk for the monthly return of legal activity (domain 10): counted of the records each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from fieldkit.casebook.facts import day_of
from fieldkit.casebook.returns import paper as return_paper
from fieldkit.casebook.returns.returns import Behind, CountedReturn, Returns, ids_of
from fieldkit.casebook.returns.scope import LEGAL, Period, Term, period_of
from fieldkit.errors import Trouble
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Revision
from fieldkit.rules.legal.monthly_return import LegalEvent, legal_tally
from fieldkit.rules.suppression import publish
from fieldkit.store import records, revisions
from fieldkit.store.records import Held

_MONTHS = 12
_KINDS = ("referral", "notice", "legal-action")
_PENALTY = "penalty-notice"


class LegalReturns(Returns):
    """A `key` is that of a `Period` of whole months: what a month hides stays hidden in a longer one."""

    nothing = Trouble("Nothing happened in this period.", "Choose another month.")

    def open(self, key: str) -> CountedReturn:
        """The return of a period. Raises `Trouble` for days that are not whole months."""
        period = period_of(key)
        if period is None or period.since.day != 1 or (period.until + timedelta(days=1)).day != 1:
            raise Trouble(
                "A legal return is of whole months.", "Give the first day of one and the last of one."
            )
        months = list(_months(period))
        events = {month.key: self._events(month) for month in months}
        book, made = self.reference(), [event for told in events.values() for event in told]
        whole = legal_tally(made, book)
        earlier = [publish(legal_tally(told, book), book) for told in events.values()]
        today = self.today()
        changing = "These figures may still change: the month is not over." if period.until >= today else ""
        return CountedReturn(
            key=Period(period.since, period.until, LEGAL).key,
            sort=LEGAL,
            title="Return of legal activity",
            reference="",
            period=period.words(),
            about=tuple(
                (label, said)
                for label, said in (("Council", self.me.council_name), ("Period", period.words()))
                if said
            ),
            method=return_paper.METHOD[LEGAL],
            not_final=changing,
            tally=whole,
            published=publish(whole, book, earlier if len(months) > 1 else ()),
            left_out=0,
            left_out_words="",
            more=(),
            records_sha256=self._seal_of(list(ids_of(whole))),
            made_ms=self.now().wall_ms,
            sources=self._cases(list(ids_of(whole))),
        )

    def terms(self) -> Sequence[Term]:
        """The last twelve months, the latest first."""
        found, last = [], self.today()
        for _ in range(_MONTHS):
            since = last.replace(day=1)
            found.append(Term(f"{since:%B} {since.year}", since, _end(since)))
            last = since - timedelta(days=1)
        return found

    def usual(self, sort: str = LEGAL) -> Period:
        """The month that is offered first: the one before this."""
        before = self.today().replace(day=1) - timedelta(days=1)
        return Period(before.replace(day=1), before, sort)

    def months(self, since: str, until: str = "") -> Period:
        """The period from one month to another, such as 2026-11. Raises `Trouble` for what is no month."""
        try:
            first, last = (date.fromisoformat(f"{month}-01") for month in (since, until or since))
        except ValueError as fault:
            raise Trouble("That is no month.", "Give one such as 2026-11.") from fault
        return Period(first, _end(last), LEGAL)

    def _cases(self, ids: Sequence[str]) -> tuple[str, ...]:
        """The cases behind a return: each has the line that it left the service."""
        with self.notebook.reading() as book:
            held = records.some(book, ids)
        return tuple(sorted({one.home for one in held.values()}))

    def _events(self, period: Period) -> list[LegalEvent]:
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=_KINDS)
            told = revisions.of_records(
                book, [one.record for one in held if one.kind in ("referral", "legal-action")]
            )
        received = {one.home: day for one in held if one.kind == "referral" and (day := _received(one))}
        found: list[LegalEvent] = []
        for one in held:
            lines = told.get(one.record, ())
            if one.kind == "referral":
                found += self._of_referral(one, lines, period)
            elif one.kind == "notice":
                found += _of_notice(one, period)
            else:
                found += self._of_action(one, lines, received.get(one.home), period)
        return found

    def _of_referral(self, held: Held, lines: Sequence[Revision], period: Period) -> Iterator[LegalEvent]:
        if _in(_received(held), period):
            yield LegalEvent(held.record, "received")
        for line in lines:
            fields = line.payload.fields if line.payload is not None else {}
            if fields.get(STATE) == "returned_to_school" and _in(self.day_at(line.header.wall_ms), period):
                failed = fields.get("returned_because")
                rules = tuple(map(str, failed)) if isinstance(failed, list) else ()
                yield LegalEvent(held.record, "returned", failed=rules)

    def _of_action(
        self, held: Held, lines: Sequence[Revision], received: date | None, period: Period
    ) -> Iterator[LegalEvent]:
        decided, tier = day_of(held, "decided_at"), held.text("tier")
        if decided is not None and _in(decided, period):
            days = (decided - received).days if received is not None and received <= decided else None
            yield LegalEvent(held.record, "decided", days=days)
        if _in(day_of(held, "laid_on"), period) and held.state not in ("considered", "decided"):
            yield LegalEvent(held.record, "charge", tier)
        if _in(day_of(held, "result_on"), period) and held.text("result"):
            yield LegalEvent(held.record, "result", held.text("result"))
        considered = next((line for line in lines if _says(line, "eso_decision")), None)
        if considered is not None and _in(self.day_at(considered.header.wall_ms), period):
            yield LegalEvent(held.record, "considered", held.text("eso_decision"))
        if _in(day_of(held, "eso_made_on"), period):
            yield LegalEvent(held.record, "made")

    def _behind(self, held: Held) -> Behind:
        with self.notebook.reading() as book:
            case = records.get(book, held.home)
            person = records.get(book, held.text("person")) if held.text("person") else None
        state = held.state and self.reference().label(_STATES.get(held.kind, "action-state"), held.state)
        title = person.title if person is not None else held.title
        line = ", ".join(filter(None, (held.title if person is not None else "", state)))
        number = case.text("reference") if case is not None else ""
        return Behind(held.record, held.kind, number, _when(held), title, line)


_STATES = {"referral": "referral-state"}


def _of_notice(held: Held, period: Period) -> Iterator[LegalEvent]:
    if _in(day_of(held, "issued_on"), period):
        kind = held.text("notice_kind")
        flat = kind == _PENALTY and held.value("reduced_amount") is None
        yield LegalEvent(held.record, "notice", "second" if flat else kind)


def _says(line: Revision, name: str) -> bool:
    return line.payload is not None and bool(line.payload.fields.get(name))


def _received(held: Held) -> date | None:
    return day_of(held, "received_at")


def _when(held: Held) -> str:
    return held.happened or held.text("issued_on") or held.text("received_at")


def _in(day: date | None, period: Period) -> bool:
    return day is not None and period.since <= day <= period.until


def _end(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _months(period: Period) -> Iterator[Period]:
    first = period.since
    while first <= period.until:
        yield Period(first, _end(first), LEGAL)
        first = _end(first) + timedelta(days=1)
