"""A notebook folder: made, opened, re-keyed, recovered, wiped; and all that can stand in the way."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fieldkit.errors import Trouble
from fieldkit.keys.hpke import RecoveryKey
from fieldkit.keys.officer_slot import WrongPassphrase
from fieldkit.keys.signing import SigningKey
from fieldkit.keys.slots import Keyslots
from fieldkit.store.folder import Folder
from fieldkit.store.heads import Head, Heads
from fieldkit.store.vault import (
    OpenVault,
    add_recovery,
    change_passphrase,
    create_vault,
    open_by_root,
    open_vault,
    recover_vault,
    wipe_vault,
)

WORDS = "heron lamp quilt nine"
FIVE = "heron lamp quilt nine oak"
NOW = 1_700_000_000_000


@dataclass
class PocketKeyring:
    """A keyring that lasts as long as the test."""

    kept: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value

    def drop(self, name: str) -> None:
        self.kept.pop(name, None)


@dataclass(frozen=True)
class Made:
    """A closed notebook with a keyring and a recovery slot, copied for each test."""

    folder: Path
    keyring: PocketKeyring
    council: RecoveryKey
    signer: str

    def open(self, words: str = WORDS, now_ms: int = NOW) -> OpenVault:
        return open_vault(self.folder, words, self.keyring, now_ms=now_ms)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder, keyring, council = tmp_path_factory.mktemp("vault") / "n", PocketKeyring(), RecoveryKey.generate()
    vault = create_vault(folder, WORDS, keyring, recovery=("fenmarch", council.public))
    with vault.database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE said (words TEXT)")
        connection.exec_driver_sql("INSERT INTO said VALUES ('kept')")
    vault.close()
    return Made(folder, keyring, council, vault.signing.id)


@pytest.fixture
def made(first: Made, tmp_path: Path) -> Made:
    shutil.copytree(first.folder, tmp_path / "n", ignore=shutil.ignore_patterns("reserve"))
    return Made(tmp_path / "n", PocketKeyring(dict(first.keyring.kept)), first.council, first.signer)


@pytest.fixture
def vault(made: Made) -> Iterator[OpenVault]:
    opened = made.open()
    yield opened
    opened.close()


def said(vault: OpenVault) -> object:
    with vault.database.reading() as connection:
        return connection.exec_driver_sql("SELECT words FROM said").scalar_one()


def test_it_opens_again_with_what_was_written(made: Made, vault: OpenVault) -> None:
    assert said(vault) == "kept"
    assert vault.signing.id == made.signer
    assert vault.reserve.held


def test_its_status_is_told_without_a_key(made: Made) -> None:
    status = Folder(made.folder).status()
    assert (status.alone, status.council, status.signer) == (False, "fenmarch", made.signer)
    assert status.size == (made.folder / "notebook.db").stat().st_size
    assert status.free > 0


def test_the_folder_is_asked_before_anything_heavy_is_loaded() -> None:
    ask = "import sys, fieldkit.store.folder; print([name for name in sys.modules if 'sql' in name])"
    run = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_folder_holds_what_it_should_and_no_secret(made: Made) -> None:
    vault = made.open()
    seed, root = vault.signing.seed(), vault.root
    vault.close()
    names = {path.name for path in made.folder.iterdir()}
    assert names == {"notebook.db", "keyslots.json", "files", "lock", "reserve"}
    told = b"".join(
        path.read_bytes() for path in made.folder.iterdir() if path.name not in ("files", "reserve")
    )
    secrets = [seed, root, *(bytes.fromhex(value) for value in made.keyring.kept.values())]
    for secret in secrets:
        assert secret not in told
        assert secret.hex().encode() not in told
    assert vault.root == b""


def test_a_wrong_passphrase_a_lost_and_a_missing_keyring_are_told_apart(made: Made) -> None:
    with pytest.raises(WrongPassphrase, match="Enter your passphrase again: it does not open this notebook"):
        made.open("heron lamp quilt ten")
    with pytest.raises(Trouble, match="needs the keyring"):
        open_vault(made.folder, WORDS, None, now_ms=NOW)
    item = next(iter(made.keyring.kept))
    made.keyring.kept[item] = "ff" * 32
    with pytest.raises(WrongPassphrase):
        made.open()
    made.keyring.kept[item] = "rubbish"
    with pytest.raises(Trouble, match="something else"):
        made.open()
    made.keyring.drop(item)
    with pytest.raises(Trouble, match="no longer holds"):
        made.open()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def plain(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(8176))


def foreign(path: Path) -> None:
    path.write_bytes(b"another notebook" * 512)


@pytest.mark.parametrize(
    ("name", "harm", "told"),
    [
        ("keyslots.json", cut, "key file of this notebook"),
        ("keyslots.json", Path.unlink, "keyslots.json is missing"),
        ("notebook.db", cut, "cut short"),
        ("notebook.db", plain, "not encrypted"),
        ("notebook.db", foreign, "not the one that belongs"),
        ("notebook.db", Path.unlink, "is missing"),
    ],
)
def test_a_harmed_notebook_is_told_in_words(
    made: Made, name: str, harm: Callable[[Path], None], told: str
) -> None:
    harm(made.folder / name)
    with pytest.raises(Trouble, match=told) as trouble:
        made.open()
    assert trouble.value.do


def test_no_notebook_is_told(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no notebook in"):
        open_vault(tmp_path, WORDS, None, now_ms=NOW)


def test_one_program_at_a_time_and_the_first_is_named(made: Made, vault: OpenVault) -> None:
    with pytest.raises(Trouble, match=r"FieldKit \(process \d+\) has this notebook open"):
        made.open()
    ask = (
        "import sys; from pathlib import Path; from fieldkit.errors import Trouble\n"
        "from fieldkit.store.lockfile import LockFile\n"
        "try: LockFile(Path(sys.argv[1]), 'second').release()\n"
        "except Trouble as trouble: print(trouble.say)\n"
    )
    run = [sys.executable, "-c", ask, str(made.folder / "lock")]
    assert "has this notebook open" in subprocess.run(run, capture_output=True, text=True, check=True).stdout
    vault.close()
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == ""


def test_a_program_that_was_killed_holds_no_lock_and_leaves_no_rubbish(made: Made) -> None:
    (made.folder / "backup.0a1b2c3d.part-wal").write_bytes(b"half a copy")
    hold = (
        "import os, sys; from pathlib import Path; from fieldkit.store.lockfile import LockFile\n"
        "lock = LockFile(Path(sys.argv[1]), 'killed'); os._exit(9)\n"
    )
    run = subprocess.run([sys.executable, "-c", hold, str(made.folder / "lock")], check=False)
    assert run.returncode == 9
    made.open().close()
    assert not list(made.folder.glob("*.part*"))


def test_ten_tries_then_a_wait_that_a_restart_does_not_shorten(made: Made) -> None:
    for _ in range(9):
        with pytest.raises(WrongPassphrase):
            made.open("heron lamp quilt ten", now_ms=NOW)
    made.open(now_ms=NOW).close()
    assert not (made.folder / "tries.json").exists()
    (made.folder / "tries.json").write_text(str([NOW + turn for turn in range(10)]))
    with pytest.raises(Trouble, match="10 wrong passphrases in 5 minutes") as told:
        made.open(now_ms=NOW + 60_000)
    assert told.value.do == "Try again in 4 minutes."
    made.open(now_ms=NOW + 5 * 60_000).close()


def test_a_new_passphrase_writes_one_slot_and_the_old_one_stops(made: Made, vault: OpenVault) -> None:
    before = set(made.keyring.kept)
    old = Keyslots.of((made.folder / "keyslots.json").read_bytes())
    with pytest.raises(WrongPassphrase):
        change_passphrase(vault, "heron lamp quilt ten", "olive drum sixty fern", made.keyring, now_ms=NOW)
    with pytest.raises(Trouble, match="four or more words"):
        change_passphrase(vault, WORDS, "olive", made.keyring, now_ms=NOW)
    change_passphrase(vault, WORDS, "olive drum sixty fern", made.keyring, now_ms=NOW)
    assert len(made.keyring.kept) == 1
    assert set(made.keyring.kept).isdisjoint(before)
    vault.close()
    new = Keyslots.of((made.folder / "keyslots.json").read_bytes())
    assert (new.recovery, new.officer.public) == (old.recovery, old.officer.public)
    with pytest.raises(WrongPassphrase):
        made.open()
    again = made.open("olive drum sixty fern")
    assert (said(again), again.signing.id) == ("kept", made.signer)
    again.close()


def test_recovery_gives_a_new_signing_key_and_keeps_every_word(made: Made) -> None:
    made.keyring.kept.clear()
    with pytest.raises(Trouble, match="recovery key does not open"):
        recover_vault(made.folder, RecoveryKey.generate(), "olive drum sixty fern", made.keyring)
    recover_vault(made.folder, made.council, "olive drum sixty fern", made.keyring)
    vault = made.open("olive drum sixty fern")
    assert said(vault) == "kept"
    assert vault.signing.id != made.signer
    vault.close()


def test_passphrase_only_is_a_choice_and_recovery_comes_with_a_council(tmp_path: Path) -> None:
    council = RecoveryKey.generate()
    with pytest.raises(Trouble, match="five or more words"):
        create_vault(tmp_path / "n", WORDS, None)
    assert not (tmp_path / "n").exists()
    vault = create_vault(tmp_path / "n", FIVE, None)
    assert vault.heads is None
    assert vault.folder.read_slots().alone
    add_recovery(vault, "fenmarch", council.public)
    vault.close()
    assert vault.folder.read_slots().recover(council)
    with pytest.raises(Trouble, match="already a notebook"):
        create_vault(tmp_path / "n", FIVE, None)


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Trouble, match="is not empty"):
        create_vault(tmp_path, FIVE, None)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_keyring_that_refuses_leaves_no_notebook_behind(tmp_path: Path) -> None:
    class Refusing(PocketKeyring):
        def put(self, name: str, value: str) -> None:
            raise Trouble("The keyring of this computer refused.", "Unlock it.")

    with pytest.raises(Trouble, match="refused"):
        create_vault(tmp_path / "n", WORDS, Refusing())
    assert list((tmp_path / "n").iterdir()) == []


def test_a_notebook_whose_making_was_cut_off_is_made_again(made: Made) -> None:
    (made.folder / "unfinished").touch()
    with pytest.raises(Trouble, match="no notebook in"):
        made.open()
    vault = open_by_root(made.folder, bytes(32), SigningKey.generate(), create=True)
    assert not (made.folder / "unfinished").exists()
    vault.close()


def test_a_wiped_notebook_never_opens_again(made: Made) -> None:
    notebook = Keyslots.of((made.folder / "keyslots.json").read_bytes()).notebook
    Heads(made.keyring, notebook, b"key").remember(Head("c", 1, "f" * 64))
    wipe_vault(made.folder, made.keyring)
    assert made.keyring.kept == {}
    with pytest.raises(Trouble, match=r"keyslots\.json is missing"):
        made.open()


def test_the_chain_head_is_remembered_and_cannot_be_forged(made: Made, vault: OpenVault) -> None:
    assert vault.heads is not None
    assert vault.heads.remembered() is None
    head = Head("c" * 32, 7, "f" * 64)
    vault.heads.remember(head)
    assert vault.heads.remembered() == head
    item = next(name for name in made.keyring.kept if name.startswith("head-"))
    made.keyring.kept[item] = made.keyring.kept[item].replace("7", "6", 1)
    with pytest.raises(Trouble, match="something else"):
        vault.heads.remembered()


def test_a_full_disk_gives_the_reserve_up(vault: OpenVault) -> None:
    path = vault.folder.reserve
    assert path.stat().st_size == 64 * 2**20
    with vault.database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 10")
    with pytest.raises(Trouble, match="no room left"):
        fill(vault)
    assert not path.exists()
    assert said(vault) == "kept"
    assert vault.reserve.hold()
    assert vault.reserve.held


def fill(vault: OpenVault) -> None:
    with vault.database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE more AS SELECT randomblob(90000) AS words")


def test_opening_on_a_full_disk_gives_the_reserve_up(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    made.open().close()
    cut(made.folder / "notebook.db")
    with pytest.raises(Trouble, match="cut short"):
        made.open()
    assert (made.folder / "reserve").exists()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(2**40, 2**40, 0))
    with pytest.raises(Trouble, match="cut short"):
        made.open()
    assert not (made.folder / "reserve").exists()
