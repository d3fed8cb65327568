"""The encrypted notebook: everything an officer has written, said and received, behind one door."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection

from fieldkit import __version__
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.keyrings import Keyring
from fieldkit.ledger.chain import Act, Moment, Pen
from fieldkit.ledger.clock import Hlc
from fieldkit.ledger.payload import NONCE_BYTES
from fieldkit.ledger.revision import NO_REVISION, Revision, Type
from fieldkit.store import attachments, certificates, drafts, identity, projection, revisions, settings
from fieldkit.store.changes import Changes
from fieldkit.store.heads import Head
from fieldkit.store.identity import Identity
from fieldkit.store.migrations import migrate
from fieldkit.store.pace import Pace
from fieldkit.store.vault import OpenVault, create_vault, open_vault

OWN_YEARS_MS = 25 * 366 * 86_400_000
"""How long a notebook without a council vouches for its own key: as long as a record may be kept."""

CHAIN_BEFORE = "chain_before"
"""The setting that holds the last line of the chain that the present one takes over from."""


class Notebook:
    """One open notebook. Many may read at once; writes are one transaction each, one after another."""

    def __init__(self, vault: OpenVault) -> None:
        self.vault = vault
        self.files = vault.files
        migrate(vault.database)
        self._session = secrets.token_hex(8)
        self._heard = Hlc()
        self._may_sign = False

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        keyring: Keyring | None,
        *,
        who: Holder,
        now_ms: int,
        new_id: Callable[[], str],
    ) -> Notebook:
        """Make a notebook for one officer on this device. Until it is enrolled it signs for itself.

        Raises `Trouble`; nothing is left behind then.
        """
        notebook = cls(create_vault(folder, passphrase, keyring))
        notebook.begin(who, now_ms, new_id)
        return notebook

    @classmethod
    def open(cls, folder: Path, passphrase: str, keyring: Keyring | None, *, now_ms: int) -> Notebook:
        """Open the notebook in `folder`. Raises `WrongPassphrase` or `Trouble`."""
        return cls(open_vault(folder, passphrase, keyring, now_ms=now_ms))

    def begin(self, who: Holder, now_ms: int, new_id: Callable[[], str]) -> None:
        """Write the first facts of a new notebook: its officer, its homes, its chain, its own certificate."""
        own = DeviceCertificate.for_itself(
            self.vault.signing, new_id(), who, from_ms=now_ms, to_ms=now_ms + OWN_YEARS_MS
        )
        with self.vault.database.writing() as connection:
            certificates.put(connection, own)
            identity.write(
                connection,
                Identity(
                    officer=who.officer,
                    name=who.name,
                    initials=who.initials,
                    roles=who.roles,
                    team=who.team,
                    mark=who.mark,
                    council="",
                    council_name="",
                    register=new_id(),
                    log=new_id(),
                    chain=secrets.token_hex(16),
                ),
            )

    def reading(self) -> AbstractContextManager[Connection]:
        """One unchanging picture of the notebook, for the read functions of this floor."""
        return self.vault.database.reading()

    def writing(self) -> AbstractContextManager[Connection]:
        """One durable transaction, for facts that are not revisions: drafts, settings, what the server
        told.
        """
        return self.vault.database.writing()

    def who(self) -> Identity:
        """Whose notebook this is."""
        with self.reading() as connection:
            return identity.read(connection)

    def write(
        self,
        acts: Sequence[Act],
        now: Moment,
        *,
        confirmed: Iterable[str] = (),
        files: Iterable[attachments.Place] = (),
        first: Callable[[Connection], None] | None = None,
        also: Callable[[Connection], None] | None = None,
        closing: Callable[[Sequence[Revision]], Act] | None = None,
    ) -> Changes:
        """Sign these acts into the officer's chain, fold them, index them: one transaction, durable or not
        at all.

        The drafts of the `confirmed` records go in the same transaction; `files` are the sealed files they
        name, `first` and `also` whatever else must hold exactly when they do, before and after the signing.
        `closing` makes one act more, of the lines just signed, such as the seal that is about them. Raises
        `Trouble` when a base has moved under a seal.
        """
        with self.vault.database.writing() as connection:
            if first is not None:
                first(connection)
            pen = self._pen(connection)
            written = [pen.write(act, now, secrets.token_bytes(NONCE_BYTES)) for act in acts]
            if closing is not None:
                written.append(pen.write(closing(written), now, secrets.token_bytes(NONCE_BYTES)))
            changed = self._take_in(connection, written)
            for record in confirmed:
                drafts.drop(connection, record)
            for place in files:
                attachments.put(connection, place)
            if also is not None:
                also(connection)
        self._heard = pen.hlc
        self._sweep(written)
        return changed

    def receive(
        self, arrived: Sequence[Revision], now_ms: int, *, also: Callable[[Connection], None] | None = None
    ) -> Changes:
        """Take in revisions whose signatures were checked, and what came with them (cursors), in one
        transaction.
        """
        with self.vault.database.writing() as connection:
            changed = self._take_in(connection, arrived)
            if also is not None:
                also(connection)
        for revision in arrived:
            heard = Hlc(revision.header.hlc_ms, revision.header.hlc_n)
            self._heard = self._heard.hear(heard, now_ms)
        self._sweep(arrived)
        return changed

    def receive_whole(
        self,
        batches: Iterable[Sequence[Revision]],
        now_ms: int,
        *,
        first: Callable[[Connection], None],
        also: Callable[[Connection, Sequence[Revision]], None],
    ) -> tuple[Changes, int]:
        """Take in many checked revisions in one transaction, all or none; how many were new.

        `first` runs before, `also` with each batch. Whatever `batches` raises leaves everything as it was.
        """
        heard, orders, changed, count = self._heard, list[Revision](), Changes(), 0
        with self.vault.database.writing() as connection:
            first(connection)
            for batch in batches:
                before = revisions.count(connection)
                changed |= self._take_in(connection, batch)
                count += revisions.count(connection) - before
                also(connection, batch)
                orders += [revision for revision in batch if revision.header.type == Type.ERASE]
                for revision in batch:
                    heard = heard.hear(Hlc(revision.header.hlc_ms, revision.header.hlc_n), now_ms)
        self._heard = heard
        self._sweep(orders)
        return changed, count

    def rebuild(self, say: Callable[[int, int], None] | None = None) -> int:
        """Make `current` and the search words anew from the ledger; says how many records were folded.

        In batches, so that drafts can be saved in between; until it ends, lists may be short.
        """
        with self.reading() as connection:
            records = revisions.records_of(connection)
        with self.writing() as connection:
            projection.clear(connection)
        done = 0
        for part in Pace().parts(records):
            with self.writing() as connection:
                projection.project(connection, part)
            done += len(part)
            if say is not None:
                say(done, len(records))
        return len(records)

    def head(self) -> Head:
        """The last line of the chain being written; number 0 when there is none yet."""
        with self.reading() as connection:
            chain = identity.read(connection).chain
            found = revisions.head_of(connection, chain)
        return Head(chain, found[0], found[1]) if found else Head(chain, 0, NO_REVISION)

    def remember_head(self) -> None:
        """Keep the chain's head in the keyring too, off the save path, so that an old copy is noticed
        later.
        """
        if self.vault.heads is not None:
            self.vault.heads.remember(self.head())

    def check_head(self) -> None:
        """Compare the chain with the head kept in the keyring.

        Raises `Trouble` when an old copy was put back.
        """
        kept = self.vault.heads.remembered() if self.vault.heads is not None else None
        if kept is None or kept.seq == 0:
            return
        with self.reading() as connection:
            here = {revision.id for revision in revisions.of_chain(connection, kept.chain, kept.seq - 1, 1)}
        if kept.id not in here:
            raise Trouble(
                "An older copy of this notebook was put in its place: lines that it had are missing.",
                "Stop using this copy and tell your IT department.",
            )

    def close(self) -> None:
        """Write everything back, let go of the keys and of the lock."""
        self.vault.close()

    def _pen(self, connection: Connection) -> Pen:
        me = identity.read(connection)
        if not self._may_sign:
            # A new key in an old chain would read as a forgery for ever.
            if certificates.by_key(connection, self.vault.signing.id) is None:
                raise RuntimeError("this signing key is new: begin a new incarnation first")
            self._may_sign = True
        head = revisions.head_of(connection, me.chain)
        pen = Pen(
            chain=me.chain,
            key=self.vault.signing.id,
            sign=self.vault.signing.sign,
            session=self._session,
            app=__version__,
        )
        if head is not None:
            pen.seq, pen.prev = head[0], head[1]
            pen.hlc = max(self._heard, Hlc(head[2].hlc_ms, head[2].hlc_n))
        else:
            pen.prev = settings.get(connection, CHAIN_BEFORE, NO_REVISION)
            before = [Hlc(*revision.header.when) for revision in revisions.by_id(connection, [pen.prev])]
            pen.hlc = max(self._heard, *before, Hlc())
        return pen

    def _take_in(self, connection: Connection, arrived: Sequence[Revision]) -> Changes:
        return Changes(frozenset(projection.take_in(connection, revisions.append(connection, arrived))))

    def _sweep(self, arrived: Sequence[Revision]) -> None:
        """Remove the sealed files of what was erased: after the commit, since a removal cannot be undone."""
        if not any(revision.header.type == Type.ERASE for revision in arrived):
            return
        with self.writing() as connection:
            orders = revisions.orders(connection, arrived, Type.ERASE)
            erased = [target for order in orders for target in order.header.targets]
            targets = revisions.by_id(connection, erased)
            gone = [
                blob.sha256
                for revision in targets
                for blob in revision.header.blobs
                if revision.payload is None or "file" not in revision.payload.fields
            ]
            names = attachments.drop(connection, gone)
        for name in names:
            self.files.remove(name)
