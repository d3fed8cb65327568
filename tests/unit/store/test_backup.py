"""A backup is the whole notebook in one sealed file; what comes back is whole, and signs with a new key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldkit.errors import Trouble
from fieldkit.keys.hpke import RecoveryKey
from fieldkit.keys.sealing import Altered
from fieldkit.keys.signing import SigningKey
from fieldkit.store.backup import back_up, open_backup, unpack
from fieldkit.store.folder import Folder
from fieldkit.store.sealed import Sealed
from fieldkit.store.vault import OpenVault, open_by_root, open_vault, restore_vault

FIVE = "heron lamp quilt nine oak"
COUNCIL = RecoveryKey.generate()
PHOTO = bytes(range(256)) * 700


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sealed]:
    """A backup that both the council and a passphrase open, and the attachment in it."""
    folder = tmp_path_factory.mktemp("backup")
    vault = open_by_root(folder / "n", bytes(range(32)), SigningKey.generate(), create=True)
    with vault.database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE said (words TEXT)")
        connection.exec_driver_sql("INSERT INTO said VALUES ('QUILTHERON')")
    photo = vault.files.put([PHOTO])
    seen: list[tuple[int, int]] = []
    back_up(
        vault,
        folder / "b.fkbackup",
        recovery=("fenmarch", COUNCIL.public),
        passphrase=FIVE,
        progress=lambda done, total: seen.append((done, total)),
    )
    with pytest.raises(Trouble, match="already a file"):
        back_up(vault, folder / "b.fkbackup", passphrase=FIVE)
    vault.close()
    assert seen[-1][0] == seen[-1][1]
    assert {path.name for path in folder.iterdir()} == {"n", "b.fkbackup"}
    assert not list((folder / "n").glob("*.part"))
    return folder / "b.fkbackup", photo


def whole(vault: OpenVault, photo: Sealed) -> None:
    vault.files.verify(photo)
    assert vault.database.check() == ()
    with vault.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT words FROM said").scalar_one() == "QUILTHERON"


def test_the_council_restores_it_with_a_new_signing_key(made: tuple[Path, Sealed], tmp_path: Path) -> None:
    path, photo = made
    root = open_backup(path, COUNCIL)
    assert root != bytes(range(32))
    vault = restore_vault(tmp_path / "n", root, lambda place: unpack(path, root, place), FIVE, None)
    whole(vault, photo)
    signer = vault.signing.id
    vault.close()
    again = open_vault(tmp_path / "n", FIVE, None, now_ms=1)
    whole(again, photo)
    assert again.signing.id == signer
    again.close()


def test_its_passphrase_opens_it_and_nothing_else_does(made: tuple[Path, Sealed]) -> None:
    assert open_backup(made[0], FIVE) == open_backup(made[0], COUNCIL)
    with pytest.raises(Trouble, match="passphrase again"):
        open_backup(made[0], FIVE + "s")
    with pytest.raises(Trouble, match="recovery key does not open"):
        open_backup(made[0], RecoveryKey.generate())


def test_it_shows_nothing(made: tuple[Path, Sealed]) -> None:
    raw = made[0].read_bytes()
    for secret in (b"QUILTHERON", PHOTO[:64], made[1].key, made[1].name.encode(), b"SQLite format"):
        assert secret not in raw


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_changed_bit_and_any_cut_is_found_and_leaves_nothing(
    made: tuple[Path, Sealed], tmp_path: Path, data: st.DataObject
) -> None:
    raw = bytearray(made[0].read_bytes())
    root = open_backup(made[0], COUNCIL)
    place = data.draw(st.integers(0, len(raw) - 1))
    if data.draw(st.booleans()):
        raw[place] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del raw[place:]
    changed = tmp_path / "changed.fkbackup"
    changed.write_bytes(raw)
    with pytest.raises(Trouble):
        restore_vault(tmp_path / "n", root, lambda where: unpack(changed, root, where), FIVE, None)
    assert list((tmp_path / "n").iterdir()) == []


def test_a_file_that_is_no_backup_is_told(tmp_path: Path) -> None:
    other = tmp_path / "letter.pdf"
    for raw in (b"", b"%PDF-1.7\n", b"{}\n", b"\xff" * 100_000):
        other.write_bytes(raw)
        with pytest.raises(Trouble, match="no backup"):
            open_backup(other, COUNCIL)
    with pytest.raises(Trouble, match="cannot be read"):
        open_backup(tmp_path / "nowhere", COUNCIL)


def test_another_backups_key_is_found(made: tuple[Path, Sealed], tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    with pytest.raises(Altered):
        unpack(made[0], bytes(32), Folder(tmp_path))
