"""Carries out signed orders to erase: payloads, file keys and sealed files go, headers stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, insert, select, update

from fieldkit.council.judge import Head
from fieldkit.council.store.database import among
from fieldkit.council.store.feeds import home_keys
from fieldkit.council.store.sealing import Sealing
from fieldkit.council.store.tables import attached, attachments, erasures, payloads, revisions
from fieldkit.ledger.canonical import NotCanonical
from fieldkit.ledger.payload import Payload

_FIELDS = "@fields"


@dataclass(frozen=True, slots=True)
class Orders:
    """Orders by their target and home: the names of fields to erase, or None for every field."""

    by_target: dict[tuple[str, str], tuple[tuple[str, ...] | None, ...]]

    def apply(self, revision: str, home: str, payload: bytes) -> bytes:
        """The payload with what was ordered erased, or as it is; an order counts in its own home alone."""
        for names in self.by_target.get((revision, home), ()):
            payload = _without(payload, names)
        return payload


def erased_before(connection: Connection, ids: Sequence[str]) -> Orders:
    """The orders that came before the revisions they are about."""
    found: dict[tuple[str, str], tuple[tuple[str, ...] | None, ...]] = {}
    wanted = select(erasures.c.target, erasures.c.fields, revisions.c.home)
    wanted = wanted.join(revisions, revisions.c.id == erasures.c.erased_by)
    for row in connection.execute(wanted.where(among(connection, erasures.c.target, ids))):
        names = None if row.fields is None else tuple(msgspec.json.decode(row.fields))
        found[row.target, row.home] = (*found.get((row.target, row.home), ()), names)
    return Orders(found)


def erase(
    connection: Connection, sealing: Sealing, order: str, head: Head, payload: bytes | None
) -> list[str]:
    """Erases what the order targets in its own home, now, and again should it arrive later.

    Gives the sealed files that no revision names any more.
    """
    try:
        said = Payload.of(payload or b"").fields.get(_FIELDS)
    except NotCanonical:
        # An order whose words cannot be read is no order.
        return []
    names = tuple(str(name) for name in said) if isinstance(said, list) and said else None
    dropped: list[str] = []
    for target in head.targets:
        row = connection.execute(select(revisions.c.home).where(revisions.c.id == target)).one_or_none()
        if row is not None and row.home != head.home:
            continue
        fields = None if names is None else msgspec.json.encode(names)
        connection.execute(insert(erasures), {"target": target, "erased_by": order, "fields": fields})
        _erase_payload(connection, sealing, target, names)
        if names is None:
            dropped += _drop_files(connection, target)
    return dropped


def _erase_payload(
    connection: Connection, sealing: Sealing, target: str, names: tuple[str, ...] | None
) -> None:
    place = select(revisions.c.position).where(revisions.c.id == target).scalar_subquery()
    held = connection.execute(select(payloads).where(payloads.c.position == place)).one_or_none()
    if held is None:
        return
    key = home_keys(connection, {held.home})[held.home]
    left = _without(sealing.open_payload(key, held.home, target, held.sealed), names)
    sealed = sealing.seal_payload(key, held.home, target, left)
    connection.execute(update(payloads).where(payloads.c.position == held.position).values(sealed=sealed))


def _drop_files(connection: Connection, target: str) -> list[str]:
    dropped = []
    mine = select(attached.c.sha256).where(attached.c.revision == target)
    for sha256 in connection.execute(mine).scalars().all():
        connection.execute(
            attached.delete().where(attached.c.sha256 == sha256, attached.c.revision == target)
        )
        others = connection.execute(select(attached.c.sha256).where(attached.c.sha256 == sha256)).first()
        if others is None:
            connection.execute(attachments.delete().where(attachments.c.sha256 == sha256))
            dropped.append(sha256)
    return dropped


def _without(payload: bytes, names: tuple[str, ...] | None) -> bytes:
    try:
        said = Payload.of(payload)
    except NotCanonical:
        # What cannot be read cannot be erased in part, and an order to erase must not be evaded.
        return Payload({}).raw()
    return (said.withhold_all() if names is None else said.withhold(names)).raw()
