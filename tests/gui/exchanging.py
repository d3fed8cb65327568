"""A council vouches for the laptops of the sample caseload, so that parcels can be sealed to them."""

from __future__ import annotations

from dataclasses import replace

import sample

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilKeys, CouncilSecrets
from fieldkit.keys.parcel_key import parcel_key
from fieldkit.keys.signing import SigningKey
from fieldkit.store import certificates, identity, settings

_DAY_MS = 86_400_000


def vouch(load: sample.Caseload) -> None:
    """Every notebook of the caseload knows the council and everybody's certificate, as after a round."""
    secrets, council, now = CouncilSecrets.generate(), new_id(), load.clock().wall_ms
    term = {"from_ms": now - 400 * _DAY_MS, "to_ms": now + 400 * _DAY_MS}
    keys = CouncilKeys.certify(
        council, "Fenmarch Council", root=secrets.root, issuing=secrets.issuing.public,
        receipt=secrets.receipt.public, recovery=secrets.recovery.public, **term,
    )  # fmt: skip
    holders = ((load.book, sample.DILYS), (load.omar, sample.OMAR), (load.petra, sample.PETRA))
    issued = [
        DeviceCertificate.issue(
            secrets.issuing, council, new_id(), holder, _signing(book).public,
            sealing=parcel_key(_signing(book)).public.raw, **term,
        )
        for book, holder in holders
    ]  # fmt: skip
    for book, _ in holders:
        with book.notebook.writing() as held:
            certificates.put_council(held, keys)
            for one in issued:
                certificates.put(held, one)
            me = replace(identity.read(held), council=council, council_name=keys.name)
            identity.write(held, me)
            settings.put(held, "server", "https://council.example")


def _signing(book: Casebook) -> SigningKey:
    return book.notebook.vault.signing
