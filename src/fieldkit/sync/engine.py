"""One round of sending and receiving, without any network: a generator that asks and is given the answers.

The order is fixed: greet and compare, send what the server says it lacks, receive each home, then files,
then health. What is unsent follows from the heads that the server reports, never from a flag here, so that a
server put back from an older copy is offered everything again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.sync import alarms, troubles
from fieldkit.sync.checking import Checker
from fieldkit.sync.files import fetch_files, send_files
from fieldkit.sync.line import Ask
from fieldkit.sync.port import Cursor, Store, Trusted
from fieldkit.wire import digests
from fieldkit.wire.merkle import consistency_holds
from fieldkit.wire.messages import (
    PUSH_BYTES,
    PUSH_ITEMS,
    QUARANTINED,
    STORED,
    ChainHead,
    ChainPage,
    Health,
    Hello,
    HelloReply,
    Item,
    Page,
    Push,
    PushReply,
    Return,
    Returned,
    Scope,
)
from fieldkit.wire.receipts import BadReceipt, Checkpoint, check_receipt, read_checkpoint

Steps: TypeAlias = Generator[Ask[Any], Any, None]
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Outcome:
    """What a round did. `alarms` are sentences for the officer that must not be passed over."""

    sent: int = 0
    already_there: int = 0
    quarantined: dict[str, str] = field(default_factory=dict)
    received: int = 0
    files_sent: int = 0
    files_received: int = 0
    closed: tuple[str, ...] = ()
    put_back: int = 0
    forked: bool = False
    forgotten: bool = False
    clock_offset_ms: int = 0
    alarms: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Round:
    """One round for one notebook. `clock` gives UTC milliseconds."""

    store: Store
    keys: CouncilKeys
    clock: Callable[[], int]
    app: str
    progress: Progress
    outcome: Outcome = field(default_factory=Outcome)
    disk_free: int = 0
    #: Told of a call that is sure to come next, which may be begun while its answer is not yet asked for.
    begin: Callable[[Ask[Any]], None] = lambda _ask: None
    #: The public key for parcels that is still to be certified; empty when our certificate carries it.
    sealing: bytes = b""
    #: What the server last said that it holds of each of our chains.
    held: dict[str, ChainHead] = field(default_factory=dict)

    def steps(self) -> Steps:
        """The calls of the round, each to be answered. Raises `Trouble`."""
        reply = yield from self._greet()
        yield from self._put_back(reply)
        yield from self._send(reply)
        if reply.revoked:
            # A file that the council does not want stays here, and keeps the notebook from being destroyed.
            with suppress(troubles.Refused):
                self.outcome.files_sent = yield from send_files(self.store, self.progress)
            raise troubles.Revoked(forgotten=self.outcome.forgotten)
        if reply.scopes is not None:
            yield from self._receive(reply.scopes)
        self.outcome.files_sent = yield from send_files(self.store, self.progress)
        self.outcome.files_received = yield from fetch_files(self.store, self.progress)
        if self._moved():
            yield from self._report()

    def _greet(self) -> Generator[Ask[Any], Any, HelloReply]:
        trusted, cursors, before = self.store.trusted(), self.store.cursors(), self.clock()
        held = [Scope(home, c.generation, c.n, c.count, c.digest) for home, c in cursors.items()]
        said = Hello(
            app=self.app,
            now_ms=before,
            chains=tuple(self.store.own_chains()),
            size=trusted.size,
            root=trusted.root,
            checkpoint=trusted.checkpoint,
            keys=digests.keys_tag(self.keys.raw),
            scopes=digests.scopes_tag(held),
            directory=digests.directory_tag(self.store.directory()),
            sealing=self.sealing,
        )
        reply = yield from self._hello(said)
        # Cristian's method: the server's time was read about half way through the call.
        self.outcome.clock_offset_ms = reply.now_ms - (before + self.clock()) // 2
        self._renew_keys(reply.keys)
        self._compare_logs(trusted, reply)
        if reply.directory is not None:
            self.store.save_directory(reply.directory)
        self.store.save_hello(reply.revocations, reply.policy, reply.now_ms, self.outcome.clock_offset_ms)
        return reply

    def _hello(self, said: Hello) -> Generator[Ask[Any], Any, HelloReply]:
        ask = Ask("POST", "/v1/hello", HelloReply, said)
        reply: HelloReply
        try:
            reply = yield ask
        except troubles.Refused as fault:
            enrolled = self.store.enrolment()
            if fault.reason != "unknown-device" or enrolled is None:
                raise
            unknown = fault
        else:
            return reply
        # The server may have been put back from a backup that is older than our enrolment.
        key = DeviceCertificate.of(enrolled.certificate).key.raw
        shown = Return(public_key=key, certificate=enrolled.certificate)
        try:
            yield Ask("POST", "/v1/return", Returned, shown)
        except troubles.Refused:
            raise unknown from None
        self.outcome.forgotten = True
        reply = yield ask
        return reply

    def _renew_keys(self, raw: bytes) -> None:
        """Takes the council's newer keys when the root that we trust signed them too."""
        if not raw:
            return
        newer = CouncilKeys.of(raw)
        if newer != self.keys and newer.succeeds(self.keys):
            self.store.save_keys(raw)
            self.keys = newer

    def _compare_logs(self, trusted: Trusted, reply: HelloReply) -> None:
        try:
            now = read_checkpoint(reply.checkpoint, self.keys.receipt.raw)
        except BadReceipt as fault:
            raise troubles.Altered() from fault
        if trusted.epoch not in (0, now.epoch):
            self.store.forget_server()
        if reply.proof is None:
            self.outcome.alarms.append(alarms.LOG_LOST)
        elif not self._begins(trusted, now.size, now.root, reply.proof):
            self.outcome.alarms.append(alarms.LOG_CHANGED)
            return
        self._trust(reply.checkpoint, now)

    def _trust(self, note: str, read: Checkpoint) -> None:
        trusted = Trusted(checkpoint=note, size=read.size, root=read.root, epoch=read.epoch)
        self.store.save_trusted(trusted)

    def _begins(self, trusted: Trusted, size: int, root: str, proof: Sequence[bytes]) -> bool:
        if not trusted.size:
            return True
        return consistency_holds(trusted.size, bytes.fromhex(trusted.root), size, bytes.fromhex(root), proof)

    def _put_back(self, reply: HelloReply) -> Steps:
        """Fetches lines of our own chains that the server has and this older copy of the notebook lost."""
        if reply.revoked:
            return
        checker = Checker(self.store.directory(), self.keys)
        ours = {head.chain: head.seq for head in self.store.own_chains()}
        for head in reply.chains:
            after, more = ours.get(head.chain, 0), True
            while more and after < head.seq:
                target = f"/v1/chain?chain={head.chain}&after={after}&limit={PUSH_ITEMS}"
                page: ChainPage = yield Ask("GET", target, ChainPage)
                rows = checker.rows(page.rows)
                self.store.put_back(rows)
                self.outcome.put_back += len(rows)
                after = max([after, *(row.n for row in page.rows)])
                more = page.more and bool(rows)
        if self.outcome.put_back:
            self.outcome.alarms.append(alarms.OLDER_COPY)

    def _send(self, reply: HelloReply) -> Steps:
        self.held = {head.chain: head for head in reply.chains}
        own = self.store.own_chains()
        wanted = [
            (mine.chain, first, last)
            for mine in own
            for first, last in self._unsent(mine, self.held.get(mine.chain))
        ]
        total, done = sum(last - first + 1 for _, first, last in wanted), 0
        batches = self._batches(wanted)
        batch = next(batches, ())
        ask = _push_of(batch)
        while batch:
            answer: PushReply = yield ask
            done, batch = done + len(batch), next(batches, ())
            if batch:
                ask = _push_of(batch)
                self.begin(ask)
            self._keep(answer)
            self.progress("send", done, total)

    def _batches(self, wanted: Sequence[tuple[str, int, int]]) -> Iterator[tuple[Item, ...]]:
        for chain, first, last in wanted:
            while first <= last:
                lines = self.store.revisions_after(chain, first - 1, min(PUSH_ITEMS, last - first + 1))
                batch = _fitting(lines)
                if not batch:
                    break
                yield batch
                first += len(batch)

    def _unsent(self, mine: ChainHead, theirs: ChainHead | None) -> list[tuple[int, int]]:
        """The lines of an own chain that the server lacks, as (first, last)."""
        if theirs is None:
            return [(1, mine.seq)] if mine.seq else []
        if theirs.seq <= mine.seq and self.store.id_at(theirs.chain, theirs.seq) != theirs.id:
            # Two notebooks wrote as one: offer every line, the server keeps both.
            self._fork()
            return [(1, mine.seq)]
        if theirs.forked:
            self._fork()
        gaps = [(first, min(last, mine.seq)) for first, last in theirs.missing if first <= mine.seq]
        return [*gaps, (theirs.seq + 1, mine.seq)] if theirs.seq < mine.seq else gaps

    def _fork(self) -> None:
        if not self.outcome.forked:
            self.outcome.forked = True
            self.outcome.alarms.append(alarms.FORKED)

    def _keep(self, answer: PushReply) -> None:
        """Checks the receipts of a push and keeps them; what was set apart is noted."""
        for receipt in answer.receipts:
            try:
                checkpoint = check_receipt(receipt, self.keys.receipt.raw)
            except BadReceipt as fault:
                raise troubles.Altered() from fault
            self.store.save_receipt(receipt, checkpoint.time_ms)
            trusted, before = self.store.trusted(), receipt.before
            # A receipt whose log begins with the one we trust carries our trust on.
            if before.size == trusted.size and trusted.root in ("", before.root.hex()):
                self._trust(receipt.checkpoint, checkpoint)
        self.held |= {head.chain: head for head in answer.chains}
        apart = {verdict.id: verdict.reason for verdict in answer.verdicts if verdict.status == QUARANTINED}
        if apart:
            self.store.save_quarantined(apart)
            self.outcome.quarantined |= apart
        stored = sum(verdict.status == STORED for verdict in answer.verdicts)
        self.outcome.sent += stored
        self.outcome.already_there += len(answer.verdicts) - stored - len(apart)

    def _receive(self, scopes: Sequence[Scope]) -> Steps:
        cursors = self.store.cursors()
        closed = sorted(cursors.keys() - {scope.home for scope in scopes})
        if closed:
            self.store.close_homes(closed)
            self.outcome.closed = tuple(closed)
        checker = Checker(self.store.directory(), self.keys)
        for scope in scopes:
            yield from self._receive_home(scope, cursors.get(scope.home), checker)

    def _receive_home(self, scope: Scope, cursor: Cursor | None, checker: Checker) -> Steps:
        for again in (False, True):
            if cursor is None or cursor.generation != scope.generation or cursor.n > scope.head or again:
                cursor = Cursor(generation=scope.generation)
            own = self.store.own_chains()
            ask = _page_of(scope.home, cursor.n, own) if cursor.n < scope.head else None
            while ask is not None:
                page: Page = yield ask
                rows = checker.rows(page.rows)
                cursor = _moved_on(cursor, page)
                ask = _page_of(scope.home, cursor.n, own) if page.more and rows else None
                if ask is not None:
                    self.begin(ask)
                self.store.apply_pulled(scope.home, rows, cursor)
                self.outcome.received += sum(row.revision is not None for row in rows)
                scope = page.scope
                self.progress("receive", cursor.n, scope.head)
            if (cursor.n, cursor.count, cursor.digest) == (scope.head, scope.count, scope.digest):
                return
        self.outcome.alarms.append(alarms.NOT_WHOLE)

    def _moved(self) -> bool:
        done = self.outcome
        return bool(
            done.sent
            or done.received
            or done.files_sent
            or done.files_received
            or done.alarms
            or done.quarantined
        )

    def _still_unsent(self) -> int:
        """How many of our lines the server does not hold: those that were written during the round."""
        lacking = 0
        for mine in self.store.own_chains():
            theirs = self.held.get(mine.chain)
            gaps = theirs.missing if theirs else ()
            lacking += max(0, mine.seq - (theirs.seq if theirs else 0))
            lacking += sum(last - first + 1 for first, last in gaps)
        return lacking

    def _report(self) -> Steps:
        yield Ask(
            "POST",
            "/v1/health",
            Health,
            Health(
                unsent=self._still_unsent(),
                attachments_unsent=len(self.store.files_to_send()),
                troubles=("alarm",) * len(self.outcome.alarms),
                disk_free=self.disk_free,
                clock_offset_ms=self.outcome.clock_offset_ms,
                app=self.app,
            ),
        )


def _fitting(lines: Sequence[Item]) -> tuple[Item, ...]:
    """The first lines that make up a push: at least one, and no more than fits."""
    size = 0
    for count, item in enumerate(lines):
        size += len(item.raw) + len(item.sig) + len(item.payload or b"")
        if count and size > PUSH_BYTES:
            return tuple(lines[:count])
    return tuple(lines)


def _push_of(batch: tuple[Item, ...]) -> Ask[PushReply]:
    return Ask("POST", "/v1/push", PushReply, Push(items=batch))


def _page_of(home: str, after: int, own: Sequence[ChainHead]) -> Ask[Page]:
    mine = f"&chain={own[-1].chain}&seq={own[-1].seq}" if own else ""
    return Ask("GET", f"/v1/pull?home={home}&after={after}&limit={PUSH_ITEMS}{mine}", Page)


def _moved_on(cursor: Cursor, page: Page) -> Cursor:
    ids = [row.id for row in page.rows]
    return Cursor(
        generation=page.scope.generation,
        n=page.rows[-1].n if page.rows else cursor.n,
        count=cursor.count + len(ids),
        digest=digests.add(cursor.digest, ids),
    )
