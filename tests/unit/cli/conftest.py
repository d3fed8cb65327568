"""The shell in this process, on a notebook opened by its root key so that no passphrase is stretched."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.unit.casebook.conftest import Clock

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.cli.house import GivePassphrase
from fieldkit.cli.shell import run
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.keys.keyrings import Keyring
from fieldkit.keys.signing import SigningKey
from fieldkit.kinds.times import LONDON
from fieldkit.store import certificates, revisions
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

DILYS = Holder("o-dilys", "Dilys Farthing", "DF", ("CME",), "North", "L07")
OMAR = Holder("o-omar", "Omar Teasel", "OT", ("CME",), "North", "L08")
PETRA = Holder("o-petra", "Petra Ashlock", "PA", ("MGR",), "North", "D02")
JUNO = Holder("o-juno", "Juno Thatch", "JT", ("PANEL",), "Legal", "D09")
SEEDS = {
    DILYS.officer: bytes([1] * 32), OMAR.officer: bytes([2] * 32), PETRA.officer: bytes([3] * 32),
    JUNO.officer: bytes([5] * 32),
}  # fmt: skip


class RootHouse:
    """A house whose notebook needs no passphrase."""

    def __init__(self, folder: Path, who: Holder, clock: Clock) -> None:
        self.usual_folder = folder
        self.clock = clock
        self.seed = SEEDS[who.officer]
        notebook = Notebook(open_by_root(folder, self.seed, SigningKey(self.seed), create=True))
        notebook.begin(who, clock().wall_ms, new_id)
        notebook.close()

    def open(self, folder: Path, passphrase: GivePassphrase, *, doubtful: bool = False) -> Casebook:
        return Casebook(Notebook(open_by_root(folder, self.seed, SigningKey(self.seed))), self.clock)

    def keyring(self) -> Keyring:
        raise Trouble("This computer has no keyring.")

    def desktop(self, folder: Path) -> int:
        raise Trouble("There is no screen to open the desktop on.")


@dataclass(frozen=True)
class Ended:
    """How one command ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def record(self) -> str:
        return self.out.split()[0]


Shell = Callable[..., Ended]


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 20, 8, 30, tzinfo=LONDON))


@pytest.fixture
def house_of(tmp_path: Path, clock: Clock) -> Callable[[Holder], RootHouse]:
    return lambda who: RootHouse(tmp_path / who.initials, who, clock)


@pytest.fixture
def shell_of(
    house_of: Callable[[Holder], RootHouse],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Holder], Shell]:
    def make(who: Holder) -> Shell:
        house = house_of(who)

        def say(*words: str, typed: str = "") -> Ended:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
            capsys.readouterr()
            code = run(list(words), house)
            told = capsys.readouterr()
            return Ended(code, told.out, told.err)

        say.house = house  # type: ignore[attr-defined]
        return say

    return make


@pytest.fixture
def shell(shell_of: Callable[[Holder], Shell]) -> Shell:
    return shell_of(DILYS)


CASE = {
    "case_type": "CME", "received_at": "9 11 2026 09:00",
    "child": {"forenames": "Corin", "surname": "Halloway", "dob": "2 May 2011", "upn": "U999400118002"},
}  # fmt: skip
ADDRESS = ("address_kind=home", "lines=14 Sluice Lane", "town=Mereham", "postcode=zz14cd")


@pytest.fixture
def case(shell: Shell) -> str:
    """Corin's case, by its reference."""
    made = shell("record", "new", "case", "--from", "-", "--json", typed=json.dumps(CASE))
    assert made.code == 0, made.err
    return str(made.json["reference"])


@pytest.fixture
def visit(shell: Shell, case: str) -> str:
    """A visit planned at his address."""
    address = shell("record", "new", "address", "--case", case, *sets(*ADDRESS)).record
    plan = ("purpose=see-child", "visit_kind=unannounced", f"address={address}", "who_to_see=Corin",
            "planned_for=20 11 2026 10:30")  # fmt: skip
    made = shell("record", "new", "visit", "--case", case, *sets(*plan))
    assert made.code == 0, made.err
    return made.record


def hand_over(sender: Shell, receiver: Shell) -> None:
    """Give everything one notebook holds to the other, as sync does."""
    books = [shell.house.open(shell.house.usual_folder, str) for shell in (sender, receiver)]  # type: ignore[attr-defined]
    with books[0].notebook.reading() as book:
        told, _ = revisions.everything(book)
        known = certificates.all_of(book)
    with books[1].notebook.writing() as book:
        for certificate in known.values():
            certificates.put(book, certificate)
    books[1].notebook.receive(told, books[1].now().wall_ms)
    for each in books:
        each.notebook.close()


def sets(*answers: str) -> list[str]:
    """Answers as options."""
    return [word for answer in answers for word in ("--set", answer)]
