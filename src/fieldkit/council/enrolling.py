"""Officers and devices: who is added, enrolled, withdrawn, and given which homes."""

from __future__ import annotations

import hmac

from cryptography.exceptions import UnsupportedAlgorithm

from fieldkit.council import refusal
from fieldkit.council.office import Office
from fieldkit.council.secret import YEAR_MS
from fieldkit.council.store import feeds, people, policy, tries
from fieldkit.council.store.database import Connection
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.codes import EnrolmentCode
from fieldkit.keys.hpke import check_sealing_key
from fieldkit.keys.signing import VerifyKey
from fieldkit.wire.enrolment import code_id, code_proof
from fieldkit.wire.messages import Enrol, EnrolReply, Officer, Return, Returned

CODE_LASTS_MS = 15 * 60_000
_CERTIFICATE_LASTS_MS = 2 * YEAR_MS
_ROLES = ("CME", "AIO", "PRES", "MGR", "PANEL", "DISC", "ADM", "SUP")


def add_officer(office: Office, officer: Officer, now_ms: int) -> Officer:
    """Writes down an officer, with an id. Raises `Trouble` for an unknown role (domain.md §1.1)."""
    strange = sorted(set(officer.roles) - set(_ROLES))
    if strange or not officer.roles:
        raise Trouble(f"Give one or more roles of {', '.join(_ROLES)}.", "For example --role CME.")
    named = Officer(
        id=officer.id or office.new_id(),
        name=officer.name.strip(),
        initials=officer.initials or _initials(officer.name),
        roles=officer.roles,
        team=officer.team.strip(),
    )
    with office.database.writing() as connection:
        people.add_officer(connection, office.identity.sealing, named, now_ms)
        # Everybody reads the council's reference data.
        feeds.open_homes(connection, office.identity.sealing, {office.register_home})
        feeds.grant(connection, office.register_home, people.EVERYBODY, now_ms)
    return named


def make_code(office: Office, officer: str, now_ms: int, lasts_ms: int = CODE_LASTS_MS) -> EnrolmentCode:
    """A one-time code that enrols one device of an officer. Raises `Trouble` for an unknown officer."""
    code = EnrolmentCode.generate(office.identity.keys)
    with office.database.writing() as connection:
        find_officer(connection, office, officer)
        public = code_id(code.secret)
        sealed = office.identity.sealing.seal(code.secret, public)
        people.add_code(connection, public, officer, sealed, now_ms + lasts_ms)
    return code


def enrol(office: Office, said: Enrol, source: str, now_ms: int) -> EnrolReply:
    """Certifies a device's key for the officer that its code was made for. Raises `Refused`.

    `source` is the address that asks: it and the code are each allowed so many tries (security.md §5).
    """
    marks = [
        office.identity.sealing.mark(f"{sort} {what}")
        for sort, what in (("from", source), ("code", said.code))
    ]
    with office.database.noting() as connection:
        tries.forget(connection, now_ms)
        wait_ms = max([tries.wait_ms(connection, mark, now_ms) for mark in marks])
    if wait_ms:
        raise refusal.too_many_tries(-(-wait_ms // 1000))
    reply = _enrolled(office, said, now_ms)
    with office.database.noting() as connection:
        for mark in marks:
            tries.take_back(connection, mark)
    return reply


def _enrolled(office: Office, said: Enrol, now_ms: int) -> EnrolReply:
    try:
        key = VerifyKey(said.public_key)
        check_sealing_key(said.sealing)
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise refusal.garbled() from fault
    with office.database.writing() as connection:
        found = people.find_code(connection, office.identity.sealing, said.code)
        proof = b"" if found is None else code_proof(found.secret, key.raw, said.sealing)
        if found is None or not hmac.compare_digest(proof, said.proof):
            raise refusal.Refused(
                403, "unknown-code", "The council does not know this enrolment code.", "Ask for a new code."
            )
        again = people.device(connection, key.id)
        if again is not None and people.used_by(connection, said.code) == key.id:
            # The answer to this very request was lost on its way: give it again.
            given = people.certificate(connection, office.identity.sealing, key.id)
            return _reply(connection, office, given, now_ms)
        if found.used_ms is not None or again is not None:
            raise refusal.Refused(
                403, "used-code", "This enrolment code was used before.", "Ask for a new code."
            )
        if now_ms > found.expires_ms:
            raise refusal.Refused(
                403, "expired-code", "This enrolment code has expired.", "Ask for a new code."
            )
        officer = find_officer(connection, office, found.officer)
        certificate = _certify(connection, office, officer, key, said.sealing, now_ms)
        sealed = office.identity.sealing.seal(certificate.raw, key.id)
        device = people.Device(key.id, officer.id, key.raw, None)
        people.add_device(connection, device, certificate.serial, sealed, said.code, now_ms)
        return _reply(connection, office, certificate.raw, now_ms)


def take_back(office: Office, said: Return, now_ms: int) -> Returned:
    """Knows a device again that was enrolled after the backup from which this server was put back.

    It comes back withdrawn, because it may have been withdrawn since: it hands in what it holds, and receives
    nothing until it has a new code. Raises `Refused` unless our issuing key certified it.
    """
    unknown = refusal.unknown_device()
    try:
        certificate = DeviceCertificate.of(said.certificate)
    except Trouble as fault:
        raise refusal.garbled() from fault
    key, identity = certificate.key, office.identity
    if certificate.own or key.raw != said.public_key or certificate.faults(identity.keys, now_ms):
        raise unknown
    with office.database.writing() as connection:
        if people.device(connection, key.id) is None:
            if people.key_of(connection, certificate.serial):
                raise unknown
            device = people.Device(key.id, certificate.holder.officer, key.raw, None)
            sealed = identity.sealing.seal(certificate.raw, key.id)
            people.add_device(connection, device, certificate.serial, sealed, "", now_ms)
            people.revoke(connection, [key.id], now_ms)
    return Returned(now_ms=now_ms)


def revoke(office: Office, officer: str, mark: str, now_ms: int) -> list[str]:
    """Withdraws an officer's device with that mark, or all of theirs; the marks. Raises `Trouble`."""
    with office.database.writing() as connection:
        found = [
            (key, name)
            for key, name, gone in people.devices_of(connection, officer)
            if gone is None and mark in ("", name)
        ]
        if not found:
            raise Trouble(
                "There is no such device to withdraw.", "See fieldkit-council health for the marks."
            )
        people.revoke(connection, [key for key, _ in found], now_ms)
    return [name for _, name in found]


def allocate(office: Office, home: str, officer: str, team: str, now_ms: int, *, end: bool = False) -> int:
    """Lets an officer or a team see a home, or ends that; how many waiting revisions it published.

    Raises `Trouble` when there is no such officer or home.
    """
    with office.database.writing() as connection:
        if officer:
            find_officer(connection, office, officer)
        holder = (
            people.holder_officer(officer) if officer else people.holder_team(office.identity.sealing, team)
        )
        if end:
            if not feeds.withdraw_grant(connection, home, holder):
                raise Trouble("They do not hold that case or operation.", "Check its id and the officer.")
            return 0
        if not feeds.home_keys(connection, {home}):
            raise Trouble("The council holds no such case or operation.", "Send it from the laptop first.")
        feeds.grant(connection, home, holder, now_ms)
        intake = office.intake(connection, "", now_ms)
        freed = intake.release(home, {holder})
    office.drop_files(intake.dropped)
    return freed


def release(office: Office, home: str, mark: str, now_ms: int) -> int:
    """Publishes what a withdrawn device handed in for a home, once a supervisor has looked into it.

    Its orders to erase or restrict stay apart. Gives how many revisions; raises `Trouble` for none.
    """
    with office.database.writing() as connection:
        key = people.key_of(connection, mark)
        if not key or not feeds.home_keys(connection, {home}):
            raise Trouble("There is no such device or case.", "See fieldkit-council quarantine list.")
        intake = office.intake(connection, "", now_ms)
        freed = intake.release_withdrawn(home, key)
        if not freed:
            raise Trouble(
                "Nothing of that device is set apart there.", "See fieldkit-council quarantine list."
            )
    return freed


def find_officer(connection: Connection, office: Office, officer: str) -> Officer:
    """The officer with this id. Raises `Trouble`."""
    for one in people.officers_known(connection, office.identity.sealing):
        if one.id == officer:
            return one
    raise Trouble("The council has no officer with that id.", "Add them with fieldkit-council officer add.")


def _certify(
    connection: Connection, office: Office, officer: Officer, key: VerifyKey, sealing: bytes, now_ms: int
) -> DeviceCertificate:
    mark = people.next_mark(connection)
    holder = Holder(officer.id, officer.name, officer.initials, officer.roles, officer.team, mark)
    identity = office.identity
    return DeviceCertificate.issue(
        identity.issuing,
        identity.keys.council,
        mark,
        holder,
        key,
        from_ms=now_ms,
        to_ms=now_ms + _CERTIFICATE_LASTS_MS,
        sealing=sealing,
    )


def _reply(connection: Connection, office: Office, certificate: bytes, now_ms: int) -> EnrolReply:
    return EnrolReply(
        keys=office.identity.keys.raw,
        certificate=certificate,
        register_home=office.register_home,
        policy=policy.read(connection),
        now_ms=now_ms,
    )


def _initials(name: str) -> str:
    return "".join(word[0].upper() for word in name.split() if word[0].isalpha()) or "?"
