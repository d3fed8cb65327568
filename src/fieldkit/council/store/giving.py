"""Gives a home to those whom a signed line in it asks in: paired officers, the Legal Panel, an investigator,
whoever presents.

The server acts on what it can judge itself: a line that stands, who signed it by certificate, and the names
and roles of its own directory. Whatever else is wanted, `allocate` does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from fieldkit.council.judge import Head
from fieldkit.council.store import feeds, people
from fieldkit.council.store.sealing import Sealing
from fieldkit.council.store.tables import officers, payloads, revisions
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Type

SIGNOFF, PAIRING, OPERATION = "signoff", "pairing", "operation"
_PAIRED = ("officer", "second_officer")
#: kind: the states in which it waits for the Legal Panel (domain 1.1, 7.1).
_BEFORE_PANEL: Mapping[str, Collection[str]] = {
    "referral": ("accepted", "panel"),
    "investigation-plan": ("submitted",),
    "interview": ("panel_requested",),
}
#: kind: who may allocate it, by role, and so give it to the officer named.
_ALLOCATORS: Mapping[str, Collection[str]] = {
    "referral": (people.PANEL,),
    "case": (people.MANAGER, people.PANEL),
}
ALLOCATED, PRESENTER, HEARING = "allocated_officer", "presenter", "hearing"
_PRESENTS = ("PRES", "AIO")
#: The kinds of lines that may ask somebody in.
ASKING = frozenset({SIGNOFF, HEARING, *_BEFORE_PANEL, *_ALLOCATORS})


def asked_in(connection: Connection, sealing: Sealing, head: Head, payload: bytes) -> set[str]:
    """The holders whom this line asks in to its home; none for nearly every line."""
    said = _said(payload)
    if head.kind == SIGNOFF:
        return _paired_holders(connection, sealing, head, said)
    asked = set()
    if said.get(STATE) in _BEFORE_PANEL.get(head.kind, ()):
        asked.add(people.holder_role(people.PANEL))
    if head.kind in _ALLOCATORS and ALLOCATED in said:
        signer = people.certified(connection, sealing, head.key)
        if set(signer.roles) & set(_ALLOCATORS[head.kind]):
            asked |= _officers(connection, {_id(said[ALLOCATED])})
    if head.kind == HEARING:
        asked |= _officers(connection, {_id(said.get(PRESENTER))}, _PRESENTS)
    return asked


def give(connection: Connection, home: str, holders: Collection[str], now_ms: int) -> set[str]:
    """Lets them see the home; those for whom that is new."""
    return {holder for holder in sorted(holders) if feeds.grant(connection, home, holder, now_ms)}


def _paired_holders(
    connection: Connection, sealing: Sealing, head: Head, said: Mapping[str, Any]
) -> set[str]:
    """Who is paired on a sweep, once a manager who wrote none of its plan approves it."""
    if said.get("decision") != "approve" or said.get("parent") != head.home:
        return set()
    plan = revisions.c.kind == OPERATION, revisions.c.record == head.home, revisions.c.quarantine == ""
    lines = connection.execute(select(revisions.c.key).where(*plan)).scalars().all()
    signer = people.certified(connection, sealing, head.key)
    planners = {people.certified(connection, sealing, key).officer for key in set(lines)}
    if not planners or people.MANAGER not in signer.roles or signer.officer in planners:
        return set()
    return _officers(connection, _paired(connection, sealing, head.home))


def _officers(connection: Connection, ids: Collection[str], roles: Collection[str] = ()) -> set[str]:
    """The holders of those ids that the directory knows, with one of the roles if any are given."""
    wanted = select(officers.c.id, officers.c.roles).where(officers.c.id.in_(ids))
    return {
        people.holder_officer(row.id)
        for row in connection.execute(wanted)
        if not roles or set(row.roles.split()) & set(roles)
    }


def _paired(connection: Connection, sealing: Sealing, home: str) -> set[str]:
    """Who the pairings that stand name now: the newest answer counts, and a pairing taken out none."""
    wanted = select(revisions.c.id, revisions.c.record, revisions.c.type, payloads.c.sealed)
    wanted = wanted.outerjoin(payloads, payloads.c.position == revisions.c.position)
    pairings = revisions.c.home == home, revisions.c.kind == PAIRING, revisions.c.quarantine == ""
    key = feeds.home_keys(connection, {home})[home]
    named: dict[tuple[str, str], str] = {}
    for line in connection.execute(wanted.where(*pairings).order_by(revisions.c.position)):
        said = _said(sealing.open_payload(key, home, line.id, line.sealed)) if line.sealed else {}
        for name in _PAIRED:
            if line.type == Type.WITHDRAW:
                named.pop((line.record, name), None)
            elif name in said:
                named[line.record, name] = _id(said[name])
    return {one for one in named.values() if one}


def _said(payload: bytes) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(payload)["f"]
    except (msgspec.DecodeError, KeyError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _id(value: object) -> str:
    found = value.get("id") if isinstance(value, dict) else ""
    return found if isinstance(found, str) else ""
