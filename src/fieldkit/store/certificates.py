"""Whose key is whose: the certificates this notebook has checked and kept, and the council's keys."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys
from fieldkit.store import settings
from fieldkit.store.tables import CertificateRow, table

_CERTIFICATES = table(CertificateRow)


def put(connection: Connection, certificate: DeviceCertificate) -> None:
    """Keep a certificate; one that the council issued takes the place of the device's own."""
    values = {"key": certificate.key.id, "officer": certificate.holder.officer, "raw": certificate.raw}
    statement = insert(_CERTIFICATES).values(values)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=values))


def by_key(connection: Connection, key: str) -> DeviceCertificate | None:
    """The certificate of a key, or None."""
    held = connection.execute(
        select(_CERTIFICATES.c.raw).where(_CERTIFICATES.c.key == key)
    ).scalar_one_or_none()
    return None if held is None else DeviceCertificate.of(held)


def may_order(connection: Connection, key: str) -> bool:
    """Whether orders to erase or restrict that this key signs count: its certificate must hold the role."""
    held = by_key(connection, key)
    return held is not None and held.holder.may_order


def all_of(connection: Connection) -> dict[str, DeviceCertificate]:
    """Every certificate, by the id of its key."""
    rows = connection.execute(select(_CERTIFICATES.c.key, _CERTIFICATES.c.raw))
    return {row.key: DeviceCertificate.of(row.raw) for row in rows}


def council(connection: Connection) -> CouncilKeys | None:
    """The public keys of the council this notebook is enrolled with, or None."""
    held = settings.get(connection, "council_keys")
    return None if held is None else CouncilKeys.of(bytes.fromhex(held))


def put_council(connection: Connection, keys: CouncilKeys) -> None:
    """Keep the council's public keys; older ones are kept too, because receipts were signed by them."""
    before = [one.raw.hex() for one in councils(connection) if one != keys]
    settings.put(connection, "council_keys_before", before)
    settings.put(connection, "council_keys", keys.raw.hex())


def councils(connection: Connection) -> list[CouncilKeys]:
    """The council's public keys, and those that they took the place of, the newest first."""
    held = [settings.get(connection, "council_keys"), *settings.get(connection, "council_keys_before", [])]
    return [CouncilKeys.of(bytes.fromhex(one)) for one in held if one is not None]
