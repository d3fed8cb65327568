"""The command itself, as a process: a real notebook from its making to its recovery, and how it fails."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from fieldkit.keys.council import CouncilSecrets
from fieldkit.keys.root_file import lock_root
from fieldkit.store.lockfile import LockFile

PASSPHRASE = "granite teacup lantern willow biscuit"
ANOTHER = "marble kettle candle rowan shortbread"
CASE = {
    "case_type": "CME", "received_at": "9 11 2026 09:00",
    "child": {"forenames": "Corin", "surname": "Halloway", "dob": "2 May 2011", "upn": "U999400118002"},
}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """A folder with a notebook in it and files of passphrases beside it."""

    folder: Path

    def run(self, *words: str, typed: str = "", notebook: str = "book", opener: str = "right") -> Ended:
        given = ["--notebook", str(self.folder / notebook)]
        if opener:
            given += ["--passphrase-file", str(self.folder / opener)]
        done = subprocess.run(
            [sys.executable, "-m", "fieldkit", *words, *given],
            input=typed, capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=self.folder,
        )  # fmt: skip
        return Ended(done.returncode, done.stdout, done.stderr)

    def file(self, name: str) -> str:
        return str(self.folder / name)


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    out: str
    err: str

    def refused(self, *words: str) -> None:
        """One line, exit code 1, nothing on standard output."""
        assert (self.code, self.out) == (1, ""), self.err
        assert self.err.count("\n") == 1
        for word in words:
            assert word in self.err


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A notebook with one case, made once because each passphrase costs half a second on purpose."""
    folder = tmp_path_factory.mktemp("desk")
    for name, words in (
        ("right", PASSPHRASE),
        ("another", ANOTHER),
        ("wrong", "nobody ever said these words"),
    ):
        (folder / name).write_text(words + "\n", encoding="utf-8")
    made = Desk(folder)
    words = ["--name", "Dilys Farthing", "--team", "North", "--mark", "L07"]
    assert made.run("notebook", "create", "--passphrase-only", *words).code == 0
    (folder / "case.json").write_text(json.dumps(CASE), encoding="utf-8")
    new = made.run("record", "new", "case", "--from", made.file("case.json"))
    assert (new.code, new.out.split()[1]) == (0, "CME-2026-L07-001"), new.err
    return made


def copied(desk: Desk, name: str) -> Path:
    """A second copy of the notebook to do harm to."""
    return shutil.copytree(desk.folder / "book", desk.folder / name)


def test_its_status_says_who_how_and_where(desk: Desk) -> None:
    found = desk.run("status", "--json")
    assert (found.code, found.err) == (0, "")
    told = json.loads(found.out)
    assert (told["name"], told["initials"], told["mark"]) == ("Dilys Farthing", "DF", "L07")
    assert (told["passphrase_only"], told["recoverable"], told["council"]) == (True, False, "")
    assert Path(told["folder"]) == (desk.folder / "book").absolute()
    assert told["unsent"] >= 2
    assert told["free"] > 0
    assert told["sqlcipher"][0].isdigit()
    assert "its passphrase alone" in desk.run("notebook", "status").out


def test_options_may_stand_before_the_command_and_in_the_environment(desk: Desk) -> None:
    words = [sys.executable, "-m", "fieldkit", "--notebook", desk.file("book")]
    surroundings = {**os.environ, "FIELDKIT_PASSPHRASE_FILE": desk.file("right")}
    done = subprocess.run(
        [*words, "record", "list", "--json"],
        capture_output=True,
        encoding="utf-8",
        env=surroundings,
        timeout=120,
    )
    titles = {row["title"] for row in json.loads(done.stdout)}
    assert (done.returncode, done.stderr) == (0, "")
    assert titles == {"CME-2026-L07-001", "Corin Halloway"}


def test_without_a_keyring_the_plain_way_out_is_named(desk: Desk) -> None:
    found = desk.run("notebook", "create", "--name", "Dilys Farthing", notebook="second")
    found.refused("keyring", "--passphrase-only")
    assert not (desk.folder / "second").exists()


def test_a_wrong_passphrase_or_nobody_to_type_one(desk: Desk) -> None:
    desk.run("status", opener="wrong").refused("Enter your passphrase again")
    desk.run("status", opener="").refused("Nobody is here to type the passphrase.", "--passphrase-file")
    desk.run("status", opener="nowhere").refused("cannot be read")


def test_a_second_program_is_told_which_one_was_first(desk: Desk) -> None:
    first = LockFile(desk.folder / "book" / "lock", "FieldKit")
    try:
        desk.run("record", "list").refused(f"FieldKit (process {os.getpid()}) has this notebook open.")
    finally:
        first.release()
    assert desk.run("record", "list").code == 0


@pytest.mark.parametrize(
    ("name", "harm", "says"),
    [
        ("plain", lambda raw: b"SQLite format 3\0" + bytes(len(raw)), "is not encrypted"),
        ("cut", lambda raw: raw[: len(raw) // 2 + 100], "notebook file"),
        ("torn", lambda raw: bytes(4096) + raw[4096:], "notebook"),
        ("empty", lambda raw: raw[:0], "notebook file"),
    ],
)
def test_a_harmed_notebook_is_refused_in_one_line(desk: Desk, name: str, harm: object, says: str) -> None:
    database = copied(desk, name) / "notebook.db"
    database.write_bytes(harm(database.read_bytes()))  # type: ignore[operator]
    desk.run("record", "list", notebook=name).refused(says)


def test_no_notebook_or_no_keys(desk: Desk) -> None:
    desk.run("record", "list", notebook="nowhere").refused("There is no notebook in")
    (copied(desk, "keyless") / "keyslots.json").unlink()
    desk.run("record", "list", notebook="keyless").refused("keyslots.json is missing")


def test_a_damaged_page_is_found_by_the_check(desk: Desk) -> None:
    whole = desk.run("notebook", "check", "--json")
    assert (whole.code, json.loads(whole.out)) == (0, {"whole": True, "flaws": []})
    database = copied(desk, "damaged") / "notebook.db"
    raw = bytearray(database.read_bytes())
    raw[-3000] ^= 1
    database.write_bytes(raw)
    found = desk.run("notebook", "check", "--json", notebook="damaged")
    assert found.code == 3, found.err
    assert json.loads(found.out)["flaws"][0]["part"] == "pages"


def test_a_backup_comes_back_and_a_passphrase_is_changed(desk: Desk) -> None:
    given = ["--backup-passphrase-file", desk.file("another")]
    assert desk.run("notebook", "backup", desk.file("copy.fkb"), *given).code == 0
    desk.run("notebook", "backup", desk.file("copy.fkb"), *given).refused("There is already a file")
    words = ["notebook", "restore", desk.file("copy.fkb"), "--passphrase-only"]
    desk.run(*words, "--backup-passphrase-file", desk.file("wrong"), notebook="back").refused("passphrase")
    assert desk.run(*words, *given, notebook="back").code == 0
    changed = desk.run(
        "notebook", "passphrase", "--new-passphrase-file", desk.file("another"), notebook="back"
    )
    assert changed.code == 0, changed.err
    desk.run("record", "list", notebook="back").refused("Enter your passphrase again")
    listed = desk.run("record", "list", "--json", notebook="back", opener="another")
    assert {row["title"] for row in json.loads(listed.out)} == {"CME-2026-L07-001", "Corin Halloway"}
    assert desk.run("notebook", "rebuild", notebook="back", opener="another").code == 0
    assert desk.run("notebook", "check", notebook="back", opener="another").code == 0


def test_only_the_right_recovery_key_recovers(desk: Desk) -> None:
    secrets = CouncilSecrets.generate()
    (desk.folder / "root.key").write_bytes(lock_root(secrets.root, secrets.recovery, PASSPHRASE))
    copied(desk, "lost")
    words = ["notebook", "recover", "--recovery-key", desk.file("root.key")]
    words += ["--recovery-passphrase-file"]
    desk.run(*words, desk.file("right"), notebook="lost").refused("recover")
    desk.run(*words, desk.file("wrong"), notebook="lost").refused("Enter the passphrase again")
    assert desk.run("record", "list", notebook="lost").code == 0


def test_verify_needs_no_notebook(desk: Desk) -> None:
    (desk.folder / "paper.pdf").write_bytes(b"%PDF-1.7 no bundle")
    words = [sys.executable, "-m", "fieldkit", "verify"]
    found = subprocess.run(
        [*words, desk.file("paper.pdf"), "--json"], capture_output=True, encoding="utf-8", timeout=120
    )
    assert (found.returncode, found.stderr, json.loads(found.stdout)["whole"]) == (3, "", False)
    gone = subprocess.run([*words, "nowhere.pdf"], capture_output=True, encoding="utf-8", timeout=120)
    Ended(gone.returncode, gone.stdout, gone.stderr).refused("nowhere.pdf cannot be read")


def test_wrong_usage_and_no_screen(desk: Desk) -> None:
    assert desk.run("notebook", "dance").code == 2
    surroundings = {
        k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    }
    words = [sys.executable, "-m", "fieldkit"]
    if sys.platform == "linux":
        done = subprocess.run(words, capture_output=True, encoding="utf-8", env=surroundings, timeout=120)
        Ended(done.returncode, done.stdout, done.stderr).refused("There is no screen", "fieldkit --help")
