"""One gapless chain per officer, device and incarnation: writing its next link, and finding any fault in
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from fieldkit.ledger.canonical import Json
from fieldkit.ledger.clock import Hlc
from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import NO_REVISION, Blob, Header, Revision, Type, revision_id, signing_message

Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What somebody does to a record, before it is signed: the content of one revision to be."""

    type: Type
    kind: str
    record: str
    home: str
    fields: Mapping[str, Json] = field(default_factory=dict)
    bases: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    blobs: tuple[Blob, ...] = ()
    schema: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What this device's clocks say: UTC ms, ms since start, and the zone offset in force in ms."""

    wall_ms: int
    mono_ms: int = 0
    offset_ms: int = 0


@dataclass(slots=True, kw_only=True)
class Pen:
    """Writes the next revisions of one chain.

    Not shared between threads; `seq` and `prev` move with each link.
    """

    chain: str
    key: str
    sign: Sign
    session: str
    app: str
    seq: int = 0
    prev: str = NO_REVISION
    hlc: Hlc = field(default_factory=Hlc)

    def write(self, act: Act, now: Moment, nonce: bytes) -> Revision:
        """The signed revision of `act`; `nonce` is 32 fresh random bytes."""
        hlc = self.hlc.tick(now.wall_ms)
        payload = Payload(dict(act.fields), nonce=nonce.hex())
        header = Header(
            type=str(act.type),
            kind=act.kind,
            schema=act.schema,
            record=act.record,
            home=act.home,
            chain=self.chain,
            key=self.key,
            seq=self.seq + 1,
            prev=self.prev,
            bases=tuple(sorted(set(act.bases))),
            session=self.session,
            hlc_ms=hlc.ms,
            hlc_n=hlc.n,
            wall_ms=now.wall_ms,
            mono_ms=now.mono_ms,
            offset_ms=now.offset_ms,
            commit=payload.commit(),
            blobs=act.blobs,
            targets=tuple(sorted(set(act.targets))),
            app=self.app,
        )
        raw = header.raw()
        made = revision_id(raw)
        sig = self.sign(signing_message(made))
        self.seq, self.prev, self.hlc = header.seq, made, hlc
        return Revision(raw, sig, header, made, payload)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a chain: `what` is gap, fork, link, key or signature; `seq` where; `says` in
    words.
    """

    chain: str
    seq: int
    what: str
    says: str


def check_chain(
    revisions: Iterable[Revision],
    verify: Callable[[str, bytes, bytes], bool],
    *,
    whole: bool = True,
) -> list[Fault]:
    """Every fault in the given revisions of one or more chains; an empty list means none was found.

    `verify(key id, signature, message)` checks one signature. With `whole` a missing link, also the first, is
    a gap; without it only neighbours that are both here are compared, as where part of a chain is held.
    """
    faults: list[Fault] = []
    chains: dict[str, dict[int, list[Revision]]] = {}
    for revision in revisions:
        chains.setdefault(revision.header.chain, {}).setdefault(revision.header.seq, []).append(revision)
    for chain, places in sorted(chains.items()):
        faults += _check_one(chain, places, whole)
        for seq in sorted(places):
            faults += [
                Fault(chain, seq, "signature", f"line {seq} is not signed by the key it names")
                for revision in places[seq]
                if not verify(revision.header.key, revision.sig, signing_message(revision.id))
            ]
    return faults


def _check_one(chain: str, places: Mapping[int, list[Revision]], whole: bool) -> list[Fault]:
    faults: list[Fault] = []
    order = sorted(places)
    key = places[order[0]][0].header.key
    for seq in order:
        ids = {revision.id for revision in places[seq]}
        if len(ids) > 1:
            faults.append(Fault(chain, seq, "fork", f"there are {len(ids)} different lines {seq}"))
        before = places.get(seq - 1)
        known = {revision.id for revision in before} if before else {NO_REVISION} if seq == 1 else None
        if known is None and whole:
            faults.append(Fault(chain, seq - 1, "gap", f"line {seq - 1} is missing"))
        for revision in places[seq]:
            # A rotate opens a new incarnation: its prev is the last line of the chain it takes over from.
            opens = seq == 1 and revision.header.type == Type.ROTATE
            if known is not None and not opens and revision.header.prev not in known:
                faults.append(Fault(chain, seq, "link", f"line {seq} does not follow line {seq - 1}"))
            if revision.header.key != key:
                faults.append(
                    Fault(chain, seq, "key", f"line {seq} names another key than the chain began with")
                )
    return faults
