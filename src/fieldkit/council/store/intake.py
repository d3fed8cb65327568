"""Takes in what was pushed: stores it at once, judges who may put it where, and gives the receipt.

Nothing that is well signed is turned away. What its author had no right to write is kept, receipted and set
apart (quarantined) until somebody who may decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, func, insert, select, update

from fieldkit.council.judge import REPEATED, Head, Judged, read
from fieldkit.council.store import chains, feeds, giving, log, people
from fieldkit.council.store.database import among, insert_all
from fieldkit.council.store.erasing import erase, erased_before
from fieldkit.council.store.sealing import Sealing
from fieldkit.council.store.tables import attached, attachments, payloads, refused, revisions
from fieldkit.ledger.revision import Type
from fieldkit.wire.messages import DUPLICATE, QUARANTINED, STORED, Item, PushReply, Verdict
from fieldkit.wire.receipts import Receipt

REVOKED, NOT_GRANTED, NOT_ADMIN = "revoked", "not-granted", "not-an-administrator"
NOT_MANAGER = "not-a-manager"
_ORDERS = frozenset({Type.ERASE, Type.RESTRICT})
FULL = "too-many-refused"
LINK_KIND, LINKED = "link", "other"
#: How many revisions that are not well signed the server keeps of one device.
REFUSED_QUOTA = 1000
_SLICE = 500


@dataclass(slots=True)
class Intake:
    """One push, inside one writing transaction."""

    connection: Connection
    sealing: Sealing
    origin: str
    register: str
    sender: str
    now_ms: int
    sign: log.SignCheckpoint
    #: Sealed files that an order to erase made superfluous; their bytes go once the push is committed.
    dropped: list[str] = field(default_factory=list)
    _authors: dict[str, people.Device | None] = field(default_factory=dict)
    _rights: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, judged: Sequence[Judged]) -> PushReply:
        """Stores what is new and says what became of each item, in the order sent."""
        held = self._held(judged)
        fresh = [one for one in judged if not one.fault and one.id not in held]
        keys = feeds.open_homes(self.connection, self.sealing, self._homes(fresh))
        quarantine = {one.id: self._reason(one.head) for one in fresh if one.head is not None}
        given = []
        if fresh:
            given.append(self._store(fresh, quarantine, keys))
        verdicts = [self._verdict(one, held, quarantine) for one in judged]
        again = [held[one.id] for one in judged if one.id in held]
        if again:
            given = log.receipts_for(self.connection, again) + given
        touched = {one.head.chain for one in judged if one.head is not None and one.fault in ("", REPEATED)}
        told = chains.heads(self.connection, touched)
        return PushReply(verdicts=tuple(verdicts), receipts=tuple(given), chains=tuple(told))

    def release(self, home: str, holders: Collection[str]) -> int:
        """Publishes what authors wrote in a home before they were granted it; how many revisions that was."""

        def granted(line: Any) -> bool:
            author = self._author(line.key)
            return author is not None and bool(people.holders(self.connection, author.officer) & set(holders))

        return self._free(home, NOT_GRANTED, granted)

    def release_withdrawn(self, home: str, key: str) -> int:
        """Publishes what a withdrawn device handed in for a home, but for its orders; how many that was."""
        return self._free(home, REVOKED, lambda line: line.key == key and line.type not in _ORDERS)

    def _free(self, home: str, reason: str, wanted: Callable[[Any], bool]) -> int:
        apart = select(revisions, payloads.c.sealed)
        apart = apart.outerjoin(payloads, payloads.c.position == revisions.c.position)
        apart = apart.where(revisions.c.home == home, revisions.c.quarantine == reason)
        found = self.connection.execute(apart.order_by(revisions.c.position)).all()
        key = feeds.home_keys(self.connection, {home})[home]
        freed: list[tuple[int, Judged]] = []
        for line in filter(wanted, found):
            said = line.sealed and self.sealing.open_payload(key, home, line.id, line.sealed)
            freed.append((line.position, read(Item(line.raw, line.sig, said))))
        for start in range(0, len(freed), _SLICE):
            part = [position for position, _ in freed[start : start + _SLICE]]
            stands = update(revisions).where(revisions.c.position.in_(part)).values(quarantine="")
            self.connection.execute(stands)
        self._publish(freed)
        return len(freed)

    def _held(self, judged: Sequence[Judged]) -> dict[str, int]:
        wanted = select(revisions.c.id, revisions.c.position)
        wanted = wanted.where(among(self.connection, revisions.c.id, [one.id for one in judged]))
        return {row.id: row.position for row in self.connection.execute(wanted)}

    def _homes(self, fresh: Iterable[Judged]) -> set[str]:
        wanted = {one.head.home for one in fresh if one.head is not None}
        there = set(feeds.home_keys(self.connection, wanted))
        for one in fresh:
            if one.head is not None and one.head.home not in there:
                there.add(one.head.home)
                author = self._author(one.head.key)
                # Whoever writes the first revision of a home holds it; the register's home belongs to nobody.
                if author is not None and author.revoked_ms is None and one.head.home != self.register:
                    holder = people.holder_officer(author.officer)
                    feeds.grant(self.connection, one.head.home, holder, self.now_ms)
        return wanted

    def _author(self, key: str) -> people.Device | None:
        if key not in self._authors:
            self._authors[key] = people.device(self.connection, key)
        return self._authors[key]

    def _reason(self, head: Head) -> str:
        """Why the author had no right to write there; empty when they had."""
        if (head.key, head.home) not in self._rights:
            self._rights[head.key, head.home] = self._judge_right(head)
        right = self._rights[head.key, head.home]
        # Before "not granted", because what is set apart for that is published once it is granted.
        if head.type in _ORDERS and right in ("", NOT_GRANTED) and not self._may_order(head.key):
            return NOT_MANAGER
        return right

    def _may_order(self, key: str) -> bool:
        return people.certified(self.connection, self.sealing, key).may_order

    def _judge_right(self, head: Head) -> str:
        author = self._author(head.key)
        if author is None or author.revoked_ms is not None:
            return REVOKED
        if head.home == self.register:
            is_admin = people.ADMIN in people.certified(self.connection, self.sealing, head.key).roles
            return "" if is_admin else NOT_ADMIN
        holders = people.holders(self.connection, author.officer)
        return "" if feeds.may_see(self.connection, head.home, holders) else NOT_GRANTED

    def _store(self, fresh: Sequence[Judged], quarantine: dict[str, str], keys: dict[str, bytes]) -> Receipt:
        ids = [one.id for one in fresh]
        receipt = log.append(self.connection, ids, self.origin, self.now_ms, self.sign)
        gone = erased_before(self.connection, ids)
        lines, sealed, files, names = [], [], {}, {}
        for position, one in enumerate(fresh, start=receipt.first):
            head, said = one.head, one.item.payload
            if head is None:
                continue
            lines.append(self._line(position, one, head, quarantine[one.id]))
            if said is not None:
                left = gone.apply(one.id, head.home, said)
                secret = self.sealing.seal_payload(keys[head.home], head.home, one.id, left)
                sealed.append({"position": position, "home": head.home, "sealed": secret})
            for sha256, size in head.blobs:
                files[sha256] = size
                names[sha256, one.id] = {"sha256": sha256, "revision": one.id, "home": head.home}
        insert_all(self.connection, revisions, lines)
        if sealed:
            insert_all(self.connection, payloads, sealed)
        self._name_files(files, list(names.values()))
        chains.extend(self.connection, fresh)
        places = list(enumerate(fresh, start=receipt.first))
        self._publish([(position, one) for position, one in places if not quarantine[one.id]])
        return receipt

    def _line(self, position: int, one: Judged, head: Head, quarantine: str) -> dict[str, object]:
        return {
            "position": position,
            "id": one.id,
            "chain": head.chain,
            "seq": head.seq,
            "key": head.key,
            "record": head.record,
            "home": head.home,
            "kind": head.kind,
            "type": head.type,
            "raw": one.item.raw,
            "sig": one.item.sig,
            "quarantine": quarantine,
            "received_ms": self.now_ms,
        }

    def _name_files(self, files: dict[str, int], names: list[dict[str, str]]) -> None:
        if not files:
            return
        wanted = select(attachments.c.sha256).where(attachments.c.sha256.in_(files))
        there = set(self.connection.execute(wanted).scalars())
        fresh = [{"sha256": sha256, "size": files[sha256]} for sha256 in files if sha256 not in there]
        if fresh:
            self.connection.execute(insert(attachments), fresh)
        self.connection.execute(
            insert(attached), list({(n["sha256"], n["revision"]): n for n in names}.values())
        )

    def _publish(self, standing: Sequence[tuple[int, Judged]]) -> None:
        """Puts what stands into the feeds where it belongs, and does what links and erasures order."""
        wanted: dict[str, list[feeds.Line]] = {}
        elsewhere: dict[str, list[str]] = {}
        records = {one.head.record for _, one in standing if one.head is not None}
        for record, home in feeds.linked_homes(self.connection, records):
            elsewhere.setdefault(record, []).append(home)
        for position, one in standing:
            if one.head is not None:
                for home in (one.head.home, *elsewhere.get(one.head.record, ())):
                    wanted.setdefault(home, []).append((position, one.id))
        for home in sorted(wanted):
            feeds.extend(self.connection, home, wanted[home])
        for _, one in standing:
            if one.head is not None and one.head.kind == LINK_KIND and one.item.payload is not None:
                self._link(one.head, one.item.payload)
            if one.head is not None and one.head.kind in giving.ASKING and one.item.payload is not None:
                self._give_out(one.head, one.item.payload)
            if one.head is not None and one.head.type == Type.ERASE:
                self.dropped += erase(self.connection, self.sealing, one.id, one.head, one.item.payload)

    def _give_out(self, head: Head, payload: bytes) -> None:
        """A line that asks somebody in lets them see its home, and publishes what they wrote there before."""
        asked = giving.asked_in(self.connection, self.sealing, head, payload)
        fresh = giving.give(self.connection, head.home, asked, self.now_ms)
        if fresh:
            self._rights.clear()
            self.release(head.home, fresh)

    def _link(self, head: Head, payload: bytes) -> None:
        try:
            record = msgspec.json.decode(payload)["f"][LINKED]
        except (msgspec.DecodeError, KeyError, TypeError):
            return
        author = self._author(head.key)
        home = feeds.home_of(self.connection, record) if isinstance(record, str) else ""
        if author is None or home in ("", head.home):
            return
        # History follows a link only where the link's author may already see it (design.md §3, Home).
        if feeds.may_see(self.connection, home, people.holders(self.connection, author.officer)):
            feeds.link(self.connection, record, head.home)

    def _verdict(self, one: Judged, held: dict[str, int], quarantine: dict[str, str]) -> Verdict:
        if one.id in held or one.fault == REPEATED:
            return Verdict(one.id, DUPLICATE)
        if one.fault:
            kept = self._refuse(one)
            return Verdict(one.id, QUARANTINED, one.fault if kept else FULL)
        reason = quarantine[one.id]
        return Verdict(one.id, QUARANTINED if reason else STORED, reason)

    def _refuse(self, one: Judged) -> bool:
        """Keeps what is not well signed, up to a quota, for a supervisor to see. It gets no receipt."""
        there = self.connection.execute(select(refused.c.id).where(refused.c.id == one.id)).first()
        if there is not None:
            return True
        counted = select(func.count()).select_from(refused).where(refused.c.sender == self.sender)
        if self.connection.execute(counted).scalar_one() >= REFUSED_QUOTA:
            return False
        sealed = self.sealing.seal(msgspec.msgpack.encode(one.item), one.id)
        line = {"id": one.id, "sender": self.sender, "sealed": sealed, "reason": one.fault}
        self.connection.execute(insert(refused), line | {"received_ms": self.now_ms})
        return True
