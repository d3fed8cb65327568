"""Every verb of the council server, whoever calls: a laptop over HTTP, or the operator at a shell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fieldkit.council import refusal
from fieldkit.council.judge import judge
from fieldkit.council.secret import Identity
from fieldkit.council.store import attachments, chains, feeds, log, people, policy
from fieldkit.council.store.attachments import Shelf
from fieldkit.council.store.audit import audit
from fieldkit.council.store.database import Clash, Connection, Database
from fieldkit.council.store.intake import Intake
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.hpke import check_sealing_key
from fieldkit.keys.revocations import Revocations
from fieldkit.keys.signing import VerifyKey
from fieldkit.wire import digests
from fieldkit.wire.messages import (
    PROTOCOLS,
    ChainPage,
    Health,
    Hello,
    HelloReply,
    Page,
    Proofs,
    Push,
    PushReply,
    Scope,
    Upload,
    UploadStart,
    encode,
)
from fieldkit.wire.receipts import BadReceipt, Checkpoint, read_checkpoint

_SEEN_EVERY_MS = 10 * 60_000


def origin_of(council: str) -> str:
    """The name of a council's log, as its checkpoints carry it."""
    return f"fieldkit/{council}"


@dataclass(frozen=True)
class Office:
    """A council server without its door: keys, database, sealed files, and a source of ids."""

    identity: Identity
    database: Database
    shelf: Shelf
    register_home: str
    new_id: Callable[[], str]

    @property
    def origin(self) -> str:
        """The name of this council's log."""
        return origin_of(self.identity.keys.council)

    def sender(self, key: str) -> people.Device | None:
        """The device that a request is signed by, if the council certified it."""
        with self.database.reading() as connection:
            return people.device(connection, key)

    def hello(self, sender: people.Device, said: Hello, now_ms: int) -> HelloReply:
        """What the server holds and what the laptop lacks."""
        if said.protocols[0] > PROTOCOLS[1] or said.protocols[1] < PROTOCOLS[0]:
            raise refusal.Refused(
                426,
                "protocol",
                "This FieldKit is too old for the council's server.",
                "Install the newer one.",
            )
        proof = self._compare_logs(said)
        if said.sealing and sender.revoked_ms is None:
            self._certify_sealing(sender.key, said.sealing)
        if now_ms - sender.seen_ms > _SEEN_EVERY_MS:
            with self.database.writing() as connection:
                people.saw_now(connection, sender.key, now_ms)
        with self.database.reading() as connection:
            checkpoint = log.checkpoint(connection, self.origin, now_ms)
            scopes = None if sender.revoked_ms else self._scopes(connection, sender, checkpoint.epoch)
            directory = people.directory(connection, self.identity.sealing)
            same = scopes is not None and digests.scopes_tag(scopes) == said.scopes
            known = digests.directory_tag(directory) == said.directory
            return HelloReply(
                protocol=min(said.protocols[1], PROTOCOLS[1]),
                now_ms=now_ms,
                epoch=checkpoint.epoch,
                checkpoint=self.sign(checkpoint),
                proof=None if proof is None else log.consistency(connection, said.size, said.root),
                chains=tuple(chains.heads(connection, [head.chain for head in said.chains])),
                scopes=None if same or scopes is None else tuple(scopes),
                directory=None if known or sender.revoked_ms else directory,
                keys=b"" if digests.keys_tag(self.identity.keys.raw) == said.keys else self.identity.keys.raw,
                revocations=self._revocations(connection, now_ms),
                policy=policy.read(connection),
                revoked=sender.revoked_ms is not None,
            )

    def push(self, sender: people.Device, said: Push, now_ms: int) -> PushReply:
        """Stores revisions and gives their receipt."""
        judged = judge(said.items, self._verify())
        for last in (False, True):
            try:
                with self.database.writing() as connection:
                    intake = self.intake(connection, sender.key, now_ms)
                    reply = intake.take(judged)
                break
            except Clash:
                # Another worker stored the same revision between our look and our insert: now it is there.
                if last:
                    raise
        self.drop_files(intake.dropped)
        return reply

    def intake(self, connection: Connection, sender: str, now_ms: int) -> Intake:
        """What takes revisions in, inside one writing transaction; `drop_files` follows its commit."""
        identity = self.identity
        return Intake(
            connection, identity.sealing, self.origin, self.register_home, sender, now_ms, self.sign
        )

    def drop_files(self, dropped: Sequence[str]) -> None:
        """Removes sealed files that an order to erase made superfluous."""
        for sha256 in dropped:
            attachments.drop(self.shelf, sha256)

    def pull(self, sender: people.Device, home: str, after: int, limit: int, whole: feeds.Whole) -> Page:
        """The next lines of a home's feed."""
        self._not_revoked(sender)
        with self.database.reading() as connection:
            if not feeds.may_see(connection, home, people.holders(connection, sender.officer)):
                raise refusal.not_yours()
            _, epoch = log.tree(connection)
            scope = feeds.scope(connection, home, epoch)
            rows, more = feeds.page(connection, self.identity.sealing, home, after, scope.head, limit, whole)
        return Page(scope=scope, rows=tuple(rows), more=more)

    def chain(self, sender: people.Device, chain: str, after: int, limit: int) -> ChainPage:
        """The device's own lines, for a notebook that was put back from an older copy."""
        self._not_revoked(sender)
        with self.database.reading() as connection:
            if not chains.of_key(connection, chain, sender.key):
                raise refusal.not_yours()
            rows, more = feeds.chain_page(connection, self.identity.sealing, chain, after, limit)
        return ChainPage(rows=tuple(rows), more=more)

    def prove(self, sender: people.Device, ids: Sequence[str], now_ms: int) -> Proofs:
        """The places in the log of those revisions that the officer may see."""
        self._not_revoked(sender)
        with self.database.reading() as connection:
            seen = feeds.visible(connection, ids, people.holders(connection, sender.officer))
            checkpoint = log.checkpoint(connection, self.origin, now_ms)
            note = self.sign(checkpoint)
            found = [(one, log.proof(connection, one, note, checkpoint.size)) for one in seen]
        return Proofs(proofs=tuple((one, proof) for one, proof in found if proof is not None))

    def health(self, sender: people.Device, said: Health, now_ms: int) -> None:
        """Keeps what a laptop says about itself."""
        with self.database.writing() as connection:
            people.saw(connection, sender.key, encode(said), now_ms)

    def begin_upload(self, sender: people.Device, said: UploadStart, now_ms: int) -> Upload:
        """Where the upload of a sealed file stands; it must be named in a header that the server has."""
        with self.database.writing() as connection:
            holders = people.holders(connection, sender.officer)
            if not attachments.may_send(connection, said.sha256, sender.key, holders):
                raise refusal.not_yours()
            if attachments.held_size(connection, said.sha256) is not None:
                return Upload(offset=said.size, complete=True)
            size = attachments.announced_size(connection, said.sha256)
            if size != said.size or size > attachments.LARGEST:
                raise refusal.Refused(
                    409, "wrong-size", "The file is not as long as its record says.", "Attach the file again."
                )
            upload = attachments.begin(connection, said.sha256, size, sender.key, self.new_id(), now_ms)
            if size == 0:
                return self._finish(connection, upload, now_ms)
            return upload

    def go_on(self, sender: people.Device, upload: str, offset: int, chunk: bytes, now_ms: int) -> Upload:
        """Adds bytes to an upload; with the last one the hash is checked and the file is held."""
        try:
            with self.database.writing() as connection:
                after = attachments.go_on(connection, self.shelf, upload, sender.key, offset, chunk)
                return self._finish(connection, after, now_ms) if after.complete else after
        except KeyError as fault:
            raise refusal.not_yours() from fault
        except attachments.WrongOffset as fault:
            raise refusal.Refused(409, f"offset {fault.offset}", "The upload stands elsewhere.") from fault
        except attachments.WrongFile as fault:
            raise _wrong_file() from fault

    def held(self, sender: people.Device, sha256: str) -> int:
        """The size of a file that is held and that the officer may read."""
        self._not_revoked(sender)
        with self.database.reading() as connection:
            if attachments.may_read(connection, sha256, people.holders(connection, sender.officer)):
                size = attachments.held_size(connection, sha256)
                if size is not None:
                    return size
        raise refusal.not_yours()

    def read_file(self, sender: people.Device, sha256: str, start: int, length: int) -> bytes:
        """Bytes of a held file."""
        size = self.held(sender, sha256)
        length = min(length, size - start)
        return attachments.read(self.shelf, sha256, start, length) if start >= 0 and length > 0 else b""

    def faults(self) -> list[str]:
        """A sentence for everything held here that is not as it was received."""
        return list(audit(self.database, self.identity.sealing, self.shelf))

    def _finish(self, connection: Connection, upload: Upload, now_ms: int) -> Upload:
        if not attachments.finish(connection, self.shelf, upload.id, now_ms):
            # The file is started afresh: what came cannot be mended, and the reply says so below.
            return Upload(id="", offset=0, complete=False)
        return Upload(id=upload.id, offset=upload.offset, complete=True)

    def _scopes(self, connection: Connection, sender: people.Device, epoch: int) -> list[Scope]:
        return feeds.scopes(connection, people.holders(connection, sender.officer), epoch)

    def _compare_logs(self, said: Hello) -> tuple[bytes, ...] | None:
        """The proof that the laptop's log begins ours; None when ours lost a part."""
        with self.database.reading() as connection:
            proof = log.consistency(connection, said.size, said.root)
        if proof is None:
            self._raise_epoch(said.checkpoint)
        return proof

    def _raise_epoch(self, note: str) -> None:
        """Begins a new epoch when a note that we signed ourselves shows what this epoch's log has lost.

        A note of an earlier epoch tells nothing new; without a note any device could have every laptop read
        all its feeds again.
        """
        try:
            shown = read_checkpoint(note, self.identity.receipt.public.raw)
        except BadReceipt:
            return
        with self.database.writing() as connection:
            if shown.origin == self.origin and shown.epoch >= log.tree(connection)[1]:
                log.raise_epoch(connection, shown.epoch)

    def restored(self) -> int:
        """Begins a new epoch after the database was put back from a backup; its number."""
        with self.database.writing() as connection:
            return log.raise_epoch(connection)

    def sign(self, checkpoint: Checkpoint) -> str:
        """The signed note of a checkpoint of this council's log."""
        key = self.identity.receipt
        return checkpoint.signed(key.public.raw, key.sign)

    def _revocations(self, connection: Connection, now_ms: int) -> bytes:
        serials = people.revoked(connection)
        council = self.identity.keys.council
        return Revocations.issue(self.identity.issuing, council, now_ms, now_ms, serials)

    def _certify_sealing(self, key: str, sealing: bytes) -> None:
        """Adds the key for parcels to a certificate made before there was one; it is never exchanged."""
        try:
            check_sealing_key(sealing)
        except ValueError as fault:
            raise refusal.garbled() from fault
        with self.database.writing() as connection:
            held = DeviceCertificate.of(people.certificate(connection, self.identity.sealing, key))
            if not held.sealing:
                made = held.again(self.identity.issuing, sealing)
                people.certify(connection, self.identity.sealing, made)

    def _verify(self) -> Callable[[str, bytes, bytes], bool | None]:
        known: dict[str, VerifyKey | None] = {}

        def verify(key: str, signature: bytes, message: bytes) -> bool | None:
            if key not in known:
                device = self.sender(key)
                known[key] = None if device is None else VerifyKey(device.public)
            found = known[key]
            return None if found is None else found.verify(signature, message)

        return verify

    def _not_revoked(self, sender: people.Device) -> None:
        if sender.revoked_ms is not None:
            raise refusal.revoked()


def _wrong_file() -> refusal.Refused:
    return refusal.Refused(
        409,
        "wrong-file",
        "The file that arrived is not the one that was announced.",
        "Send and receive again.",
    )
