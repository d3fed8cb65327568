"""A notebook's backup holds everything but its keys, and what comes back is a new incarnation of it."""

from __future__ import annotations

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilSecrets
from fieldkit.keys.hpke import RecoveryKey
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Blob, Type
from fieldkit.store import attachments, certificates, drafts, identity, records
from fieldkit.store.check import check
from fieldkit.store.incarnation import own_chains
from fieldkit.store.notebook import Notebook
from fieldkit.store.safekeeping import Restored, bring_back, keep_copy

FIVE = "heron lamp quilt nine oak"
OWN = "otter gate plum seven fern"
NOW = Moment(wall_ms=9_000)
COUNCIL = CouncilSecrets.generate()
KEYS = COUNCIL.certify("fenmarch", "Fenmarch County Council", from_ms=0, to_ms=10**13)
PHOTO = b"a photograph " * 9_000


@pytest.fixture
def full(alone: Notebook) -> Notebook:
    """The notebook of an officer whose council is known."""
    with alone.writing() as book:
        certificates.put_council(book, KEYS)
    return alone


@pytest.fixture
def alone(notebook: Notebook) -> Notebook:
    sealed = notebook.files.put([PHOTO])
    file = {"key": sealed.key.hex(), "name": sealed.name}
    blob = Blob(sealed.sealed_sha256, sealed.sealed_size)
    acts = [
        Act(
            type=Type.EDIT, kind="person", record=f"p{number}", home="h", fields={"surname": f"Rook {number}"}
        )
        for number in range(20)
    ]
    exhibit = Act(type=Type.EDIT, kind="exhibit", record="x", home="h", fields={"file": file}, blobs=(blob,))
    place = attachments.Place(sealed.sealed_sha256, sealed.name, sealed.sealed_size, "x")
    notebook.write([*acts, exhibit], Moment(wall_ms=5_000), files=[place])
    with notebook.writing() as book:
        drafts.save(book, drafts.Draft("p1", "person", "h", typed={"surname": "half a wo"}, saved_ms=5))
    return notebook


def restored(path: Path, folder: Path, opener: RecoveryKey | str = COUNCIL.recovery) -> Restored:
    numbers = iter(range(100))
    return bring_back(path, folder, opener, OWN, None, now=NOW, new_id=lambda: f"id-{next(numbers)}")


def test_without_a_council_a_passphrase_opens_it_and_everything_is_there(
    alone: Notebook, tmp_path: Path
) -> None:
    with pytest.raises(Trouble, match="no council yet"):
        keep_copy(alone, tmp_path / "b", None)
    with pytest.raises(Trouble, match="five or more words"):
        keep_copy(alone, tmp_path / "b", "three words only")
    said: list[str] = []
    told = keep_copy(alone, tmp_path / "b", FIVE, lambda *told: said.append(told[2]))
    assert told.startswith("Only its passphrase opens this backup")
    assert said[-1] == "Writing the backup"
    before = alone.head()
    done = restored(tmp_path / "b", tmp_path / "r", FIVE)
    assert done.flaws == ()
    back = done.notebook
    with alone.reading() as book, back.reading() as here:
        for record in ("p0", "p19", "x"):
            assert records.get(here, record) == records.get(book, record)
        assert drafts.all_drafts(here) == drafts.all_drafts(book)
        me, (place,) = identity.read(here), attachments.known(here).values()
        file = records.some(here, ["x"])["x"].value("file")
        assert own_chains(here) == [before.chain, me.chain]
    assert isinstance(file, dict)
    assert back.files.read(place.name, bytes.fromhex(str(file["key"]))) == PHOTO
    assert back.head().seq == 1
    assert check(back) == []
    assert back.vault.signing.id != alone.vault.signing.id
    assert back.vault.root != alone.vault.root
    back.close()
    again = Notebook.open(tmp_path / "r", OWN, None, now_ms=1)
    assert check(again) == []
    again.close()


def test_with_a_council_only_its_recovery_key_opens_it(full: Notebook, tmp_path: Path) -> None:
    told = keep_copy(full, tmp_path / "b", None)
    assert told == "Only the recovery key of Fenmarch County Council opens this backup."
    with pytest.raises(Trouble, match="No passphrase opens this backup"):
        restored(tmp_path / "b", tmp_path / "r", FIVE)
    done = restored(tmp_path / "b", tmp_path / "r")
    assert done.flaws == ()
    slots = done.notebook.vault.folder.read_slots()
    assert slots.recover(COUNCIL.recovery) == done.notebook.vault.root
    done.notebook.close()


def test_no_key_of_the_notebook_is_in_the_backup(full: Notebook, tmp_path: Path) -> None:
    keep_copy(full, tmp_path / "b", None)
    raw = (tmp_path / "b").read_bytes()
    for secret in (full.vault.signing.seed(), full.vault.root, b"Rook", b"half a wo", PHOTO[:40]):
        assert secret not in raw
        assert secret.hex().encode() not in raw
    done = restored(tmp_path / "b", tmp_path / "r")
    assert not any(
        full.vault.signing.seed() in path.read_bytes()
        for path in (tmp_path / "r").rglob("*")
        if path.is_file()
    )
    done.notebook.close()


def test_what_was_wrong_before_is_told_and_does_not_stop_a_restore(full: Notebook, tmp_path: Path) -> None:
    with full.reading() as book:
        (place,) = attachments.known(book).values()
    full.files.remove(place.name)
    keep_copy(full, tmp_path / "b", None)
    done = restored(tmp_path / "b", tmp_path / "r")
    assert [flaw.says for flaw in done.flaws] == [f"The file {place.name} of record x is missing."]
    done.notebook.close()


def test_stopping_leaves_nothing(full: Notebook, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, of: int, what: str) -> None:
        if what in ("Writing the backup", "Checking lines and signatures"):
            raise Enough

    with pytest.raises(Enough):
        keep_copy(full, tmp_path / "b", None, stop)
    assert not (tmp_path / "b").exists()
    keep_copy(full, tmp_path / "b", None)
    with pytest.raises(Enough):
        bring_back(
            tmp_path / "b",
            tmp_path / "r",
            COUNCIL.recovery,
            OWN,
            None,
            now=NOW,
            new_id=lambda: "id",
            say=stop,
        )
    assert list((tmp_path / "r").iterdir()) == []
    restored(tmp_path / "b", tmp_path / "r").notebook.close()


def test_a_disk_without_room_is_refused_before_anything_is_written(
    full: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    keep_copy(full, tmp_path / "b", None)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 10**6))
    with pytest.raises(Trouble, match="not enough room"):
        keep_copy(full, tmp_path / "c", None)
    with pytest.raises(Trouble, match="not enough room"):
        restored(tmp_path / "b", tmp_path / "r")
    assert not (tmp_path / "c").exists()
    assert not (tmp_path / "r").exists()


def test_a_folder_with_something_in_it_is_left_alone(full: Notebook, tmp_path: Path) -> None:
    keep_copy(full, tmp_path / "b", None)
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Trouble, match="not empty"):
        restored(tmp_path / "b", tmp_path / "r")
    assert [path.name for path in (tmp_path / "r").iterdir()] == ["letter.txt"]
