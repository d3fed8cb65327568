"""The fold: from the revisions of one record to its current state, the same in any order and however
repeated.

Each field is a multi-value register over the causal graph that `bases` draws. Edits of different fields
merge; two edits of one field that had not seen each other are both kept until a signed `resolve` has seen
both.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fieldkit.ledger.canonical import Json, canonical
from fieldkit.ledger.revision import Header, Revision, Type

#: The register that holds the state a record was last moved to.
STATE = "@state"
CONTENT = frozenset({Type.EDIT, Type.STATE, Type.WITHDRAW, Type.RESOLVE})


@dataclass(frozen=True, slots=True)
class Told:
    """One value that one revision gave to a field; `erased` when it was taken away or is withheld."""

    value: Json
    revision: str
    erased: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What is currently so about one record.

    `fields` holds for each field every value not superseded, oldest first: one as a rule, several when
    officers disagree. `order` is the revisions in causal order. `late` are changes that the seal does not
    cover: kept, never
    merged. `incomplete` says that something its authors had seen is not here.
    """

    record: str
    kind: str
    home: str
    heads: tuple[str, ...]
    order: tuple[str, ...]
    fields: Mapping[str, tuple[Told, ...]]
    withdrawn: bool = False
    restricted: bool = False
    seal: str = ""
    addenda: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    incomplete: bool = False

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The fields for which officers gave different values without seeing each other's."""
        return tuple(sorted(name for name in self.fields if self.disputed(name)))

    def disputed(self, name: str) -> bool:
        """Whether `name` has several differing values."""
        told = self.fields.get(name, ())
        return len(told) > 1 and len({canonical([item.value, item.erased]) for item in told}) > 1

    def value(self, name: str) -> Json:
        """The agreed value of a field; None when there is none, or while it is disputed."""
        told = self.fields.get(name, ())
        return None if not told or self.disputed(name) else told[-1].value

    def latest(self, name: str) -> Json:
        """The newest value of a field, disputed or not: for titles in lists, never for a decision."""
        told = self.fields.get(name, ())
        return told[-1].value if told else None

    @property
    def state(self) -> str:
        """The state the record was last moved to, or an empty text."""
        value = self.latest(STATE)
        return value if isinstance(value, str) else ""


def fold(revisions: Iterable[Revision], seals: Iterable[Revision] = ()) -> State:
    """The state that the revisions of one record add up to.

    `seals` are seal revisions of its parent that may cover it. Raises `ValueError` for no revision at all,
    or for revisions of two records.
    """
    told, above = list(revisions), list(seals)
    if len(told) == 1 and not above and told[0].header.type == Type.EDIT:
        return _alone(told[0])
    return _merged(told, above)


def _alone(revision: Revision) -> State:
    """What `_merged` says of a record with one line: nothing to compare, so it is written down at once."""
    header, only = revision.header, (revision.id,)
    return State(
        record=header.record,
        kind=header.kind,
        home=header.home,
        heads=only,
        order=only,
        fields={name: (_told(revision, name),) for name in _written(revision)},
        incomplete=bool(header.bases),
    )


def _merged(revisions: Sequence[Revision], seals: Sequence[Revision]) -> State:
    graph = _Graph(revisions)
    first = graph.ordered[0].header
    seal = _first_seal([*graph.seals(), *seals], graph)
    covered = None if seal is None else graph.closure(seal.header.targets)
    live: dict[str, list[int]] = {}
    late: list[str] = []
    withdrawals: list[int] = []
    content = 0
    for index, revision in enumerate(graph.ordered):
        if revision.header.type not in CONTENT:
            continue
        if covered is not None and not covered >> index & 1:
            late.append(revision.id)
            continue
        content |= 1 << index
        if revision.header.type == Type.WITHDRAW:
            withdrawals.append(index)
            continue
        seen = graph.seen[index]
        for name in _written(revision):
            kept = [other for other in live.get(name, ()) if not seen >> other & 1]
            live[name] = [*kept, index]
    return State(
        record=first.record,
        kind=first.kind,
        home=first.home,
        heads=graph.heads(),
        order=tuple(revision.id for revision in graph.ordered),
        fields={name: tuple(_told(graph.ordered[i], name) for i in places) for name, places in live.items()},
        withdrawn=any(not content & ~graph.seen[index] & ~(1 << index) for index in withdrawals),
        restricted=any(revision.header.type == Type.RESTRICT for revision in graph.ordered),
        seal="" if seal is None else seal.id,
        addenda=tuple(r.id for r in graph.ordered if r.header.type == Type.ADDENDUM),
        late=tuple(late),
        incomplete=graph.incomplete,
    )


def field_history(revisions: Iterable[Revision]) -> dict[str, tuple[Told, ...]]:
    """Every value each field ever had, in causal order: what a correction strikes through."""
    told: dict[str, list[Told]] = {}
    for revision in _Graph(revisions).ordered:
        if revision.header.type in CONTENT:
            for name in _written(revision):
                told.setdefault(name, []).append(_told(revision, name))
    return {name: tuple(items) for name, items in told.items()}


def _written(revision: Revision) -> Sequence[str]:
    payload = revision.payload
    if payload is None:
        return ()
    return [name for name in (*payload.fields, *payload.leaves) if name == STATE or not name.startswith("@")]


def _told(revision: Revision, name: str) -> Told:
    payload = revision.payload
    if payload is None or name not in payload.fields:
        return Told(None, revision.id, erased=True)
    return Told(payload.fields[name], revision.id)


def _first_seal(seals: Sequence[Revision], graph: _Graph) -> Revision | None:
    """The seal that closes the record: one that no other seal came before; of rivals the earliest by clock,
    then id.
    """
    return min(seals, key=lambda seal: (graph.rank(seal), seal.header.when, seal.id), default=None)


def _key(header: Header, revision: str) -> tuple[int, int, str]:
    return header.hlc_ms, header.hlc_n, revision


class _Graph:
    """The revisions of one record in causal order, with what each author had seen as a bit set."""

    def __init__(self, revisions: Iterable[Revision]) -> None:
        known = {revision.id: revision for revision in revisions}
        if not known:
            raise ValueError("a record has at least one revision")
        if len({revision.header.record for revision in known.values()}) != 1:
            raise ValueError("these are revisions of several records")
        self.incomplete = any(base not in known for r in known.values() for base in r.header.bases)
        self.ordered = _causal_order(known)
        self.index = {revision.id: place for place, revision in enumerate(self.ordered)}
        self.seen: list[int] = []
        for revision in self.ordered:
            bits = 0
            for base in revision.header.bases:
                place = self.index.get(base)
                if place is not None:
                    bits |= self.seen[place] | 1 << place
            self.seen.append(bits)

    def heads(self) -> tuple[str, ...]:
        """The revisions that no other had seen."""
        seen = 0
        for bits in self.seen:
            seen |= bits
        return tuple(sorted(r.id for place, r in enumerate(self.ordered) if not seen >> place & 1))

    def closure(self, targets: Iterable[str]) -> int:
        """The bits of the targets that are here, with everything their authors had seen."""
        bits = 0
        for target in targets:
            place = self.index.get(target)
            if place is not None:
                bits |= self.seen[place] | 1 << place
        return bits

    def seals(self) -> list[Revision]:
        return [revision for revision in self.ordered if revision.header.type == Type.SEAL]

    def rank(self, seal: Revision) -> int:
        """How many seals of this record its author had seen."""
        place = self.index.get(seal.id)
        if place is None:
            return 0
        return sum(1 for other in self.seals() if self.seen[place] >> self.index[other.id] & 1)


def _causal_order(known: Mapping[str, Revision]) -> list[Revision]:
    """Parents first; among those free to come next the lowest clock, then id: one order for one set."""
    if len(known) == 1:
        return list(known.values())
    waiting = {r.id: sum(1 for base in r.header.bases if base in known) for r in known.values()}
    after: dict[str, list[str]] = {}
    for revision in known.values():
        for base in revision.header.bases:
            after.setdefault(base, []).append(revision.id)
    free = [_key(known[name].header, name) for name, count in waiting.items() if count == 0]
    heapq.heapify(free)
    ordered: list[Revision] = []
    while free:
        revision = known[heapq.heappop(free)[2]]
        ordered.append(revision)
        for name in after.get(revision.id, ()):
            waiting[name] -= 1
            if waiting[name] == 0:
                heapq.heappush(free, _key(known[name].header, name))
    return ordered
