"""Nothing that was saved is lost or changed unseen: kills, damage, full disks, old copies, wild clocks."""

from __future__ import annotations

import multiprocessing
import random
import runpy
import shutil
import sys
import threading
import uuid
from pathlib import Path

import pytest
from sqlalchemy import text

from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Blob, Type
from fieldkit.store import attachments, drafts, records, revisions
from fieldkit.store.check import check
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import create_vault, open_by_root, open_vault

ROOT = bytes(range(32))
WHO = Holder("o-1", "Dilys Farthing", "DF", ("CME",), "North", "L07")
KILLS = 200
FLIPS = 40
PASSPHRASE = "heron lamp quilt nine oak"
OFFICER = Path(__file__).with_name("saving_officer.py")
YEARS_10_MS = 10 * 366 * 86_400_000
# A server that has loaded the store forks officers in milliseconds; Windows starts each anew.
PROCESSES = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
PHOTO = b"a photograph " * 9_000


if sys.platform != "win32":
    PROCESSES.set_forkserver_preload(["fieldkit.store.notebook"])


def new_id() -> str:
    return str(uuid.uuid4())


def chances(seed: int) -> random.Random:
    """The same chances in every run."""
    return random.Random(seed)  # noqa: S311


def made(folder: Path) -> Notebook:
    notebook = Notebook(open_by_root(folder, ROOT, SigningKey(ROOT), create=True))
    notebook.begin(WHO, 1_000, new_id)
    return notebook


def reopened(folder: Path) -> Notebook:
    return Notebook(open_by_root(folder, ROOT, SigningKey(ROOT)))


def confirm(notebook: Notebook, number: int, wall_ms: int = 2_000) -> str:
    act = Act(
        type=Type.EDIT, kind="person", record=f"p{number}", home="h", fields={"surname": f"Rook {number}"}
    )
    notebook.write([act], Moment(wall_ms=wall_ms))
    return f"p{number}"


def surnames(notebook: Notebook) -> dict[str, object]:
    with notebook.reading() as book:
        return {held.record: held.value("surname") for held in records.listed(book)}


class Keychain:
    """A keyring in memory: what the keyrings of the platforms promise, and no more."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        return self.kept.get(name)

    def put(self, name: str, value: str) -> None:
        self.kept[name] = value

    def drop(self, name: str) -> None:
        self.kept.pop(name, None)


def told_until_killed(folder: Path, wait: float) -> list[tuple[str, int]]:
    """What one officer was told is saved before the process was killed, `wait` seconds after it opened."""
    here, there = PROCESSES.Pipe(duplex=False)
    given = {"init_globals": {"given": (folder, there)}}
    officer = PROCESSES.Process(target=runpy.run_path, args=(str(OFFICER),), kwargs=given)
    officer.start()
    there.close()
    told: list[tuple[str, int]] = [here.recv()]
    moment = threading.Timer(wait, officer.kill)
    moment.start()
    try:
        while True:
            told.append(here.recv())
    except EOFError:
        moment.join()
        officer.join()
    assert officer.exitcode not in (0, 1), "the officer ended before the kill"
    officer.close()
    here.close()
    return told


def test_two_hundred_kills_lose_nothing_that_was_told(tmp_path: Path) -> None:
    """kill -9 at any moment: acknowledged records and drafts are there, the file and the chain are whole."""
    folder, chance = tmp_path / "n", chances(20261121)
    made(folder).close()
    acknowledged: set[int] = set()
    for kill in range(KILLS):
        told = told_until_killed(folder, chance.uniform(0, 0.06))
        acknowledged |= {number for what, number in told if what == "record"}
        if kill % 20 == 19 or told[-1][0] == "draft":
            notebook = reopened(folder)
            found = surnames(notebook)
            with notebook.reading() as book:
                waiting = {draft.record: draft.typed for draft in drafts.all_drafts(book)}
            assert found.items() >= {f"p{number}": f"Rook {number}" for number in acknowledged}.items()
            if told[-1][0] == "draft":
                record, typed = f"p{told[-1][1]}", f"Rook {told[-1][1]}"
                assert found.get(record) == typed or waiting == {record: {"surname": typed}}
            if kill % 50 == 19:
                assert check(notebook) == []
            notebook.close()
    notebook = reopened(folder)
    assert check(notebook) == []
    assert notebook.head().seq >= len(acknowledged) > KILLS
    notebook.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed notebook with a passphrase slot, sixty records and a photograph."""
    folder = tmp_path_factory.mktemp("sample") / "n"
    notebook = Notebook(create_vault(folder, PASSPHRASE, None))
    notebook.begin(WHO, 1_000, new_id)
    sealed = notebook.files.put([PHOTO])
    file = {"key": sealed.key.hex(), "name": sealed.name}
    act = Act(
        type=Type.EDIT,
        kind="exhibit",
        record="x",
        home="h",
        fields={"description": "Door", "file": file},
        blobs=(Blob(sealed.sealed_sha256, sealed.sealed_size),),
    )
    place = attachments.Place(sealed.sealed_sha256, sealed.name, sealed.sealed_size, "x")
    notebook.write([act], Moment(wall_ms=1_500), files=[place])
    for number in range(60):
        confirm(notebook, number)
    (folder.parent / "root").write_bytes(notebook.vault.root)
    (folder.parent / "seed").write_bytes(notebook.vault.signing.seed())
    notebook.close()
    (folder / "reserve").unlink(missing_ok=True)
    return folder


def opened(sample: Path, folder: Path) -> Notebook:
    root, seed = ((sample.parent / name).read_bytes() for name in ("root", "seed"))
    return Notebook(open_by_root(folder, root, SigningKey(seed)))


def test_any_flipped_bit_of_the_database_is_told_and_nothing_wrong_is_ever_shown(
    sample: Path, tmp_path: Path
) -> None:
    whole = opened(sample, sample)
    right = surnames(whole)
    whole.close()
    raw = (sample / "notebook.db").read_bytes()
    chance = chances(1)
    for turn in range(FLIPS):
        folder = tmp_path / str(turn)
        shutil.copytree(sample, folder)
        harmed = bytearray(raw)
        harmed[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        (folder / "notebook.db").write_bytes(harmed)
        shown: dict[str, object] = {}
        with pytest.raises(Trouble) as told:  # noqa: PT012
            notebook = opened(sample, folder)
            try:
                shown = surnames(notebook)
                flaws = check(notebook)
            finally:
                notebook.close()
            assert flaws, "a flipped bit went unseen"
            raise Trouble(flaws[0].says, "it was found by the check")
        assert told.value.do
        assert shown in ({}, right)
        shutil.rmtree(folder)


def test_any_flipped_bit_of_an_attachment_is_told(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "n"
    shutil.copytree(sample, folder)
    (photo,) = (folder / "files").iterdir()
    raw, chance = photo.read_bytes(), chances(2)
    notebook = opened(sample, folder)
    with notebook.reading() as book:
        file = records.some(book, ["x"])["x"].value("file")
    assert isinstance(file, dict)
    for _ in range(FLIPS):
        harmed = bytearray(raw)
        harmed[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        photo.write_bytes(harmed)
        with pytest.raises(Trouble):
            notebook.files.read(photo.name, bytes.fromhex(str(file["key"])))
        (flaw,) = check(notebook)
        assert flaw.says == f"The file {photo.name} of record x was changed."
    notebook.close()


def test_any_flipped_bit_of_the_key_slots_is_told(sample: Path, tmp_path: Path) -> None:
    raw, chance = (sample / "keyslots.json").read_bytes(), chances(3)
    for turn in range(FLIPS):
        harmed = bytearray(raw)
        harmed[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        folder = tmp_path / str(turn)
        shutil.copytree(sample, folder)
        (folder / "keyslots.json").write_bytes(harmed)
        with pytest.raises(Trouble) as told:
            open_vault(folder, PASSPHRASE, None, now_ms=1)
        assert told.value.do
        shutil.rmtree(folder)


def test_a_full_disk_loses_nothing_that_was_told(tmp_path: Path) -> None:
    notebook = made(tmp_path / "n")
    for number in range(5):
        confirm(notebook, number)
    with notebook.writing() as book:
        pages = int(book.execute(text("PRAGMA page_count")).scalar_one())
    # Each connection has its own limit; the pool hands the one it had last to the next writer.
    number = 5
    with pytest.raises(Trouble) as told:  # noqa: PT012
        for number in range(5, 500):
            with notebook.writing() as book:
                book.execute(text(f"PRAGMA max_page_count = {pages + 40}"))
            confirm(notebook, number)
    assert "no room" in told.value.say
    assert told.value.do
    expected = {f"p{done}": f"Rook {done}" for done in range(number)}
    assert surnames(notebook) == expected
    with notebook.writing() as book:
        book.execute(text("PRAGMA max_page_count = 1073741823"))
    confirm(notebook, number)
    assert check(notebook) == []
    notebook.close()
    again = reopened(tmp_path / "n")
    assert surnames(again) == expected | {f"p{number}": f"Rook {number}"}
    again.close()


def test_an_old_copy_put_back_is_noticed(tmp_path: Path) -> None:
    keychain = Keychain()
    folder, copy = tmp_path / "n", tmp_path / "copy"
    vault = create_vault(folder, "heron lamp quilt nine", keychain)
    notebook = Notebook(vault)
    notebook.begin(WHO, 1_000, new_id)
    confirm(notebook, 1)
    notebook.remember_head()
    notebook.close()
    shutil.copytree(folder, copy)
    notebook = Notebook.open(folder, "heron lamp quilt nine", keychain, now_ms=1)
    confirm(notebook, 2)
    notebook.check_head()
    notebook.remember_head()
    notebook.close()
    shutil.rmtree(folder)
    copy.rename(folder)
    old = Notebook.open(folder, "heron lamp quilt nine", keychain, now_ms=1)
    with pytest.raises(Trouble, match="older copy"):
        old.check_head()
    assert [flaw.part.name for flaw in check(old)] == ["HEAD"]
    old.close()


def test_a_clock_that_jumps_ten_years_loses_nothing_and_changes_no_order(tmp_path: Path) -> None:
    notebook = made(tmp_path / "n")
    start, chance = 1_800_000_000_000, chances(4)
    for number in range(60):
        jump = chance.choice((-YEARS_10_MS, 0, YEARS_10_MS))
        with notebook.reading() as book:
            here = records.get(book, "p")
        act = Act(
            type=Type.EDIT,
            kind="person",
            record="p",
            home="h",
            fields={"surname": f"Rook {number}"},
            bases=here.folded.heads if here else (),
        )
        notebook.write([act], Moment(wall_ms=start + jump + number))
        if number % 20 == 10:
            notebook.close()
            notebook = reopened(tmp_path / "n")
    with notebook.reading() as book:
        lines = revisions.of_record(book, "p")
        held = records.some(book, ["p"])["p"]
    times = [line.header.when for line in lines]
    assert times == sorted(set(times))
    assert list(held.folded.order) == [line.id for line in lines]
    assert held.value("surname") == "Rook 59"
    assert check(notebook) == []
    notebook.close()
