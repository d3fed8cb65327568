"""Renews a council's issuing and receipt keys with its offline root: laptops take the new ones by themselves.

Certificates and receipts that the server holds are signed anew, so that none rests on a key that was given
up. A crash on the way is mended by renewing once more.
"""

from __future__ import annotations

from dataclasses import replace

from fieldkit.council.office import Office
from fieldkit.council.secret import KEYS_LAST_MS, Identity
from fieldkit.council.store import log, people
from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilKeys
from fieldkit.keys.signing import SigningKey


def renew(office: Office, root: SigningKey, now_ms: int) -> Identity:
    """New issuing and receipt keys, certified by `root`; the server is to serve with them from now on.

    Raises `Trouble` when the root is another council's.
    """
    older = office.identity.keys
    if root.public != older.root:
        raise Trouble("This root file belongs to another council.", "Give the one that init made.")
    issuing, receipt = SigningKey.generate(), SigningKey.generate()
    keys = CouncilKeys.certify(
        older.council,
        older.name,
        root=root,
        issuing=issuing.public,
        receipt=receipt.public,
        recovery=older.recovery,
        from_ms=max(now_ms, older.from_ms + 1),
        to_ms=now_ms + KEYS_LAST_MS,
    )
    identity = replace(office.identity, keys=keys, issuing=issuing, receipt=receipt)
    renewed = replace(office, identity=identity)

    with office.database.writing() as connection:
        people.certify_anew(connection, identity.sealing, lambda held: held.again(issuing))
        log.sign_anew(connection, renewed.sign)
    return identity
