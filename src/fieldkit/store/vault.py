"""Makes, opens and closes a notebook folder: its keys, lock, database and attachments."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fieldkit.errors import Trouble
from fieldkit.keys.hpke import RecoveryKey, RecoveryPublicKey
from fieldkit.keys.keyrings import Keyring
from fieldkit.keys.officer_slot import DeviceSecret, OfficerSlot
from fieldkit.keys.passphrases import check_passphrase
from fieldkit.keys.signing import SigningKey
from fieldkit.keys.slots import Keyslots, database_key, head_key, new_slots
from fieldkit.store.engine import Database, open_database
from fieldkit.store.folder import Folder
from fieldkit.store.heads import Heads
from fieldkit.store.lockfile import LockFile
from fieldkit.store.reserve import Reserve
from fieldkit.store.sealed import SealedFiles
from fieldkit.store.tries import Tries

PROGRAM = "FieldKit"


@dataclass
class OpenVault:
    """An open notebook folder. `close` writes everything back and lets go of the keys and of the lock."""

    folder: Folder
    notebook: str
    """The notebook's id, 32 hex digits."""
    root: bytes = field(repr=False)
    signing: SigningKey
    database: Database
    files: SealedFiles
    heads: Heads | None
    """The chain heads kept in the keyring; None in passphrase-only mode."""
    reserve: Reserve
    lock: LockFile = field(repr=False)
    wiped: bool = False
    """Whether the slots are destroyed: what is left of the folder goes when it is closed."""

    def close(self) -> None:
        """Close the database, truncate its WAL, forget the keys, let the next program in."""
        try:
            self.database.close()
        finally:
            self.root = b""
            self.lock.release()
            if self.wiped:
                self.folder.unmake()


def create_vault(
    folder: Path,
    passphrase: str,
    keyring: Keyring | None,
    *,
    recovery: tuple[str, RecoveryPublicKey] | None = None,
    program: str = PROGRAM,
) -> OpenVault:
    """Make a notebook in the new or empty `folder` and open it; `keyring` None chooses passphrase-only.

    `recovery` is the council's id and its recovery key, checked against the council's root by the caller.
    Raises `Trouble`; nothing that could pass for a notebook is left then.
    """
    check_passphrase(passphrase, alone=keyring is None)
    with _making(folder, program, keyring) as (place, lock, device):
        slots, root, signing = new_slots(secrets.token_hex(16), passphrase, device)
        if recovery is not None:
            slots = slots.with_recovery(root, *recovery)
        place.write_slots(slots)
        return _open(place, lock, slots.notebook, root, signing, keyring, create=True)


def open_vault(
    folder: Path, passphrase: str, keyring: Keyring | None, *, now_ms: int, program: str = PROGRAM
) -> OpenVault:
    """Open the notebook in `folder`.

    Raises `WrongPassphrase`, or `Trouble` for every other way in which a notebook cannot be opened.
    """
    place, slots, lock = _take(folder, program)
    try:
        root, signing = _unlock(place, slots, passphrase, keyring, now_ms)
        return _open(place, lock, slots.notebook, root, signing, keyring if not slots.alone else None)
    except BaseException:
        lock.release()
        raise


def open_by_root(
    folder: Path, root: bytes, signing: SigningKey, *, create: bool = False, program: str = PROGRAM
) -> OpenVault:
    """Open, or make, a notebook without slots by its 32-byte root key: the layer under passphrases.

    For a restore on its way to new slots, and for tests, which never lower the cost of a passphrase.
    """
    if create:
        with _making(folder, program, None) as (place, lock, _):
            return _open(place, lock, "0" * 32, root, signing, None, create=True)
    place = Folder(folder)
    lock = LockFile(place.lock, program)
    try:
        return _open(place, lock, "0" * 32, root, signing, None)
    except BaseException:
        lock.release()
        raise


def change_passphrase(
    vault: OpenVault, old: str, new: str, keyring: Keyring | None, *, now_ms: int, alone: bool = False
) -> None:
    """Seal the officer's slot of an open notebook under `new`: that slot alone, whole or not at all.

    `old` is asked again, so that an unlocked laptop left alone is not taken over. `alone` gives the keyring
    up; without it a passphrase-only notebook takes `keyring` up. Raises `Trouble`; `old` then still opens it.
    """
    now_on = None if alone else keyring
    check_passphrase(new, alone=now_on is None)
    slots = vault.folder.read_slots()
    root, signing = _unlock(vault.folder, slots, old, keyring, now_ms)
    _reseal(vault.folder, slots, root, signing, new, now_on, keyring)
    vault.heads = _heads(now_on, vault.notebook, root)


def prove_owner(vault: OpenVault, passphrase: str, keyring: Keyring | None, *, now_ms: int) -> None:
    """Whether the passphrase opens the officer's slot: asked where an open laptop is not proof enough.

    Raises `Trouble`; the try is counted.
    """
    _unlock(vault.folder, vault.folder.read_slots(), passphrase, keyring, now_ms)


def recover_vault(
    folder: Path, key: RecoveryKey, passphrase: str, keyring: Keyring | None, *, program: str = PROGRAM
) -> None:
    """Open the notebook by the council's offline recovery key and give it a new passphrase.

    The old signing key stays sealed from everybody, so a new one is made: the officer needs a new certificate
    and starts a new chain. Raises `Trouble`; nothing has changed then.
    """
    check_passphrase(passphrase, alone=keyring is None)
    place, slots, lock = _take(folder, program)
    try:
        root = slots.recover(key)
        _reseal(place, slots, root, SigningKey.generate(), passphrase, keyring, keyring)
        Tries(place.tries).succeeded()
    finally:
        lock.release()


def restore_vault(
    folder: Path,
    root: bytes,
    fill: Callable[[Folder], None],
    passphrase: str,
    keyring: Keyring | None,
    *,
    program: str = PROGRAM,
) -> OpenVault:
    """Make a notebook in the new or empty `folder` of what `fill` puts there under `root`, and open it.

    Its id and its signing key are new: it is a new incarnation, and nothing can be signed as by the old one.
    Raises `Trouble`; nothing is left behind then.
    """
    check_passphrase(passphrase, alone=keyring is None)
    with _making(folder, program, keyring) as (place, lock, device):
        fill(place)
        notebook, signing = secrets.token_hex(16), SigningKey.generate()
        officer = OfficerSlot.make(notebook, root, signing, passphrase, device)
        place.write_slots(Keyslots(notebook, officer).signed(root))
        vault = _open(place, lock, notebook, root, signing, keyring)
        place.made()
        return vault


def add_recovery(vault: OpenVault, council: str, key: RecoveryPublicKey) -> None:
    """Give an open notebook its recovery slot, once it is enrolled with `council`. Raises `Trouble`."""
    slots = vault.folder.read_slots()
    vault.folder.write_slots(slots.with_recovery(vault.root, council, key))


def wipe_vault(folder: Path, keyring: Keyring | None, *, program: str = PROGRAM) -> None:
    """Destroy the slots and the keyring's items: nothing in the folder can ever be opened again."""
    place, slots, lock = _take(folder, program)
    try:
        place.destroy_slots()
        if keyring is not None and not slots.alone:
            keyring.drop(slots.officer.item)
            Heads(keyring, slots.notebook, b"").forget()
    finally:
        lock.release()


def wipe_open(vault: OpenVault) -> None:
    """Destroy the slots and the keyring's items of an open notebook: once closed, nothing opens it."""
    place = vault.folder
    if place.keyslots.exists():
        item = "" if (slots := place.read_slots()).alone else slots.officer.item
        place.forsake()
        place.destroy_slots()
        if vault.heads is not None:
            vault.heads.forget(beside=item)
            vault.heads = None
        vault.wiped = True


@contextmanager
def _making(
    folder: Path, program: str, keyring: Keyring | None
) -> Iterator[tuple[Folder, LockFile, DeviceSecret | None]]:
    """A new notebook folder, its lock and its device secret; all of it is taken back if the block raises."""
    place = Folder(folder)
    place.make()
    lock, device = LockFile(place.lock, program), None
    try:
        device = _keep_device_secret(keyring)
        yield place, lock, device
    except BaseException:
        lock.release()
        place.unmake()
        if keyring is not None and device is not None:
            keyring.drop(device.item)
        raise


def _take(folder: Path, program: str) -> tuple[Folder, Keyslots, LockFile]:
    place = Folder(folder)
    place.read_slots()
    lock = LockFile(place.lock, program)
    try:
        return place, place.read_slots(), lock
    except BaseException:
        lock.release()
        raise


def _open(
    place: Folder,
    lock: LockFile,
    notebook: str,
    root: bytes,
    signing: SigningKey,
    keyring: Keyring | None,
    *,
    create: bool = False,
) -> OpenVault:
    place.tidy()
    reserve = Reserve(place.reserve)
    database = _with_room(
        reserve,
        lambda: open_database(place.database, database_key(root), create=create, on_full=reserve.release),
    )
    if create:
        place.made()
    reserve.hold()
    return OpenVault(
        folder=place,
        notebook=notebook,
        root=root,
        signing=signing,
        database=database,
        files=SealedFiles(place.files),
        heads=_heads(keyring, notebook, root),
        reserve=reserve,
        lock=lock,
    )


def _with_room(reserve: Reserve, act: Callable[[], Database]) -> Database:
    """What `act` gives; on a full disk even opening needs room, so the reserve is given up once."""
    try:
        return act()
    except Trouble:
        if not reserve.held or reserve.free > reserve.size:
            raise
        reserve.release()
        return act()


def _unlock(
    place: Folder, slots: Keyslots, passphrase: str, keyring: Keyring | None, now_ms: int
) -> tuple[bytes, SigningKey]:
    """Open the officer's slot, counting the try."""
    device_secret = None if slots.alone else _device_secret(slots, keyring)
    tries = Tries(place.tries)
    tries.begin(now_ms)
    opened = slots.open(passphrase, device_secret)
    tries.succeeded()
    return opened


def _device_secret(slots: Keyslots, keyring: Keyring | None) -> bytes:
    if keyring is None:
        raise Trouble(
            "This notebook needs the keyring of this computer as well as its passphrase.",
            "Unlock the keyring, then open the notebook again.",
        )
    kept = keyring.get(slots.officer.item)
    if kept is None:
        raise Trouble(
            "The keyring of this computer no longer holds this notebook's half of the key.",
            "Ask your council to recover the notebook, or enrol again and send for its records.",
        )
    try:
        return bytes.fromhex(kept)
    except ValueError as fault:
        raise Trouble(
            "The keyring of this computer holds something else in place of this notebook's half of the key.",
            "Ask your council to recover the notebook.",
        ) from fault


def _keep_device_secret(keyring: Keyring | None) -> DeviceSecret | None:
    if keyring is None:
        return None
    device = DeviceSecret.generate()
    keyring.put(device.item, device.secret.hex())
    return device


def _reseal(
    place: Folder,
    slots: Keyslots,
    root: bytes,
    signing: SigningKey,
    passphrase: str,
    keyring: Keyring | None,
    old_keyring: Keyring | None,
) -> None:
    """New slot, new device secret under a new name; the old item goes only when the new slot is on disk."""
    device = _keep_device_secret(keyring)
    place.write_slots(slots.with_officer(root, signing, passphrase, device))
    if old_keyring is not None and not slots.alone:
        old_keyring.drop(slots.officer.item)


def _heads(keyring: Keyring | None, notebook: str, root: bytes) -> Heads | None:
    return Heads(keyring, notebook, head_key(root)) if keyring else None
