"""Begins a new incarnation: a new chain and mark for a notebook whose signing key is a new one.

After a restore, a recovery or a lost keyring item nobody can sign as before, and lines may have been written
elsewhere since. So the new key opens a chain of its own, whose first line names where it takes over.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import Connection

from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Type
from fieldkit.store import certificates, identity, revisions, settings
from fieldkit.store.changes import Changes
from fieldkit.store.notebook import CHAIN_BEFORE, OWN_YEARS_MS, Notebook

KIND = "device"


def is_due(notebook: Notebook) -> bool:
    """Whether the notebook's signing key is one that it has never written with: ask after each opening."""
    with notebook.reading() as connection:
        return certificates.by_key(connection, notebook.vault.signing.id) is None


def renew(notebook: Notebook, now: Moment, new_id: Callable[[], str], why: str) -> Changes:
    """Begin the new chain: its first line is a `rotate` that says `why` and follows the old chain's last.

    The device vouches for its new key itself until the council enrols it again, and its mark is new, so that
    references never meet those of lines that this copy has not seen. Nothing is done when it is not due.
    """
    if not is_due(notebook):
        return Changes()
    with notebook.reading() as connection:
        me = identity.read(connection)
    before = notebook.head()
    chain = secrets.token_hex(16)
    mark = f"{me.mark.partition('R')[0]}R{chain[:4].upper()}"
    changed = replace(me, chain=chain, mark=mark, council="", council_name="")
    own = DeviceCertificate.for_itself(
        notebook.vault.signing,
        new_id(),
        Holder(me.officer, me.name, me.initials, me.roles, me.team, mark),
        from_ms=now.wall_ms,
        to_ms=now.wall_ms + OWN_YEARS_MS,
    )

    def first(connection: Connection) -> None:
        certificates.put(connection, own)
        identity.write(connection, changed)
        if before.seq:
            settings.put(connection, CHAIN_BEFORE, before.id)

    act = Act(type=Type.ROTATE, kind=KIND, record=new_id(), home=me.log, fields={"@why": why, "@mark": mark})
    return notebook.write([act], now, first=first)


def own_chains(connection: Connection) -> list[str]:
    """Every chain written on this device, the present one last."""
    found = [identity.read(connection).chain]
    while True:
        opening = revisions.of_chain(connection, found[0], 0, 1)
        if not opening or opening[0].header.type != Type.ROTATE:
            return found
        before = revisions.by_id(connection, [opening[0].header.prev])
        if not before:
            return found
        found.insert(0, before[0].header.chain)
