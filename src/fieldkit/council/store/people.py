"""Officers, their devices, and the codes that enrol one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, insert, select, update

from fieldkit.council.store.sealing import Sealing
from fieldkit.council.store.tables import codes, devices, log, officers
from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.wire.messages import Directory, Officer

ADMIN, MANAGER, PANEL = "ADM", "MGR", "PANEL"
EVERYBODY = "all"
_MARKS = 1000


@dataclass(frozen=True, slots=True)
class Device:
    """One enrolled device: its key, whose it is, since when it is revoked (None: it is not), last seen."""

    key: str
    officer: str
    public: bytes
    revoked_ms: int | None
    seen_ms: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """An enrolment code as kept: whose it is, its secret half, until when, and whether it was used."""

    officer: str
    secret: bytes
    expires_ms: int
    used_ms: int | None


class _Person(msgspec.Struct):
    name: str
    initials: str
    team: str


def add_officer(connection: Connection, sealing: Sealing, officer: Officer, now_ms: int) -> None:
    """Writes down a new officer; the name and the team are sealed."""
    sealed = sealing.seal(
        msgspec.msgpack.encode(_Person(officer.name, officer.initials, officer.team)), officer.id
    )
    line = {"id": officer.id, "roles": " ".join(officer.roles), "team": _team(sealing, officer.team)}
    connection.execute(insert(officers), line | {"sealed": sealed, "added_ms": now_ms})


def officers_known(connection: Connection, sealing: Sealing) -> list[Officer]:
    """Everybody, in the order of their ids."""
    found = []
    for row in connection.execute(select(officers).order_by(officers.c.id)):
        person = msgspec.msgpack.decode(sealing.open(row.sealed, row.id), type=_Person)
        found.append(
            Officer(
                id=row.id,
                name=person.name,
                initials=person.initials,
                roles=tuple(row.roles.split()),
                team=person.team,
            )
        )
    return found


def directory(connection: Connection, sealing: Sealing) -> Directory:
    """Who is who: every officer, and every certificate ever issued."""
    rows = connection.execute(select(devices.c.key, devices.c.certificate).order_by(devices.c.key))
    return Directory(
        officers=tuple(officers_known(connection, sealing)),
        certificates=tuple(sealing.open(row.certificate, row.key) for row in rows),
    )


def revoked(connection: Connection) -> dict[str, int]:
    """Mark and time of revocation of every device that was withdrawn."""
    wanted = select(devices.c.mark, devices.c.revoked_ms).where(devices.c.revoked_ms.is_not(None))
    return {row.mark: row.revoked_ms for row in connection.execute(wanted)}


def device(connection: Connection, key: str) -> Device | None:
    """The device with this key id, if the council ever certified it."""
    wanted = select(
        devices.c.key, devices.c.officer, devices.c.public, devices.c.revoked_ms, devices.c.seen_ms
    ).where(devices.c.key == key)
    row = connection.execute(wanted).one_or_none()
    if row is None:
        return None
    return Device(row.key, row.officer, row.public, row.revoked_ms, row.seen_ms or 0)


def key_of(connection: Connection, mark: str) -> str:
    """The key id of the device with this mark; empty when there is none."""
    return connection.execute(select(devices.c.key).where(devices.c.mark == mark)).scalar() or ""


def certified(connection: Connection, sealing: Sealing, key: str) -> Holder:
    """Whom the certificate of a device names, and in which roles: what any laptop can see for itself."""
    return DeviceCertificate.of(certificate(connection, sealing, key)).holder


def holders(connection: Connection, officer: str) -> frozenset[str]:
    """Every name under which an officer may hold a grant.

    Their own, their team's, everybody's; a manager also holds what the officers of the team hold, a member
    of the Legal Panel what was put before it.
    """
    row = connection.execute(
        select(officers.c.roles, officers.c.team).where(officers.c.id == officer)
    ).one_or_none()
    found = {EVERYBODY, holder_officer(officer)}
    if row is not None and PANEL in row.roles.split():
        found.add(holder_role(PANEL))
    if row is not None and row.team:
        found.add(f"team:{row.team}")
        if MANAGER in row.roles.split():
            mates = connection.execute(select(officers.c.id).where(officers.c.team == row.team)).scalars()
            found |= {holder_officer(mate) for mate in mates}
    return frozenset(found)


def holder_officer(officer: str) -> str:
    """The name under which an officer holds a grant."""
    return f"officer:{officer}"


def holder_role(role: str) -> str:
    """The name under which everybody with a role holds a grant."""
    return f"role:{role}"


def holder_team(sealing: Sealing, team: str) -> str:
    """The name under which a team holds a grant."""
    return f"team:{_team(sealing, team)}"


def add_code(connection: Connection, code: str, officer: str, sealed: bytes, expires_ms: int) -> None:
    """Writes down an enrolment code under its public half."""
    line = {"id": code, "officer": officer, "sealed": sealed, "expires_ms": expires_ms}
    connection.execute(insert(codes), line)


def find_code(connection: Connection, sealing: Sealing, code: str) -> Code | None:
    """The enrolment code with this public half."""
    row = connection.execute(select(codes).where(codes.c.id == code)).one_or_none()
    if row is None:
        return None
    return Code(row.officer, sealing.open(row.sealed, code), row.expires_ms, row.used_ms)


def add_device(
    connection: Connection, found: Device, mark: str, sealed_certificate: bytes, code: str, now_ms: int
) -> None:
    """Writes down an enrolled device and that the code is used."""
    line = {"key": found.key, "officer": found.officer, "public": found.public, "mark": mark}
    connection.execute(insert(devices), line | {"certificate": sealed_certificate, "enrolled_ms": now_ms})
    connection.execute(update(codes).where(codes.c.id == code).values(used_ms=now_ms, key=found.key))


def used_by(connection: Connection, code: str) -> str:
    """The key id of the device that used an enrolment code; empty when none did."""
    return connection.execute(select(codes.c.key).where(codes.c.id == code)).scalar() or ""


def certificate(connection: Connection, sealing: Sealing, key: str) -> bytes:
    """The certificate that a device was given."""
    sealed = connection.execute(select(devices.c.certificate).where(devices.c.key == key)).scalar_one()
    return sealing.open(sealed, key)


def certify_anew(
    connection: Connection, sealing: Sealing, issue: Callable[[DeviceCertificate], DeviceCertificate]
) -> int:
    """Puts what `issue` makes of each device's certificate in its place; how many there were."""
    rows = connection.execute(select(devices.c.key, devices.c.certificate)).all()
    for row in rows:
        certify(connection, sealing, issue(DeviceCertificate.of(sealing.open(row.certificate, row.key))))
    return len(rows)


def certify(connection: Connection, sealing: Sealing, made: DeviceCertificate) -> None:
    """Puts a certificate in the place of the one that the device had."""
    changed = update(devices).where(devices.c.key == made.key.id)
    connection.execute(changed.values(certificate=sealing.seal(made.raw, made.key.id)))


def next_mark(connection: Connection) -> str:
    """The mark of the next device, never given twice: L1, L2, ...

    A server put back from a backup has forgotten the marks it gave since, so each epoch has its own thousand.
    """
    count = len(connection.execute(select(devices.c.mark)).all())
    epoch = connection.execute(select(log.c.epoch)).scalar_one()
    return f"L{count + 1 + (epoch - 1) * _MARKS}"


def revoke(connection: Connection, keys: list[str], now_ms: int) -> None:
    """Withdraws device keys from now on."""
    wanted = devices.c.key.in_(keys) & devices.c.revoked_ms.is_(None)
    connection.execute(update(devices).where(wanted).values(revoked_ms=now_ms))


def devices_of(connection: Connection, officer: str) -> Iterator[tuple[str, str, int | None]]:
    """Key id, mark and time of revocation of each of an officer's devices."""
    wanted = select(devices.c.key, devices.c.mark, devices.c.revoked_ms).where(devices.c.officer == officer)
    for row in connection.execute(wanted.order_by(devices.c.enrolled_ms)):
        yield row.key, row.mark, row.revoked_ms


def saw(connection: Connection, key: str, health: bytes, now_ms: int) -> None:
    """Keeps what a device last said about itself."""
    connection.execute(update(devices).where(devices.c.key == key).values(health=health, seen_ms=now_ms))


def saw_now(connection: Connection, key: str, now_ms: int) -> None:
    """Keeps when a device last called."""
    connection.execute(update(devices).where(devices.c.key == key).values(seen_ms=now_ms))


def last_seen(connection: Connection) -> list[tuple[str, str, int | None, bytes | None]]:
    """Officer, mark, when last seen and last health message of each officer's device that is not revoked."""
    wanted = select(devices.c.officer, devices.c.mark, devices.c.seen_ms, devices.c.health)
    wanted = wanted.join(officers, officers.c.id == devices.c.officer)
    rows = connection.execute(wanted.where(devices.c.revoked_ms.is_(None)).order_by(devices.c.mark))
    return [(row.officer, row.mark, row.seen_ms, row.health) for row in rows]


def _team(sealing: Sealing, team: str) -> str:
    return sealing.mark(team) if team else ""
