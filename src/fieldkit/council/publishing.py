"""Publishes reference data to every laptop: a dataset in the register, signed by the server's publisher.

No officer's key is here, so the server has one of its own with an administrator's certificate. That gives it
no power that it had not: whoever holds the issuing key beside it could certify any administrator.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from fieldkit import __version__
from fieldkit.council.judge import judge
from fieldkit.council.office import Office
from fieldkit.council.store import attachments, feeds, log, people
from fieldkit.council.store.database import Connection
from fieldkit.council.store.published import DATASET, last_line, newest
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.sealing import ID_BYTES, new_file_key, seal
from fieldkit.keys.stretching import derive
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act, Moment, Pen
from fieldkit.ledger.clock import Hlc
from fieldkit.ledger.payload import NONCE_BYTES
from fieldkit.ledger.revision import NO_REVISION, Blob, Revision, Type
from fieldkit.reference.school_register import BadLines, RegisterFile, read_register
from fieldkit.wire.messages import STORED, Item

MARK = "S1"
SCHOOLS = "schools"
_CHAIN_BYTES = 16


@dataclass(frozen=True, slots=True)
class Published:
    """What a publication came to. `again` says that this very file was the last one, so nothing was done."""

    dataset: str
    rows: int
    left_out: int
    again: bool = False


def publish_schools(office: Office, path: Path, now_ms: int, *, leave_out: bool = False) -> Published:
    """Publishes a register of schools; laptops receive it in their next round.

    The same file again does nothing. Raises `BadLines` for lines that are no schools, unless `leave_out`, and
    `Trouble`; nothing is published then.
    """
    register = read_register(path)
    if register.bad and not leave_out:
        raise BadLines(register.bad)
    if not register.rows:
        raise Trouble(f"{path.name} holds no school.", "Choose the file with all schools.")
    told = Published(office.new_id(), len(register.rows), len(register.bad))
    raw = path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != register.sha256:
        raise Trouble(f"{path.name} changed while it was read.", "Publish it again.")
    key, name = new_file_key(), secrets.token_hex(ID_BYTES)
    sealed = b"".join(seal([raw], key, bytes.fromhex(name)))
    blob = Blob(hashlib.sha256(sealed).hexdigest(), len(sealed))
    file: dict[str, Json] = {
        "id": name, "key": key.hex(), "mime": "text/csv", "name": path.name, "sealed": blob.sha256,
        "sealed_size": blob.size, "sha256": register.sha256, "size": register.size,
    }  # fmt: skip
    with office.database.writing() as connection:
        last = newest(connection, office.identity.sealing, office.register_home, SCHOOLS)
        if last.get("sha256") == register.sha256:
            return Published("", told.rows, told.left_out, again=True)
        attachments.put(office.shelf, blob.sha256, sealed)
        _certify(connection, office, now_ms)
        _take(
            connection,
            office,
            _signed(connection, office, _act(office, told, register, file), now_ms),
            now_ms,
        )
        attachments.hold(connection, blob.sha256, now_ms)
    return told


def _act(office: Office, told: Published, register: RegisterFile, file: dict[str, Json]) -> Act:
    fields: dict[str, Json] = {
        "dataset_kind": SCHOOLS, "name": register.name, "rows": told.rows, "left_out": told.left_out,
        "file": file,
    }  # fmt: skip
    blob = Blob(str(file["sealed"]), int(str(file["sealed_size"])))
    home = office.register_home
    return Act(type=Type.EDIT, kind=DATASET, record=told.dataset, home=home, fields=fields, blobs=(blob,))


def _signed(connection: Connection, office: Office, act: Act, now_ms: int) -> Revision:
    """The next line of the publisher's chain: each epoch of the server is an incarnation with a new one."""
    key = office.identity.publisher
    _, epoch = log.tree(connection)
    chain = derive(key.seed(), b"chain of epoch %d" % epoch, _CHAIN_BYTES).hex()
    last = last_line(connection, chain)
    pen = Pen(chain=chain, key=key.id, sign=key.sign, session=secrets.token_hex(8), app=__version__)
    if last is not None:
        pen.prev, header = last
        pen.seq, pen.hlc = header.seq, Hlc(header.hlc_ms, header.hlc_n)
    else:
        pen.prev = NO_REVISION
    return pen.write(act, Moment(wall_ms=now_ms), secrets.token_bytes(NONCE_BYTES))


def _take(connection: Connection, office: Office, line: Revision, now_ms: int) -> None:
    """Takes the line in as any that a laptop sends: judged, in the log, in the feed. Raises `Trouble`."""
    key = office.identity.publisher.public
    said = b"" if line.payload is None else line.payload.raw()
    judged = judge([Item(line.raw, line.sig, said)], lambda _, sig, message: key.verify(sig, message))
    (verdict,) = office.intake(connection, key.id, now_ms).take(judged).verdicts
    if verdict.status != STORED:
        raise Trouble(f"The server's own publisher, {MARK}, was withdrawn.", "Publish from a notebook.")


def _certify(connection: Connection, office: Office, now_ms: int) -> None:
    """Gives the publisher its certificate, the first time; everybody reads what it writes."""
    identity = office.identity
    feeds.open_homes(connection, identity.sealing, {office.register_home})
    feeds.grant(connection, office.register_home, people.EVERYBODY, now_ms)
    key, council = identity.publisher.public, identity.keys
    if people.device(connection, key.id) is not None:
        return
    holder = Holder(council.council, council.name, MARK, (people.ADMIN,), "", MARK)
    certificate = DeviceCertificate.issue(
        identity.issuing, council.council, MARK, holder, key, from_ms=now_ms, to_ms=council.to_ms
    )
    device = people.Device(key.id, council.council, key.raw, None)
    people.add_device(connection, device, MARK, identity.sealing.seal(certificate.raw, key.id), "", now_ms)
