"""Gives a sweep to the officers paired on it, once a manager who may see it has approved it.

The server acts on what it can judge itself: a decision that stands, signed by a device certified for a
manager who wrote none of the plan, and names in its own directory. Whatever else is wanted, `allocate` does.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from fieldkit.council.judge import Head
from fieldkit.council.store import feeds, people
from fieldkit.council.store.sealing import Sealing
from fieldkit.council.store.tables import officers, payloads, revisions
from fieldkit.ledger.revision import Type

SIGNOFF, PAIRING, OPERATION = "signoff", "pairing", "operation"
_PAIRED = ("officer", "second_officer")


def approves(connection: Connection, sealing: Sealing, head: Head, payload: bytes) -> bool:
    """Whether this line is a manager's approval of the sweep that its home is, by nobody who planned it."""
    said = _said(payload)
    if head.kind != SIGNOFF or said.get("decision") != "approve" or said.get("parent") != head.home:
        return False
    plan = revisions.c.kind == OPERATION, revisions.c.record == head.home, revisions.c.quarantine == ""
    lines = connection.execute(select(revisions.c.key).where(*plan)).scalars().all()
    signer = people.certified(connection, sealing, head.key)
    planners = {people.certified(connection, sealing, key).officer for key in set(lines)}
    return bool(planners) and people.MANAGER in signer.roles and signer.officer not in planners


def grant_paired(connection: Connection, sealing: Sealing, home: str, now_ms: int) -> set[str]:
    """Lets the officers paired on a sweep see it; the holders for whom that is new."""
    wanted = select(officers.c.id).where(officers.c.id.in_(_paired(connection, sealing, home)))
    holders = {people.holder_officer(name) for name in connection.execute(wanted).scalars()}
    return {holder for holder in holders if feeds.grant(connection, home, holder, now_ms)}


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
