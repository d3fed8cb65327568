"""The desk for the queue: what waits to be sent, what was sent, and what needs the officer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exchange.notebook_port import REVOKED
from fieldkit.casebook.today import Day, Dispute
from fieldkit.kinds.times import LONDON
from fieldkit.store import certificates, exchange, records, revisions, settings
from fieldkit.store.incarnation import own_chains
from fieldkit.store.records import Held

WAITING, SENT, NEEDS_YOU, NEVER, ALONE, SENDING = (
    "waiting", "sent", "needs_you", "never", "alone", "sending",
)  # fmt: skip
_DAY_MS = 86_400_000
_RECENT = 20
#: Why the council set a revision apart, by the reason it gives, and what the officer can do.
_APART = {
    "not-granted": "The council has not given you this case. Ask your manager to allocate it to you.",
    "not-an-administrator": "Only an administrator writes in the council’s register. Ask them to publish it.",
    "not-a-manager": "Only a manager or administrator orders words erased. Ask your manager to do it.",
    "revoked": "The council has withdrawn this device. Ask your manager.",
}
_UNTRUE = "The council could not believe its signature. Tell your IT department."


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A record with something to send, or that was sent lately.

    `state` is waiting, sent or needs_you; `second` has the case reference and the time; `tried` says how
    often sending failed since and when last, or how it went; `act` is Retry, View or Settle; `percent` is how
    much of its file the council holds, -1 when no file is on its way.
    """

    record: str
    kind: str
    state: str
    title: str
    second: str
    tried: str
    attempts: int
    last_error: str
    percent: int
    act: str
    at_ms: int
    lines: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A locked record in which this officer is named as second: it may be countersigned."""

    record: str
    title: str
    reference: str
    locked_by: str


@dataclass(frozen=True, slots=True)
class QueueStatus:
    """The status chip: one of waiting, sending, sent, never or alone, its words, and how much there is.

    `needs_you` counts what the officer has to settle, for the second chip; `never` is only for what can never
    be sent.
    """

    state: str
    words: str
    waiting: int
    needs_you: int
    sent_ms: int
    last_error: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    """Everything on the queue page."""

    status: QueueStatus
    rows: tuple[QueueRow, ...]
    disputes: tuple[Dispute, ...]
    late: tuple[Held, ...]
    wishes: tuple[Wish, ...]


class Queue(Desk):
    """The outbox is a query: the revisions of this device's chains that have no receipt."""

    def open(self) -> QueuePage:
        """The whole page."""
        rows = (*self.waiting(), *self.apart(), *self.sent())
        return QueuePage(
            self.status(), rows, tuple(self.beside(Day).disputes()), tuple(self.late()), tuple(self.wishes())
        )

    def waiting(self) -> Sequence[QueueRow]:
        """The records with something unsent, in the order in which they go, then files alone."""
        with self.notebook.reading() as book:
            told = exchange.unsent_records(book)
            written = exchange.written_at(book, [first for _, first in told.values()])
            files = {place.record: place for place in exchange.files_to_send(book)}
            reached = settings.told(book, exchange.REACHED)
            tries = exchange.tries(book)
            names = [*told, *files]
            held = records.some(book, names)
            cases = records.some(book, [item.home for item in held.values()])
        rows = []
        for record in dict.fromkeys(names):
            if (item := held.get(record)) is None:
                continue
            number, first = told.get(record, (0, 0))
            place = files.get(record)
            percent = 100 * int(reached.get(place.sealed_sha256, 0)) // place.sealed_size if place else -1
            failed = [say for at, say in tries if at >= written.get(first, item.changed_ms)]
            when = tries[-1][0] if failed else 0
            rows.append(
                QueueRow(
                    record=record,
                    kind=item.kind,
                    state=WAITING,
                    title=self._title(item, place.sealed_size if place else 0),
                    second=self._second(item, cases, item.changed_ms),
                    tried=self._tried(len(failed), when, percent),
                    attempts=len(failed),
                    last_error=failed[-1] if failed else "",
                    percent=percent,
                    act="Retry" if failed else "View",
                    at_ms=item.changed_ms,
                    lines=number,
                )
            )
        return rows

    def apart(self) -> Sequence[QueueRow]:
        """The records of which the council set something apart, with what to do about it."""
        with self.notebook.reading() as book:
            reasons = settings.told(book, exchange.APART)
            told = revisions.by_id(book, reasons)
            held = records.some(book, [revision.header.record for revision in told])
            cases = records.some(book, [item.home for item in held.values()])
        why = {revision.header.record: str(reasons[revision.id]) for revision in told}
        return [
            QueueRow(
                record=record,
                kind=held[record].kind,
                state=NEEDS_YOU,
                title=held[record].title,
                second=self._second(held[record], cases, held[record].changed_ms),
                tried=_APART.get(reason, _UNTRUE),
                attempts=0,
                last_error=reason,
                percent=-1,
                act="View",
                at_ms=held[record].changed_ms,
                lines=1,
            )
            for record, reason in why.items()
            if record in held
        ]

    def sent(self, limit: int = _RECENT) -> Sequence[QueueRow]:
        """What the council received in the last day, the latest first."""
        since = self.now().wall_ms - _DAY_MS
        with self.notebook.reading() as book:
            chains = own_chains(book)
            waiting = exchange.unsent_records(book)
            found = exchange.sent_records(book, chains, since, limit)
            held = records.some(book, [record for record, _ in found])
            cases = records.some(book, [item.home for item in held.values()])
        return [
            QueueRow(
                record=record,
                kind=held[record].kind,
                state=SENT,
                title=held[record].title,
                second=self._second(held[record], cases, held[record].changed_ms),
                tried=f"Received by council {self._clock(at)}",
                attempts=0,
                last_error="",
                percent=-1,
                act="View",
                at_ms=at,
                lines=0,
            )
            for record, at in found
            if record in held and record not in waiting and held[record].kind != "look"
        ]

    def late(self) -> Sequence[Held]:
        """Locked records with an edit that came after the lock and that no addendum has taken up since."""
        with self.notebook.reading() as book:
            held = records.late(book)
        return [item for item in held if _unanswered(item)]

    def wishes(self) -> Sequence[Wish]:
        """Locked visits that name this officer as second and that they have not countersigned yet."""
        me = self.me.officer
        with self.notebook.reading() as book:
            visits = records.listed(book, kinds=["visit"], order="happened", newest_first=True)
            signed = records.listed(book, kinds=["countersignature"])
            cases = records.some(book, [visit.home for visit in visits])
        mine = {item.parent for item in signed if _officer(item, "by") == me}
        return [
            Wish(visit.record, visit.title, _reference(visit, cases), self._signer(visit))
            for visit in visits
            if visit.locked and _officer(visit, "second_officer") == me and visit.record not in mine
        ]

    def status(self, sending: tuple[int, int] | None = None) -> QueueStatus:
        """What the chip says; `sending` is how many of how many are sent while a round runs."""
        with self.notebook.reading() as book:
            waiting = len(exchange.unsent_records(book))
            files = len(exchange.files_to_send(book))
            tries, last = exchange.tries(book), settings.told(book, exchange.ROUND)
            reasons = {str(reason) for reason in settings.told(book, exchange.APART).values()}
            disputed = sum(len(item.disputed) for item in records.disputed(book))
            withdrawn = bool(settings.get(book, REVOKED, False))
        needs = disputed + len(self.apart()) + len(self.late())
        number, at = waiting + files, int(last.get("at_ms", 0))
        never = "This device was withdrawn" if withdrawn else ""
        if reasons - _APART.keys():
            never = "Something cannot be sent"
        state, words = self._words(number, at, never, sending, failed=bool(tries))
        return QueueStatus(state, words, number, needs, at, tries[-1][1] if tries else "")

    def _words(
        self, number: int, at: int, never: str, sending: tuple[int, int] | None, *, failed: bool
    ) -> tuple[str, str]:
        if never:
            return NEVER, never
        if sending is not None:
            return SENDING, f"Sending {sending[0]} of {sending[1]}"
        if not self.me.enrolled:
            return ALONE, "No council joined"
        if number:
            return WAITING, f"{'Offline: ' if failed else ''}{number} waiting to send"
        return (SENT, f"All sent at {self._clock(at)}") if at else (WAITING, "Nothing sent yet")

    def _title(self, item: Held, size: int) -> str:
        locked = ", locked" if item.locked else ""
        return f"{item.title}{locked}{f', {size / 1e6:.1f} MB' if size else ''}"

    def _second(self, item: Held, cases: Mapping[str, Held], at_ms: int) -> str:
        return ", ".join(filter(None, (_reference(item, cases), self._clock(at_ms))))

    def _tried(self, attempts: int, at_ms: int, percent: int) -> str:
        if percent > 0:
            return f"{percent}% there, carries on"
        if not attempts:
            return "Not tried yet"
        return f"{attempts} {'try' if attempts == 1 else 'tries'}, last at {self._clock(at_ms)}"

    def _clock(self, at_ms: int) -> str:
        at = datetime.fromtimestamp(at_ms / 1000, LONDON)
        return f"{at:%H:%M}" if at.date() == self.today() else f"{at:%H:%M}, {at.day} {at:%B}"

    def _signer(self, visit: Held) -> str:
        with self.notebook.reading() as book:
            seal = revisions.by_id(book, [visit.seal])
            signer = certificates.by_key(book, seal[0].header.key) if seal else None
        return signer.holder.name if signer else ""


def _unanswered(item: Held) -> bool:
    place = {name: n for n, name in enumerate(item.folded.order)}
    last = max((place.get(name, 0) for name in item.folded.late), default=-1)
    return last > max((place.get(name, 0) for name in item.folded.addenda), default=-1)


def _officer(held: Held, field: str) -> str:
    told = held.value(field)
    return str(told["id"]) if isinstance(told, dict) else ""


def _reference(held: Held, cases: Mapping[str, Held]) -> str:
    case = cases.get(held.home)
    return case.text("reference") if case is not None and case.kind == "case" else ""
